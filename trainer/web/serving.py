"""Flask, less what it does on every request for features that are not used here."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

from flask import Flask
from flask.sessions import (
    SecureCookieSession,
    SecureCookieSessionInterface,
    SessionMixin,
)
from flask.wrappers import Request, Response
from itsdangerous import BadSignature, Signer
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.http import parse_cookie
from werkzeug.routing import MapAdapter

from trainer.web.calling import Pages

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

SMALL = 16_384
"""Bytes of a form that is read in one go."""

PLACES_KEPT = 64
"""Names this site is called by whose meaning is remembered; usually there is one."""

_PLAIN_FORM = "application/x-www-form-urlencoded"
_NO_FILES: ImmutableMultiDict[str, Any] = ImmutableMultiDict()
_LENGTH, _MENDED = "Content-Length", ("Location", "Content-Location")
_NAMED_BY = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "SCRIPT_NAME", "HTTP_UPGRADE")


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
        self._carried = lru_cache(maxsize=1024)(self._found)

    def dumps(self, values: Mapping[str, Any]) -> str:
        """Return the values as the text of a cookie."""
        plain = json.dumps(values, separators=(",", ":")).encode()
        return self._signer.sign(base64.urlsafe_b64encode(plain)).decode()

    def carried(self, header: str, name: str) -> dict[str, Any]:
        """Return what a ``Cookie`` header carries for us; nothing if it is forged.

        Args:
            header: As it came from outside.
            name: Of our cookie.
        """
        try:
            return cast("dict[str, Any]", json.loads(self._carried(header, name)))
        except BadSignature:
            return {}

    def _found(self, header: str, name: str) -> bytes:
        """Look for our cookie; a header without a good one is never remembered."""
        text = parse_cookie(header).get(name, "")
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
        header = request.environ.get("HTTP_COOKIE", "")
        name = app.config["SESSION_COOKIE_NAME"]
        values = self.get_signing_serializer(app)
        return self.session_class(values.carried(header, name))

    def save_session(
        self, app: Flask, session: SessionMixin, response: Response
    ) -> None:
        """Send the cookie if something in it is new.

        That every answer may be another one for another cookie, ``trainer.web.fences``
        says of all pages.
        """
        if session.modified:
            super().save_session(app, session, response)


class PlainRequest(Request):
    """A request that reads a small form of plain fields in one go.

    Every move sends one. Flask's way of reading it would be that of a large upload,
    which is what all other forms still take.
    """

    def _load_form_data(self) -> None:
        size = self.content_length
        kind = self.environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
        if kind != _PLAIN_FORM or size is None or size > SMALL or "form" in vars(self):
            super()._load_form_data()
            return
        try:
            text = self._small(size).decode()
        except UnicodeDecodeError:
            super()._load_form_data()
            return
        fields = parse_qsl(text, keep_blank_values=True, errors="werkzeug.url_quote")
        vars(self)["form"] = self.parameter_storage_class(fields)
        vars(self)["files"] = _NO_FILES

    def _small(self, size: int) -> bytes:
        """Return the body; what is too large, or did not arrive, Flask has to say."""
        most = self.max_content_length
        if most is None or size <= most:
            read = self.environ["wsgi.input"].read(size)
            if len(read) == size:
                self._cached_data = read
        return self.get_data()


class PlainResponse(Response):
    """An answer whose headers are sent as they are where they say all there is to say.

    Flask copies them first, to put in what is missing.
    """

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Return the headers to send."""
        names = {name for name, _ in self.headers}
        whole = self.status_code == HTTPStatus.OK and _LENGTH in names
        if whole and names.isdisjoint(_MENDED):
            return self.headers
        return super().get_wsgi_headers(environ)


class Application(Flask):
    """A Flask application without asynchronous views, always at the same few names."""

    request_class = PlainRequest
    response_class = PlainResponse
    jinja_environment = Pages

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Flask's own
        super().__init__(*args, **kwargs)
        self.session_interface = Cookies()
        self._places: dict[tuple[str | None, ...], MapAdapter] = {}

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Return what finds and writes addresses for a request.

        Where a request came to is looked at once, and remembered only if it is a name
        of this site; Flask would check it three times a request.
        """
        if request is None:
            return super().create_url_adapter(request)
        environ = request.environ
        named = (environ["wsgi.url_scheme"], *map(environ.get, _NAMED_BY))
        known = self._places.get(named)
        if known is not None:
            request.trusted_hosts = self.config["TRUSTED_HOSTS"]
            return _moved(known, environ)
        place = super().create_url_adapter(request)
        if place is not None and len(self._places) < PLACES_KEPT:
            self._places[named] = place
        return place

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function as it is: none of ours is a coroutine."""
        return func


def _moved(place: MapAdapter, environ: WSGIEnvironment) -> MapAdapter:
    """Return the same for another page of the same site."""
    return MapAdapter(
        place.map,
        place.server_name,
        place.script_name,
        place.subdomain,
        place.url_scheme,
        _decoded(environ.get("PATH_INFO", "")),
        environ["REQUEST_METHOD"],
        _decoded(environ.get("QUERY_STRING", "")),
    )


def _decoded(text: str) -> str:
    """Return what a server passes on byte by byte as the text it is."""
    return text.encode("latin-1").decode(errors="replace")
