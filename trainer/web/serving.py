"""Flask, less what it does on every request for features that are not used here."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, cast

from flask import Flask
from flask.sessions import (
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionMixin,
)
from flask.wrappers import Request, Response
from itsdangerous import BadSignature, Signer


class SignedValues:
    """Writes and reads a cookie of plain JSON values that nobody else can make.

    Flask's own would also compress, date and tag them, which took a twentieth of a
    move. How long a session lasts is settled in the database, not in the cookie.
    """

    def __init__(self, secret: str) -> None:
        self._signer = Signer(
            hashlib.sha256(f"trainer session:{secret}".encode()).digest(),
            key_derivation="none",
            digest_method=hashlib.sha256,
        )
        self._plain = lru_cache(maxsize=1024)(self._checked)

    def dumps(self, values: Mapping[str, Any]) -> str:
        """Return the values as the text of a cookie."""
        plain = json.dumps(values, separators=(",", ":")).encode()
        return self._signer.sign(base64.urlsafe_b64encode(plain)).decode()

    def loads(self, text: str, *, max_age: int | None = None) -> dict[str, Any]:
        """Return what ``dumps`` was given.

        Args:
            text: Of a cookie, as it came from outside.
            max_age: Flask's, and of no use here.

        Raises:
            BadSignature: if it was not made here, or not with this secret.
        """
        del max_age
        return cast("dict[str, Any]", json.loads(self._plain(text)))

    def _checked(self, text: str) -> bytes:
        return base64.urlsafe_b64decode(self._signer.unsign(text))


class Cookies(SecureCookieSessionInterface):
    """Signed cookies whose key is derived once, not at every request."""

    def __init__(self) -> None:
        self._values: SignedValues | None = None

    def get_signing_serializer(self, app: Flask) -> SignedValues:  # type: ignore[override]
        """Return what signs and reads the cookie of this application."""
        if self._values is None:
            self._values = SignedValues(str(app.secret_key))
        return self._values

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """Return what the cookie says; nothing if it was not made here."""
        text = request.cookies.get(app.config["SESSION_COOKIE_NAME"])
        if not text:
            return self.session_class()
        try:
            return self.session_class(self.get_signing_serializer(app).loads(text))
        except BadSignature:
            return self.session_class()

    def save_session(
        self, app: Flask, session: SessionMixin, response: Response
    ) -> None:
        """Send the cookie if something in it is new.

        That every answer may be another one for another cookie, ``trainer.web.fences``
        says of all pages.
        """
        if session.modified:
            super().save_session(app, session, response)


class Application(Flask):
    """A Flask application without asynchronous views."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Flask's own
        super().__init__(*args, **kwargs)
        self.session_interface = Cookies()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is: none of ours is a coroutine."""
        return func
