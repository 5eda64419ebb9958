"""What the settings and facts of a policy can be."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping

from trainer.content.frontmatter import Scalar
from trainer.content.types import Day, Flag, Money, Type, Whole, Words
from trainer.content.values import ANY_WHOLE, infer
from trainer.policies.module import Setting

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_AMOUNT_OF = re.compile(
    r"(?P<number>0|[1-9][0-9]{0,8}) "
    r"(?P<unit>minutes?|hours?|days?|weeks?|months?|years?)"
)
_RANGE = re.compile(r"(?P<low>[0-9]{1,9})\.\.(?P<high>[0-9]{1,9})")
_FACT_TYPES: Mapping[str, Type] = {"money": Money(), "day": Day()}
_TAKEN = frozenset({*keyword.kwlist, "yes", "no", "case"})


def is_name(text: str) -> bool:
    """Return whether a setting, fact or word can be called so."""
    return _NAME.fullmatch(text) is not None and text not in _TAKEN


def unit_of(setting: Setting) -> tuple[type, str]:
    """Return what must not differ between countries: its kind and its unit."""
    return type(setting.type), setting.unit.removesuffix("s")


def setting_of(name: Scalar, value: Scalar) -> Setting:
    """Read ``30 days``, ``50.00``, ``yes`` or a word as a setting."""
    amount = None if value.quoted else _AMOUNT_OF.fullmatch(value.text.strip())
    if amount:
        number = int(amount["number"])
        return Setting(
            name=name.text,
            type=ANY_WHOLE,
            value=number,
            unit=amount["unit"],
            place=name.place,
        )
    inferred, read = infer(value)
    return Setting(name=name.text, type=inferred, value=read, place=name.place)


def fact_type(text: str) -> Type | None:
    """Read what a fact can be: ``yes | no``, ``0..30``, ``new | used``, ``money``."""
    words = tuple(word.strip() for word in text.split("|"))
    if words in (("yes", "no"), ("no", "yes")):
        return Flag()
    if len(words) > 1:
        sound = all(is_name(word) for word in words)
        return Words(words) if sound and len({*words}) == len(words) else None
    bounds = _RANGE.fullmatch(text)
    if bounds and int(bounds["low"]) < int(bounds["high"]):
        return Whole(int(bounds["low"]), int(bounds["high"]))
    return _FACT_TYPES.get(text)
