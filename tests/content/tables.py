"""Reads the tables of verdicts that were worked out by hand."""

from dataclasses import dataclass, field
from pathlib import Path

USUAL = "Usual case:"
BEYOND = "## What no rule can say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one clause says of one act or ending."""

    module: str
    line: int
    facts: str
    before: str
    act: str
    clause: str
    verdict: str
    beyond: bool
    """Whether no rule can say it yet."""

    @property
    def name(self):
        return f"{self.module}-{self.line}-{self.clause}"

    @property
    def ending(self):
        """How it ends, where an ending is judged; empty: an act is."""
        word, _, outcome = self.act.partition(" ")
        return (outcome or "resolved") if word == "end" else ""


@dataclass(slots=True)
class Case:
    """Facts in the order they were named."""

    facts: dict[str, str] = field(default_factory=dict)

    def changed(self, text):
        """The facts with some of them changed, or taken away with ``-name``."""
        found = dict(self.facts)
        for word in text.split():
            name, _, value = word.partition("=")
            if word.startswith("-"):
                del found[word[1:]]
            else:
                found[name] = value
        return Case(found)

    def __str__(self):
        return " ".join(f"{name}={value}" for name, value in self.facts.items())


def rows_of(file: Path):
    """Yield the rows of one table, with the whole of their facts."""
    usual, beyond = Case(), False
    for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
        if line.startswith(USUAL):
            usual = Case().changed(line.removeprefix(USUAL))
        beyond = beyond or line.startswith(BEYOND)
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or cells[0] in ("facts", "---"):
            continue
        facts, before, act, clause, verdict, _ = cells
        yield Row(
            module=file.stem,
            line=number,
            facts=str(usual.changed(facts)),
            before=before,
            act=act,
            clause=clause,
            verdict=verdict,
            beyond=beyond,
        )
