"""The body of a policy file: headings, prose, facts, line by line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trainer.content.diagnostics import Place, Report
from trainer.content.facts import FactLine, fact_in
from trainer.content.suggest import did_you_mean
from trainer.policies.check import HEADING, CheckDraft
from trainer.policies.drafts import KEYS, ClauseDraft, SectionDraft
from trainer.policies.head import Head
from trainer.policies.module import REFERENCE, Question, Section
from trainer.policies.rules import Terms
from trainer.policies.scope import declared

MOST_PROBLEMS = 200
"""Problems after which the rest of a file is left unread."""

MOST_FACTS = 2_000
"""Facts of all clauses together."""

_HEADING = re.compile(r"(?P<marks>#{1,3})(?:[ \t]+(?P<rest>.*))?")
_SECTION = re.compile(r"(?P<number>[0-9]{1,4})[ \t]+(?P<title>\S.*)")
_CLAUSE = re.compile(
    r"(?P<number>[0-9]{1,4}(?:\.[0-9]{1,4}){1,3})[ \t]+(?P<title>[^\s{][^{]*?)"
    r"(?:[ \t]+\{#(?P<id>[^{}]*)\})?[ \t]*"
)
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_CODE = re.compile(r"[ ]{0,3}(```|~~~)")
_COMMENT = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_LIST = 4
"""Spaces from which on a ``-`` belongs to a list within a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What stands under the front matter."""

    intro: str
    """Markdown before the first section, without the title."""
    sections: tuple[Section, ...]
    check: tuple[Question, ...] = ()


def read_body(
    lines: list[str], first: int, file: str, head: Head, report: Report
) -> Body:
    """Read everything from a line on.

    Args:
        lines: All lines of the file.
        first: Number of the first line of the body, from 1.
        file: For places.
        head: The settings and facts the rules speak of.
        report: Takes everything that is wrong.
    """
    facts = declared(head.facts)
    terms = Terms(policy=head.id, facts=facts, settings=head.settings)
    reader = _BodyReader(file=file, first=first, head=head, terms=terms, report=report)
    text = _COMMENT.sub(reader.comment, "\n".join(lines[first - 1 :]))
    for number, line in enumerate(text.split("\n"), first):
        if len(report.diagnostics) >= MOST_PROBLEMS:
            message = f"This file has more than {MOST_PROBLEMS} problems."
            mend = "Mend these first; nothing after this line was read."
            report.error(Place(file, number), "too-many-problems", message, mend)
            break
        reader.take(line, number)
    return Body(
        intro="\n".join(reader.intro).strip("\n"),
        sections=tuple(section.close() for section in reader.sections),
        check=reader.check.close(reader.citable) if reader.check else (),
    )


@dataclass(slots=True, kw_only=True)
class _BodyReader:
    file: str
    first: int
    head: Head
    terms: Terms
    report: Report
    intro: list[str] = field(default_factory=list)
    sections: list[SectionDraft] = field(default_factory=list)
    clause: ClauseDraft | None = None
    check: CheckDraft | None = None
    in_check: bool = False
    names: dict[str, int] = field(default_factory=dict)
    """Number or id of a clause, number of a section → its line."""
    strangers: set[str] = field(default_factory=set)
    """Unknown names in braces, each reported once."""
    facts: int = 0
    in_code: bool = False

    def comment(self, found: re.Match[str]) -> str:
        """Blank a comment out, so that every place stays what it was."""
        if not found[1]:
            line = self.first + found.string.count("\n", 0, found.start())
            message = "A comment that begins here has no end."
            place = Place(self.file, line)
            self._error(place, "comment-open", message, "Write “-->” behind it.")
        return re.sub(r"[^\n]", " ", found[0])

    def take(self, line: str, number: int) -> None:
        """Read the next line."""
        if self.check and self.in_check and not _HEADING.fullmatch(line):
            self._references(line, number)
            self.check.take(line, number)
        elif not line.lstrip().startswith(("#", "-", "`", "~")):
            self._prose(line, number)
        else:
            self._marked(line, number)

    def _marked(self, line: str, number: int) -> None:
        heading = _HEADING.fullmatch(line)
        fact = fact_in(line, self.file, number)
        if _CODE.match(line):
            self.in_code = not self.in_code
            self._prose(line, number)
        elif heading and not self.in_code:
            self._heading(heading, number)
        elif fact and not self.in_code and self._is_fact(fact):
            self._fact(fact)
        else:
            self._prose(line, number)

    def _heading(self, heading: re.Match[str], number: int) -> None:
        rest = (heading["rest"] or "").strip()
        column = heading.start("rest") + 1 if heading["rest"] else 1
        place = Place(self.file, number, column)
        if self.in_check:
            self.in_check = False
            message = "The check is the end of a policy; nothing comes after it."
            self._error(place, "check-elsewhere", message, "Move this above the check.")
        match heading["marks"]:
            case "##" if rest == HEADING and self.check is None:
                self.check = CheckDraft(file=self.file, place=place, report=self.report)
                self.in_check = True
            case "##":
                self._section(rest, place)
            case "###":
                self._clause(rest, place)

    def _section(self, rest: str, place: Place) -> None:
        found = _SECTION.fullmatch(rest)
        self.clause = None
        if found is None:
            message = f"The section “{rest}” has no number and title."
            self._error(place, "section-heading", message, "Write “## 2 Title”.")
        number, title = (found["number"], found["title"]) if found else ("", rest)
        self._new_name(number, "section", place)
        self.sections.append(SectionDraft(number=number, title=title, place=place))

    def _clause(self, rest: str, place: Place) -> None:
        found = _CLAUSE.fullmatch(rest)
        if found is None:
            message = f"The clause “{rest}” has no number, title and id."
            mend = "Write “### 2.1 Title {#name}”."
            self._error(place, "clause-heading", message, mend)
        number, title = (found["number"], found["title"]) if found else ("", rest)
        id_ = self._clause_id(found["id"], place) if found else ""
        self.clause = ClauseDraft(number=number, title=title, id=id_, place=place)
        for name in filter(None, (number, id_)):
            self._new_name(name, "clause", place)
        if not self.sections:
            message = "This clause stands before the first section."
            self._error(place, "clause-alone", message, "Write “## 2 Title” above it.")
            self.sections.append(SectionDraft(number="", title="", place=place))
        section = self.sections[-1].number
        if found and section and number.split(".")[0] != section:
            message = f"Clause {number} stands in section {section}."
            mend = "Move it, or give it another number."
            self.report.warn(place, "clause-elsewhere", message, mend)
        self.sections[-1].clauses.append(self.clause)

    def _clause_id(self, id_: str | None, place: Place) -> str:
        if id_ is not None and _ID.fullmatch(id_):
            return id_
        mend = "Write small letters, digits and hyphens: {#cash-proof}."
        if id_ is None:
            message = "This clause has no id; citations by number break when it moves."
            self.report.warn(place, "clause-id-missing", message, mend)
        else:
            self._error(place, "id-form", f"“{id_}” cannot be an id.", mend)
        return ""

    def _new_name(self, name: str, kind: str, place: Place) -> None:
        first = self.names.setdefault(name, place.line) if name else place.line
        if first != place.line:
            message = f"There is a {kind} “{name}” on line {first} already."
            self._error(place, "clause-twice", message, "Give one another name.")

    def _is_fact(self, fact: FactLine) -> bool:
        if fact.key in KEYS:
            return len(fact.indent.expandtabs(_LIST)) < _LIST
        nearest = did_you_mean(fact.key, KEYS) if self.clause else ""
        if nearest and fact.key.islower():
            message = f"A clause has no fact “{fact.key}”."
            self._error(fact.place, "unknown-fact", message, nearest)
        return False

    def _fact(self, fact: FactLine) -> None:
        self.facts += 1
        if self.facts == MOST_FACTS + 1:
            message = f"This policy has more than {MOST_FACTS:,} rules and facts."
            self._error(fact.place, "too-many-rules", message, "Split the policy.")
        if self.clause is None:
            message = f"This “{fact.key}” belongs to no clause."
            mend = "Write it under a heading “### 2.1 Title {#name}”."
            self._error(fact.place, "rule-without-clause", message, mend)
        elif self.facts <= MOST_FACTS:
            self.clause.take(fact, self.terms, self.report)

    @property
    def citable(self) -> frozenset[str]:
        """Every id and number of a clause."""
        clauses = (clause for section in self.sections for clause in section.clauses)
        return frozenset(name for c in clauses for name in (c.id, c.number) if name)

    def _references(self, line: str, number: int) -> None:
        for found in REFERENCE.finditer(line) if "{" in line else ():
            self._reference(found, Place(self.file, number, found.start() + 1))

    def _prose(self, line: str, number: int) -> None:
        self._references(line, number)
        into: list[str] = self.intro
        if self.clause is not None:
            into = self.clause.prose
        elif self.sections:
            into = self.sections[-1].prose
        into.append(line)

    def _reference(self, found: re.Match[str], place: Place) -> None:
        own = found[1] in (None, self.head.id)
        if (own and found[2] in self.head.settings) or found[0] in self.strangers:
            return
        self.strangers.add(found[0])
        message = f"“{found[0]}” is not a setting of this policy."
        mend = did_you_mean(found[2], self.head.settings)
        mend = mend or "Add it under “settings:”, or write a backslash before “{”."
        self._error(place, "unknown-setting", message, mend)

    def _error(self, place: Place, code: str, message: str, mend: str) -> None:
        self.report.error(place, code, message, mend)
