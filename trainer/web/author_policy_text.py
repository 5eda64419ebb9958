"""The text of a policy: with its problems, completions and a preview beside it."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response

from trainer import clock
from trainer.services import drafts, policy_completion, policy_proving
from trainer.services.drafts import Draft
from trainer.web import author_conflict, author_revisions, fragments
from trainer.web.author import address_of, frame, opened, pages
from trainer.web.author_conflict import say_merged
from trainer.web.author_policies import key
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _

PAGE = "author/policy/text.html"
SAME = "author/text.html"
"""The page of a scenario, which it extends."""


@pages.get("/policies/<slug>")
@pages.get("/policies/<slug>/text")
def policy_text(slug: str) -> str:
    """Show the text of the draft of a policy."""
    draft = opened(key(slug))
    return _page(draft, draft.body, line=request.args.get("line", 1, type=int))


@pages.post("/policies/<slug>/text")
def save_policy(slug: str) -> Response:
    """Save the text; then stay, or go and try its rules."""
    draft = drafts.save(
        db.session(),
        viewer=visitor(),
        slug=key(slug),
        version=request.form.get("version", 0, type=int),
        body=request.form.get("body", ""),
        now=clock.now(),
    )
    say_merged(draft)
    flash(_("Saved."), "good")
    if request.form.get("then") == "try":
        return redirect(address_of(draft.slug, "try"), code=303)
    line = request.form.get("line", 1, type=int)
    return redirect(f"{address_of(draft.slug, 'text')}?line={line}", code=303)


@pages.post("/policies/<slug>/check")
def check_policy(slug: str) -> str:
    """Say what is wrong with a text that is not saved; nothing is."""
    draft = opened(key(slug))
    body = request.form.get("body", "")
    if not fragments.wanted():
        return _page(draft, body, line=request.form.get("line", 1, type=int))
    return fragments.render(SAME, block="problems", **_problems(draft, body))


@pages.post("/policies/<slug>/preview")
def preview_policy(slug: str) -> str:
    """Show the clause a line of a text that is not saved belongs to."""
    draft = opened(key(slug))
    line = request.form.get("line", 1, type=int)
    body = request.form.get("body", "")
    return fragments.render(PAGE, block="preview", **_preview(draft, body, line))


@pages.post("/policies/<slug>/complete")
def complete_policy(slug: str) -> Response:
    """Say what can stand at a place of a text that is not saved."""
    draft = opened(key(slug))
    found = policy_completion.complete(
        request.form.get("body", ""),
        draft.file,
        request.form.get("line", 1, type=int),
        request.form.get("column", 1, type=int),
    )
    return jsonify(
        column=found.column,
        options=[
            {"label": one.text, "kind": one.kind, "detail": one.detail}
            for one in found.options
        ],
    )


@pages.post("/policies/<slug>/merge")
def merge_policy(slug: str) -> Response:
    """Save what the second author chose."""
    return author_conflict.merge(key(slug))


@pages.post("/policies/<slug>/catch-up")
def catch_up_policy(slug: str) -> Response:
    """Bring into the draft what was published since it was begun."""
    return author_revisions.catch_up(key(slug))


def _page(draft: Draft, body: str, *, line: int) -> str:
    context = {**_problems(draft, body), **_preview(draft, body, line)}
    return render_template(PAGE, body=body, line=line, **context)


def _problems(draft: Draft, body: str) -> dict[str, object]:
    began = clock.monotonic()
    proof = policy_proving.prove(db.session(), file=draft.file, body=body)
    return {
        **frame(draft, "text"),
        "diagnostics": proof.diagnostics,
        "explored": True,
        "took": round(clock.monotonic() - began, 3),
    }


def _preview(draft: Draft, body: str, line: int) -> dict[str, object]:
    policy = policy_proving.prove(db.session(), file=draft.file, body=body).policy
    clause = policy_proving.clause_at(policy, line) if policy else None
    return {**frame(draft, "text"), "policy": policy, "clause": clause}
