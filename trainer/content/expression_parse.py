"""From the text of a condition to a tree that holds nothing but what is allowed.

The text is first cut into tokens, which refuses everything the language does not
have, and the arguments of ``said(apology)`` and the like, which may contain hyphens,
are replaced by placeholders of the same width. Only then Python's own parser sees it,
so every node still knows its column.
"""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import dataclass, field
from functools import lru_cache

from trainer.content.expression_types import CALLS

LONGEST = 200
"""Characters of a condition."""

DEEPEST = 20
"""Brackets within each other, and levels of the tree."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a column (from 0) of an expression."""

    column: int
    code: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a placeholder stands for: ``said(apology)``, ``de-escalation.limit``."""

    owner: str
    """The function, or the owner of a field."""
    name: str
    shown: str
    is_call: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A tree with what its placeholders stand for, or what is wrong instead."""

    tree: ast.expr | None
    asked: tuple[Asked, ...]
    text: str
    """As written, without the space around it."""
    problems: tuple[Problem, ...]


_TOKEN = re.compile(
    rf"""(?P<space>\s+)
    | (?P<call>(?P<function>{"|".join(CALLS)})\s*
        \(\s*\^?(?P<argument>[A-Za-z0-9_./-]*)\s*\))
    | (?P<dotted>(?P<owner>[a-z][a-z0-9_]*(?:-[a-z0-9_]+)+)\.(?P<field>[a-z]\w*))
    | (?P<day>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}\b)
    | (?P<number>[0-9](?:[\w]|\.(?=[0-9]))*)
    | (?P<name>[A-Za-z_]\w*)
    | (?P<operator>==|!=|<=|>=|[-+<>,.])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<wrong>=[<>]?|&&?|\|\|?|!|["'“”‘’][^"'“”‘’]*["'“”‘’]?|.)""",
    re.VERBOSE | re.ASCII,
)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}|[0-9]{1,7}\.[0-9]{2}", re.ASCII)
_INSTEAD = {
    "=": "Write “is” or “==”.",
    "=>": "Write “>=”.",
    "=<": "Write “<=”.",
    "&": "Write “and”.",
    "&&": "Write “and”.",
    "|": "Write “or”.",
    "||": "Write “or”.",
    "!": "Write “not”.",
    "{": "Write the name without braces.",
    "}": "Write the name without braces.",
}
_KEYWORDS = frozenset(keyword.kwlist) - {"and", "or", "not", "in", "is"}
_CONSTANTS = {"True": "yes", "False": "no", "None": "no"}


def parse(text: str) -> Parsed:
    """Cut and parse an expression; columns count from its first letter."""
    stripped = text.strip()
    if not stripped:
        return _failed(Problem(0, "condition-empty", "A condition is missing here."))
    if len(stripped) > LONGEST:
        return _failed(
            Problem(
                0,
                "condition-too-long",
                f"This condition has {len(stripped)} characters; {LONGEST} are read.",
                "Keep a part of it in a variable of yes or no.",
            )
        )
    return _parse(stripped)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Parsed:
    scanner = _Scanner()
    prepared = "".join(scanner.take(token) for token in _TOKEN.finditer(text))
    if scanner.problems:
        return _failed(*scanner.problems)
    try:
        tree = ast.parse(prepared, mode="eval").body
    except SyntaxError as problem:
        column = min(max((problem.offset or 1) - 1, 0), len(text) - 1)
        return _failed(_unreadable(text, column))
    return Parsed(tree=tree, asked=tuple(scanner.asked), text=text, problems=())


def _failed(*problems: Problem) -> Parsed:
    return Parsed(tree=None, asked=(), text="", problems=problems)


def _unreadable(text: str, column: int) -> Problem:
    rest = text[column:].strip()[:20]
    return Problem(
        column,
        "condition-syntax",
        f"From “{rest}” on this cannot be read as a condition.",
        "Write for example “mood >= 4 and not verified”.",
    )


@dataclass(slots=True)
class _Scanner:
    """Passes tokens on, notes what is not one, and puts placeholders in."""

    problems: list[Problem] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    depth: int = 0

    def take(self, token: re.Match[str]) -> str:
        """Return what the parser is to see in place of the token, equally wide."""
        shown = token[0]
        match token.lastgroup:
            case "space":
                return " " * len(shown)
            case "call":
                return self._placeholder(token["function"], token["argument"], shown)
            case "dotted":
                return self._placeholder(token["owner"], token["field"], shown)
            case "number":
                self._number(shown, token.start())
            case "name":
                self._name(shown, token.start())
            case "open" | "close":
                self._bracket(shown, token.start())
            case "day" | "wrong":
                self._wrong(shown, token.start())
        return shown

    def _placeholder(self, owner: str, name: str, shown: str) -> str:
        is_call = shown.endswith(")")
        plain = f"{owner}({name})" if is_call else shown
        self.asked.append(Asked(owner=owner, name=name, shown=plain, is_call=is_call))
        return f"_{len(self.asked) - 1}".ljust(len(shown))

    def _number(self, shown: str, column: int) -> None:
        if not _NUMBER.fullmatch(shown):
            self._note(
                column,
                "condition-number",
                f"“{shown}” is not a number here.",
                "Write whole numbers like 4, and money with two decimals like 34.90.",
            )

    def _name(self, shown: str, column: int) -> None:
        if shown in _CONSTANTS:
            suggestion = f"Write “{_CONSTANTS[shown]}”."
        elif shown in _KEYWORDS or shown.startswith("_"):
            suggestion = "Names begin with a letter and are not words of the language."
        else:
            return
        self._note(
            column,
            "condition-word",
            f"“{shown}” cannot stand in a condition.",
            suggestion,
        )

    def _bracket(self, shown: str, column: int) -> None:
        self.depth += 1 if shown == "(" else -1
        if self.depth == DEEPEST + 1 and shown == "(":
            self._note(
                column,
                "condition-too-deep",
                f"There are more than {DEEPEST} brackets within each other.",
                "Keep a part of it in a variable of yes or no.",
            )

    def _wrong(self, shown: str, column: int) -> None:
        if shown[0].isdigit():
            mend = "Compare two fields instead, like case.purchased and case.delivered."
            self._note(column, "condition-day", "A day cannot stand here.", mend)
            return
        quoted = shown[0] in "\"'“”‘’"
        mend = "Write the word without quotes; it must be one of a declared list."
        self._note(
            column,
            "condition-sign",
            f"“{shown.strip('“”')}” cannot stand in a condition.",
            mend if quoted else _INSTEAD.get(shown, ""),
        )

    def _note(self, column: int, code: str, message: str, suggestion: str) -> None:
        self.problems.append(Problem(column, code, message, suggestion))
