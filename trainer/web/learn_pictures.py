"""The pictures scenarios show, for everybody who is signed in."""

from __future__ import annotations

from flask import Response, request

from trainer.scenarios.pictures import TYPES
from trainer.services import pictures
from trainer.web.current import config
from trainer.web.learn import pages

BELOW = "/pictures/"
"""Where the paths of pictures begin."""


@pages.get(f"{BELOW}<path:file>")
def picture(file: str) -> Response:
    """Send a picture, which a browser keeps but asks about before it shows it again.

    So whoever has signed out sees it no more, and a changed one is seen at once.
    """
    found = pictures.find(config().content_dir, file)
    answer = Response(found.read_bytes(), mimetype=TYPES[found.suffix])
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.vary.add("Cookie")
    answer.add_etag()
    answer.make_conditional(request)
    return answer
