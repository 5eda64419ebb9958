"""Situations a second of our exploration and of a search of inkjs by snapshots.

Both search the same generated conversation of 1,000 beats with 24 flags. ink has no
search of its own: what can be done is to save the state, take a choice, and load it
again. That the graph is the same is shown by a slow search of ours that forgets no
flag: it meets the same situations in the same order.

Run it: ``python -m benchmarks.explore``. inkjs comes from npm, see package.json.
"""

from __future__ import annotations

import gc
import json
import shutil
import subprocess
import tempfile
import time
import tracemalloc
from pathlib import Path
from typing import NamedTuple

from benchmarks import report
from benchmarks.engine import HERE, compiled, open_moves
from benchmarks.flags import FLAGS, as_ink, as_scenario, generate
from trainer import paths
from trainer.library import open_library
from trainer.scenarios import engine
from trainer.scenarios.exploration import Budget, explore
from trainer.scenarios.exploration.search import search
from trainer.scenarios.machine import Machine

BEATS, ROUNDS, SNAPSHOTS = 1_000, 5, 3_000
PLENTY = Budget(situations=1_000_000)


class Peer(NamedTuple):
    """What inkjs found."""

    per_second: float
    """Situations looked at."""
    letters: float
    """Of a saved situation."""
    checksum: int


def rate(machine: Machine) -> tuple[int, float]:
    """Return how many situations there are, and the median of those a second."""
    found, rounds = 0, []
    for _ in range(ROUNDS + 1):
        gc.collect()
        start = time.process_time()
        found = len(search(machine, [{}], budget=PLENTY).states)
        rounds.append(found / (time.process_time() - start))
    return found, report.median(rounds[1:])


def bytes_each(machine: Machine) -> float:
    """Return the most memory the search takes, by situation."""
    gc.collect()
    tracemalloc.start()
    graph = search(machine, [{}], budget=PLENTY)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / len(graph.states)


def checksum(machine: Machine, most: int) -> int:
    """Look at so many situations, forgetting nothing; return a sum of all it met."""
    names = [slot.name for slot in machine.slots]
    mood, flags = names.index("mood"), [names.index(f"f{n}") for n in range(FLAGS)]
    first = engine.begin(machine, {}).after
    total, met, waiting = 0, {first}, [first]
    for looked, here in enumerate(waiting):
        beat = machine.beats[here.beat].id.removeprefix("b")
        number = int(beat) + 1 if beat.isdigit() else 0
        bits = sum(2**n for n, slot in enumerate(flags) if here.slots[slot])
        told = number * 7 + int(str(here.slots[mood])) * 3 + bits % 65521
        total = (total * 31 + told) % 1_000_003
        for move in open_moves(machine, here) if looked < most else ():
            after = engine.step(machine, here, move).after
            if after not in met:
                met.add(after)
                waiting.append(after)
    return total


def snapshots() -> Peer | None:
    """Return the same of inkjs, or nothing where there is no node or npm."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return None
    if not (HERE / "node_modules" / "inkjs").exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "generated.ink"
        source.write_text(as_ink(generate(BEATS)), encoding="utf-8")
        command: list[str | Path] = ["node", "snapshots.mjs", source, str(SNAPSHOTS)]
        answer = subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    found = json.loads(answer.stdout)
    return Peer(found["perSecond"], found["bytes"], found["checksum"])


def shipped() -> list[float]:
    """Return the seconds that exploring each shipped scenario takes, report and all."""
    library = open_library(paths.CONTENT)
    found = []
    for file in library.scenarios():
        machine = library.machine(file)
        if machine is None:
            raise SystemExit("\n".join(map(str, library.report.errors[:5])))
        rounds = []
        for _ in range(3):
            start = time.process_time()
            if not explore(machine, budget=Budget()).complete:
                raise SystemExit(f"{file} is not explored completely.")
            rounds.append(time.process_time() - start)
        found.append(min(rounds))
    return found


def main() -> None:
    """Measure and print."""
    report.begin(f"Explore: {BEATS:,} beats with {FLAGS} flags")
    machine = compiled(as_scenario(generate(BEATS)))
    situations, per_second = rate(machine)
    print(f"  {situations:,} situations, all there are")
    report.row("looked at, all ways kept", per_second, "a second", aim="75,000")
    report.row("memory at its most", bytes_each(machine), "bytes each", aim="400")
    seconds = shipped()
    report.row(
        "a shipped scenario's report, the median",
        report.median(seconds) * 1000,
        "ms",
        aim="300",
    )
    report.row("the slowest one's", max(seconds), "s", aim="2")
    peer = snapshots()
    if peer is None:
        print("  inkjs: not measured, node and npm are missing")
        return
    report.row("inkjs 2.4, by snapshots", peer.per_second, "a second")
    report.row("a snapshot", peer.letters, "letters")
    same = checksum(machine, SNAPSHOTS) == peer.checksum
    print(f"  the same situations were met: {'yes' if same else 'NO'}")
    report.row("ours beside inkjs", per_second / peer.per_second, "times", aim="10")


if __name__ == "__main__":
    main()
