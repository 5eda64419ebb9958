"""How a measurement is told: where it was made, and the median of its rounds."""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def machine() -> str:
    """Return the processor, the number of cores, the system and the interpreter."""
    name = platform.processor() or platform.machine()
    described = Path("/proc/cpuinfo")
    if described.exists():
        lines = described.read_text(encoding="utf-8").splitlines()
        models = [line.partition(":")[2] for line in lines if "model name" in line]
        name = models[0].strip() if models else name
    return (
        f"{name}, {os.cpu_count()} cores, {platform.system()} "
        f"{platform.release()}, Python {platform.python_version()}"
    )


def begin(what: str) -> None:
    """Print what is measured and on which machine."""
    print(f"\n{what}\n  on {machine()}, load {os.getloadavg()[0]:.1f}")


def row(name: str, value: float, unit: str, *, aim: str = "") -> None:
    """Print one figure; the aim stands beside it, nothing is asserted."""
    shown = f"{value:,.0f}" if value >= 100 else f"{value:,.2f}"
    print(f"  {name:<44} {shown:>12} {unit:<10} {aim and f'aim {aim}'}".rstrip())


def median(values: Sequence[float]) -> float:
    """Return the middle of what several rounds measured."""
    return statistics.median(values)


def seconds(work: Callable[[], object], *, rounds: int) -> list[float]:
    """Time some work several times; the first round only warms up."""
    found = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return found[1:]
