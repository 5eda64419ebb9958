"""What an author can choose from while filling in a form of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from sqlalchemy.orm import Session

from trainer.content.actions import DESK_ACTIONS, SPEECH_ACTS
from trainer.content.diagnostics import Report
from trainer.content.types import Flag, Type, Whole, Words
from trainer.library import Library
from trainer.policies.module import Policy
from trainer.scenarios.forms.conditions import suggestions
from trainer.scenarios.forms.rows import move_rows
from trainer.scenarios.forms.sheet import ANYWHERE
from trainer.scenarios.settings import CRITERIA, OUTCOMES, Settings, read_settings
from trainer.scenarios.syntax import BeatSyntax, BlockKind, Document
from trainer.services.cited import first_sentence
from trainer.services.form_open import OpenForm
from trainer.services.surroundings import library_with

_SHOWN = 60
"""Letters of what a step says beside its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """The lists of a form; each entry is (what is written, what people read)."""

    steps: tuple[tuple[str, str], ...] = ()
    subscenes: tuple[tuple[str, str], ...] = ()
    returns: bool = False
    """Whether a reply can lead back to where this was called: it is a sub-scene."""
    clauses: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    """Policy → its clauses; of the policies in force here."""
    sentences: Mapping[str, str] = field(default_factory=dict)
    """Clause → the first sentence of what it says."""
    policies: tuple[tuple[str, str], ...] = ()
    """Every policy there is."""
    criteria: tuple[str, ...] = CRITERIA
    """Those that weigh something."""
    weights: Mapping[str, int] = field(default_factory=dict)
    meters: tuple[tuple[str, int, int], ...] = ()
    """(name, lowest, highest)"""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Name → what it can be; empty for a number."""
    changeable: tuple[str, ...] = ()
    """Names the conversation may change."""
    fields: Mapping[str, Type] = field(default_factory=dict)
    """The facts at the desk, and what each of them is."""
    actions: tuple[str, ...] = tuple(DESK_ACTIONS)
    spoken: tuple[str, ...] = tuple(SPEECH_ACTS)
    outcomes: tuple[str, ...] = OUTCOMES
    speakers: tuple[str, ...] = ()
    replies: tuple[tuple[str, str], ...] = ()
    """(id, its words) of every reply."""
    listened: tuple[str, ...] = ()
    """What own words are listened to for."""
    conditions: tuple[str, ...] = ()
    """Ready-made conditions."""
    language: str = "en"
    customer: str = ""


def choices(session: Session, form: OpenForm) -> Choices:
    """Return everything a form of this draft lets people choose from."""
    if form.sheet is None:
        return Choices()
    document = form.sheet.document
    library = library_with(session, file=form.draft.file, body=form.sheet.text)
    settings = read_settings(document.settings, Report())
    named = _of_settings(settings, library) if settings else {}
    return Choices(
        steps=tuple((b.id, label_of(b)) for b in document.beats if b.id != ANYWHERE),
        subscenes=tuple(_subscenes(library, form.draft.file)),
        returns=library.is_subscene(form.draft.file),
        policies=tuple(
            (name, policy.title)
            for name in sorted(library.policies())
            if (policy := library.policy(name))
        ),
        speakers=_speakers(document, settings),
        replies=tuple(
            (move.id, move.label)
            for beat in document.beats
            for move in beat.moves
            if move.id
        ),
        listened=tuple(dict.fromkeys(_listened(document))),
        conditions=_conditions(document, settings),
        **named,  # type: ignore[arg-type]  # each is what its field holds
    )


def label_of(beat: BeatSyntax) -> str:
    """Return a step's name with the beginning of what is said in it."""
    shown = (b.text for b in beat.blocks if b.kind is not BlockKind.COMMENT)
    said = " ".join(next(shown, "").replace("*", "").split())
    if not said:
        return beat.id
    return f"{beat.id} – {said[:_SHOWN]}{'…' if len(said) > _SHOWN else ''}"


def _of_settings(settings: Settings, library: Library) -> dict[str, object]:
    words = {
        **{v.name: _words(v.type) for v in settings.vars},
        **settings.deal,
    }
    found = [library.policy(name) for name in settings.policy]
    return {
        "clauses": tuple((p.title, _clauses(p)) for p in found if p is not None),
        "sentences": {
            f"{p.id}#{clause.name}": first_sentence(p.fill(clause.prose))
            for p in found
            if p is not None
            for clause in p.clauses
        },
        "criteria": tuple(c for c in CRITERIA if settings.rubric.get(c, 0)),
        "weights": settings.rubric,
        "meters": tuple((m.name, m.low, m.high) for m in settings.meters),
        "words": words,
        "changeable": tuple(v.name for v in settings.vars),
        "fields": {name: one.type for name, one in settings.case.items()},
        "outcomes": settings.outcomes,
        "language": settings.language,
        "customer": settings.persona.get("name", ""),
    }


def _words(type_: Flag | Words | Whole) -> tuple[str, ...]:
    if isinstance(type_, Words):
        return type_.options
    return ("yes", "no") if isinstance(type_, Flag) else ()


def _clauses(policy: Policy) -> tuple[tuple[str, str], ...]:
    return tuple(
        (f"{policy.id}#{clause.name}", f"{clause.number} {clause.title}".strip())
        for clause in policy.clauses
    )


def _subscenes(library: Library, file: str) -> Iterator[tuple[str, str]]:
    for other in sorted(library.files()):
        document = library.document(other)
        if other != file and document is not None and library.is_subscene(other):
            title = getattr(document.settings.get("title"), "text", "")
            path = PurePosixPath(other)
            yield path.name, title or path.stem


def _speakers(document: Document, settings: Settings | None) -> tuple[str, ...]:
    customer = settings.persona.get("name", "").split()[:1] if settings else []
    heard = (block.name for beat in document.beats for block in beat.blocks)
    return tuple(dict.fromkeys(name for name in (*heard, *customer) if name))


def _listened(document: Document) -> Iterator[str]:
    for beat in document.beats:
        for move in beat.moves:
            for row in move_rows(move.facts):
                if row.key in ("expect", "avoid"):
                    yield row.name


def _conditions(document: Document, settings: Settings | None) -> tuple[str, ...]:
    if settings is None:
        return ()
    lists = [(v.name, _words(v.type)) for v in settings.vars]
    return suggestions(
        [(m.name, m.low, m.high) for m in settings.meters],
        [*lists, *settings.deal.items()],
        dict.fromkeys(_listened(document)),
    )
