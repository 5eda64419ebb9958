"""What was done while a draft was played, as a page carries it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

MOST_STEPS = 200
"""Steps a page carries; a conversation in the studio is no longer."""

_LONGEST = 200_000
"""Characters of all steps together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Did:
    """One thing done: something said, written, done at the desk, or waited for."""

    move: str = ""
    """The key of the reply, of the place for own words, or of the clock's move."""
    action: str = ""
    blanks: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


def dumped(steps: Sequence[Did]) -> str:
    """Return steps as a page carries them."""
    return json.dumps([asdict(did) for did in steps], ensure_ascii=False)


def loaded(text: str) -> tuple[Did, ...]:
    """Return the steps a page carried; none where it is nothing we wrote."""
    try:
        found = json.loads(text[:_LONGEST]) if text else []
        return tuple(_did(one) for one in found)
    except (AttributeError, TypeError, ValueError):
        return ()


def _did(one: Mapping[str, Any]) -> Did:
    return Did(
        move=str(one.get("move", "")),
        action=str(one.get("action", "")),
        blanks={str(k): str(v) for k, v in one.get("blanks", {}).items()},
        text=str(one.get("text", "")),
    )
