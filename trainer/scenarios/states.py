"""A conversation's state as JSON and back: names, not positions.

Used to show that a replay gives the same bytes, and to hand a state to another
program. States are never stored: they follow from the events.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from trainer.content.types import Day, Value
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.machine import Machine, Situation


def state_of(machine: Machine, situation: Situation) -> dict[str, Any]:
    """Return a situation as plain values: beat, slots by name, calls by move."""
    beat = machine.beats[situation.beat]
    return {
        "file": beat.file,
        "instance": beat.instance,
        "beat": beat.id,
        "slots": {
            slot.name: value.isoformat() if isinstance(value, date) else value
            for slot, value in zip(machine.slots, situation.slots, strict=True)
        },
        "calls": [machine.moves[index].index for index in situation.stack],
    }


def situation_of(machine: Machine, state: dict[str, Any]) -> Situation:
    """Return the situation that ``state_of`` described."""
    beat = next(
        beat.index
        for beat in machine.beats
        if (beat.instance, beat.id) == (state["instance"], state["beat"])
    )
    slots: tuple[Value, ...] = tuple(
        date.fromisoformat(state["slots"][slot.name])
        if isinstance(slot.type, Day)
        else state["slots"][slot.name]
        for slot in machine.slots
    )
    return Situation(beat, slots, tuple(state["calls"]))


def dumped(conversation: Conversation) -> bytes:
    """Return all that follows from a conversation's events, as canonical JSON bytes."""
    machine, ledger = conversation.machine, conversation.ledger
    whole = {
        "digest": machine.digest,
        "state": state_of(machine, conversation.situation),
        "outcome": conversation.outcome,
        "gains": ledger.gains,
        "losses": ledger.losses,
        "critical": ledger.critical,
        "counted": sorted(ledger.keys),
        "turns": [
            {
                "seq": turn.event.seq,
                "counted": turn.counted,
                "verdicts": [
                    [v.clause, v.rule, v.outcome, v.because] for v in turn.step.verdicts
                ],
                "state": state_of(machine, turn.after),
            }
            for turn in conversation.turns
        ],
    }
    return json.dumps(whole, sort_keys=True, ensure_ascii=False).encode()
