"""Small scenarios for tests: builders that say only what matters."""

from textwrap import dedent

from trainer.library import Library
from trainer.scenarios import conversation as talking
from trainer.scenarios.conversation import Event, act_event

FILE = "scenarios/late-parcel.md"

SETTINGS = """\
id: late-parcel
title: The parcel that never came
language: en
rubric: {policy: 60, close: 40}
"""

POLICY = """\
---
id: parcels
title: Parcels
effective: 2026-01-01
settings:
  most: 50.00
facts:
  proof: yes | no
---

# Parcels

## 1 Paying

### 1.1 Look first {#look-first}

- rule: before issue_refund, lookup_order
- severity: error

### 1.2 Proof {#proof}

- rule: forbid issue_refund if not proof
- severity: critical

### 1.3 Not too much {#most}

- rule: limit apply_goodwill_credit.amount to most
- severity: error
"""

END = """
## end

- outcome: resolved
"""


def scenario(beats, settings="", *, end=END):
    """Return the text of a scenario with these beats."""
    head = SETTINGS + (f"{dedent(settings).strip()}\n" if settings else "")
    return f"---\n{head}---\n\n# Parcel\n\n{dedent(beats).strip()}\n{end}"


def library(beats, settings="", *, end=END, policies=None, **others):
    """Return a library of one scenario and other files by their names' stems."""
    texts = {FILE: scenario(beats, settings, end=end)}
    texts |= {f"policies/{name}.md": text for name, text in (policies or {}).items()}
    texts |= {f"scenarios/{name}.md": dedent(text) for name, text in others.items()}
    return Library(texts | {"policies/parcels.md": POLICY})


def machine(beats, settings="", *, end=END, policies=None, **others):
    """Return a compiled scenario; fails the test with what is wrong with it."""
    found = library(beats, settings, end=end, policies=policies, **others)
    compiled = found.machine(FILE)
    assert compiled is not None, [str(d) for d in found.report.errors]
    return compiled


def problems(beats, settings="", *, end=END, **others):
    """Return the codes of everything that is wrong with a scenario."""
    found = library(beats, settings, end=end, **others)
    found.machine(FILE)
    return {d.code: d for d in found.report.diagnostics}


class Talk:
    """A conversation in a test: one call a turn."""

    def __init__(self, machine, **deal):
        self.machine = machine
        self.now = talking.begin(machine, deal)

    def take(self, *keys, hits=(), kind="say"):
        for key in keys:
            self.add(Event(seq=self.now.seq + 1, kind=kind, move=key, hits=hits))
        return self

    def write(self, key, *hits):
        return self.take(key, hits=hits, kind="write")

    def do(self, action, **arguments):
        return self.add(
            act_event(
                self.machine,
                self.now.situation,
                seq=self.now.seq + 1,
                action=action,
                arguments=arguments,
            )
        )

    def add(self, event):
        self.now = talking.take(self.now, event)
        return self

    @property
    def last(self):
        return self.now.turns[-1]

    def value(self, name):
        names = [slot.name for slot in self.machine.slots]
        return self.now.situation.slots[names.index(name)]
