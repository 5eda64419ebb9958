"""Where a step is after a save that brought in what somebody else did to it."""

from __future__ import annotations

from collections.abc import Iterable

from trainer.scenarios.forms.sheet import Sheet, open_sheet
from trainer.services.drafting import Draft


def step_now(step: str, mine: Sheet | None, draft: Draft) -> str:
    """Return what a step is called in a draft; empty where it is not there any more.

    Args:
        step: Its id in the text below.
        mine: The text its form was made of, or the one that was to be saved; ``None``
            where it has no step.
        draft: As it was saved. A step that has another id there is known by its
            replies: it is where most of them stand.
    """
    now = open_sheet(draft.body, draft.file)
    if now is None:
        return ""
    if step in now.ids:
        return step
    was = mine.beat(step) if mine is not None else None
    replies = {move.id for move in was.moves if move.id} if was is not None else set()
    held = {
        beat.id: _known(replies, (move.id for move in beat.moves))
        for beat in now.document.beats
    }
    most = max(held, key=lambda id_: held[id_])
    return most if held[most] else ""


def _known(replies: set[str], ids: Iterable[str]) -> int:
    return len(replies.intersection(ids))
