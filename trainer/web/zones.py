"""The time zones a person may choose: each once, by region, under its present name."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from zoneinfo import available_timezones

from babel.core import get_global

from trainer.web.language import gettext as _

UTC = "UTC"

Zone = tuple[str, str]
"""Its name, and how it is shown within its region."""


def by_region(chosen: str) -> list[tuple[str, list[Zone]]]:
    """Return the zones by region; the first group, without a name, stands alone.

    Args:
        chosen: A zone that is offered in any case: somebody chose it when it still
            had another name.
    """
    alone = [(UTC, UTC)]
    if chosen not in {UTC, *_canonical()}:
        alone.append((chosen, chosen.replace("_", " ")))
    regions = groupby(_canonical(), key=lambda name: name.partition("/")[0])
    return [
        ("", alone),
        *(
            (_region(region), [(name, _place(name)) for name in names])
            for region, names in regions
        ),
    ]


@lru_cache(maxsize=1)
def _canonical() -> tuple[str, ...]:
    """Return the names of places that are no alias of another, in order."""
    aliases, places = get_global("zone_aliases"), get_global("zone_territories")
    return tuple(
        sorted(
            name
            for name in available_timezones()
            if name in places and name not in aliases and not name.startswith("Etc/")
        )
    )


def _place(name: str) -> str:
    return name.partition("/")[2].replace("_", " ").replace("/", ", ")


def _region(name: str) -> str:
    names = {
        "Africa": _("Africa"),
        "America": _("America"),
        "Antarctica": _("Antarctica"),
        "Arctic": _("Arctic"),
        "Asia": _("Asia"),
        "Atlantic": _("Atlantic Ocean"),
        "Australia": _("Australia"),
        "Europe": _("Europe"),
        "Indian": _("Indian Ocean"),
        "Pacific": _("Pacific Ocean"),
    }
    return names.get(name, name)
