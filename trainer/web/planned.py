"""Policies come into force by themselves, with the first request of their day."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask import Flask, current_app

from trainer import clock
from trainer.errors import TrainerError
from trainer.services import policy_plans
from trainer.web.assets import is_static
from trainer.web.current import config, visitor_or_none
from trainer.web.database import db

PAUSE = 60.0
"""Seconds for which a process does not look again."""

_KEY = "trainer.planned"


@dataclass(slots=True)
class _Looked:
    again: float = 0.0


def init_app(app: Flask) -> None:
    """Look for policies whose day has come before somebody is answered."""
    app.extensions[_KEY] = _Looked()
    app.before_request(_bring_in)


def today() -> date:
    """Return the day it is for the organisation."""
    return clock.now().astimezone(ZoneInfo(config().zone)).date()


def _bring_in() -> None:
    looked: _Looked = current_app.extensions[_KEY]
    now = clock.monotonic()
    if now < looked.again or is_static() or visitor_or_none() is None:
        return
    looked.again = now + PAUSE
    with suppress(TrainerError):  # the database is busy: another request looks again
        policy_plans.publish_due(db.session(), now=clock.now(), today=today())
