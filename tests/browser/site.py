"""The product served as in production, on a fresh database with people in it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from tests.services.cast import PASSWORD, Cast, add, gather
from trainer import clock
from trainer.paths import CONTENT
from trainer.services.publish import load
from trainer.store.engine import make_engine
from trainer.store.migrations import upgrade
from trainer.store.people import Role

STARTS_WITHIN = 30
"""Seconds; a machine that runs the whole suite beside it is slow."""

_numbers = count(1)


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Somebody who can sign in on the sign-in page."""

    staff_number: str
    password: str = PASSWORD
    id: int = 0
    """Of a newcomer."""


@dataclass(frozen=True, kw_only=True)
class Site:
    url: str
    engine: Engine
    cast: Cast

    trainee = Visitor(staff_number="T1")
    supervisor = Visitor(staff_number="S1")
    manager = Visitor(staff_number="M1")
    admin = Visitor(staff_number="A1")

    @property
    def host(self):
        return urlsplit(self.url).netloc

    def newcomer(self):
        """Add a trainee at the counter who has not played anything yet."""
        number = f"N{next(_numbers)}"
        with Session(self.engine) as session:
            new = add(session, number, self.cast.counter, Role.TRAINEE, clock.now())
            session.commit()
        return Visitor(staff_number=number, id=new)


@contextlib.contextmanager
def served(folder, content=CONTENT):
    """Serve a library and the cast; everything is new, nothing is shared."""
    engine = make_engine(f"sqlite:///{folder / 'trainer.db'}")
    upgrade(engine)
    moment = clock.now()
    with Session(engine) as session:
        cast = gather(session, moment)
        session.commit()
        problems = load(session, content, now=moment).problems
        assert problems == [], "\n".join(map(str, problems))
    port = free_port()
    settings = {"TRAINER_INSTANCE": str(folder), "TRAINER_PORT": str(port)}
    with running(
        [Path(sys.executable).parent / "trainer", "serve"],
        port=port,
        environment={**os.environ, **settings},
        folder=folder,
    ):
        yield Site(url=f"http://127.0.0.1:{port}", engine=engine, cast=cast)
    engine.dispose()


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
