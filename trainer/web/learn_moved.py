"""An attempt whose scenario was changed by its author, and that went on elsewhere."""

from __future__ import annotations

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.services import moving
from trainer.services.talks import Talk
from trainer.web import fragments
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.learn import practice


def onwards(talk: Talk, words: str = "") -> Response | None:
    """Return the way to the attempt that took this one's place, if one did.

    Args:
        talk: The attempt a page asked for.
        words: What was typed there and not sent; it is kept in the new one.
    """
    if talk.state != "left":
        return None
    new = moving.successor(db.session(), talk.id)
    if new is None:
        return None
    if words.strip():
        _keep(new.attempt, words)
    flash(_again() if talk.seq and not new.replayed else _onwards(), "warn")
    address = url_for(".play", attempt=new.attempt)
    if fragments.wanted():
        return Response(headers={"HX-Redirect": address}, mimetype="text/html")
    return redirect(address, code=303)


def _onwards() -> str:
    return _(
        "The author changed this role-play meanwhile, so you go on in its new "
        "version. What you typed is kept."
    )


def _again() -> str:
    return _(
        "The author changed this role-play a good deal, so you begin again in its new "
        "version. Words you had not sent yet are kept, and what you had played before "
        "stays listed under My attempts."
    )


def _keep(attempt: int, words: str) -> None:
    practice().keep_words(
        db.session(),
        person=visitor().person_id,
        attempt=attempt,
        text=words,
        now=clock.now(),
    )
