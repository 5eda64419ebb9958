"""A scenario before a whole team: the customer speaks, hands vote, nothing is kept."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import render_template, request

from trainer import clock
from trainer.errors import TrainerError, WrongDetailError
from trainer.scenarios.machine import Machine
from trainer.services import huddle, proposing, sending, stage, studio_play, studio_text
from trainer.services.form_saving import MisreadError, OnlyAsTextError
from trainer.services.huddle import MOST_HANDS, Option
from trainer.services.proposing import Added, Proposal
from trainer.services.studio_play import Trial
from trainer.services.studio_steps import Did, dumped, loaded
from trainer.services.studio_text import Playable
from trainer.web.author import address_of, pages
from trainer.web.author_paper import around, dealt
from trainer.web.current import config, visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.problems import sentence

Answer = str | tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the page says beside the conversation."""

    problem: str = ""
    hands: tuple[int, ...] = ()
    """Of the vote that was not decided, to be typed no second time."""
    words: str = ""
    """Own words that were not taken."""
    added: Added | None = None
    proposal: Proposal | None = None
    """That could not be added."""
    problems: dict[str, str] = field(default_factory=dict)


@pages.get("/<slug>/huddle")
def huddle_page(slug: str) -> str:
    """Begin a huddle."""
    it = _playable(slug)
    if it.machine is None:
        return _unplayable(it)
    return _page(it, _played(it.machine, ()), _Told())


@pages.post("/<slug>/huddle")
def huddle_on(slug: str) -> Answer:
    """Play what most hands were raised for, or what was picked; nothing is stored."""
    it = _playable(slug)
    machine = it.machine
    if machine is None:
        return _unplayable(it), 409
    trial = _played(machine, loaded(request.form.get("steps", "")))
    if "back" in request.form:
        kept = max(request.form.get("back", 0, type=int), 0)
        return _page(it, _played(machine, trial.steps[:kept]), _Told())
    did, told = _chosen(trial)
    if did is None:
        return _page(it, trial, told), 422
    after = _played(machine, (*trial.steps, did))
    if after.problem is not None:
        told = _Told(problem=sentence(after.problem), words=did.text)
        return _page(it, after, told), after.problem.status
    return _page(it, after, _Told())


@pages.post("/<slug>/huddle/answer")
def propose(slug: str) -> Answer:
    """Add an answer that somebody proposed to the draft."""
    typed = {name: request.form.get(name, "") for name in _PROPOSED}
    proposal, status = Proposal(**typed), 200
    try:
        added = proposing.add(
            db.session(),
            viewer=visitor(),
            slug=slug,
            proposal=proposal,
            now=clock.now(),
        )
        told = _Told(added=added)
    except WrongDetailError as error:
        problems = {error.field: sentence(error)}
        told, status = _Told(proposal=proposal, problems=problems), error.status
    except (MisreadError, OnlyAsTextError) as error:
        told, status = _refused(proposal, error), error.status
    it = _playable(slug)
    machine = it.machine
    if machine is None:
        return _unplayable(it), 409
    steps = loaded(request.form.get("steps", ""))
    return _page(it, _played(machine, steps), told), status


_PROPOSED = ("beat", "like", "words", "name")


def _refused(proposal: Proposal, error: TrainerError) -> _Told:
    return _Told(proposal=proposal, problems={"words": sentence(error)})


def _chosen(trial: Trial) -> tuple[Did | None, _Told]:
    """Return what is played now, or what the page says instead."""
    form, offered = request.form, huddle.options(trial)
    place = sending.place_for_words(trial.talk)
    if form.get("do") == "write" and place is not None:
        return Did(move=place.key, text=form.get("text", "")), _Told()
    picked = form.get("pick", 0, type=int)
    if 1 <= picked <= len(offered):
        return offered[picked - 1].did, _Told()
    hands = tuple(_hands(option) for option in offered)
    winner = huddle.voted(hands)
    if winner is not None:
        return offered[winner].did, _Told()
    problem = (
        _("Several have as many hands. Let them vote again, or play one of them.")
        if any(hands)
        else _("Type how many hands each got, or play one of them.")
    )
    return None, _Told(problem=problem, hands=hands)


def _hands(option: Option) -> int:
    raised = request.form.get(f"hands-{option.number}", 0, type=int)
    return min(max(raised, 0), MOST_HANDS)


def _playable(slug: str) -> Playable:
    return studio_text.playable(db.session(), viewer=visitor(), slug=slug)


def _played(machine: Machine, steps: tuple[Did, ...]) -> Trial:
    now = clock.now()
    begun = studio_play.begin(
        machine, machine.beats[0].id, dealt=dealt(machine), now=now
    )
    return studio_play.go_on(begun, steps, now=now)


def _unplayable(it: Playable) -> str:
    proof = studio_text.read(db.session(), it.found)
    return render_template("author/unplayable.html", **around(it.found), proof=proof)


def _page(it: Playable, trial: Trial, told: _Told) -> str:
    conversation = trial.conversation
    machine = conversation.machine
    here = machine.beats[conversation.situation.beat]
    over = bool(conversation.outcome)
    return render_template(
        "author/huddle.html",
        **around(it.found),
        name=it.found.title,
        address=address_of(it.found.slug, "huddle"),
        instead=it.instead,
        trial=trial,
        machine=machine,
        steps=dumped(trial.steps),
        options=huddle.options(trial),
        place=None if over else stage.place_for_words(trial.talk),
        mood=stage.mood(conversation),
        told=told,
        most=MOST_HANDS,
        step=here.id if here.file == machine.file else "",
        debrief=huddle.debrief(trial, pass_mark=config().pass_mark) if over else None,
        limit=sending.LONGEST_WORDS,
    )
