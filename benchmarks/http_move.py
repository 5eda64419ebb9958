"""A scored, stored move over HTTP, beside the least that Flask and SQLite can do.

The server has one worker on one core, the client the other core. A move is what a
browser sends: session, form token, engine, insert, commit, and the changed parts of
the page in return. Every conversation has forty moves, then another one begins;
beginning is not counted as a move but takes its time all the same.

Run it: ``python -m benchmarks.http_move``.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from sqlalchemy.orm import Session

from benchmarks import report
from benchmarks.client import Load, Same, Talk, drive, message
from benchmarks.graph import as_scenario, generate
from benchmarks.processes import CLIENT_CORE, free_port, mebibytes, serving
from trainer import clock
from trainer.cli.serving import THREADS
from trainer.services import passwords
from trainer.services.publish import load
from trainer.services.teams import Post, enter
from trainer.store.engine import make_engine
from trainer.store.migrations import upgrade
from trainer.store.people import Person, Role, Team

BEATS, MOVES = 60, 40
PEOPLE, SECONDS, ROUNDS, PAIRS = 16, 3.0, 3, 5
PASSWORD = "measured kettles hum along"  # noqa: S105 - of a database that is thrown away
BIN = Path(sys.executable).parent
LIVELY = {"HX_Request": "true", "HX_Request_Type": "partial"}


def prepare(folder: Path) -> None:
    """Make a database with people and one generated scenario."""
    scenarios = folder / "content" / "scenarios"
    scenarios.mkdir(parents=True)
    text = as_scenario(generate(BEATS))
    (scenarios / "generated.md").write_text(text, encoding="utf-8")
    engine = make_engine(f"sqlite:///{folder / 'trainer.db'}")
    upgrade(engine)
    now = clock.now()
    with Session(engine) as session:
        team = Team(name="Measured")
        session.add(team)
        session.flush()
        hashed = passwords.hashed(PASSWORD)
        for number in range(PEOPLE):
            person = Person(
                staff_number=f"B{number}",
                name=f"Person {number}",
                created_at=now,
                password_hash=hashed,
            )
            session.add(person)
            session.flush()
            post = Post(person_id=person.id, team_id=team.id, role=Role.TRAINEE)
            enter(session, post=post, now=now)
        session.commit()
        problems = load(session, scenarios, now=now).problems
    engine.dispose()
    if problems:
        raise SystemExit("\n".join(map(str, problems[:5])))


@dataclass(slots=True)
class Trainee:
    """One person who plays on and on, on one connection."""

    cookie: str
    token: str
    attempt: str = ""
    now: str = ""
    moves: list[str] = field(default_factory=list)
    taken: int = 0
    asked: str = ""
    follow: str = ""

    def request(self) -> bytes:
        """Return the next request: a move, or what begins another conversation."""
        if self.follow:
            self.asked, path, self.follow = "page", self.follow, ""
            return message("GET", path, Cookie=self.cookie)
        if not self.moves or self.taken >= MOVES:
            self.asked, self.taken = "begin", 0
            return self._post("/practice/generated", {})
        self.asked = "move"
        move = self.moves[self.taken % len(self.moves)]
        return self._post(self.attempt, {"now": self.now, "move": move}, **LIVELY)

    def answered(self, status: int, head: bytes, body: bytes) -> bool:
        """Read what can be done next; only moves count."""
        if status in {302, 303}:
            self.follow = _header(head, "location")
            self.attempt = urlsplit(self.follow).path
            self.moves = []
            return False
        page = body.decode()
        self.moves = re.findall(r'name="move" value="([^"]+)"', page)
        found = re.search(r'name="now" value="([^"]+)"', page)
        self.now = found[1] if found else ""
        self.taken += self.asked == "move"
        return self.asked == "move" and status == 200

    def _post(self, path: str, form: dict[str, str], **headers: str) -> bytes:
        form = {"csrf_token": self.token, **form}
        return message("POST", path, form, Cookie=self.cookie, **headers)


def _header(head: bytes, name: str) -> str:
    found = re.search(rf"(?im)^{name}: *(\S+)", head.decode())
    return found[1] if found else ""


def signed_in(port: int, number: int) -> Trainee:
    """Sign somebody in as a browser would, and return who they are from then on."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    site = f"http://127.0.0.1:{port}"

    def token_on(path: str) -> str:
        with browser.open(site + path, timeout=10) as page:
            found = re.search(
                r'name="csrf_token" value="([^"]+)"', page.read().decode()
            )
        if found is None:
            raise SystemExit(f"{path} has no form")
        return found[1]

    form = {
        "csrf_token": token_on("/sign-in"),
        "staff_number": f"B{number}",
        "secret": PASSWORD,
    }
    browser.open(f"{site}/sign-in", urlencode(form).encode(), timeout=30).close()
    token = token_on("/practice/generated")
    return Trainee("; ".join(f"{c.name}={c.value}" for c in jar), token)


