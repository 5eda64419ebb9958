"""The token in every form: proof that our own page, in this browser, made it.

It is random, made once a session, and lies in the signed cookie that no script can
read. Another site can send a form but not know what to put into it.
"""

from __future__ import annotations

import hmac
import secrets

from flask import Flask, request, session

from trainer.errors import TrainerError
from trainer.web.language import gettext as _

FIELD = "csrf_token"
_KEY = "form"
_BYTES = 24


class OldFormError(TrainerError):
    """The form was not made by a page of this session."""

    def __init__(self) -> None:
        super().__init__(_("This page was open for too long. Send the form once more."))


def init_app(app: Flask) -> None:
    """Refuse forms without the token; let templates say ``{{ csrf_token() }}``."""
    app.jinja_env.globals["csrf_token"] = token


def token() -> str:
    """Return the token of this session, made when it is first needed."""
    known = session.get(_KEY)
    if known is None:
        known = session[_KEY] = secrets.token_urlsafe(_BYTES)
    return str(known)


def check() -> None:
    """Return quietly if the form of this request carries the session's token.

    Raises:
        OldFormError: if it carries none or another one.
    """
    known = session.get(_KEY)
    given = request.form.get(FIELD, "")
    if not known or not hmac.compare_digest(str(known).encode(), given.encode()):
        raise OldFormError
