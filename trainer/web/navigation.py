"""The entries of the top bar: at most five, by what a person may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask import Flask, request, url_for

from trainer.store.people import Role
from trainer.web.current import visitor_or_none
from trainer.web.language import gettext as _
from trainer.web.language import per_language

LEADERS = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.ADMIN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One link of the top bar."""

    address: str
    words: str
    icon: str
    current: bool


def init_app(app: Flask) -> None:
    """Let the frame of every page ask for its entries, and pages for addresses."""
    app.jinja_env.globals.update(
        navigation=entries, home_address=home_address, url_for=address
    )


def address(endpoint: str, **values: object) -> str:
    """Return the address of a page, as Flask's ``url_for``, which takes longer.

    The answer depends on nothing but what is given: the product always stands at the
    root of its host.
    """
    return _address(endpoint, *values.items())


def entries() -> tuple[Entry, ...]:
    """Return the entries of the person who is signed in; none for a stranger."""
    person = visitor_or_none()
    if person is None or person.must_set_password:
        return ()
    return _entries(not person.roles.isdisjoint(LEADERS), request.endpoint or "")


def home_address() -> str:
    """Return where the product's name in the top bar leads."""
    return address("learn.home")


@lru_cache(maxsize=4096)
def _address(endpoint: str, *values: tuple[str, object]) -> str:
    return url_for(endpoint, **dict(values))  # type: ignore[arg-type]


@per_language
def _entries(leads: bool, here: str) -> tuple[Entry, ...]:  # noqa: FBT001 - remembered by place
    return tuple(
        Entry(
            address=address(endpoint),
            words=words,
            icon=icon,
            current=_is_within(here, endpoint),
        )
        for endpoint, words, icon in _all(leads=leads)
    )


def _all(*, leads: bool) -> Iterator[tuple[str, str, str]]:
    yield "learn.home", _("Home"), "house"
    yield "learn.catalogue", _("Practice"), "messages-square"
    if leads:  # their policies are one step away, under Practice
        yield "author.scenarios", _("Studio"), "clipboard-list"
        yield "manage.people", _("People"), "users"
    else:
        yield "learn.policies", _("Policies"), "book-open"
        yield "learn.attempts", _("My attempts"), "history"
    yield "account.settings", _("Account"), "user"


def _is_within(here: str, endpoint: str) -> bool:
    # Studio, People and Account are whole sections; the learner's entries are pages.
    section = endpoint.partition(".")[0]
    return here == endpoint or (section != "learn" and here.startswith(f"{section}."))
