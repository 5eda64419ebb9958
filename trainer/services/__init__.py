"""The things people do: one module per verb, which owns the transaction.

Services take the session, the moment and whoever acts as arguments and know no web
framework. What they refuse, they refuse with an error of ``trainer.errors``.
"""
