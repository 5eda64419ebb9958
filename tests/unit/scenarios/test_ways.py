"""A short conversation to a step, as the engine plays it."""

from __future__ import annotations

import pytest

from tests.unit.scenarios.scripts import machine
from trainer.library import open_library
from trainer.paths import DATA
from trainer.scenarios.conversation import fold
from trainer.scenarios.ways import deals, way_to

BEATS = """\
## start

**Ada:** Hello.

- [Hm.](#start) ^s1
    - mood: +1
- [Yes.](#found) ^s2
    - if: mood > 3 and record is lost
- [____ Say it.](#start) ^s3
    - model: "I am sorry."
    - expect: kind (close +1) = sorry
    - mood: -1 if said(kind)
- [`lookup_order order=case.order`](#start) ^s4
    - once: yes
- [Bye.](#end) ^s5
    - if: mood >= 1

## found

- [go](#passed) ^f1
    - if: mood > 1
- [Bye.](#end) ^f2

## passed

**Ada:** Hm.

- [Bye.](#end) ^p1

## rude

- [Bye.](#end) ^r1
"""

SETTINGS = """\
meters: {mood: 2 in 0..5}
deal:
  record: [found, lost]
case:
  order: "88"
"""


@pytest.fixture(scope="module")
def script():
    return machine(BEATS, SETTINGS)


def index(script, name):
    return next(beat.index for beat in script.beats if beat.id == name)


def test_everything_that_can_be_dealt_is_tried(script):
    assert list(deals(script)) == [{"record": "found"}, {"record": "lost"}]
    assert list(deals(machine("## start\n\n- [Bye.](#end) ^s1"))) == [{}]


def test_the_first_step_needs_nothing(script):
    way = way_to(script, index(script, "start"))
    assert way.events == ()


def test_a_way_plays_to_its_step(script):
    way = way_to(script, index(script, "passed"))
    talk = fold(script, way.deal, way.events)
    assert talk.beat == "passed"
    assert way.deal == {"record": "lost"}
    assert [event.move for event in way.events].count("s1") == 2


def test_passing_through_a_step_counts(script):
    way = way_to(script, index(script, "found"))
    assert fold(script, way.deal, way.events).beat == "passed"


def test_what_is_dealt_can_be_chosen(script):
    lost, found = {"record": "lost"}, {"record": "found"}
    assert way_to(script, index(script, "passed"), dealt=lost).deal == lost
    assert way_to(script, index(script, "passed"), dealt=found) is None


def test_no_way_leads_where_nothing_leads(script):
    assert way_to(script, index(script, "rude")) is None


def test_a_search_gives_up_after_so_many_situations(script):
    assert way_to(script, index(script, "passed"), most=2) is None


PACK = open_library(DATA / "content" / "scenarios")


@pytest.mark.parametrize("file", [*PACK.scenarios()])
def test_a_way_is_found_to_every_step_of_a_shipped_scenario(file):
    shipped = PACK.machine(file)
    for beat in shipped.beats:
        way = way_to(shipped, beat.index)
        talk = fold(shipped, way.deal, way.events)
        entered = {s.beat for turn in talk.turns for s in turn.step.entered}
        assert beat.index in entered | {s.beat for s in talk.opening.entered}
