"""What full marks mean for a scenario, worked out once, when it is published."""

from __future__ import annotations

from typing import Any

from trainer.scenarios import conversation as talking
from trainer.scenarios.chance import all_deals
from trainer.scenarios.choices import Choice
from trainer.scenarios.conversation import Conversation, Event, key_of
from trainer.scenarios.exploration.references import find_reference
from trainer.scenarios.machine import Machine
from trainer.services.stored import columns_of


def references(machine: Machine) -> list[dict[str, Any]]:
    """Return for each deal the best clean conversation: its points and steps."""
    found: list[dict[str, Any]] = []
    for deal in all_deals(machine):
        reference = find_reference(machine, deal)
        conversation = talking.begin(machine, deal)
        best: list[dict[str, Any]] = []
        for choice in reference.choices:
            event = _event(conversation, choice)
            conversation = talking.take(conversation, event)
            best.append(columns_of(event))
        found.append(
            {
                "deal": deal,
                "points": dict(reference.points),
                "found": reference.found,
                "complete": reference.complete,
                "best": best,
            }
        )
    return found


def _event(conversation: Conversation, choice: Choice) -> Event:
    move, here = choice.move, conversation.situation
    return Event(
        seq=conversation.seq + 1,
        kind=str(move.kind) if move else "act",
        move=key_of(conversation.machine, here, move) if move else "",
        action=choice.action,
        arguments=dict(choice.arguments),
        hits=choice.hits,
    )
