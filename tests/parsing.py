"""Python's own parser, with nothing collected while it builds a tree.

A collection may run finalizers, and what they run may parse as well: showing where an
error was raised does. CPython 3.11.7, among others, then ends the outer parse with
“SystemError: AST constructor recursion depth mismatch” (python/cpython issue 106905),
which once broke off a run after its last test.
"""

import ast
import gc
from functools import wraps


def guard():
    """Let ``ast.parse`` finish a tree before anything is collected."""
    ast.parse = _undisturbed(ast.parse)


def _undisturbed(parse):
    @wraps(parse)
    def parsed(*given, **named):
        running = gc.isenabled()
        gc.disable()
        try:
            return parse(*given, **named)
        finally:
            if running:
                gc.enable()

    return parsed
