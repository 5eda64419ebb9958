"""A real browser for the tests: where it is and how it is started."""

import os
import shutil
from functools import cache

MISSING = "no Chromium: run `make browser`, or set CHROMIUM=/path/to/it"

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Root may start it, and it asks nobody else anything."""


@cache
def program():
    """Return the browser's path: CHROMIUM, else one on PATH, else None."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser")
    found = (shutil.which(name) for name in (*names, "google-chrome") if name)
    return next((path for path in found if path), None)
