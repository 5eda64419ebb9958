"""Save what was edited as a form: only the lines of that step or setting change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.errors import TrainerError, WrongDetailError
from trainer.scenarios.forms import links, naming
from trainer.scenarios.forms.facts import FactRow, facts_in, with_facts
from trainer.scenarios.forms.proofreading import misread
from trainer.scenarios.forms.replies import with_replies_moved
from trainer.scenarios.forms.settings import SettingsForm, settings_in, with_settings
from trainer.scenarios.forms.sheet import (
    Sheet,
    open_sheet,
    with_beat,
    with_new_beat,
)
from trainer.scenarios.forms.spots import Spot
from trainer.scenarios.forms.steps import Paragraph, Row, Step
from trainer.scenarios.forms.writing import beat_of
from trainer.scenarios.reader_text import is_beat_id
from trainer.scenarios.syntax import BeatSyntax, BlockKind
from trainer.services.drafts import Draft, Mine, settle
from trainer.services.form_open import OpenForm
from trainer.services.form_renaming import Plays, follow, listening_called
from trainer.services.visitors import Visitor

CUSTOMER = "case.customer"
RESERVED = frozenset({"anywhere", "return"})


class MisreadError(TrainerError):
    """A part of a step would be read as something else; nothing was saved."""

    status = 422

    def __init__(self, spot: Spot) -> None:
        super().__init__(
            "This would be read as something else: a line of it begins like a heading, "
            "a reply or a fact. Put a word before it, or take the mark away."
        )
        self.spot = spot


class OnlyAsTextError(TrainerError):
    """The settings are written in a way no form can change."""

    status = 422

    def __init__(self) -> None:
        super().__init__(
            "The settings of this scenario are written in a way the form cannot "
            "change safely. Open “Text” and change them there."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who saves, and when."""

    viewer: Visitor
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """A step that is added: what it is called and how it begins."""

    id: str
    speaker: str = ""
    """Who speaks; empty: it begins with what happens."""
    words: str = ""
    """What is said; empty: nothing is written yet."""
    outcome: str = ""
    """How the conversation ends here; empty: it goes on."""


def save_step(
    session: Session,
    form: OpenForm,
    step: Step,
    *,
    author: Author,
    called: str,
    added: Sequence[NewStep] = (),
) -> Draft:
    """Save one step.

    Args:
        session: Outside a transaction.
        form: The draft as it was when the form was opened.
        step: The step as it shall be; its id is the one it has.
        author: Who saves.
        called: The id it gets; all that leads to it follows.
        added: Steps that do not exist yet and are put behind it.

    Raises:
        DraftChangedError: if somebody else changed the same lines.
        MisreadError: if a part would be read as something else.
        WrongDetailError: naming a field, if a step or what is listened for cannot be
            called so.
    """
    before = form.beat(step.id)
    assert form.sheet is not None  # noqa: S101 - it has a beat
    meant = beat_of(step, before)
    text = with_beat(form.sheet, step.id, meant)
    if text != form.sheet.text:
        spot = misread(meant, text, form.draft.file, form.sheet.ids)
        if spot is not None:
            raise MisreadError(spot)
    text = with_replies_moved(reopened(text, form), step)
    after = step.id
    for one in added:
        text = with_new_beat(reopened(text, form), after, begun(one))
        after = one.id
    if called != step.id:
        sheet = reopened(text, form)
        check_id(sheet, called, "called")
        text = links.renamed(sheet, step.id, called)
    renamed = listening_called(form.sheet, step, before)
    text, plays = follow(reopened(text, form), renamed)
    return put(session, form, text, author, plays=plays)


def save_facts(
    session: Session, form: OpenForm, rows: Iterable[FactRow], *, author: Author
) -> Draft:
    """Save the table of facts.

    Raises:
        OnlyAsTextError: if only the text can be changed.
    """
    sheet = sheet_of(form)
    return _save_front(
        session, form, with_facts(sheet.text, sheet.document.settings, rows), author
    )


def save_settings(
    session: Session, form: OpenForm, settings: SettingsForm, *, author: Author
) -> Draft:
    """Save the settings and the briefing.

    The desk knows the customer by a new name, too, whoever spoke under the old first
    name speaks under the new one, and so do all words for people.

    Raises:
        OnlyAsTextError: if only the text can be changed.
    """
    sheet = sheet_of(form)
    text = with_settings(sheet, settings)
    old, new = _name(settings_in(sheet)), _name(settings)
    if text is not None and old and new and old != new:
        text = _called_otherwise(reopened(text, form), old, new)
        text = naming.called_otherwise(reopened(text, form), old, new)
    return _save_front(session, form, text, author)


def _name(settings: SettingsForm) -> str:
    return " ".join(settings.persona.get("name", "").split())


def _called_otherwise(sheet: Sheet, old: str, new: str) -> str:
    """Return a text whose customer has another name, at the desk and when speaking."""
    rows = [
        replace(row, value=new) if (row.was, row.value) == (CUSTOMER, old) else row
        for row in facts_in(sheet.document.settings)
    ]
    text = links.spoken_by(sheet, old.partition(" ")[0], new.partition(" ")[0])
    return with_facts(text, sheet.document.settings, rows) or text


def _save_front(
    session: Session, form: OpenForm, text: str | None, author: Author
) -> Draft:
    if text is None:
        raise OnlyAsTextError
    return put(session, form, text, author)


def put(
    session: Session,
    form: OpenForm,
    text: str,
    author: Author,
    *,
    plays: Plays | None = None,
) -> Draft:
    """Save a draft's new text, made from the version a form began with.

    ``plays`` are what becomes of the kept plays with it; ``None``: they stay.
    """
    mine = Mine(version=form.version, body=text, plays=plays)
    return settle(
        session, viewer=author.viewer, slug=form.draft.slug, mine=mine, now=author.now
    )


def begun(new: NewStep) -> BeatSyntax:
    """Return a step as it begins, to be filled in later."""
    kind = BlockKind.SPEECH if new.speaker else BlockKind.STAGE
    said = Paragraph(kind=kind, name=new.speaker, text=new.words.strip())
    rows = (Row(key="outcome", value=new.outcome),) if new.outcome else ()
    return beat_of(Step(id=new.id, paragraphs=(said,), rows=rows), None)


def check_id(sheet: Sheet, id_: str, field: str) -> None:
    """Return quietly if a step can be called so.

    Raises:
        WrongDetailError: naming the field, if not.
    """
    if not is_beat_id(id_) or id_ in RESERVED:
        raise WrongDetailError(
            field,
            "“%(name)s” cannot be the name of a step. Use small letters, digits and "
            "hyphens, beginning with a letter.",
            name=id_[:40],
        )
    if id_ in sheet.ids:
        raise WrongDetailError(
            field, "There is a step “%(name)s” already. Choose another name.", name=id_
        )


def sheet_of(form: OpenForm) -> Sheet:
    """Return the text of a form.

    Raises:
        OnlyAsTextError: if it cannot be read at all.
    """
    if form.sheet is None:
        raise OnlyAsTextError
    return form.sheet


def reopened(text: str, form: OpenForm) -> Sheet:
    """Return a text that was just changed, opened once more."""
    sheet = open_sheet(text, form.draft.file)
    if sheet is None:
        raise OnlyAsTextError
    return sheet
