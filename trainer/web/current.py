"""Who is asking, and under which settings, while a request is answered."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import cast

from flask import Flask, current_app

from trainer.config import Config
from trainer.services.sign_in import Visitor

_SETTINGS = "TRAINER"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A visitor, and the token of the session they were recognised by."""

    token: str
    visitor: Visitor


_SIGNED_IN: ContextVar[SignedIn | None] = ContextVar("signed_in", default=None)
"""Found out once, before anything else of a request: see ``trainer.web.visitors``."""


def set_config(app: Flask, config: Config) -> None:
    """Give the application its settings."""
    app.config[_SETTINGS] = config


def config_of(app: Flask) -> Config:
    """Return the settings of an application."""
    return cast("Config", app.config[_SETTINGS])


def config() -> Config:
    """Return the settings of the application that answers this request."""
    return config_of(current_app)


def recognise(signed_in: SignedIn | None) -> None:
    """Let the rest of this request know who is asking; ``None`` is a stranger."""
    _SIGNED_IN.set(signed_in)


def visitor_or_none() -> Visitor | None:
    """Return who is signed in, or ``None`` for a stranger."""
    found = _SIGNED_IN.get()
    return found.visitor if found is not None else None


def visitor() -> Visitor:
    """Return who is signed in; only for pages behind ``guard.only``."""
    return _signed_in().visitor


def replace_visitor(changed: Visitor) -> None:
    """Show the rest of this request somebody whose settings were just changed."""
    recognise(replace(_signed_in(), visitor=changed))


def token() -> str:
    """Return the session token of the person who is signed in."""
    return _signed_in().token


def _signed_in() -> SignedIn:
    found = _SIGNED_IN.get()
    if found is None:
        raise LookupError("A page behind no guard asked who is signed in.")
    return found
