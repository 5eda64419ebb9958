"""The ``- key: value`` lines below a move or a beat."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trainer.content.diagnostics import Place
from trainer.scenarios.reader_lines import Line, squeezed
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.syntax import Fact

BEAT_FACTS = ("coach", "enter", "desk", "show", "tag", "outcome", "review")
"""Facts of a beat, in canonical order."""

MOVE_FACTS = (
    "if",
    "lock",
    "once",
    "then",
    "with",
    "means",
    "critical",
    "model",
    "good",
    "bad",
    "words",
    "expect",
    "avoid",
    "set",
    "score",
    "reveal",
    "go",
    "why",
    "cite",
    "hint",
    "coach",
)
"""Facts of a move; a meter's name is one too."""

_ONCE = frozenset(
    [
        "if",
        "lock",
        "once",
        "then",
        "model",
        "words",
        "critical",
        "why",
        "hint",
        "coach",
        "outcome",
        "desk",
    ]
)
_WITH_QUOTES = frozenset(
    {"expect", "avoid", "model", "good", "bad", "review", "means", "with"}
)
_FACT = re.compile(
    r"\s*(?P<dash>[-*+]\s*)(?P<key>[A-Za-z_][A-Za-z0-9_-]*)\s*(?P<colon>:)(?!//)"
    r"\s*(?P<value>.*)"
)
_NARROWEST, _WIDEST = 2, 8
"""Columns a fact of a move may be indented by."""


@dataclass(slots=True)
class FactDraft:
    """A fact whose value may still run on."""

    fact: Fact
    indent: int
    """Of its dash; a line indented further runs on."""
    more: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Let the value run on over one more line."""
        self.more.append(line)

    def finished(self) -> Fact:
        """Return the fact as read so far."""
        if not self.more:
            return self.fact
        shown = (self.fact.value, *(line.shown.strip() for line in self.more))
        written = (self.fact.written, *(line.raw.strip() for line in self.more))
        return self.fact._replace(
            value=" ".join(part for part in shown if part),
            written="\n".join(written),
        )


def read_fact(
    line: Line, comments: tuple[str, ...], problems: Problems
) -> FactDraft | None:
    """Read the first line of a fact.

    Returns:
        The fact, or ``None`` where the line is no ``- key: value``, after an error.
    """
    text = line.bare
    match = _FACT.match(text)
    if match is None:
        note_no_fact(line, problems)
        return None
    key, dash, value = match.group("key", "dash", "value")
    file, number = problems.file, line.number
    place = Place(file, number, match.start("key") + 1)
    value_place = Place(file, number, match.start("value") + 1)
    if dash[0] != "-" or dash == "-":
        note_no_dash(key, Place(file, number, match.start("dash") + 1), problems)
    written = value
    if line.noted:
        value = squeezed(value).strip()
        written = _noted_value(line, match.end("colon"), place, problems)
    fact = Fact(key, value, place, value_place, written, comments)
    return FactDraft(fact, line.indent)


def _noted_value(line: Line, start: int, place: Place, problems: Problems) -> str:
    """Return a value with its comments; one before the value is noted."""
    if line.raw[:start] != line.bare[:start]:
        problems.error(
            place,
            "comment-in-fact",
            "A comment stands before the colon of this fact.",
            "Give it a line of its own above the fact.",
        )
    return line.raw[start:].strip()


def note_no_dash(key: str, place: Place, problems: Problems) -> None:
    """Note a fact whose line does not begin with a dash and a space."""
    problems.error(
        place,
        "fact-dash",
        f"“{key}” does not stand behind a dash and a space.",
        f"Write “- {key}: …”.",
    )


def note_no_fact(line: Line, problems: Problems) -> None:
    """Note a line that is almost ``- key: value``."""
    written = line.bare.strip().lstrip("-*+").strip()
    key, _, value = written.partition(" ")
    mend = (
        f"Write “- {key}: {value[:40]}”."
        if key in MOVE_FACTS or key in BEAT_FACTS or re.fullmatch(r"[+-]?\d+.*", value)
        else "Write “- key: value”, for example “- mood: +1”."
    )
    problems.error(
        problems.place(line.number, line.indent + 1),
        "fact-syntax",
        f"“{written[:40]}” is not a fact." if written else "Nothing stands here.",
        mend,
    )


def check_indent(line: Line, problems: Problems) -> None:
    """Note a fact of a move that is indented too little or too much."""
    if not _NARROWEST <= line.indent <= _WIDEST:
        problems.error(
            problems.place(line.number),
            "fact-indent",
            f"The fact is indented by {line.indent} "
            f"{'space' if line.indent == 1 else 'spaces'}.",
            "Indent the facts of a move by four spaces.",
        )


def check_facts(facts: tuple[Fact, ...], problems: Problems) -> None:
    """Note facts without a value, given twice, or with an open quote."""
    seen: dict[str, int] = {}
    for fact in facts:
        if not fact.value:
            problems.error(
                fact.place,
                "empty-fact",
                f"“{fact.key}” has no value.",
                f"Write it behind the colon, or delete the line “- {fact.key}:”.",
            )
        elif fact.key in _WITH_QUOTES:
            _check_quotes(fact, problems)
        if fact.key in seen and fact.key in _ONCE:
            problems.error(
                fact.place,
                "fact-twice",
                f"“{fact.key}” is given twice; line {seen[fact.key]} has it already.",
                "Join the two conditions with “and”."
                if fact.key == "if"
                else "Keep one of them.",
            )
        seen.setdefault(fact.key, fact.place.line)


def _check_quotes(fact: Fact, problems: Problems) -> None:
    quotes = fact.value.count('"')
    if quotes % 2:
        problems.error(
            fact.value_place.shifted(fact.value.rfind('"')),
            "unclosed-quote",
            f"A quote in “{fact.key}” is not closed.",
            'Write the closing ".',
        )
    elif not quotes and re.search("[“”„]", fact.value):
        problems.error(
            fact.value_place,
            "curly-quote",
            f"“{fact.key}” has curly quotes, which are read as letters.",
            'Write straight ones: "…".',
        )
