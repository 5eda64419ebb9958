"""What a browser is told with every answer: load nothing from elsewhere, keep nothing.

It stands around the application and not in it, so that no answer can miss it, and so
that the same lines are not checked anew for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from _typeshed import OptExcInfo
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_RULES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
POLICY = "; ".join(_RULES)
"""What a page may load: nothing from elsewhere, nothing written into the page."""

_ALWAYS = [
    ("Content-Security-Policy", POLICY),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
]
_HTTPS = [("Strict-Transport-Security", "max-age=31536000")]
_GIVEN = ("200", "206", "304")
_PAGE = [("Cache-Control", "no-store"), ("Vary", "HX-Request"), ("Vary", "Cookie")]


class Fences:
    """Adds these headers to whatever the application answers."""

    def __init__(
        self, app: WSGIApplication, *, secure: bool, static: str, asked: str
    ) -> None:
        """Stand around an application.

        Args:
            app: What answers.
            secure: Whether the site is reached by https.
            static: Where the paths begin of files that say themselves how long to keep
                them.
            asked: The same, of files for those who are signed in: what else is said
                there, such as to sign in, is as any page.
        """
        self._app = app
        self._static = static
        self._asked = asked
        self._file = _ALWAYS + (_HTTPS if secure else [])
        self._page = self._file + _PAGE

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        path = environ["PATH_INFO"]
        more = self._file if path.startswith(self._static) else self._page
        may_be_file = path.startswith(self._asked)

        def start(
            status: str,
            headers: list[tuple[str, str]],
            error: OptExcInfo | None = None,
        ) -> Callable[[bytes], Any]:
            is_file = may_be_file and status.startswith(_GIVEN)
            return start_response(
                status, headers + (self._file if is_file else more), error
            )

        return self._app(environ, start)
