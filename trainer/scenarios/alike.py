"""When two values say the same: a text is compared as a desk clerk reads it.

Spaces, hyphens and capitals are how somebody typed it, not what it says:
``2207615`` is ``2207 615``, and ``a-1`` is ``A-1``. All else has to be equal.
"""

from __future__ import annotations

from trainer.content.types import Value


def alike(one: Value | None, other: Value | None) -> bool:
    """Say whether two values are the same, texts by their letters and digits."""
    if one == other:
        return True
    if isinstance(one, str) and isinstance(other, str):
        return plain(one) == plain(other)
    return False


def plain(text: str) -> str:
    """Return a text without spaces and hyphens, in small letters."""
    return "".join(text.split()).replace("-", "").casefold()
