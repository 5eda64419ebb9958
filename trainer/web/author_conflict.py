"""Two authors at once: both texts side by side, and the second one chooses."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, request
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response

from trainer import clock
from trainer.scenarios.forms.sheet import open_sheet
from trainer.scenarios.reader_text import unescape
from trainer.services import catching_up, drafts
from trainer.services.catching_up import Decided
from trainer.services.disputes import Dispute, disputes_of
from trainer.services.drafts import Draft, DraftChangedError, Mine, NotADraftError
from trainer.services.form_choices import choices as choices_of
from trainer.services.form_open import OpenForm
from trainer.web import fragments
from trainer.web.author import address_of, frame, pages
from trainer.web.author_conflict_look import Side, sides_of
from trainer.web.author_form_landed import landed
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.problems import sentence

_STEP = "steps/"
pages.add_app_template_filter(unescape, "unescaped")

CHOICES = ("mine", "theirs", "both")


@pages.errorhandler(DraftChangedError)
def show_both(error: DraftChangedError) -> tuple[str, int, dict[str, str]]:
    """Show both texts where they differ; nothing was saved, nothing is lost."""
    disputes = disputes_of(error)
    page = render_template(
        "author/conflict.html",
        **frame(error.theirs, "conflict"),
        mine=error.mine,
        version=error.version,
        onto=error.onto,
        disputes=disputes,
        told=_told(error.theirs, disputes),
        back=request.form.get("back", ""),
    )
    # htmx puts the answer in place of a part of the page; this one is a whole page.
    whole = {"HX-Retarget": "body", "HX-Reswap": "innerHTML"}
    return page, error.status, whole if fragments.wanted() else {}


@pages.errorhandler(NotADraftError)
def lead_to_revisions(error: NotADraftError) -> Response:
    """Show what is published where there is no draft to open."""
    flash(sentence(error), "warn")
    return redirect(address_of(error.slug, "revisions"), code=303)


@pages.post("/<slug>/merge")
def merge(slug: str) -> Response:
    """Save what the second author chose."""
    form = request.form
    version, seen = (form.get(name, type=int) for name in ("version", "seen"))
    if version is None or seen is None:
        raise BadRequest
    choices = {
        number: form[name]
        for number in range(len(form))
        if form.get(name := f"choice-{number}") in CHOICES
    }
    now, onto = clock.now(), form.get("onto", 0, type=int)
    if onto:
        decided = Decided(version=version, onto=onto, choices=choices)
        draft = catching_up.catch_up(
            db.session(), viewer=visitor(), slug=slug, now=now, decided=decided
        )
    else:
        mine = Mine(version=version, seen=seen, body=form["mine"], choices=choices)
        draft = drafts.settle(
            db.session(), viewer=visitor(), slug=slug, mine=mine, now=now
        )
    flash(_("Both texts are one now, as you chose."), "good")
    tab = _tab(form.get("back", ""))
    if tab.startswith(_STEP):
        before = open_sheet(form.get("mine", ""), draft.file)
        step = landed(draft, tab.removeprefix(_STEP), before)
        tab = f"{_STEP}{step}" if step else ""
    return redirect(address_of(draft.slug, tab), code=303)


def say_merged(draft: Draft) -> None:
    """Tell, after a save, whose changes of other lines came with it."""
    if draft.merged_with:
        flash(
            _(
                "%(name)s saved other lines while you were writing. Their changes and "
                "yours are both in the text.",
                name=draft.merged_with,
            ),
            "good",
        )


def _told(
    draft: Draft, disputes: Sequence[Dispute]
) -> Sequence[tuple[Side, Side] | None]:
    """Return both sides of each dispute in words, where it is about one reply."""
    if not any(one.plain for one in disputes):
        return [None] * len(disputes)
    sheet = open_sheet(draft.body, draft.file)
    form = OpenForm(draft=draft, version=draft.version, sheet=sheet)
    groups = choices_of(db.session(), form).clauses
    clauses = dict(one for _policy, some in groups for one in some)
    return [
        sides_of(one.mine, one.theirs, clauses) if one.mine and one.theirs else None
        for one in disputes
    ]


def _tab(name: str) -> str:
    """Return the part of an address a page named, if it can be one."""
    return name if name.replace("/", "").replace("-", "").isalnum() else ""
