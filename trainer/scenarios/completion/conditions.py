"""What can stand in a condition, a value or a blank."""

from __future__ import annotations

import re

from trainer.content.expressions import CALLS
from trainer.scenarios.completion.options import Offer, OptionKind, options, typed
from trainer.scenarios.completion.vocabulary import Vocabulary, spoken_acts

_CALL = re.compile(r"\b(visits|seen|chose|said|did)\(\s*\^?([A-Za-z0-9_-]*)\Z")
_FIELD = re.compile(r"\b([a-z][a-z0-9-]*)\.([a-z0-9_]*)\Z")
_COMPARED = re.compile(
    r"\b([a-z][a-z0-9_.]*)\s*(?:==|!=|\bis not\b|\bis\b|\bin\s*\((?:[^()]*,)?)\s*"
    r"([a-z0-9_]*)\Z"
)
_CONNECTIVES = ("and", "or", "not", "is", "is not", "in")


def condition(prefix: str, names: Vocabulary) -> Offer:
    """Return what can go on a condition.

    Args:
        prefix: The condition up to the place.
        names: What the file knows.
    """
    call = _CALL.search(prefix)
    if call is not None:
        return _asked(call[1], call[2], names)
    found = value(prefix, names)
    compared = _COMPARED.search(prefix)
    words = names.values(compared[1]) if compared else ()
    if _FIELD.search(prefix) or compared:
        return Offer(found.typed, (*options(OptionKind.WORD, words), *found.options))
    functions = ((f"{name}(", "") for name in CALLS)
    return Offer(
        found.typed,
        (
            *found.options,
            *options(OptionKind.FUNCTION, functions),
            *options(OptionKind.WORD, _CONNECTIVES),
        ),
    )


def value(prefix: str, names: Vocabulary) -> Offer:
    """Return the names a value or a blank can be made of."""
    field = _FIELD.search(prefix)
    if field is not None:
        return Offer(len(field[2]), options(OptionKind.NAME, names.fields(field[1])))
    owners = ((f"{owner}.", detail) for owner, detail in names.owners())
    return Offer(
        typed(prefix, r"[A-Za-z0-9_]+"),
        (*options(OptionKind.NAME, names.names()), *options(OptionKind.NAME, owners)),
    )


def assignment(prefix: str, names: Vocabulary) -> Offer:
    """Return what can go on ``proof = yes``."""
    name, equals, given = prefix.rpartition("=")
    if not equals:
        return Offer(typed(prefix, r"[a-z0-9_]+"), options(_NAME, names.names()))
    words = options(OptionKind.WORD, names.values(name.strip()))
    found = value(given, names)
    return Offer(found.typed, (*words, *found.options))


_NAME = OptionKind.NAME


def _asked(function: str, written: str, names: Vocabulary) -> Offer:
    if function == "chose":
        found = options(OptionKind.MOVE, names.moves())
    elif function == "said":
        found = options(OptionKind.NAME, names.said())
    elif function == "did":
        found = options(OptionKind.ACTION, spoken_acts())
    else:
        found = options(OptionKind.BEAT, names.beats())
    return Offer(len(written), found)
