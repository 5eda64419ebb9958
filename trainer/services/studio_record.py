"""What was played in the studio, written down as a conversation test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from trainer.content.actions import DESK_ACTIONS
from trainer.content.types import Text
from trainer.content.values import value_text
from trainer.scenarios.conversation import Event
from trainer.scenarios.syntax import MoveKind
from trainer.services.studio_play import Trial


def recorded(trial: Trial) -> str:
    """Return a conversation as a block of a ``.play`` file, as far as it got.

    Replaying it must end where this conversation stands.
    """
    return "\n".join(
        (
            f"play: played from {trial.beat}",
            *(f"    {line}" for line in _lines(trial)),
            "",
        )
    )


def _lines(trial: Trial) -> Iterator[str]:
    deal = trial.talk.deal
    if deal:
        yield "deal " + ", ".join(f"{name} {word}" for name, word in deal.items())
    texts = {shown.seq: shown.words for shown in (*trial.before, *trial.turns)}
    events = [turn.event for turn in trial.conversation.turns]
    for kind, group in groupby(events, key=lambda event: event.kind):
        if kind == MoveKind.SAY:
            yield "take " + " ".join(event.move for event in group)
        else:
            yield from (_line(event, texts) for event in group)
    outcome = trial.conversation.outcome
    ending = f"outcome {outcome}" if outcome else f"beat {trial.conversation.beat}"
    meters = (f"{name} {n}" for name, n in trial.conversation.meters.items())
    yield "expect " + ", ".join((ending, *meters))


def _line(event: Event, texts: Mapping[int, str]) -> str:
    if event.kind == MoveKind.WRITE:
        words = " ".join(texts.get(event.seq, "").replace('"', "'").split())
        return f'write {event.move} "{words}"'
    if event.kind == MoveKind.WAIT:
        return f"wait {event.move}"
    return " ".join(("do", event.action, *_arguments(event)))


def _arguments(event: Event) -> Iterator[str]:
    for argument in DESK_ACTIONS[event.action].arguments:
        if argument.name in event.arguments:
            shown = value_text(event.arguments[argument.name], argument.type)
            quoted = isinstance(argument.type, Text)
            plain = shown.replace('"', "'")
            yield f'{argument.name}="{plain}"' if quoted else f"{argument.name}={shown}"
