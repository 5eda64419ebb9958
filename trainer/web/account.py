"""Everybody's own pages: password, settings, signed-in devices."""

from __future__ import annotations

from flask import Blueprint

from trainer.web import guard

pages = Blueprint("account", __name__, url_prefix="/account")
guard.only(pages)


@pages.get("/")
def settings() -> str:
    """Show the settings."""
    return ""


@pages.get("/password")
def password() -> str:
    return ""

@pages.post("/theme")
def switch_theme() -> str:
    return ""
