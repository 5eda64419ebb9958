"""How long until the product answers, and how large it is.

Run it: ``python -m benchmarks.cold_start``.
"""

from __future__ import annotations

import importlib.metadata
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from benchmarks import report
from benchmarks.processes import free_port, mebibytes, serving

ROUNDS = 7
TRAINER = Path(sys.executable).parent / "trainer"
LOCK = Path(__file__).parent.parent / "requirements.lock"


def first_answer(folder: Path) -> tuple[float, float]:
    """Return seconds from starting the server to its first page, and its memory."""
    port = free_port()
    environment = {
        "TRAINER_INSTANCE": str(folder / "instance"),
        "TRAINER_PORT": str(port),
    }
    start = time.perf_counter()
    with serving([str(TRAINER), "serve"], port, environment, folder) as server:
        address = f"http://127.0.0.1:{port}/sign-in"
        with urllib.request.urlopen(address, timeout=10) as page:
            page.read()
        return time.perf_counter() - start, mebibytes(server.pid)


def command(*words: str) -> float:
    """Return the median seconds of a command."""

    def once() -> None:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)

    return report.median(report.seconds(once, rounds=ROUNDS))


def runtime_files() -> Iterator[Path]:
    """Yield every installed file of the packages in the runtime lock."""
    names = re.findall(r"(?m)^([\w.-]+)==", LOCK.read_text(encoding="utf-8"))
    for name in names:
        try:
            files = importlib.metadata.files(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        yield from (Path(str(file.locate())) for file in files)


def main() -> None:
    """Measure and print."""
    report.begin("Cold start")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = {**os.environ, "TRAINER_INSTANCE": str(folder / "instance")}
        subprocess.run([TRAINER, "upgrade"], env=settings, check=True)
        first, _ = first_answer(folder)
        later = [first_answer(folder) for _ in range(ROUNDS)]
    report.row("the very first start", first, "s")
    report.row(
        "start to the first page", report.median([s for s, _ in later]), "s", aim="1"
    )
    report.row("memory then (PSS)", report.median([m for _, m in later]), "MiB")
    python = [sys.executable, "-c"]
    nothing = command(*python, "")
    everything = command(*python, "import trainer.app")
    report.row("import trainer.app", everything - nothing, "s", aim="0.8")
    report.row("trainer --help", command(str(TRAINER), "--help"), "s")
    sizes = [path.stat().st_size for path in runtime_files() if path.exists()]
    report.row("installed packages", sum(sizes) / 2**20, "MiB", aim="160")


if __name__ == "__main__":
    # as installed: the packages' compiled code is kept, whatever this shell forbids
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    main()
