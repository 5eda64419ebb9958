"""Flask-Login, told to ask the session table on every request."""

from __future__ import annotations

from flask import Flask, session
from flask_login import LoginManager, login_user, logout_user

from trainer import clock
from trainer.services import sign_in
from trainer.services.sign_in import Visitor
from trainer.web import language
from trainer.web.current import SignedIn, visitor_or_none
from trainer.web.database import db


def init_app(app: Flask) -> None:
    """Recognise who is asking by the session token in the signed cookie."""
    login = LoginManager(app)
    # The token in the table is what holds; an address that changes on a train is not
    # a reason to throw somebody out.
    login.session_protection = None
    login.user_loader(_recall)
    app.jinja_env.globals["theme"] = theme


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


def _recall(token: str) -> SignedIn | None:
    visitor = sign_in.recall(db.session(), token=token, now=clock.now())
    return SignedIn(token, visitor) if visitor else None
