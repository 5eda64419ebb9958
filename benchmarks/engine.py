"""Steps a second of our engine and of inkjs, on the same generated conversation.

Both walk 1,000 beats by the same numbers; a checksum over what was open and what was
taken shows that they went the same way. ink writes out the words and choices of every
step, so the figure beside which it stands does that too; replaying and exploring need
no words, which is the other figure.

Run it: ``python -m benchmarks.engine``. inkjs comes from npm, see package.json.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks import report
from benchmarks.graph import as_ink, as_scenario, generate, numbers
from trainer.library import Library
from trainer.scenarios import engine, speech
from trainer.scenarios.effects import NOTHING, is_open
from trainer.scenarios.machine import Machine, Move, Situation

HERE = Path(__file__).parent
BEATS, STEPS, ROUNDS, SEED = 1_000, 50_000, 7, 1
FILE = "scenarios/generated.md"


class Walk(NamedTuple):
    """Where a walk led; equal walks have equal checksums."""

    taken: int
    mood: int


def compiled(text: str) -> Machine:
    """Return a scenario ready to be played; stop with its errors if it has any."""
    library = Library({FILE: text})
    machine = library.machine(FILE)
    if machine is None:
        raise SystemExit("\n".join(map(str, library.report.errors[:5])))
    return machine


def open_moves(machine: Machine, here: Situation) -> list[Move]:
    """Return what can be done, in file order."""
    moves, slots = machine.moves, here.slots
    return [
        moves[index]
        for index in machine.beats[here.beat].moves
        if is_open(moves[index], slots, NOTHING)
    ]


def walk(machine: Machine, steps: int, *, words: bool) -> Walk:
    """Take so many steps, each picked by the next number."""
    draw = numbers(SEED)
    taken = 0
    step = engine.begin(machine, {})
    for _ in range(steps):
        here = step.after
        moves = open_moves(machine, here)
        if words:
            speech.lines(machine, step)
            speech.offers(machine, here)
        pick = (next(draw) >> 8) % (len(moves) or 1)
        if moves:
            taken = (taken * 31 + pick * 7 + len(moves)) % 1_000_003
            step = engine.step(machine, here, moves[pick])
        else:
            step = engine.begin(machine, {})
    return Walk(taken, int(str(step.after.slots[machine.meters["mood"]])))


def rate(work: Callable[[], object]) -> float:
    """Return the median of steps a second."""
    work()
    rounds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        rounds.append(STEPS / (time.perf_counter() - start))
    return report.median(rounds)


def ink() -> tuple[float, Walk] | None:
    """Return the same of inkjs, or nothing where there is no node or npm."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        return None
    if not (HERE / "node_modules" / "inkjs").exists():
        subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "generated.ink"
        source.write_text(as_ink(generate(BEATS)), encoding="utf-8")
        command: list[str | Path] = ["node", "ink.mjs", source]
        command += [str(STEPS), str(ROUNDS), str(SEED)]
        answer = subprocess.run(command, cwd=HERE, check=True, capture_output=True)
    found = json.loads(answer.stdout)
    return report.median(found["perSecond"]), Walk(found["taken"], found["mood"])


def main() -> None:
    """Measure and print."""
    report.begin(f"Engine: {STEPS:,} steps through {BEATS:,} beats")
    machine = compiled(as_scenario(generate(BEATS)))
    bare = rate(lambda: walk(machine, STEPS, words=False))
    full = rate(lambda: walk(machine, STEPS, words=True))
    report.row("a step, open moves listed", bare, "steps/s", aim="100,000")
    report.row("a step, words and replies written out", full, "steps/s")
    peer = ink()
    if peer is None:
        print("  inkjs: not measured, node and npm are missing")
        return
    theirs, way = peer
    report.row("inkjs 2.4, words and choices written out", theirs, "steps/s")
    same = walk(machine, STEPS, words=False) == way
    print(f"  both went the same way: {'yes' if same else 'NO'}")
    report.row("ours beside inkjs, without words", bare / theirs, "times", aim="5")
    report.row("ours beside inkjs, with words", full / theirs, "times")


if __name__ == "__main__":
    main()
