"""The role-play: briefing, conversation, desk, pause. Works without JavaScript too.

With htmx a move is answered by its new turns and the parts of the page that changed;
anything that went wrong is answered by the whole stage, with what was typed.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.scenarios.conversation import STILL
from trainer.scenarios.speech import timer
from trainer.services import begin as beginnings
from trainer.services import briefing as briefings
from trainer.services import sending, stage
from trainer.services.begin import Wanted
from trainer.services.practise import Answer
from trainer.services.sending import Sent
from trainer.services.talks import Talk
from trainer.web import fragments
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.learn import pages, practice
from trainer.web.learn_moved import onwards
from trainer.web.learn_scene import desk, news, scene
from trainer.web.serving import PlainResponse

PAGE = "learn/play.html"

TO_THE_LOG = {"HX-Retarget": "#log", "HX-Reswap": "beforeend"}
"""What a taken move tells htmx: the answer goes under what was said before."""


@pages.get("/practice/<slug>")
def briefing(slug: str) -> str:
    """Show what a role-play is about, before it starts."""
    found = briefings.briefing(
        db.session(), practice().shelf, slug=slug, person=visitor().person_id
    )
    return fragments.render(
        "learn/briefing.html",
        block="main",
        briefing=found,
        timers_off=visitor().time_factor is None,
    )


@pages.post("/practice/<slug>")
def begin(slug: str) -> Response:
    """Start an attempt and go to its first line."""
    person = visitor()
    assessed = request.form.get("mode") == "assessment"
    attempt = beginnings.begin(
        practice(),
        db.session(),
        wanted=Wanted(
            person=person.person_id,
            slug=slug,
            mode="assessment" if assessed else "practice",
            factor=person.time_factor,
        ),
        now=clock.now(),
        draw=_draw,
    )
    return redirect(url_for(".play", attempt=attempt), code=303)


@pages.get("/attempts/<int:attempt>")
def play(attempt: int) -> Response | str:
    """Show a conversation as it stands."""
    now = clock.now()
    talk = practice().look(
        db.session(), person=visitor().person_id, attempt=attempt, now=now
    )
    elsewhere = onwards(talk)
    return elsewhere or fragments.render(PAGE, block="stage", **scene(talk, now=now))


@pages.post("/attempts/<int:attempt>")
def move(attempt: int) -> Response | tuple[str, int]:
    """Take what was said, written or done; answer with what is new."""
    now = clock.now()
    form = request.form.to_dict()  # to ask it for what is not there costs nothing
    sent = _sent(form)
    if form.get("do") == "leave":
        return _step_away(attempt, sent, now)
    answer = practice().take(
        db.session(), person=visitor().person_id, attempt=attempt, sent=sent, now=now
    )
    if answer.problem is not None:
        if elsewhere := onwards(answer.talk, sent.text):
            return elsewhere
        shown = scene(
            answer.talk,
            now=now,
            problem=answer.problem,
            sent=sent,
            kept_words=answer.kept,
        )
        return fragments.render(PAGE, block="stage", **shown), answer.problem.status
    if fragments.wanted():
        return _news(answer, now)
    return redirect(url_for(".play", attempt=attempt, _anchor="composer"), code=303)


@pages.post("/attempts/<int:attempt>/draft")
def draft(attempt: int) -> Response:
    """Keep the words that are being typed."""
    practice().keep_words(
        db.session(),
        person=visitor().person_id,
        attempt=attempt,
        text=request.form.get("words", ""),
        now=clock.now(),
    )
    return Response(status=204, mimetype="text/plain")


@pages.post("/attempts/<int:attempt>/leave")
def leave(attempt: int) -> Response:
    """Give an attempt up; it counts for nothing."""
    beginnings.leave(
        practice(),
        db.session(),
        person=visitor().person_id,
        attempt=attempt,
        now=clock.now(),
    )
    flash(_("You ended that role-play. It counts for nothing."), "good")
    return redirect(url_for(".attempts"), code=303)


@pages.post("/attempts/<int:attempt>/again")
def again(attempt: int) -> Response:
    """Try again from a turn, in a new attempt."""
    new = beginnings.try_again(
        practice(),
        db.session(),
        person=visitor().person_id,
        attempt=attempt,
        seq=request.form.get("turn", type=int) or 0,
        now=clock.now(),
        draw=_draw,
    )
    return redirect(url_for(".play", attempt=new, _anchor="composer"), code=303)


def _step_away(attempt: int, sent: Sent, now: datetime) -> Response:
    """Keep everything as it is, and go to the home page."""
    talk = practice().step_away(
        db.session(),
        person=visitor().person_id,
        attempt=attempt,
        sent=sent,
        now=now,
    )
    if talk.conversation.paused:
        flash(_("It is paused, and everything is kept. Go on when you like."), "good")
    elif sending.time_left(talk, now) is not None:
        flash(_("Everything is kept. The clock of that conversation runs on."), "warn")
    home = url_for(".home")
    if fragments.wanted():
        return Response(headers={"HX-Redirect": home}, mimetype="text/html")
    return redirect(home, code=303)


def _draw() -> str:
    return secrets.token_hex(16)


def _sent(form: Mapping[str, str]) -> Sent:
    number, _dot, token = form.get("now", "").partition(".")
    do = form.get("do", "")
    return Sent(
        seq=int(number) if number.isdecimal() and len(number) < len("1000000") else 0,
        token=token[:64],
        kind=do if do in {"pause", "resume"} else "",
        move=form.get("move", ""),
        action=form.get("action", ""),
        blanks=form if "action" in form else {},
        text=form.get("words", ""),
    )


def _news(answer: Answer, now: datetime) -> Response:
    """Return the new turns, then the parts of the page that are no longer right."""
    shown = news(answer.talk, now=now, since=answer.since)
    parts = {"#mood": "mood", "#composer": "composer"}
    if _tools_changed(answer):
        parts["#tools"] = "tools"
    if _desk_changed(answer.talk, answer.since):
        shown |= desk(answer.talk)
        parts |= {"#order": "order", "#customer": "customer", "#acts": "acts"}
    elif _hints_changed(answer.talk, answer.since):
        parts["#desk-hints"] = "hints"
    turns = fragments.several(PAGE, "turns", parts, **shown)
    return PlainResponse(turns, headers=TO_THE_LOG)


def _tools_changed(answer: Answer) -> bool:
    """Say whether a clock came or went, or there is nothing left to pause."""
    conversation = answer.talk.conversation
    last = conversation.turns[-1]
    if conversation.outcome or last.event.kind in STILL:
        return True
    ends = (last.before, last.after)
    return any(timer(conversation.machine, situation) for situation in ends)


def _hints_changed(talk: Talk, since: int) -> bool:
    turns = talk.conversation.turns[since:]
    if not turns:
        return False
    ends = (turns[0].before, turns[-1].after)
    return len({stage.desk_hints(talk, situation) for situation in ends}) > 1


def _desk_changed(talk: Talk, since: int) -> bool:
    turns = talk.conversation.turns[since:]
    if not turns or talk.conversation.outcome or turns[-1].move is None:
        return True
    machine = talk.conversation.machine
    before, after = turns[0].before, talk.conversation.situation
    narrowed = machine.beats[before.beat].desk != machine.beats[after.beat].desk
    watched = (*machine.case.values(), *machine.shown.values())
    return narrowed or any(before.slots[slot] != after.slots[slot] for slot in watched)
