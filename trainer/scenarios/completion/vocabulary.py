"""Every name a file can use, with what it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trainer.content.actions import ACTIONS, DESK_ACTIONS, SPEECH_ACTS
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Report
from trainer.content.types import Flag, Type, Whole, Words
from trainer.policies.module import Policy, setting_text
from trainer.scenarios.compiler.instances import ANYWHERE, Sources, resolve
from trainer.scenarios.links import links
from trainer.scenarios.reader_facts import MOVE_FACTS
from trainer.scenarios.settings import CRITERIA, Settings, read_settings
from trainer.scenarios.syntax import BeatSyntax, BlockKind, Document, Fact, MoveSyntax

Named = tuple[str, str]
"""A name and what it is about."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The names known where one file is written."""

    document: Document
    settings: Settings | None
    """``None`` while the file has none."""
    sources: Sources

    def beats(self) -> Iterator[Named]:
        """Yield the beats that can be led to, with how each begins."""
        for beat in self.document.beats:
            if beat.id != ANYWHERE:
                yield beat.id, _opening(beat)

    def missing(self) -> Iterator[Named]:
        """Yield the beats that are led to and not written, then ``anywhere``."""
        known = {beat.id for beat in self.document.beats}
        wanted = dict.fromkeys(
            link.target for link in links(self.document) if link.target
        )
        for target in wanted:
            if target not in known:
                yield target, "A move leads here"
        if ANYWHERE not in known:
            yield ANYWHERE, "Its moves are open in every beat"

    def moves(self) -> Iterator[Named]:
        """Yield the ids of the file's moves, with what is said."""
        for move in self._moves():
            if move.id:
                yield move.id, move.label

    def said(self) -> Iterator[Named]:
        """Yield what own words are listened for."""
        found = (_NAME.match(fact.value) for fact in self._facts("expect", "avoid"))
        for name in dict.fromkeys(match.group() for match in found if match):
            yield name, "Listened for in own words"

    def speakers(self) -> Iterator[Named]:
        """Yield who speaks, the customer first."""
        persona = self.settings.persona.get("name", "") if self.settings else ""
        blocks = (block for beat in self.document.beats for block in beat.blocks)
        spoken = (b.name for b in blocks if b.kind is BlockKind.SPEECH)
        for name in dict.fromkeys((persona.partition(" ")[0], *spoken)):
            if name:
                yield name, "Speaks"

    def names(self) -> Iterator[Named]:
        """Yield meters, variables, what is dealt, parameters and shared names."""
        for name, type_ in self._types():
            yield name, values_in_words(type_)
        if self.settings is not None:
            for name in (*self.settings.params, *self.settings.shared):
                yield name, "From the scenario that calls this one"

    def meters(self) -> Iterator[Named]:
        """Yield the meters, with their bounds."""
        for meter in self.settings.meters if self.settings else ():
            yield meter.name, f"{meter.low} to {meter.high}"

    def values(self, name: str) -> Iterator[Named]:
        """Yield the words a name can be; nothing for numbers and unknown names."""
        found = dict(self._types())
        found.update({f"case.{n}": t for n, t in self._case()})
        type_ = found.get(name)
        if isinstance(type_, Flag):
            yield from (("yes", ""), ("no", ""))
        elif isinstance(type_, Words):
            yield from ((word, "") for word in type_.options)

    def owners(self) -> Iterator[Named]:
        """Yield what has fields: the case, and the policies in force."""
        yield "case", "The facts at the desk"
        for policy in self.policies():
            yield policy.id, policy.title

    def fields(self, owner: str) -> Iterator[Named]:
        """Yield the fields of the case, or the settings of a policy."""
        if owner == "case":
            yield from ((name, values_in_words(t)) for name, t in self._case())
        policy = self.sources.policy(owner)
        for setting in policy.settings.values() if policy else ():
            yield setting.name, setting_text(setting, policy.currency if policy else "")

    def policies(self) -> Iterator[Policy]:
        """Yield the policies in force; all there are where none is named."""
        named = self.settings.policy if self.settings else ()
        for name in named or sorted(self.sources.policies()):
            policy = self.sources.policy(name)
            if policy is not None:
                yield policy

    def clauses(self) -> Iterator[Named]:
        """Yield every clause of the policies in force, as it is cited."""
        for policy in self.policies():
            for clause in policy.clauses:
                yield f"{policy.id}#{clause.name}", f"{clause.number} {clause.title}"

    def criteria(self) -> Iterator[Named]:
        """Yield the criteria this file scores, with their weights."""
        rubric = self.settings.rubric if self.settings else {}
        for name in CRITERIA:
            if rubric.get(name):
                yield name, f"{rubric[name]} of 100"
            elif not rubric:
                yield name, ""

    def outcomes(self) -> Iterator[Named]:
        """Yield the endings, with whether they count as success."""
        if self.settings is not None:
            for name in self.settings.outcomes:
                yield name, "Counts as success" if name in self.settings.good else ""

    def files(self) -> Iterator[Named]:
        """Yield the sub-scenes, as a move of this file names them."""
        for file in sorted(self.sources.files()):
            other = self.sources.document(file)
            kind = other.settings.get("kind") if other else None
            if getattr(kind, "text", "") == "subscene" and file != self.document.file:
                yield file.rpartition("/")[2], "A sub-scene"

    def parameters(self, file: str) -> Iterator[Named]:
        """Yield what a sub-scene, named as in this file, is called with."""
        called = self.sources.document(resolve(self.document.file, file))
        settings = read_settings(called.settings, Report()) if called else None
        for name in settings.params if settings else ():
            yield name, "Asked for by the sub-scene"

    def move_facts(self) -> Iterator[Named]:
        """Yield the facts of a move: the meters, then the language's own."""
        yield from self.meters()
        for name in MOVE_FACTS:
            yield name, ""

    def move_at(self, line: int) -> MoveSyntax | None:
        """Return the move a line of facts belongs to."""
        above = [move for move in self._moves() if move.place.line <= line]
        return above[-1] if above else None

    def _moves(self) -> Iterator[MoveSyntax]:
        return (move for beat in self.document.beats for move in beat.moves)

    def _facts(self, *keys: str) -> Iterator[Fact]:
        facts = (fact for move in self._moves() for fact in move.facts)
        return (fact for fact in facts if fact.key in keys)

    def _types(self) -> Iterator[tuple[str, Type]]:
        if self.settings is not None:
            yield from ((m.name, Whole(m.low, m.high)) for m in self.settings.meters)
            yield from ((v.name, v.type) for v in self.settings.vars)
            yield from ((n, Words(words)) for n, words in self.settings.deal.items())

    def _case(self) -> Iterator[tuple[str, Type]]:
        own = self.settings.case if self.settings else {}
        yield from ((name, field.type) for name, field in own.items())
        yield from ((n, t) for n, t in CASE_FIELDS.items() if n not in own)


