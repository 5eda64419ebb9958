"""A small library to play, and hands that play it."""

from itertools import count

from trainer.services.begin import Wanted, begin
from trainer.services.practise import Practice
from trainer.services.publish import load
from trainer.services.sending import Sent, token_of
from trainer.services.shelf import Shelf
from trainer.services.talks import Talks

RETURNS = """---
id: returns
title: Returns
effective: 2026-01-01
currency: EUR
settings:
  credit_limit: 50.00
facts:
  proof: yes | no
---

# Returns

## 1 Paying back

### 1.1 Cash needs proof {#cash-proof}

Cash goes back only against proof.

- rule: forbid issue_refund if not proof
- severity: critical

### 1.2 Look first {#look-first}

Look before you refuse.

- rule: before refuse_return, lookup_purchase
- severity: error
"""

LATE_PARCEL = """---
id: late-parcel
title: A late parcel
language: en
level: 2
minutes: 5
channel: counter
policy: returns
rubric: {policy: 40, deescalation: 40, discovery: 0, process: 20, close: 0}
meters: {mood: 4 in 0..10}
vars:
  proof: no
deal:
  record: [found, missing]
case:
  customer: Ada Brook
  card: "4471"
  paid: 34.90
  birthday: 1990-05-17
---

# A late parcel

Ada waits at the counter.

## start

**Ada:** Where is my parcel?

- coach: She has waited for a week.

- [I am sorry, let me look.](#desk) ^s1
    - mood: +2
    - score: deescalation +2
    - why: You heard her first.
- [It must be the carrier.](#blamed) ^s2
    - mood: -2
    - score: deescalation -1
    - hint: Whose parcel is it?
- [Here is your parcel.](#resolved) ^s3
    - if: proof
    - lock: You have not found it yet.

## blamed

**Ada:** So it is my fault?

- [____ Answer Ada.](#desk) ^b1
    - model: "I am sorry, that was not fair."
    - expect: apology (deescalation +1) = sorry
    - mood: +1 if said(apology)

## desk

**Ada:** Well?

- [`lookup_purchase card=case.card`](#found) ^d1
    - set: proof = yes
    - score: process +2
    - hint: What does the card say?
- [`lookup_purchase *`](#desk) ^d2
    - mood: -1
- [There is nothing I can do.](#lost) ^d3
    - means: refuse_return
- [after 30s](#waited) ^d4

## waited

**Ada:** Hello?

- [Sorry, I am here.](#desk) ^w1

## found

**Ada:** And now?

- [`issue_refund amount=case.paid`](#resolved) ^f1
    - score: policy +3
- [You will get it tomorrow.](#resolved) ^f2
    - score: policy +1

## resolved

*Ada leaves.*

- outcome: resolved
- review: ★★★★ "Found it in the end."

## lost

- outcome: lost
"""

EXAM = LATE_PARCEL.replace("late-parcel", "exam-parcel").replace(
    "channel: counter", "channel: counter\nuse: both"
)

WARM_UP = """---
id: warm-up
title: Warm-up
language: en
level: 1
minutes: 3
policy: returns
rubric: {policy: 0, deescalation: 100, discovery: 0, process: 0, close: 0}
vars:
  proof: no
---

# Warm-up

Nothing counts here.

## start

**Theo:** Hello.

- [Hello.](#resolved) ^s1
    - score: deescalation +1

## resolved

- outcome: resolved
"""

TEXTS = {
    "policies/returns.md": RETURNS,
    "scenarios/late-parcel.md": LATE_PARCEL,
    "scenarios/exam-parcel.md": EXAM,
    "scenarios/warm-up.md": WARM_UP,
}

_numbers = count(1)


def write(folder, texts):
    """Write a library and return its folder."""
    for file, text in texts.items():
        path = folder / file
        path.parent.mkdir(exist_ok=True, parents=True)
        path.write_text(text, encoding="utf-8")
    return folder


def draw():
    return f"{next(_numbers):032x}"


class Desk:
    """One person at one database, who begins role-plays and plays them."""

    def __init__(self, session, person, now, slug="late-parcel", **wanted):
        self.session, self.person, self.now = session, person, now
        shelf = Shelf()
        self.practice = Practice(shelf=shelf, talks=Talks(shelf=shelf))
        self.attempt = None
        if slug:
            self.begin(slug, **wanted)

    def begin(self, slug="late-parcel", **wanted):
        wish = Wanted(person=self.person, slug=slug, **wanted)
        self.attempt = begin(
            self.practice, self.session, wanted=wish, now=self.now, draw=draw
        )
        return self.attempt

    def look(self):
        return self.practice.look(
            self.session, person=self.person, attempt=self.attempt, now=self.now
        )

    def sent(self, move="", token=None, seq=None, **fields):
        talk = self.practice.talks.find(
            self.session, person=self.person, attempt=self.attempt
        )
        return Sent(
            seq=talk.seq + 1 if seq is None else seq,
            token=token or draw(),
            move=token_of(talk, move) if move else "",
            **fields,
        )

    def send(self, sent):
        return self.practice.take(
            self.session,
            person=self.person,
            attempt=self.attempt,
            sent=sent,
            now=self.now,
        )

    def say(self, move):
        return self.send(self.sent(move))

    def write(self, move, text):
        return self.send(self.sent(move, text=text))

    def do(self, action, **blanks):
        return self.send(self.sent(action=action, blanks=blanks))


def publish(session, folder, now, texts=TEXTS):
    return load(session, write(folder, texts), now=now)
