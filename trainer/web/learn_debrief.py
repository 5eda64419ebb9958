"""After the conversation: a moment to breathe where it was rough, and the debrief."""

from __future__ import annotations

from trainer.services import debrief as debriefs
from trainer.web import fragments
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.learn import pages, practice


@pages.get("/attempts/<int:attempt>/debrief")
def debrief(attempt: int) -> str:
    """Show what an attempt was worth, and why."""
    return fragments.render("learn/debrief.html", block="main", debrief=_of(attempt))


@pages.get("/attempts/<int:attempt>/breather")
def breather(attempt: int) -> str:
    """Offer a pause after abusive language, before anything is talked about."""
    return fragments.render("learn/breather.html", block="main", debrief=_of(attempt))


def _of(attempt: int) -> debriefs.Debrief:
    return debriefs.debrief(
        practice(), db.session(), person=visitor().person_id, attempt=attempt
    )
