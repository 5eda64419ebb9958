"""Every message to authors, as the code words it: code → what it says."""

import ast
import re
from collections import defaultdict

from tests.structure.source import MODULES, functions, name_of

PURE = re.compile(
    r"trainer/(content|policies|scenarios|assessments)/|trainer/library|/checking"
)
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)*")

MADE_ELSEWHERE = {
    "play-failed": "The play expects something that did not come about: it says what.",
    "play-stuck": "The play takes a move that is not open there: it says what is.",
    "settings-syntax": "The settings between the lines of --- cannot be read as YAML.",
    "unknown-move": "“…” is not a move. Did you mean “…”?",
    "unknown-severity": "“…” is not a severity. Did you mean “…”?",
    "unreached-move": "“^…” is never possible: the message says why.",
}
"""Wordings that are put together by functions, told in one sentence."""


def words(node, names):
    """The text of an expression; what is filled in stands as “…”."""
    match node:
        case ast.Constant(value=str(text)):
            found = text
        case ast.JoinedStr(values=values):
            found = "".join(words(value, names) or "…" for value in values)
        case ast.IfExp(body=body):
            found = words(body, names)
        case ast.BoolOp(values=values):
            found = " ".join(filter(None, (words(value, names) for value in values)))
        case ast.BinOp(left=left, right=right):
            found = (words(left, names) or "…") + (words(right, names) or "…")
        case ast.Call(func=ast.Name(id="did_you_mean")):
            found = "Did you mean “…”?"
        case ast.Name(id=name) if name in names:
            found = words(names[name], {})
        case _:
            found = ""
    return found


def _assigned(function):
    """Name → the last expression it stands for in a function."""
    return {
        target.id: node.value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def _noted(call, names):
    """The code, message and suggestion of a call that notes a problem, if it does."""
    direct = getattr(call.func, "attr", "") in {"error", "warn"}
    for index, node in enumerate(call.args[:-1]):
        code = getattr(node, "value", None)
        if not (isinstance(code, str) and CODE.fullmatch(code)):
            continue
        parts = [words(part, names) for part in call.args[index + 1 : index + 3]]
        if (direct and index == 1) or ("-" in code and " " in parts[0]):
            return code, parts
    return None


def _returned(node, names):
    """The code, message and suggestion of a tuple that is handed on, if it is one."""
    code = getattr(node.elts[0], "value", None) if node.elts else None
    if not (isinstance(code, str) and CODE.fullmatch(code) and "-" in code):
        return None
    parts = [words(part, names) for part in node.elts[1:3]]
    return (code, parts) if parts and " " in parts[0] else None


def messages():
    """Code → every wording of it, in the order of the code."""
    found = defaultdict(dict)
    for code, text in MADE_ELSEWHERE.items():
        found[code][text] = None
    functions_of_core = (
        function
        for path in MODULES
        if PURE.search(name_of(path))
        for function in functions(path)
    )
    for function in functions_of_core:
        names = _assigned(function)
        nodes = list(ast.walk(function))
        noted = [_noted(n, names) for n in nodes if isinstance(n, ast.Call)]
        noted += [_returned(n, names) for n in nodes if isinstance(n, ast.Tuple)]
        for code, parts in filter(None, noted):
            text = " ".join(part.strip() for part in parts if part.strip(" …"))
            if code not in MADE_ELSEWHERE:
                found[code][text] = None
    return {code: [t for t in texts if t] for code, texts in sorted(found.items())}