def warmed(port: int, talks: Sequence[Talk]) -> Load:
    """Return the median round of keeping a server busy, after one that warms it."""
    drive(port, list(talks), 1.0)
    return middle([drive(port, list(talks), SECONDS) for _ in range(ROUNDS)])


def middle(rounds: Sequence[Load]) -> Load:
    """Return the round with the median rate."""
    return sorted(rounds, key=lambda load: load.per_second)[len(rounds) // 2]


def show(name: str, load: Load, *, aim: str = "") -> None:
    """Print a rate, with the time of the middle and of the slowest answers."""
    report.row(name, load.per_second, "1/s", aim=aim)
    times = sorted(load.latencies)
    p50, p99 = times[len(times) // 2], times[int(len(times) * 0.99)]
    print(
        f"    p50 {p50 * 1000:.2f} ms, p99 {p99 * 1000:.2f} ms, "
        f"{load.failures} answers of 5xx, client busy {load.client_share:.0%}"
    )


@contextlib.contextmanager
def product(folder: Path) -> Iterator[tuple[int, int]]:
    """Serve the product; yield its port and process."""
    prepare(folder)
    port = free_port()
    environment = {
        "TRAINER_INSTANCE": str(folder),
        "TRAINER_CONTENT_DIR": str(folder / "content"),
        "TRAINER_PORT": str(port),
    }
    command = [str(BIN / "trainer"), "serve", "--workers", "1"]
    with serving(command, port, environment, folder) as server:
        yield port, server.pid


@contextlib.contextmanager
def bare(folder: Path) -> Iterator[int]:
    """Serve the bare peer; yield its port."""
    port = free_port()
    command = [str(BIN / "granian"), "--interface", "wsgi", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", str(THREADS)]
    command += ["--no-access-log", "benchmarks.bare:app"]
    environment = {
        "BARE_DATABASE": str(folder / "bare.db"),
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    with serving(command, port, environment, folder):
        yield port


def in_turn(ours: int, people: Sequence[Talk], theirs: int) -> None:
    """Keep the two servers busy in turn, so that both meet the same machine."""
    peer = [Same(message("POST", "/move", {"kind": "say", "move": "r1-17"}))] * PEOPLE
    drive(ours, list(people), 1.0)
    drive(theirs, list(peer), 1.0)
    pairs = [
        (drive(ours, list(people), SECONDS), drive(theirs, list(peer), SECONDS))
        for _ in range(PAIRS)
    ]
    show(f"a move, {PEOPLE} connections", middle([a for a, _ in pairs]), aim="1,000")
    show("bare Flask, one insert and commit", middle([b for _, b in pairs]))
    shares = [100 * a.per_second / b.per_second for a, b in pairs]
    report.row("a move beside the bare peer", report.median(shares), "%", aim="25; 45")


def main() -> None:
    """Measure and print."""
    report.begin("A move over HTTP: one worker on one core, the client on the other")
    os.sched_setaffinity(0, {CLIENT_CORE})
    with (
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as other,
        product(Path(one)) as (port, pid),
        bare(Path(other)) as peer,
    ):
        people = [signed_in(port, number) for number in range(PEOPLE)]
        show("a move, one person", warmed(port, people[:1]), aim="p50 1.5 ms")
        in_turn(port, people, peer)
        home = Same(message("GET", "/", Cookie=people[0].cookie))
        show("the home page", warmed(port, [home] * PEOPLE), aim="1,000")
        report.row("memory of all processes (PSS)", mebibytes(pid), "MiB", aim="100")


if __name__ == "__main__":
    main()
