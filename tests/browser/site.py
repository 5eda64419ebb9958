"""The product served as in production, on a fresh database with people in it."""

import contextlib
import socket
import subprocess
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

STARTS_WITHIN = 30
"""Seconds; a machine that runs the whole suite beside it is slow."""


@dataclass(frozen=True, kw_only=True)
class Site:
    url: str
    host: str
    people: dict


def free_port():
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return link.getsockname()[1]


def answer(url):
    with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 - our own
        return response.read().decode()


@contextlib.contextmanager
def running(command, *, port, environment, folder):
    """Run a server until it is no longer needed; what it said is in server.log."""
    log = Path(folder) / "server.log"
    with log.open("wb") as stream:
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=stream, stderr=stream
        )
        try:
            _wait(port, server, log)
            yield server
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait(port, server, log):
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and server.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.02)
    raise AssertionError(f"the server did not start:\n{log.read_text()[-2000:]}")
