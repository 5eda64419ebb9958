"""Flask-Login, told to ask the session table on every request."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, session, url_for
from flask_login import LoginManager, login_user, logout_user

from trainer import clock
from trainer.services import sign_in
from trainer.services.sign_in import Visitor
from trainer.services.visitors import IDLE_AT_SHARED_TILL
from trainer.web import language
from trainer.web.current import SignedIn, visitor_or_none
from trainer.web.database import db
from trainer.web.guard import page_before


def init_app(app: Flask) -> None:
    """Recognise who is asking by the session token in the signed cookie."""
    login = LoginManager(app)
    # The token in the table is what holds; an address that changes on a train is not
    # a reason to throw somebody out.
    login.session_protection = None
    login.user_loader(_recall)
    app.jinja_env.globals.update(theme=theme, quiet_till=quiet_till)


def enter(token: str, visitor: Visitor) -> None:
    """Remember the person in this browser, with nothing left of who was here before."""
    session.clear()
    login_user(SignedIn(token, visitor))
    language.forget()


def leave() -> None:
    """Forget the person in this browser."""
    logout_user()
    session.clear()


def theme() -> str:
    """Return the colours of the page: ``auto``, ``light`` or ``dark``."""
    person = visitor_or_none()
    return person.theme if person else "auto"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietTill:
    """When a page at a shared till that nobody uses makes way, and for which."""

    seconds: int
    address: str


def quiet_till() -> QuietTill | None:
    """Return when this page has to make way; ``None`` on a device of one's own.

    One second later than the session ends, so that it has ended by then.
    """
    person = visitor_or_none()
    if person is None or not person.shared_till or "quiet" in request.args:
        return None
    here = request.full_path.rstrip("?") if request.method == "GET" else page_before()
    return QuietTill(
        seconds=int(IDLE_AT_SHARED_TILL.total_seconds()) + 1,
        address=url_for("entrance.sign_in", quiet="yes", next=here or None),
    )


def _recall(token: str) -> SignedIn | None:
    visitor = sign_in.recall(db.session(), token=token, now=clock.now())
    return SignedIn(token, visitor) if visitor else None
