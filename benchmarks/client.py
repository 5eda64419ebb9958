"""A plain HTTP client that keeps several connections busy from one thread.

It speaks just enough HTTP/1.1 for our own server on this machine: keep-alive and
Content-Length. ``Talk`` decides each next request from the last answer.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

END_OF_HEAD = b"\r\n\r\n"


class Talk(Protocol):
    """What one connection says."""

    def request(self) -> bytes:
        """Return the next request."""

    def answered(self, status: int, head: bytes, body: bytes) -> bool:
        """Take the answer in; say whether it counts."""


def message(
    method: str, path: str, form: dict[str, str] | None = None, **headers: str
) -> bytes:
    """Return a request as it goes over the wire."""
    body = urlencode(form).encode() if form is not None else b""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Connection: keep-alive"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if form is not None:
        lines += ["Content-Type: application/x-www-form-urlencoded"]
        lines += [f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + END_OF_HEAD + body


@dataclass(slots=True)
class Line:
    """One connection and the answer that is arriving on it."""

    socket: socket.socket
    talk: Talk
    arrived: bytearray = field(default_factory=bytearray)
    sent_at: float = 0.0

    def send(self) -> None:
        """Send the next request; it is small enough to leave at once."""
        self.sent_at = time.perf_counter()
        self.socket.sendall(self.talk.request())

    def receive(self) -> tuple[int, bytes, bytes] | None:
        """Return status, head and body once they are complete."""
        chunk = self.socket.recv(262_144)
        if not chunk:
            raise ConnectionError("the server hung up")
        self.arrived += chunk
        end = self.arrived.find(END_OF_HEAD)
        if end < 0:
            return None
        head = bytes(self.arrived[:end])
        length = _length(head)
        if len(self.arrived) < end + 4 + length:
            return None
        body = bytes(self.arrived[end + 4 : end + 4 + length])
        self.arrived.clear()
        return int(head[9:12]), head, body


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0


@dataclass(slots=True)
class Load:
    """What came of keeping a server busy."""

    counted: int
    """Answers that their talk counted."""
    seconds: float
    statuses: Counter[int]
    latencies: list[float]
    """Seconds from sending to the last byte, of the answers that counted."""
    client_share: float
    """How much of one core the client itself used, 0–1."""

    @property
    def per_second(self) -> float:
        """Answers that counted, a second."""
        return self.counted / self.seconds

    @property
    def failures(self) -> int:
        """Answers with a status of 500 or more."""
        return sum(n for status, n in self.statuses.items() if status >= 500)


def drive(port: int, talks: list[Talk], seconds: float) -> Load:
    """Keep one connection for each talk busy for so long."""
    selector = selectors.DefaultSelector()
    for talk in talks:
        link = socket.create_connection(("127.0.0.1", port))
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line = Line(link, talk)
        selector.register(link, selectors.EVENT_READ, line)
    load = Load(0, 0.0, Counter(), [], 0.0)
    start, cpu = time.perf_counter(), time.process_time()
    for key in selector.get_map().values():
        key.data.send()
    while time.perf_counter() - start < seconds:
        for key, _ in selector.select(timeout=1):
            _take(key.data, load)
    load.seconds = time.perf_counter() - start
    load.client_share = (time.process_time() - cpu) / load.seconds
    for key in selector.get_map().values():
        key.data.socket.close()
    selector.close()
    return load


def _take(line: Line, load: Load) -> None:
    answer = line.receive()
    if answer is None:
        return
    status, head, body = answer
    load.statuses[status] += 1
    if line.talk.answered(status, head, body):
        load.counted += 1
        load.latencies.append(time.perf_counter() - line.sent_at)
    line.send()


@dataclass(slots=True)
class Same:
    """The same request again and again; every 2xx answer counts."""

    wire: bytes

    def request(self) -> bytes:
        """Return the request."""
        return self.wire

    def answered(self, status: int, head: bytes, body: bytes) -> bool:
        """Count what went well."""
        del head, body
        return 200 <= status < 300
