"""Static files that a browser keeps for a year, and asks for again when they change."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache
from http import HTTPStatus

from flask import Flask, Response, request

from trainer.paths import STATIC

FOREVER = "public, max-age=31536000, immutable"

SHEETS = (
    *("tokens", "base", "layout", "components", "tables", "forms", "figures"),
    *("home", "conversation", "sheet", "prose", "learn", "policy"),
    *("studio", "studio-form", "studio-text", "studio-facts", "paper", "huddle"),
)
"""The style sheets in the order of their layers; a browser gets them as one file."""

_LOOK = "/static/css/look.css"

_PACKED = frozenset({"text/css", "text/javascript", "image/svg+xml"})
"""What is sent packed to browsers that unpack it; fonts and pictures are already."""

_SMALL = 1_400
"""Bytes that fit into one packet anyway."""


def init_app(app: Flask) -> None:
    """Let templates say ``{{ asset("icons.svg") }}`` and ``{{ look() }}``."""
    app.jinja_env.globals.update(asset=asset, look=look)
    app.add_url_rule(_LOOK, "look", _send_look)
    app.after_request(_keep)


@lru_cache(maxsize=256)
def asset(name: str) -> str:
    """Return the address of a static file; a changed file has another address."""
    return f"/static/{name}?v={_version((STATIC / name).read_bytes())}"


@lru_cache(maxsize=1)
def look() -> str:
    """Return the address of all style sheets in one."""
    return f"{_LOOK}?v={_version(_joined())}"


def is_static() -> bool:
    """Return whether this request is for a file that is the same for everybody."""
    return request.endpoint in {"static", "look"}


@lru_cache(maxsize=1)
def _joined() -> bytes:
    sheets = ((STATIC / "css" / f"{name}.css").read_bytes() for name in SHEETS)
    return b"\n".join(sheets)


def _send_look() -> Response:
    return Response(_joined(), mimetype="text/css")


def _version(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def _keep(response: Response) -> Response:
    if is_static():
        vendored = request.path.startswith("/static/vendor/")
        forever = "v" in request.args or vendored
        response.headers["Cache-Control"] = FOREVER if forever else "no-cache"
        if response.mimetype in _PACKED:
            _pack(response)
    return response


def _pack(response: Response) -> None:
    """Send a whole text as gzip where the browser takes it."""
    response.vary.add("Accept-Encoding")
    takes_it = request.accept_encodings["gzip"] > 0
    if (
        not takes_it
        or response.status_code != HTTPStatus.OK
        or request.method == "HEAD"
    ):
        return
    response.direct_passthrough = False
    plain = response.get_data()
    if len(plain) >= _SMALL:
        response.set_data(_packed(plain))
        response.headers["Content-Encoding"] = "gzip"
        tag, _weak = response.get_etag()
        if tag:
            response.set_etag(tag, weak=True)


@lru_cache(maxsize=48)
def _packed(plain: bytes) -> bytes:
    return gzip.compress(plain, 9, mtime=0)
