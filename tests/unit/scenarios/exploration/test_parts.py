"""The parts of exploring, one by one."""

import pytest

from tests.unit.scenarios.scripts import machine
from trainer.content.actions import DESK_ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.types import Flag, Money, Whole
from trainer.errors import ContentError
from trainer.scenarios import desk
from trainer.scenarios.events import completed
from trainer.scenarios.exploration.history import Condensed, History
from trainer.scenarios.exploration.liveness import find_live
from trainer.scenarios.exploration.packing import Packing
from trainer.scenarios.exploration.potential import Potential
from trainer.scenarios.exploration.result import Budget
from trainer.scenarios.exploration.scales import (
    MOST_POINTS,
    Scales,
    packed,
    unpacked,
)
from trainer.scenarios.exploration.search import search
from trainer.scenarios.exploration.touched import Touched, each
from trainer.scenarios.machine import Situation
from trainer.scenarios.shares import Measure


def live_at(script, beat):
    live = find_live(script).resting
    index = next(b.index for b in script.beats if b.id == beat)
    slots = [*script.slots, None]
    return {slots[slot].name if slots[slot] else "calls" for slot in each(live[index])}


def test_a_slot_is_live_until_it_is_overwritten():
    script = machine(
        """
        ## hello

        - [Ask.](#middle) ^ask

        ## middle

        - [Set.](#last) ^set
            - set: told = yes
        - [Leave it.](#other) ^leave

        ## other

        - [Set.](#last) ^set2
            - set: told = no

        ## last

        - [Yes.](#end) ^yes
            - if: told
        - [No.](#end) ^no
        """,
        "vars: {told: no, never: no}",
    )

    assert live_at(script, "last") == {"told"}
    assert live_at(script, "hello") == set()


def test_a_slot_that_may_be_left_alone_stays_live():
    script = machine(
        """
        ## hello

        - [Set.](#last) ^set
            - set: told = yes if mood > 3

        ## last

        - [Yes.](#end) ^yes
            - if: told
        - [No.](#end) ^no
        """,
        "meters: {mood: 3 in 0..5}\nvars: {told: no}",
    )

    assert live_at(script, "hello") == {"told", "mood"}


def test_a_count_nobody_asks_for_any_more_is_forgotten():
    script = machine(
        """
        ## hello

        - [Round.](#hello) ^round
            - if: visits(hello) < 4
        - [On.](#last) ^on

        ## last

        - [Bye.](#end) ^bye
        """
    )

    graph = search(script, [{}], budget=Budget())

    assert len(graph.states) == 4 + 1 + 1


SUBSCENE = """\
---
id: check
title: Check
kind: subscene
params: [kind]
---

## start

- [Ask.](#done) ^v1
- [Ask again.](#start) ^v2

## done

- [Back.](#return) ^v3
    - if: kind
- [Off.](#return) ^v4
"""


def test_a_sub_scene_is_stepped_through_once_for_each_input():
    script = machine(
        """
        ## hello

        - [One.](check.md) ^d1
            - then: #last
            - with: kind = yes
        - [Two.](check.md) ^d2
            - then: #other
            - with: kind = yes

        ## last

        - [Bye.](#end) ^bye

        ## other

        - [Bye.](#end) ^bye2
        """,
        check=SUBSCENE,
    )

    graph = search(script, [{}], budget=Budget())

    inside = [
        s for s in graph.states if script.beats[s & graph.ways.packing.beat_mask].depth
    ]
    steps = {
        graph.ways.packing.keys[s & graph.ways.packing.beat_mask] & s for s in inside
    }
    assert "calls" in live_at(script, "start")
    assert len(inside) == 4
    assert len(steps) == 3


def test_values_that_do_not_fit_their_type_are_noticed():
    script = machine(
        """
        ## hello

        - [Set.](#last) ^set
            - set: told = yes

        ## last

        - [Yes.](#end) ^yes
            - if: told
        - [No.](#end) ^no
        """,
        "vars: {told: no}",
    )
    packing = Packing(script, find_live(script))
    told = next(n for n, slot in enumerate(script.slots) if slot.name == "told")
    values = [slot.start for slot in script.slots]

    for value in (True, "neither"):
        values[told] = value
        here = Situation(1, tuple(values), ())
        if value is True:
            assert packing.unpack(packing.pack(here)) == here
        else:
            with pytest.raises(ContentError):
                packing.pack(here)


