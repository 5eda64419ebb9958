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
ROOT = Path(__file__).parent.parent
LOCK = ROOT / "requirements.lock"
SHORT = ROOT / "content" / "policies" / "billing.md"
PYTHON = (sys.executable, "-c")
MADE = "import os, trainer.app; trainer.app.application(); os._exit(0)"
"""Ends at once: what Python does at the end, no server does at its start."""


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


def command(*words: str, folder: Path) -> float:
    """Return the median seconds of a command in a folder."""

    def once() -> None:
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL, cwd=folder)

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
        subprocess.run([TRAINER, "upgrade"], cwd=folder, check=True)
        first, _ = first_answer(folder)
        later = [first_answer(folder) for _ in range(ROUNDS)]
        nothing = command(*PYTHON, "", folder=folder)
        made = command(*PYTHON, MADE, folder=folder)
        listed = command(str(TRAINER), "--help", folder=folder)
        checked = command(str(TRAINER), "content", "check", str(SHORT), folder=folder)
    seconds, memory = (report.median(found) for found in zip(*later, strict=True))
    report.row("the very first start", first, "s")
    report.row("start to the first page", seconds, "s", aim="1")
    report.row("memory then (PSS)", memory, "MiB", aim="100")
    report.row("import trainer.app and create_app", made - nothing, "s", aim="0.8")
    report.row("trainer --help", listed, "s")
    report.row("trainer content check, a policy", checked, "s")
    sizes = [path.stat().st_size for path in runtime_files() if path.exists()]
    report.row("installed packages", sum(sizes) / 2**20, "MiB", aim="160")


if __name__ == "__main__":
    # as installed: the packages' compiled code is kept, whatever this shell forbids
    for name in ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE"):
        os.environ.pop(name, None)
    main()
