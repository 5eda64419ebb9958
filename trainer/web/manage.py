"""For whoever leads people: who is in the team, adding somebody, printing codes."""

from __future__ import annotations

from flask import Blueprint

from trainer.web import guard

pages = Blueprint("manage", __name__, url_prefix="/people")
guard.only(pages)

@pages.get("/")
def people() -> str:
    return ""
