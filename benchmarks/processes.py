"""A server of this machine, pinned to a core, and what it weighs."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

SERVER_CORE, CLIENT_CORE = 0, 1


def free_port() -> int:
    """Return a TCP port nobody listens on."""
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return int(link.getsockname()[1])


@contextlib.contextmanager
def serving(
    command: Sequence[str], port: int, environment: Mapping[str, str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """Start a server on the first core and wait until it listens; stop it after."""
    log = (folder / "server.log").open("ab")
    server = subprocess.Popen(
        command,
        env={**os.environ, **environment},
        cwd=folder,
        stdout=log,
        stderr=log,
        preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}),  # noqa: PLW1509 - one thread here
    )
    try:
        wait_for(port, server)
        yield server
    finally:
        server.terminate()
        server.wait(timeout=20)
        log.close()


def wait_for(port: int, server: subprocess.Popen[bytes], seconds: float = 20) -> None:
    """Return as soon as something listens on the port."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.005)
    raise RuntimeError(f"nothing listens on port {port} after {seconds} s")


def tree(pid: int) -> list[int]:
    """Return a process and everything it started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found = [pid]
    if children.exists():
        for child in children.read_text(encoding="ascii").split():
            found += tree(int(child))
    return found


def mebibytes(pid: int) -> float:
    """Return the proportional memory (PSS) of a process tree."""
    total = 0
    for one in tree(pid):
        with contextlib.suppress(OSError):
            rollup = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            total += next(
                int(line.split()[1])
                for line in rollup.splitlines()
                if line.startswith("Pss:")
            )
    return total / 1024
