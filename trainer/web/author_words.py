"""What facts, kinds of changes and states are called on the studio's pages."""

from __future__ import annotations

from flask import Flask

from trainer.web.language import gettext as _
from trainer.web.learn_words import field_words


def init_app(app: Flask) -> None:
    """Let templates say ``{{ revision.kind|revision_words }}``."""
    app.jinja_env.filters["revision_words"] = revision_words
    app.jinja_env.filters["revision_hint"] = revision_hint
    app.jinja_env.filters["fact_words"] = fact_words


def fact_words(name: str) -> str:
    """Name a fact wherever it is kept, as the desk does: ``Mood``, ``Photo seen``."""
    return _("Mood") if name == "mood" else field_words(name.removeprefix("case."))


def revision_words(kind: str) -> str:
    """Name a kind of change."""
    names = {
        "first": _("First version"),
        "editorial": _("Editorial"),
        "minor": _("Minor"),
        "major": _("Major"),
    }
    return names.get(kind, kind)


def revision_hint(kind: str) -> str:
    """Say what a kind of change means."""
    hints = {
        "editorial": _("Only words changed. Results go on counting together."),
        "minor": _("It plays a little differently, but what people did before holds."),
        "major": _("Points, ways or rules changed. Results are counted anew."),
    }
    return hints.get(kind, "")


def under_way_words(name: str) -> str:
    """Say what becomes of attempts under way."""
    names = {
        "finish": _("Let them finish on the version they began"),
        "replay": _("Go on at the same place of the new version, where there is one"),
        "restart": _("Begin again on the new version"),
    }
    return names[name]
