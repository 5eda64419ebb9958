"""Whether a step is read as it was meant: words can look like something else."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.sheet import open_sheet
from trainer.scenarios.forms.spots import Spot
from trainer.scenarios.forms.steps import Paragraph, Reply, Row
from trainer.scenarios.syntax import BeatSyntax

_Part = Paragraph | Reply | Row


def misread(meant: BeatSyntax, text: str, file: str, ids: Sequence[str]) -> Spot | None:
    """Return the first part of a step that the text says otherwise than was meant.

    Args:
        meant: The step, its replies with or without ids.
        text: The whole new text.
        file: Its name.
        ids: The steps the text shall have, in order.

    Returns:
        The part; a spot that names none where the step as a whole is not found, and
        ``None`` where all is well.
    """
    sheet = open_sheet(text, file)
    read = sheet.beat(meant.id) if sheet is not None else None
    if sheet is None or read is None:
        return Spot()
    wanted, found = step_of(meant), step_of(read)
    paragraph = _differs(wanted.paragraphs, found.paragraphs)
    if paragraph is not None:
        return Spot(paragraph=paragraph)
    fact = _missing(wanted.rows, found.rows)
    if fact is not None:
        return Spot(fact=fact)
    reply = _differs(wanted.replies, found.replies)
    if reply is not None:
        return Spot(reply=reply)
    return None if tuple(ids) == sheet.ids else Spot()


def _differs(wanted: Sequence[_Part], found: Sequence[_Part]) -> int | None:
    """Return the place of the first part that is not as wanted."""
    for at, part in enumerate(wanted):
        if at >= len(found) or _told(part) != _told(found[at]):
            return at
    return len(wanted) - 1 if len(found) > len(wanted) > 0 else None


def _missing(wanted: Sequence[Row], found: Sequence[Row]) -> int | None:
    """Return the fact of the first row that is nowhere; their order does not count."""
    known = [_told(row) for row in found]
    lost = (row.at for row in wanted if _told(row) not in known)
    return next(lost, None)


def _told(part: _Part) -> object:
    """Return what a part says, without ids and spacing."""
    if isinstance(part, Reply):
        rows = sorted(str(_told(row)) for row in part.rows)
        return part.kind, " ".join(part.words.split()), part.target, rows
    if isinstance(part, Paragraph):
        return part.kind, part.name, part.when, part.text.split()
    return part.key, part.name, part.value.split(), part.when
