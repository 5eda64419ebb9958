"""How long it takes to try every case of a policy of 40 clauses over 8 facts.

Nothing in it contradicts anything, so nothing ends the search early.
Run it: ``python -m benchmarks.consistency``.
"""

from __future__ import annotations

from benchmarks import report
from trainer.content.diagnostics import Report
from trainer.policies.cases import find
from trainer.policies.module import Policy
from trainer.policies.reader import read_policy

ROUNDS = 9
CLAUSES = 40
HEAD = """---
id: big
title: Big
effective: 2026-09-01
settings:
  window: 30 days
  guarantee: 730 days
  small: 50.00
  large: 500.00
facts:
  proof: yes | no
  gift: yes | no
  here: yes | no
  wants: yes | no
  days: 0..3650
  hours: 0..720
  condition: unused | used | faulty
  worth: money
---

# Big

## 1 Rules

"""
ASKED = (
    *("not gift", "here", "wants", "days <= window", "days > guarantee"),
    *("hours < 24", "hours >= 48", "condition is used", "condition is not faulty"),
    *("worth > small", "worth <= large"),
)
ACTIONS = ("issue_refund", "issue_store_credit", "exchange_item", "refund_charge")


def policy(seed: int) -> Policy:
    """Return a policy in which what is owed needs proof, and what is forbidden none."""
    text = HEAD
    for number in range(1, CLAUSES + 1):
        kind, first = (("owe", "proof"), ("forbid", "not proof"))[number % 2]
        asked = [ASKED[(number * 3 + seed + n * 4) % len(ASKED)] for n in range(3)]
        action = ACTIONS[number // 2 % len(ACTIONS)]
        rule = f"- rule: {kind} {action} if {' and '.join((first, *asked))}"
        text += f"### 1.{number} Clause {{#c{number}}}\n\n{rule}\n\n"
    found = read_policy(text, "policies/big.md", Report())
    assert found is not None
    return found


def main() -> None:
    """Measure and print."""
    report.begin(f"Consistency: {CLAUSES} clauses over 8 facts, nothing to find")
    for seed in range(3):
        made = policy(seed)
        findings = find(made)
        tried = "all cases" if findings.complete else "cut short"
        times = report.seconds(lambda made=made: find(made), rounds=ROUNDS)
        name = f"policy {seed}, {tried}"
        report.row(name, report.median(times) * 1000, "ms", aim="150")


if __name__ == "__main__":
    main()
