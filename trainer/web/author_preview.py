"""One step of a draft as trainees will see it, and playing on from there."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from werkzeug.exceptions import BadRequest, NotFound
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import WrongBlankError
from trainer.scenarios.machine import Machine
from trainer.services import (
    sending,
    stage,
    studio_check,
    studio_play,
    studio_preview,
)
from trainer.services.drafts import Draft
from trainer.services.plays_kept import keep_play
from trainer.services.proving import Proof
from trainer.services.sending import Sent
from trainer.services.studio_play import Trial
from trainer.services.studio_record import recorded
from trainer.services.studio_steps import dumped, loaded
from trainer.web import fragments
from trainer.web.author import address_of, frame, opened, pages
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _

PLAY = "author/play.html"
DEAL = "deal-"
"""What the fields for what is drawn begin with."""

Answer = str | tuple[str, int]


@pages.get("/<slug>/preview/<beat>")
def preview(slug: str, beat: str) -> str:
    """Show one step of a draft."""
    draft = opened(slug)
    proof = _proof(draft)
    found = proof.document and studio_preview.preview(
        proof.document, proof.machine, beat
    )
    if not found:
        raise NotFound
    return render_template("author/preview.html", **frame(draft, "text"), preview=found)


@pages.get("/<slug>/play")
def play(slug: str) -> str:
    """Stand at a step of a draft."""
    draft = opened(slug)
    proof = _proof(draft)
    if proof.machine is None:
        return render_template(
            "author/unplayable.html", **frame(draft, ""), proof=proof
        )
    trial = _begun(proof, proof.machine)
    return fragments.render(PLAY, block="stage", **_scene(draft, trial, None))


@pages.post("/<slug>/play")
def play_on(slug: str) -> Answer:
    """Take what was said or done in the studio, or go back; nothing is stored."""
    draft = opened(slug)
    proof = _proof(draft)
    if proof.machine is None:
        page = render_template(
            "author/unplayable.html", **frame(draft, ""), proof=proof
        )
        return page, 409
    begun = _begun(proof, proof.machine)
    steps, now = loaded(request.form.get("steps", "")), clock.now()
    if "back" in request.form:
        kept = request.form.get("back", 0, type=int)
        trial = studio_play.go_on(begun, steps[: max(kept, 0)], now=now)
        return fragments.render(PLAY, block="stage", **_scene(draft, trial, None))
    before = studio_play.go_on(begun, steps, now=now)
    sent = _sent()
    did = studio_play.did_of(before, sent)
    trial = studio_play.go_on(begun, [*before.steps, did], now=now)
    page = fragments.render(PLAY, block="stage", **_scene(draft, trial, sent))
    return (page, trial.problem.status) if trial.problem else page


@pages.post("/<slug>/play/keep")
def keep(slug: str) -> Response:
    """Add what was played to the plays of the draft."""
    draft = opened(slug)
    proof = _proof(draft)
    if proof.machine is None:
        return redirect(address_of(slug, "plays"), code=303)
    steps = loaded(request.form.get("steps", ""))
    trial = studio_play.go_on(_begun(proof, proof.machine), steps, now=clock.now())
    if trial.way is None or not trial.conversation.turns:
        raise BadRequest
    _kept, name = keep_play(
        db.session(),
        viewer=visitor(),
        slug=slug,
        block=recorded(trial),
        name=request.form.get("name", ""),
        now=clock.now(),
    )
    flash(_("“%(name)s” is one of the plays now.", name=name), "good")
    return redirect(address_of(slug, "plays"), code=303)


def _begun(proof: Proof, machine: Machine) -> Trial:
    """Return the draft at the step a page names, as it is dealt there."""
    return studio_play.begin(
        machine, _step(proof), dealt=_dealt(machine), now=clock.now()
    )


def _step(proof: Proof) -> str:
    """Return the step a page names, or the one of the line it names."""
    line = request.values.get("line", type=int)
    if line is not None and proof.document is not None:
        return studio_preview.at_line(proof.document, line)
    return request.values.get("beat", "")


def _dealt(machine: Machine) -> dict[str, str] | None:
    """Return what the author wants drawn; ``None``: whatever leads to the step."""
    wanted = {
        name: value
        for name, (_slot, options) in machine.deals.items()
        if (value := request.values.get(f"{DEAL}{name}", "")) in options
    }
    return wanted if wanted and len(wanted) == len(machine.deals) else None


def _sent() -> Sent:
    form = request.form
    return Sent(
        seq=0,
        token="",
        move=form.get("move", ""),
        action=form.get("action", ""),
        blanks=form if "action" in form else {},
        text=form.get("words", ""),
    )


def _proof(draft: Draft) -> Proof:
    return studio_check.glance(db.session(), file=draft.file, body=draft.body)


def _scene(draft: Draft, trial: Trial, sent: Sent | None) -> dict[str, object]:
    problem = trial.problem
    shown: dict[str, object] = {
        **frame(draft, ""),
        **_standing(trial),
        "address": address_of(draft.slug, "play"),
        "trial": trial,
        "steps": dumped(trial.steps),
        "recorded": recorded(trial),
        "limit": sending.LONGEST_WORDS,
        "problem": problem,
        "kept_words": sent.text if problem and sent else "",
    }
    if isinstance(problem, WrongBlankError) and sent is not None:
        shown |= {"blank": problem, "given": dict(sent.blanks)}
    return shown


def _standing(trial: Trial) -> dict[str, object]:
    """Return where the conversation stands, and what can be done there."""
    talk, conversation = trial.talk, trial.conversation
    return {
        "machine": conversation.machine,
        "mood": stage.mood(conversation),
        "facts": studio_play.facts(conversation),
        "replies": stage.replies(talk),
        "place": stage.place_for_words(talk),
        "waits": studio_play.waits(trial),
        "acts": () if conversation.outcome else stage.acts(talk),
        "desk_hints": stage.desk_hints(talk, conversation.situation),
        "case": stage.case(conversation),
        "coaching": stage.coaching(talk),
    }
