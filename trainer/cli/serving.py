"""``trainer serve``: one light process that keeps the ones that answer running."""

from __future__ import annotations

import ctypes
import gc
import os
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any

import click
from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings, HTTP2Settings
from granian.log import LogLevels
from granian.server.common import AbstractServer

from trainer import extras
from trainer.cli.schema import is_surely_current
from trainer.config import Config
from trainer.errors import ConfigurationError

THREADS = 4
"""Requests one worker answers at once; more only wait for the database's lock."""

_THRIFTY = {"M_MMAP_THRESHOLD": (-3, 2**20), "M_ARENA_MAX": (-8, 1)}
"""Asks glibc to give memory back: a password takes 19 MiB for a moment, and without
this every thread would keep as much for good. 113 MiB become 90 under load."""

_Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Default: TRAINER_PORT.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True)
def serve(port: int | None, workers: int) -> None:
    """Serve this installation.

    Example: trainer serve --port 8000 --workers 2
    """
    if port is not None:
        os.environ["TRAINER_PORT"] = str(port)
    config = Config.from_environment(os.environ)
    if not is_surely_current(config.database_url):
        extras.part("trainer.cli.installation:refuse_another_version")(config)
    try:
        _take_port(config)
        click.echo(f"Trainer answers at {config.public_url}", err=True)
        server(config, workers).serve(target_loader=load, wrap_loader=False)
    except (RuntimeError, OSError) as error:
        why = getattr(error, "strerror", None) or str(error).partition(" (")[0]
        raise ConfigurationError(
            f"Trainer cannot listen on {config.host}, port {config.port}: "
            f"{why}. Stop what is there, or use --port."
        ) from error


def _take_port(config: Config) -> None:
    """Fail where somebody listens already.

    The server shares a port with others of its kind: a second installation there would
    answer some of the first one's requests.
    """
    place = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
    with socket.socket(place[0], place[1]) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(place[4])


def server(config: Config, workers: int) -> AbstractServer[Any]:
    """Return the server of an installation; each of its workers calls :func:`load`."""
    return Granian(
        "trainer.app:application",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        http1_settings=HTTP1Settings(),
        http2_settings=HTTP2Settings(),
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    )


def load() -> _Application:
    """Return the application, loaded in the process of a worker.

    What it loads stays for good. So nothing looks through it for garbage: not while
    it loads, a fifteenth of the time, and not later, a pause in somebody's request.
    """
    _be_thrifty()
    gc.disable()
    application: _Application = extras.part("trainer.app:application")()
    gc.freeze()
    gc.enable()
    return application


def _be_thrifty() -> None:
    with suppress(AttributeError, OSError, TypeError):  # not glibc
        for option, value in _THRIFTY.values():
            ctypes.CDLL(None).mallopt(option, value)
