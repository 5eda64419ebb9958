"""What can be said about a scenario before anybody plays it.

Each module looks for one kind of problem; ``check`` asks them all. Everything that
needs to know what can happen is read from an exploration, so it is a proof where that
is complete, and left unsaid where it is not.
"""

from trainer.scenarios.checks.check import check

__all__ = ["check"]
