"""How long it takes to read and compile 1,000 beats.

Run it: ``python -m benchmarks.compile``.
"""

from __future__ import annotations

from benchmarks import report
from benchmarks.engine import BEATS, FILE, compiled
from benchmarks.graph import as_scenario, generate
from trainer.content.diagnostics import Report
from trainer.scenarios.reader import read_document

ROUNDS = 9


def main() -> None:
    """Measure and print."""
    text = as_scenario(generate(BEATS))
    report.begin(f"Compile: {BEATS:,} beats, {len(text) / 1000:,.0f} KB")
    reading = report.seconds(lambda: read_document(text, FILE, Report()), rounds=ROUNDS)
    everything = report.seconds(lambda: compiled(text), rounds=ROUNDS)
    report.row("read, with places", report.median(reading) * 1000, "ms")
    report.row("read and compiled", report.median(everything) * 1000, "ms", aim="150")


if __name__ == "__main__":
    main()
