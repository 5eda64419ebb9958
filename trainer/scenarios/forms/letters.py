"""Letters of many languages as the plain ones that names are made of."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_KNOWN = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "’": "-",
    }
)
"""Letters that no mark was added to, and what people write where they have none."""

_FITTING = re.compile(r"[^\w]*[a-z](?:[a-z0-9]|[^\w]|_)*")


def plain_letters(text: str) -> str:
    """Return a text in small letters, ``É`` as ``e``.

    A letter that has no plain one, such as ``д``, stays.
    """
    parts = normalize("NFKD", text.casefold())
    return "".join(one for one in parts if not combining(one)).translate(_KNOWN)


def fits_a_name(text: str) -> bool:
    """Tell whether a name can be made of a text so that nothing of it gets lost."""
    return _FITTING.fullmatch(plain_letters(text)) is not None
