"""A draft as text: for those who like it, with problems, completions and a preview."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from trainer import clock
from trainer.scenarios.completion import complete
from trainer.services import drafts, proving, studio_check, studio_preview
from trainer.services.drafts import Draft
from trainer.services.proving import Proof
from trainer.web import fragments
from trainer.web.author import address_of, frame, opened, pages
from trainer.web.author_conflict import say_merged
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _

PAGE = "author/text.html"

_MENDED_BY_SAVING = frozenset({"missing-id"})
"""Codes an author need not care about here: saving gives every move its id."""


@pages.get("/<slug>/text")
def text(slug: str) -> str:
    """Show the text of a draft."""
    draft = opened(slug)
    return _page(draft, draft.body, line=request.args.get("line", 1, type=int))


@pages.post("/<slug>/text")
def save_text(slug: str) -> Response:
    """Save the text; then stay, or play from a step."""
    draft = drafts.save(
        db.session(),
        viewer=visitor(),
        slug=slug,
        version=request.form.get("version", 0, type=int),
        body=request.form.get("body", ""),
        now=clock.now(),
    )
    say_merged(draft)
    then = request.form.get("then", "")
    line = request.form.get("line", 1, type=int)
    if then == "play":
        return redirect(f"{address_of(slug, 'play')}?line={line}", code=303)
    flash(_("Saved."), "good")
    return redirect(f"{address_of(slug, 'text')}?line={line}", code=303)


@pages.post("/<slug>/check")
def check(slug: str) -> str:
    """Say what is wrong with a text that is not saved; nothing is.

    The whole check plays every conversation and can take a second or two; between two
    keys an editor asks for less.
    """
    draft = opened(slug)
    body = request.form.get("body", "")
    if not fragments.wanted():
        return _page(draft, body, line=request.form.get("line", 1, type=int))
    whole = "whole" in request.form
    if whole:
        proof = proving.prove(db.session(), draft, body=body, now=clock.monotonic)
    else:
        proof = _glance(draft, body)
    return fragments.render(
        PAGE, block="problems", **frame(draft, "text"), **_problems(proof, whole=whole)
    )


@pages.post("/<slug>/preview")
def preview_line(slug: str) -> str:
    """Show the step a line of a text that is not saved belongs to."""
    draft = opened(slug)
    proof = _glance(draft, request.form.get("body", ""))
    return fragments.render(
        PAGE,
        block="preview",
        **frame(draft, "text"),
        **_preview(proof, request.form.get("line", 1, type=int)),
    )


@pages.post("/<slug>/complete")
def completions(slug: str) -> Response:
    """Say what can stand at a place of a text that is not saved."""
    draft = opened(slug)
    body = request.form.get("body", "")
    library = drafts.library_with(db.session(), file=draft.file, body="")
    found = complete(
        body,
        draft.file,
        request.form.get("line", 1, type=int),
        request.form.get("column", 1, type=int),
        library,
    )
    return jsonify(
        column=found.column,
        options=[
            {"label": one.text, "kind": one.kind, "detail": one.detail}
            for one in found.options
        ],
    )


def _page(draft: Draft, body: str, *, line: int) -> str:
    proof = _glance(draft, body)
    return render_template(
        PAGE,
        **frame(draft, "text"),
        body=body,
        line=line,
        **_problems(proof, whole=False),
        **_preview(proof, line),
    )


def _glance(draft: Draft, body: str) -> Proof:
    return studio_check.glance(db.session(), file=draft.file, body=body)


def _problems(proof: Proof, *, whole: bool) -> dict[str, object]:
    """Return what the list of problems shows."""
    told = [d for d in proof.diagnostics if d.code not in _MENDED_BY_SAVING]
    return {
        "diagnostics": told,
        "explored": whole,
        "took": round(proof.took, 3),
    }


def _preview(proof: Proof, line: int) -> dict[str, object]:
    """Return what the preview of the step at a line shows."""
    if proof.document is None:
        return {"preview": None}
    beat = studio_preview.at_line(proof.document, line)
    return {"preview": studio_preview.preview(proof.document, proof.machine, beat)}
