"""Events and arguments as they are stored, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from trainer.content.actions import DESK_ACTIONS
from trainer.content.types import Day, Value
from trainer.scenarios.conversation import Event
from trainer.store.types import AnyRow


def event_of(row: AnyRow) -> Event:
    """Return a stored event as the engine takes it."""
    return Event(
        seq=row.seq,
        kind=row.kind,
        move=row.move,
        action=row.action,
        arguments=arguments_of(row.action, row.arguments),
        hits=tuple(row.hits),
    )


def event_from(seq: int, columns: Mapping[str, Any]) -> Event:
    """Return the event that ``columns_of`` turned into columns."""
    given = arguments_of(columns["action"], columns["arguments"])
    hits = tuple(columns["hits"])
    return Event(seq=seq, **{**columns, "arguments": given, "hits": hits})


def columns_of(event: Event) -> dict[str, Any]:
    """Return what is stored of an event besides its number."""
    return {
        "kind": str(event.kind),
        "move": event.move,
        "action": event.action,
        "arguments": {
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in event.arguments.items()
        },
        "hits": list(event.hits),
    }


def arguments_of(action: str, stored: Mapping[str, Any]) -> dict[str, Value]:
    """Return stored arguments with their types; days are stored as text."""
    if not stored:
        return {}
    signature = DESK_ACTIONS[action]
    given: dict[str, Value] = {}
    for name, value in stored.items():
        argument = signature.argument(name)
        is_day = argument is not None and isinstance(argument.type, Day)
        given[name] = date.fromisoformat(value) if is_day else value
    return given
