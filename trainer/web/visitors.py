"""Who is asking, by the token in the signed cookie and the session table.

The token is random and kept only as a hash, so ending the session on the server ends
it in every copy of the cookie.
"""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, request, session, url_for

from trainer import clock
from trainer.services import sign_in
from trainer.services.sign_in import Visitor
from trainer.services.visitors import IDLE_AT_SHARED_TILL
from trainer.web import language
from trainer.web.assets import is_static
from trainer.web.current import SignedIn, recognise, visitor_or_none
from trainer.web.database import db
from trainer.web.guard import page_before

_SIGNED_IN = "signed_in"


def init_app(app: Flask) -> None:
    """Recognise who is asking before anything else is done for them."""
    app.before_request(_recall)
    app.teardown_request(_forget)
    app.jinja_env.globals.update(theme=theme, quiet_till=quiet_till)


def enter(token: str, visitor: Visitor) -> None:
    """Remember the person in this browser, with nothing left of who was here before."""
    session.clear()
    session[_SIGNED_IN] = token
    recognise(SignedIn(token=token, visitor=visitor))
    language.forget()


def leave() -> None:
    """Forget the person in this browser."""
    session.clear()
    recognise(None)
    language.forget()


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


def _recall() -> None:
    recognise(None)
    token = None if is_static() else session.get(_SIGNED_IN)
    if token is None:
        return
    visitor = sign_in.recall(db.session(), token=str(token), now=clock.now())
    if visitor is not None:
        recognise(SignedIn(token=token, visitor=visitor))


def _forget(_error: BaseException | None) -> None:
    recognise(None)
