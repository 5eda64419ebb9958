"""Call what a page calls without asking each time what it wants to be given."""

from __future__ import annotations

from functools import lru_cache
from types import FunctionType
from typing import Any

from flask.templating import Environment
from jinja2.runtime import Context, Macro

_REMEMBERING = type(lru_cache(len))
_PLAIN = frozenset({FunctionType, _REMEMBERING})
_PLACES = ("_loop_vars", "_block_vars")
"""What Jinja passes along for functions that want the context; no others see it."""


class QuickContext(Context):
    """The names a template knows.

    Jinja looks four times at whatever is called for marks that hardly anything bears; a
    page calls its macros and gettext a hundred times.
    """

    def call(self, called: Any, /, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Jinja has it
        """Return what a macro or function answers."""
        kind = type(called)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind not in _PLAIN or hasattr(called, "jinja_pass_arg"):
            return super().call(called, *args, **kwargs)
        if kwargs:
            for name in _PLACES:
                kwargs.pop(name, None)
        return called(*args, **kwargs)


class Pages(Environment):
    """Flask's templates, whose calls are quick."""

    context_class = QuickContext
