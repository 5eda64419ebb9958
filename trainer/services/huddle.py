"""A scenario played by a whole team: hands vote, and nobody's vote is kept.

The page carries what was done so far, as in ``studio_play``; nothing is stored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trainer.assessments.scoring import Scorecard, score
from trainer.content.actions import DESK_ACTIONS, ActionKind
from trainer.content.types import Type
from trainer.content.values import value_text
from trainer.scenarios import conversation as talking
from trainer.scenarios.choices import Choice, choices
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.exploration.references import find_reference
from trainer.scenarios.ways import event_of
from trainer.services import scene, sending, stage
from trainer.services.scene import Shown
from trainer.services.studio_play import Trial
from trainer.services.studio_steps import Did

MOST_HANDS = 1_000
"""Hands a reply can get; nobody counts more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something the team can vote for."""

    number: int
    """From 1, as it is called out."""
    did: Did
    words: str
    """Of a reply; of an action, its values."""
    action: str = ""
    blanks: tuple[tuple[str, str], ...] = ()
    """Of an action: argument and value as written."""
    move: str = ""
    """The id of the reply in its step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What the team's conversation was worth, and the best one."""

    card: Scorecard
    best: tuple[Shown, ...]
    """Empty where none was found."""


def options(trial: Trial) -> tuple[Option, ...]:
    """Return what can be voted for, the replies first; nothing at the end."""
    if trial.conversation.outcome:
        return ()
    found = (*_replies(trial), *_acts(trial))
    return tuple(
        Option(
            number=at,
            did=one.did,
            words=one.words,
            action=one.action,
            blanks=one.blanks,
            move=one.move,
        )
        for at, one in enumerate(found, 1)
    )


def voted(hands: Sequence[int]) -> int | None:
    """Return which option got most hands, from 0; ``None``: none, or several did."""
    most = max(hands, default=0)
    return list(hands).index(most) if most and hands.count(most) == 1 else None


def debrief(trial: Trial, *, pass_mark: int) -> Debrief:
    """Return what the conversation was worth, beside the best of the same deal."""
    conversation = trial.conversation
    machine, deal = conversation.machine, trial.talk.deal
    reference = find_reference(machine, deal)
    best = talking.begin(machine, deal)
    for seq, choice in enumerate(reference.choices, 1):
        best = talking.take(best, event_of(machine, best.situation, choice, seq))
    return Debrief(
        card=score(conversation, reference.points, pass_mark=pass_mark),
        best=tuple(_turns(best, after=conversation.seq)),
    )


def _turns(conversation: Conversation, *, after: int) -> Iterator[Shown]:
    """Yield turns numbered on from others, so that no two on a page are alike."""
    for turn in conversation.turns:
        text = turn.move.model if turn.move else ""
        shown = scene.shown(conversation.machine, turn, text, open_book=True)
        yield replace(shown, seq=after + shown.seq)


def _replies(trial: Trial) -> Iterator[Option]:
    for offer in sending.replies(trial.talk):
        if not offer.lock:
            yield Option(
                number=0,
                did=Did(move=offer.key),
                words=offer.label,
                move=offer.move.id,
            )


def _acts(trial: Trial) -> Iterator[Option]:
    """Yield what the step waits for at the desk, each once as it would be done.

    Other look-ups are left out: filled in, they would tell what nobody asked yet.
    """
    conversation = trial.conversation
    known: set[tuple[str, tuple[tuple[str, str], ...]]] = set()
    offered = {act.signature.name for act in stage.acts(trial.talk)}
    for choice in choices(conversation.machine, conversation.situation):
        blanks = tuple(_blanks(choice))
        new = choice.action in offered and (choice.action, blanks) not in known
        if new and choice.move and not _says_nothing(choice, blanks):
            known.add((choice.action, blanks))
            yield Option(
                number=0,
                did=Did(action=choice.action, blanks=dict(blanks)),
                words="",
                action=choice.action,
                blanks=blanks,
            )


def _says_nothing(choice: Choice, blanks: tuple[tuple[str, str], ...]) -> bool:
    """Say whether it looks something up without saying what, which the desk refuses."""
    action = DESK_ACTIONS[choice.action]
    return action.kind is ActionKind.LOOK and bool(action.arguments) and not blanks


def _blanks(choice: Choice) -> Iterator[tuple[str, str]]:
    types = _types(choice)
    for name, value in choice.arguments:
        if name in types and value is not None:
            yield name, value_text(value, types[name])


def _types(choice: Choice) -> Mapping[str, Type]:
    action = DESK_ACTIONS.get(choice.action)
    return {a.name: a.type for a in action.arguments} if action else {}
