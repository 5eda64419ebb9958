"""Words that would open a note to other authors and hide what stands behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from trainer.scenarios.reader_lines import OPEN
from trainer.scenarios.syntax import BlockKind
from trainer.web.language import gettext as _

_WHOLE = re.compile(r"<!--.*?-->", re.DOTALL)
_AS_WRITTEN = (BlockKind.COMMENT, BlockKind.CODE)
_SHOWN = "-shown"


def opened_notes(form: Mapping[str, str]) -> Mapping[str, str]:
    """Return what is wrong with fields that would open a note, by field.

    Args:
        form: What was sent for a step; notes and what is shown as written may hold
            such marks.
    """
    return dict.fromkeys(_opening(form), note_words())


def note_words() -> str:
    """Return how to mend words that open a note."""
    return _(
        "“%(mark)s” begins a note to other authors and hides what stands behind it. "
        "Put a space into it, or take it away.",
        mark=OPEN,
    )


def opens_note(text: str) -> bool:
    """Tell whether a text begins a note and does not end it."""
    return OPEN in _WHOLE.sub("", text)


def _opening(form: Mapping[str, str]) -> Iterator[str]:
    for name, text in form.items():
        part, _dash, of = name.rpartition("-")
        free = of == "text" and form.get(f"{part}-kind") in _AS_WRITTEN
        if opens_note(text) and not free and not name.endswith(_SHOWN):
            yield name
