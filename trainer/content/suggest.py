"""“Did you mean …?”: the known word nearest to an unknown one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

_LONGEST = 40
"""Characters of a word that are compared."""

_MOST_READ = 2_000
"""Known words looked at; what an author declares stays far below it."""

_MOST_COMPARED = 40
"""Known words with the most letters in common, measured letter by letter."""

_PREFIX = 4
"""Letters from which on the beginning of a longer word counts as a slip."""


def closest(word: str, options: Iterable[str]) -> str | None:
    """Return the option a slip of the keyboard away from the word, if there is one.

    One slip in words of up to four letters, two up to eight, three beyond; case and
    the choice of hyphen, underscore or space count for nothing. Ties go to the option
    that comes first in the alphabet. Where none is so near, the only one that begins
    alike will do. The cost is bounded whatever is passed.
    """
    wanted = _plain(word)
    slips = 1 if len(wanted) <= _PREFIX else 2 if len(wanted) <= 2 * _PREFIX else 3
    known = sorted({*islice(options, _MOST_READ)} - {word})
    letters = {*wanted}
    near = [
        (len(letters ^ {*_plain(option)}), option)
        for option in known
        if abs(len(_plain(option)) - len(wanted)) <= slips
    ]
    measured = [
        (_slips(wanted, _plain(option), slips), option)
        for strange, option in sorted(near)[:_MOST_COMPARED]
        if strange <= 2 * slips
    ]
    best = min(measured, default=(slips + 1, ""))
    if best[0] <= min(slips, len(wanted) - 1):
        return best[1]
    alike = [option for option in known if _begin_alike(wanted, _plain(option))]
    return alike[0] if len(wanted) >= _PREFIX and len(alike) == 1 else None


def did_you_mean(word: str, options: Iterable[str]) -> str:
    """Return ``Did you mean “ask”?``, or nothing where no option is near."""
    found = closest(word, options)
    return f"Did you mean “{found}”?" if found else ""


def _begin_alike(wanted: str, option: str) -> bool:
    """Say whether a word is the beginning of another, or half of both is the same."""
    if option.startswith(wanted):
        return True
    pairs = enumerate(zip(wanted, option, strict=False))
    same = next((at for at, (one, other) in pairs if one != other), len(option))
    return same >= _PREFIX and 2 * same >= max(len(wanted), len(option))


def _plain(word: str) -> str:
    return word[:_LONGEST].casefold().replace("-", "_").replace(" ", "_")


def _slips(left: str, right: str, limit: int) -> int:
    """Count letters missing, extra, wrong or swapped; above the limit is not exact."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        before, last = row, before
        row = [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            swapped = (
                i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other
            )
            row.append(min(cost, last[j - 2] + 1) if swapped else cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]
