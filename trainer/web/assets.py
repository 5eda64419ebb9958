"""Static files that a browser keeps for a year, and asks for again when they change."""

from __future__ import annotations

import hashlib
from functools import lru_cache

from flask import Flask, Response, request

from trainer.paths import STATIC

FOREVER = "public, max-age=31536000, immutable"


def init_app(app: Flask) -> None:
    """Let templates say ``{{ asset("css/base.css") }}``."""
    app.jinja_env.globals["asset"] = asset
    app.after_request(_keep)


@lru_cache(maxsize=256)
def asset(name: str) -> str:
    """Return the address of a static file; a changed file has another address."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"


def _keep(response: Response) -> Response:
    if request.endpoint == "static":
        vendored = request.path.startswith("/static/vendor/")
        forever = "v" in request.args or vendored
        response.headers["Cache-Control"] = FOREVER if forever else "no-cache"
    return response
