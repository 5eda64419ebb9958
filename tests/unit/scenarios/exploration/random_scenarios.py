"""Scenarios nobody would write: small, with everything the language has."""

from tests.unit.scenarios.scripts import library
from trainer.scenarios.chance import deal, draw
from trainer.scenarios.choices import choices, take
from trainer.scenarios.engine import begin

FILE = "scenarios/late-parcel.md"

SETTINGS = """\
policy: [parcels, rights]
meters: {mood: 3 in 0..4}
vars:
  told: no
  plan: [none, cash, credit]
  tries: 0 in 0..2
deal: {luck: [good, bad]}
case: {order: A-1, paid: 60.00, proof: yes, tender: cash}
goal: {refunded: 60.00}
"""

RIGHTS = """\
---
id: rights
title: Rights
effective: 2026-01-01
facts:
  told: yes | no
  plan: none | cash | credit
---

# Rights

## 1 What is owed

### 1.1 Money {#money}

- rule: owe issue_refund or promise_refund if told and plan is not none
- criterion: close

### 1.2 A look {#look}

- rule: owe lookup_order if plan is cash
- severity: note

### 1.3 A word {#word}

- rule: owe refuse_return or call_supervisor if case.refunded > 0.00
- severity: critical

### 1.4 Not too much {#most}

- rule: limit issue_refund.amount to 50.00 if not told
- authority: manager up to 60.00
- authority: agent up to 70.00 with reason
"""

CHECK = """\
---
id: check
title: Check
kind: subscene
params: [kind]
shared: [told]
vars: {asked: no}
---

## start

- [Ask.](#again) ^v1
    - set: asked = yes
    - score: close +1
- [Skip.](#return) ^v2
    - score: close -1
- [____ Say.](#return) ^v3
    - model: "Sorry."
    - expect: sorry (close +2) = sorry
    - set: told = yes if said(sorry)

## again

- [go](#return) ^v4
    - if: told and asked
- [Back.](#return) ^v5
    - set: told = yes if kind is cash
- [Round.](#start) ^v6
    - if: visits(start) < 2
"""

CONDITIONS = (
    "told",
    "not told",
    "mood >= 3",
    "mood < 2 or told",
    "plan is cash",
    "plan is not none and told",
    "tries < 2",
    "luck is good",
    "visits(b0) < 2",
    "visits(b1) > 1 or mood > 3",
    "seen(b1)",
    "chose(a2)",
    "said(hope)",
    "did(lookup_order)",
    "case.refunded > 0.00",
)

CHANGES = (
    "mood: +1",
    "mood: -2",
    "mood: +1 if said(hope)",
    "set: told = yes",
    "set: told = no if mood > 2",
    "set: plan = cash",
    "set: plan = credit if told",
    "set: tries = tries + 1",
    "score: policy +2",
    "score: policy +1 if told",
    "score: close +2",
    "score: close -1",
    "score: close +1, policy -1",
    "critical: Said too much if plan is cash",
    "means: refuse_return",
    "means: promise_refund tender=cash if told",
)


ASKED = """\
- [____ Say.](#end) ^a1
    - model: "I hope so."
    - expect: hope (close +1) = hope
    - score: policy +1 if plan is cash
- [Bye.](#end) ^a2
    - if: tries < 2
"""
"""What is always there: a beat that the conditions of others can ask about."""

LABELS = {
    "write": "____ Say.",
    "act": "`lookup_order *`",
    "give": "`issue_refund *`",
    "hand": "`call_supervisor *`",
    "wait": "after 60s",
}
WORDS = [
    'model: "I hope, Dana."',
    "expect: hope (close +1) = hope",
    "expect: name = Dana",
    "avoid: blame (close -1) = blame",
]
KINDS = ("say", "say", "write", "act", "wait", "call", "give", "hand")


class Dice:
    """Throws that a seed repeats."""

    def __init__(self, seed):
        self.seed, self.throws = str(seed), 0

    def pick(self, options):
        self.throws += 1
        return draw(self.seed, str(self.throws), options)

    def happens(self, percent):
        return self.pick(range(100)) < percent


def text_of(seed):
    """Return the beats of a scenario."""
    dice, numbers = Dice(seed), iter(range(1, 100))
    count = dice.pick((2, 3, 4, 5))
    beats = [_beat(dice, beat, count, numbers) for beat in range(count)]
    if dice.happens(30):
        beats.append("## anywhere\n\n- [go](#gone) ^w\n    - if: mood <= 0\n")
    gone = dice.pick(("lost", "lost", "escalated"))
    beats.append(f"## asked\n\n{ASKED}\n## gone\n\n- outcome: {gone}\n")
    return "\n".join(beats)


def _beat(dice, beat, count, numbers):
    lines = [f"## b{beat}", ""]
    if dice.happens(30):
        lines += ["**Dana (told):** Well.", "", "**Dana (otherwise):** Hm.", ""]
    if dice.happens(30):
        enter = dice.pick(("mood -1", "told = yes if mood > 2", "tries = 0"))
        lines.append(f"- enter: {enter}")
    if dice.happens(20):
        lines += [f"- [go](#{dice.pick(('asked', 'end', 'gone'))}) ^m{next(numbers)}"]
        lines += [f"    - if: {dice.pick(CONDITIONS)} and mood > 2"]
    for _ in range(dice.pick((1, 2, 3))):
        lines += _move(dice, count, next(numbers), dice.pick(KINDS))
    lines += _move(dice, count, next(numbers), "say")
    return "\n".join([*lines, ""])


def _target(dice, count):
    return dice.pick([*(f"b{n}" for n in range(count)), "end", "asked", "gone"])


def _move(dice, count, number, kind):
    target = _target(dice, count)
    facts = _facts(dice, count)
    if kind == "write":
        facts += WORDS
    if kind == "call":
        facts = [f"then: #{target}", f"with: kind = {dice.pick(('cash', 'plan'))}"]
    label = LABELS.get(kind, f"Reply number {number}.")
    link = "check.md" if kind == "call" else f"#{target}"
    return [f"- [{label}]({link}) ^m{number}", *(f"    - {fact}" for fact in facts)]


def _facts(dice, count):
    facts = [dice.pick(CHANGES) for _ in range(dice.pick((0, 1, 2, 3)))]
    if dice.happens(40):
        facts.append(f"if: {dice.pick(CONDITIONS)}")
    if dice.happens(20):
        facts.append("once: yes")
    if dice.happens(30):
        facts.append(f"go: #{_target(dice, count)} if {dice.pick(CONDITIONS)}")
    return facts


def random_machine(seed):
    """Return a compiled scenario, or nothing where this one has an error."""
    found = library(text_of(seed), SETTINGS, policies={"rights": RIGHTS}, check=CHECK)
    return found.machine(FILE), found.report


def plays(machine, seed, *, turns=25):
    """Yield the steps of one random conversation: (before, choice, step)."""
    here = begin(machine, deal(machine, seed)).after
    for turn in range(turns):
        open_now = list(choices(machine, here))
        if not open_now:
            return
        choice = draw(seed, f"choice/{turn}", open_now)
        if choice.move is not None and choice.move.expectations:
            names = dict.fromkeys(e.name for e in choice.move.expectations)
            said = [n for n in names if draw(seed, f"said/{turn}/{n}", (True, False))]
            choice = choice._replace(hits=tuple(said))
        step = take(machine, here, choice)
        yield here, choice, step
        here = step.after