def values_in_words(type_: Type) -> str:
    """Return what a name can be, as an author would say it."""
    match type_:
        case Flag():
            return "yes or no"
        case Words(options=words):
            return ", ".join(words)
        case Whole(low=low, high=high):
            return f"{low} to {high}"
        case _:
            return ""


def desk_actions() -> Iterator[Named]:
    """Yield everything that can be done at the desk."""
    yield from ((name, "At the desk") for name in DESK_ACTIONS)


def spoken_acts() -> Iterator[Named]:
    """Yield everything that can be done by saying it, then what the desk does."""
    yield from ((name, "By saying it") for name in SPEECH_ACTS)
    yield from desk_actions()


def arguments(action: str) -> Iterator[Named]:
    """Yield the blanks of an action; nothing for an unknown one."""
    signature = ACTIONS.get(action)
    for argument in signature.arguments if signature else ():
        yield argument.name, values_in_words(argument.type)


def argument_values(action: str, name: str) -> Iterator[Named]:
    """Yield what can stand for a blank: its words, its field of the case."""
    signature = ACTIONS.get(action)
    argument = signature.argument(name) if signature else None
    if argument is None:
        return
    yield "*", "Anything"
    if argument.field:
        yield f"case.{argument.field}", "As the case has it"
    if isinstance(argument.type, Words):
        yield from ((word, "") for word in argument.type.options)


def _opening(beat: BeatSyntax) -> str:
    spoken = (b for b in beat.blocks if b.kind is not BlockKind.COMMENT)
    first = next(spoken, None)
    return first.text if first else ""
