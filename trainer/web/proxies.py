"""Believe a proxy about who is asking, if it is one of ours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

from trainer.config import Network

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class TrustedProxies:
    """Reads X-Forwarded headers only from the networks named in the settings.

    Anybody can send such a header; from elsewhere it is thrown away.
    """

    def __init__(self, app: WSGIApplication, networks: tuple[Network, ...]) -> None:
        self._plain = app
        self._forwarded = ProxyFix(app, x_for=1, x_proto=1, x_host=1)
        self._networks = networks
        self._trusts = lru_cache(maxsize=1_024)(self._is_known)

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Answer one request."""
        if self._trusts(environ.get("REMOTE_ADDR", "")):
            return self._forwarded(environ, start_response)
        for name in [name for name in environ if name.startswith("HTTP_X_FORWARDED")]:
            del environ[name]
        return self._plain(environ, start_response)

    def _is_known(self, address: str) -> bool:
        try:
            known = ip_address(address)
        except ValueError:
            return False
        return any(known in network for network in self._networks)
