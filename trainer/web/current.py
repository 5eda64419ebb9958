"""Who is asking, and under which settings, while a request is answered."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, has_request_context
from flask_login import UserMixin, current_user

from trainer.config import Config
from trainer.services.sign_in import Visitor

_SETTINGS = "TRAINER"


class SignedIn(UserMixin):  # type: ignore[misc]  # flask-login has no type hints
    """Flask-Login's view of a visitor: known by the token of the session.

    The token is random and kept only as a hash, so ending the session on the server
    ends it in every copy of the cookie.
    """

    def __init__(self, token: str, visitor: Visitor) -> None:
        self.id = token
        self.visitor = visitor


def set_config(app: Flask, config: Config) -> None:
    """Give the application its settings."""
    app.config[_SETTINGS] = config


def config_of(app: Flask) -> Config:
    """Return the settings of an application."""
    return cast("Config", app.config[_SETTINGS])


def config() -> Config:
    """Return the settings of the application that answers this request."""
    return config_of(current_app)


def visitor_or_none() -> Visitor | None:
    """Return who is signed in, or ``None`` for a stranger."""
    if not has_request_context() or not current_user.is_authenticated:
        return None
    return cast("Visitor", current_user.visitor)


def visitor() -> Visitor:
    """Return who is signed in; only for pages behind ``guard.only``."""
    found = visitor_or_none()
    if found is None:
        raise LookupError("A page behind no guard asked who is signed in.")
    return found


def replace_visitor(changed: Visitor) -> None:
    """Show the rest of this request somebody whose settings were just changed."""
    current_user.visitor = changed


def token() -> str:
    """Return the session token of the person who is signed in."""
    return cast("str", current_user.id)
