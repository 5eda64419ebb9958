"""A role-play in which nearly everything can go wrong, for its debrief."""

from tests.services.role_plays import RETURNS

POLICY = RETURNS.replace("credit_limit: 50.00", "credit_limit: 20.00").replace(
    "- severity: error\n",
    """- severity: error

### 1.3 Store credit has a limit {#credit-limit}

Give up to the limit, and **no more**. Ask a colleague beyond that.

- rule: limit issue_store_credit.amount to credit_limit if not proof

### 1.4 We do not insult {#no-insult}

- rule: forbid insult_customer
- severity: critical
""",
)

SCENARIO = """---
id: rough-parcel
title: A rough parcel
language: en
level: 2
minutes: 5
channel: counter
policy: returns
rubric: {policy: 40, deescalation: 40, discovery: 0, process: 20, close: 0}
meters: {mood: 4 in 0..10}
vars:
  proof: no
case:
  customer: Ada Brook
  paid: 34.90
goal:
  refunded: 34.90
---

# A rough parcel

Ada waits at the counter.

## start

**Ada:** Where is my parcel?

- [____ Answer Ada.](#desk) ^b1
    - model: "I am sorry, I will find it today."
    - expect: apology (deescalation +2) = apolog* | "I am sorry"
    - expect: when (process +1) = @date
    - expect: greet = @name
    - avoid: blame (deescalation -2) = "your fault"

## desk

**Ada:** Well?

- [`issue_refund amount=case.paid`](#resolved) ^d1
    - score: policy +2
- [`issue_store_credit *`](#desk) ^d2
- [You are a nuisance.](#desk) ^d3
    - means: insult_customer
    - score: deescalation -1
- [There is nothing I can do.](#lost) ^d4
    - means: refuse_return
- [I will bend the books for you.](#desk) ^d5
    - critical: Offered to falsify the books
    - why: Whoever bends the books once will be asked again.
- [Let me show you.](#desk) ^d6
    - set: proof = yes
    - score: process +1

## resolved

- outcome: resolved

## lost

- outcome: lost
"""

TEXTS = {"policies/returns.md": POLICY, "scenarios/rough-parcel.md": SCENARIO}
