"""What people see when something fails: what happened, what was kept, what to do."""

from __future__ import annotations

import json
import secrets
import sys
import traceback
from collections.abc import Mapping

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from trainer import clock
from trainer.errors import TrainerError
from trainer.web import fragments
from trainer.web.current import recognise, visitor_or_none
from trainer.web.form_token import OldFormError
from trainer.web.guard import SAFE, SignedOutError, page_before
from trainer.web.language import gettext as _
from trainer.web.learn_names import marked
from trainer.web.problems import sentence

TOO_LARGE = 413

_SENTENCES = {
    400: (
        marked("That request was incomplete"),
        marked(
            "Something the page should have sent was missing. Go back, reload the "
            "page and try again."
        ),
    ),
    403: (
        marked("This page is for other roles"),
        marked(
            "What you do here does not need this page. If you think it should, "
            "ask whoever leads your team."
        ),
    ),
    404: (
        marked("There is no such page"),
        marked(
            "We could not find anything for you at this address. It may have been "
            "mistyped, or the page belongs to somebody else. Everything of yours "
            "can be reached from the home page."
        ),
    ),
    405: (
        marked("This address is not a page"),
        marked("It only takes what a form sends. Go back and use the form."),
    ),
    413: (
        marked("That is too much at once"),
        marked(
            "What was sent is longer than this site can read, so none of it "
            "arrived here. If you were typing an answer, go back: what was last "
            "saved of it is still there, and the browser may still hold the rest. "
            "Shorten it and send it again."
        ),
    ),
    429: (
        marked("Please wait a moment"),
        marked("That was a lot at once. Wait a minute, then try again."),
    ),
}
"""Title and sentence of each failure that the web itself knows."""

Answer = tuple[str, int] | tuple[str, int, dict[str, str]]


def init_app(app: Flask) -> None:
    """Answer every failure with a page in its own words."""
    app.register_error_handler(TrainerError, explain)
    app.register_error_handler(SignedOutError, _signed_out)
    app.register_error_handler(OldFormError, _old_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(InternalServerError, _unexpected)


def explain(error: TrainerError) -> Answer:
    """Show an expected failure in its own words; htmx gets it in place."""
    page = _page(_("That did not work"), sentence(error), error.status)
    return (*page, retry_after(error))


def retry_after(error: TrainerError) -> dict[str, str]:
    """Return the header that says how many seconds to wait, where the error does."""
    seconds = getattr(error, "seconds", 0)
    return {"Retry-After": str(int(seconds))} if seconds else {}


def typed() -> dict[str, str]:
    """Return what was typed into the form that failed, never a password."""
    if request.method in SAFE:
        return {}
    try:
        form: Mapping[str, str] = request.form
    except HTTPException:
        return {}  # too large to be read at all
    secret = ("secret", "password", "current", "csrf_token")
    return {
        name: value
        for name, value in form.items()
        if not name.startswith("kept-") and not any(word in name for word in secret)
    }


def _page(title: str, words: str, status: int) -> tuple[str, int]:
    page = fragments.render(
        "errors/explain.html",
        block="main",
        heading=title,
        words=words,
        typed=said(typed()),
        back=page_before() if status == TOO_LARGE else "",
    )
    return page, status


def said(fields: Mapping[str, str]) -> dict[str, str]:
    """Return only what a person wrote: ids and tokens mean nothing to a reader."""
    return {name: value for name, value in fields.items() if " " in value.strip()}


def _signed_out(error: SignedOutError) -> Answer:
    page = fragments.render(
        "errors/signed_out.html",
        block="main",
        heading=_("You were signed out"),
        action=request.full_path.rstrip("?"),
        typed=typed(),
        said=said(typed()),
        back=page_before() or "/",
    )
    return page, error.status


def _old_form(error: OldFormError) -> Answer:
    if visitor_or_none() is None and request.endpoint != "entrance.enter":
        return _signed_out(SignedOutError())
    page = fragments.render(
        "errors/old_form.html",
        block="main",
        heading=_("This page was open for too long"),
        action=request.full_path.rstrip("?"),
        typed=typed(),
        said=said(typed()),
    )
    return page, error.status


def _http(error: HTTPException) -> Answer | HTTPException:
    status = error.code or 500
    known = _SENTENCES.get(status)
    if known is None or isinstance(error, SecurityError):
        return error  # for a host that is not ours no address can be written
    if status == TOO_LARGE and fragments.wanted():
        return _beside_the_answer()
    kept = ("Allow", "Retry-After")
    headers = {name: value for name, value in error.get_headers() if name in kept}
    title, words = known
    return (*_page(_(title), _(words), status), headers)


def _beside_the_answer() -> tuple[str, int, dict[str, str]]:
    """Tell htmx to leave everything as it is and to say why above the answer."""
    headers = {"HX-Retarget": "#answer", "HX-Reswap": "afterbegin"}
    return render_template("errors/too_large.html"), TOO_LARGE, headers


def _unexpected(error: InternalServerError) -> Answer:
    reference = secrets.token_hex(4)
    _log(error.original_exception or error, reference)
    # The database may be what failed: the page must not ask it who is signed in.
    kept = said(typed())
    recognise(None)
    page = fragments.render(
        "errors/unexpected.html",
        block="main",
        heading=_("Something broke on our side"),
        reference=reference,
        typed=kept,
    )
    return page, 500


def _log(error: BaseException, reference: str) -> None:
    """Write one JSON object on one line.

    The trace shows lines of code and never the values of variables: one of them may
    be a password, or what somebody typed.
    """
    line = {
        "event": "request failed",
        "level": "error",
        "timestamp": clock.now().isoformat(),
        "reference": reference,
        "method": request.method,
        "path": request.path,
        "exception": "".join(traceback.format_exception(error)),
    }
    sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
