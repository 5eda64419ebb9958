"""The entries of the top bar: at most five, by what a person may do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from trainer.web.current import visitor_or_none
from trainer.web.language import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One link of the top bar."""

    address: str
    words: str
    icon: str
    current: bool


def init_app(app: Flask) -> None:
    """Let the frame of every page ask for its entries."""
    app.jinja_env.globals["navigation"] = entries
    app.jinja_env.globals["home_address"] = home_address


def entries() -> tuple[Entry, ...]:
    """Return the entries of the person who is signed in; none for a stranger."""
    person = visitor_or_none()
    if person is None or person.must_set_password:
        return ()
    leads = bool(person.roles & {"supervisor", "manager", "admin"})
    return tuple(
        Entry(
            address=url_for(endpoint),
            words=words,
            icon=icon,
            current=_within(endpoint),
        )
        for endpoint, words, icon in _all(leads=leads)
        if endpoint in current_app.view_functions
    )


def home_address() -> str:
    """Return where the product's name in the top bar leads."""
    home = "learn.home"
    known = home in current_app.view_functions
    return url_for(home if known else "account.settings")


def _all(*, leads: bool) -> Iterator[tuple[str, str, str]]:
    yield "learn.home", _("Home"), "house"
    yield "learn.catalogue", _("Practice"), "messages-square"
    yield "learn.policies", _("Policies"), "book-open"
    if leads:
        yield "manage.people", _("People"), "users"
    else:
        yield "learn.attempts", _("Attempts"), "history"
    yield "account.settings", _("Account"), "user"


def _within(endpoint: str) -> bool:
    # People and Account are the whole section; the learner's entries are single pages.
    if endpoint.startswith("learn."):
        return request.endpoint == endpoint
    return request.blueprint == endpoint.partition(".")[0]
