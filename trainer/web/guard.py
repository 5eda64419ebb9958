"""Who may do what.

Three independent locks on every request that changes something: the cookie is not
sent along from other sites, the form carries a token only our pages know, and the
browser says the request comes from our own address. Then come the roles.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, Flask, redirect, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from trainer.errors import NotAllowedError, TrainerError
from trainer.store.people import Role
from trainer.web import form_token, fragments
from trainer.web.current import config, config_of, visitor_or_none
from trainer.web.language import gettext as _

SAFE = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

OPEN_WITHOUT_PASSWORD = frozenset(
    {
        *("account.password", "account.set_password"),
        *("entrance.sign_in", "entrance.enter", "entrance.sign_out"),
        "entrance.enter_with_code",
        *("help.index", "help.topic", "help.message", "static", "look"),
    }
)
"""All that is open to whoever came with a one-time code and has no password yet."""


class SignedOutError(TrainerError):
    """Nobody is signed in, or no longer; what was typed is shown and kept."""

    status = 401

    def __init__(self) -> None:
        super().__init__(_("You were signed out. Sign in to go on where you were."))


class ForeignRequestError(TrainerError):
    """Another site's page tried to change something here."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _(
                "This request came from another website, so nothing was changed. "
                "Open the page here and try again."
            )
        )


def init_app(app: Flask) -> None:
    """Put the locks in front of every page."""
    config = config_of(app)
    app.config.update(
        SECRET_KEY=config.secret_key,
        SESSION_COOKIE_NAME=config.cookie_name,
        SESSION_COOKIE_SECURE=config.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        TRUSTED_HOSTS=_hosts(config.public_url),
        MAX_CONTENT_LENGTH=config.max_upload,
        # As large as the request, so that too long an answer is explained by its page.
        MAX_FORM_MEMORY_SIZE=config.max_upload,
        MAX_FORM_PARTS=200,
    )
    app.before_request(_refuse_unreadable)
    app.before_request(_refuse_foreign)
    form_token.init_app(app)
    app.before_request(_ask_for_password)


def only(pages: Blueprint, *roles: Role) -> None:
    """Let only signed-in people in, and of them only those with one of the roles.

    Args:
        pages: Every page of the blueprint is behind the guard.
        roles: None means everybody who is signed in.
    """
    wanted = frozenset(roles)

    def guard() -> AnyResponse | None:
        person = visitor_or_none()
        if person is None:
            return ask_to_sign_in()
        if wanted and not wanted & person.roles:
            raise NotAllowedError(
                _("This page is not part of your role. Ask whoever leads your team.")
            )
        return None

    pages.before_request(guard)


def ask_to_sign_in() -> AnyResponse:
    """Return the way to the sign-in page, and back to this one afterwards.

    Raises:
        SignedOutError: if the page was being changed or asked for by htmx, so that
            what was typed can be shown instead of lost.
    """
    if request.method not in SAFE or fragments.wanted():
        raise SignedOutError
    back = request.full_path.rstrip("?")
    return redirect(url_for("entrance.sign_in", next=back), code=303)


def own_path(text: str) -> str:
    """Return the text if it is a path of this site, else an empty text.

    Backslashes are refused because browsers read them as slashes.
    """
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    outside = parts.scheme or parts.netloc or not text.startswith("/")
    strange = text.startswith("//") or "\\" in text or not text.isprintable()
    return "" if outside or strange else text


def page_before() -> str:
    """Return the page a form was on, as a path of this site; "" if it is not known."""
    referrer = request.referrer or ""
    inside = referrer.startswith(request.host_url)
    return own_path("/" + referrer.removeprefix(request.host_url)) if inside else ""


def _refuse_unreadable() -> None:
    """No page has control characters in its address, and no database takes NUL."""
    if not request.path.isprintable():
        raise NotFound


def _refuse_foreign() -> None:
    if request.method in SAFE:
        return
    _refuse_other_sites()
    if request.endpoint is not None:
        form_token.check()


def _refuse_other_sites() -> None:
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        allowed = site in {"same-origin", "none"}
    elif origin is not None:
        allowed = origin in {config().public_url, request.host_url.rstrip("/")}
    else:
        allowed = True  # not a browser of this decade; the token still has to match
    if not allowed:
        raise ForeignRequestError


def _ask_for_password() -> AnyResponse | None:
    if request.endpoint in OPEN_WITHOUT_PASSWORD:
        return None
    person = visitor_or_none()
    if person is None or not person.must_set_password:
        return None
    return redirect(url_for("account.password"), code=303)


def _hosts(public_url: str) -> list[str]:
    host = urlsplit(public_url).hostname or ""
    return [host, "localhost", "127.0.0.1", "[::1]"]