class Watched(dict):
    """A case that remembers what was read."""

    def __init__(self, fields):
        super().__init__(fields)
        self.read = set()

    def __getitem__(self, name):
        self.read.add(name)
        return super().__getitem__(name)

    def get(self, name, default=None):
        self.read.add(name)
        return super().get(name, default)

    def __contains__(self, name):
        self.read.add(name)
        return super().__contains__(name)


def some_value(type_):
    match type_:
        case Flag():
            return False
        case Money() | Whole():
            return 5
        case _:
            return "A-1"


@pytest.mark.parametrize("name", DESK_ACTIONS)
@pytest.mark.parametrize("amount", [0, 1, 99_999])
def test_the_desk_reads_and_changes_only_what_exploring_expects(name, amount):
    fields = {field: some_value(type_) for field, type_ in CASE_FIELDS.items()}
    written = "\n".join(
        f"  {field}: {'5.00' if isinstance(CASE_FIELDS[field], Money) else 5}"
        for field in ("paid", "amount", "price", "due", "stock", "days")
    )
    script = machine(
        f"## hello\n\n- [`{name} *`](#end) ^a\n- [Bye.](#end) ^b\n",
        f"case:\n  order: A-1\n  item: A-1\n{written}",
    )
    expected = Touched(script).moves[0]
    case = Watched(fields)
    given = completed(name, {"amount": amount, "order": "A-1", "plan": "B"})

    result = desk.perform(name, case, given)

    slots = {script.case[field] for field in case.read if field in script.case}
    changed = {
        script.case[f] for f in getattr(result, "fields", ()) if f in script.case
    }
    assert slots <= {*each(expected.reads)}
    assert changed <= {*each(expected.writes)}


def test_points_are_packed_and_unpacked():
    points = packed((1, 2, 3, 4, 5), (6, 7, 8, 9, 10))

    assert unpacked(points) == ((1, 2, 3, 4, 5), (6, 7, 8, 9, 10))
    assert unpacked(points + points)[0] == (2, 4, 6, 8, 10)
    assert unpacked(packed((10**9,), ()))[0][0] == MOST_POINTS


def test_points_that_come_to_the_same_are_one_number():
    script = machine("## hello\n\n- [Bye.](#end) ^b\n")
    measure = Measure(script, {"policy": 4, "close": 2}, 75)
    capped = Scales(measure, packed((9, 0, 0, 0, 2), ()))

    assert capped.same[packed((9, 3), ())] == packed((4,), ())
    assert capped.same[packed((4,), (1,))] != capped.same[packed((3,), ())]
    assert capped.same[packed((0, 0, 0, 0, 2), (0, 0, 0, 0, 1))] == packed(
        (0, 0, 0, 0, 1), ()
    )


def test_a_graph_that_is_not_complete_still_has_components_and_bounds():
    script = machine("## hello\n\n- [Go.](#b) ^a\n\n## b\n\n- [Bye.](#end) ^c\n")
    graph = search(script, [{}], budget=Budget(situations=1))
    history = History(graph, Condensed(graph))

    (link,) = history.links(history.node(graph.roots[0]))

    assert history.links(link.to) == ()
    assert Potential(history).gains(graph.roots[0]) == 0


def test_a_measure_says_what_suffices():
    script = machine("## hello\n\n- [Bye.](#end) ^b\n")
    measure = Measure(script, {"policy": 4, "close": 2}, 75)

    assert measure.full == 100 * 4
    assert measure.total((4, 0, 0, 0, 1), (1, 0, 0, 0, 0)) == 45 * 4 + 20 * 4
    assert measure.enough((4, 0, 0, 0, 1), (0, 0, 0, 0, 0))
    assert not measure.enough((4, 0, 0, 0, 0), (0, 0, 0, 0, 0))
    assert not measure.enough((3, 0, 0, 0, 1), (0, 0, 0, 0, 0))


def test_where_nothing_counts_nothing_is_enough():
    script = machine("## hello\n\n- [Bye.](#end) ^b\n")
    measure = Measure(script, {}, 75)

    assert not measure.enough((9, 0, 0, 0, 0), (0, 0, 0, 0, 0))
    assert measure.percent(0) == 0
