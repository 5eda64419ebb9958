"""The cards of a role-play on paper."""

from tests.unit.scenarios.scripts import machine
from trainer.scenarios.paper_cards import paper_of

SETTINGS = """\
meters: {mood: 2 in 0..5}
vars:
  asked: no
deal:
  record: [found, lost]
case:
  customer: Ada Ek
  order: A-1
  paid: 20.00
  notes: none
"""

BEATS = """\
## start

**Ada (record is found):** You have it.

**Ada (mood > 1):** Hello.

**Ada (otherwise):** Hm.

**Ada (record is lost):** You lost it.

**Ada (otherwise):** It is {record}.

*She waits.*

- [Which one?](#start) ^s1
    - set: asked = yes
    - reveal: order if record is found
    - mood: +1 if asked
    - mood: -1 if record is lost
    - score: close +2 if asked
    - score: policy -1 if record is lost
    - cite: parcels#look-first
- [`lookup_order order=case.order *`](#found) ^s2
    - if: record is found
    - reveal: order, paid
- [____ Say it.](#found) ^s3
    - model: "I am sorry."
    - expect: kind (close +1) = sorry
    - expect: calm = calm
    - avoid: rude (close -1) = rude
    - go: #lost if record is lost
    - go: #start if said(kind) or chose(s1) or seen(found)
- [after 60s](#found) ^s4
    - critical: Said nothing
- [Never.](#gone) ^s5
    - score: close -1

## found

**Ada (chose(x3) or seen(lost) or visits(start) >= 2):** Good.

- [Bye.](#end) ^f1

## lost

- [go](#end) ^l1
    - if: asked

- [Bye.](#end) ^l2

## gone

- outcome: lost

## far

- outcome: failed

## anywhere

- [`call_supervisor`](#gone) ^x1
- [go](#gone) ^x2
    - if: mood <= 0
- [Only when lost.](#gone) ^x3
    - if: record is lost
"""


def printed(record="found", beats=BEATS):
    return paper_of(machine(beats, SETTINGS), {"record": record}, secret=("notes",))


def step(paper, name):
    (found,) = [one for one in paper.steps if one.id == name]
    return found


def answers(paper, name="start"):
    return {one.label: one for one in step(paper, name).answers}


def test_what_the_deal_leaves_out_is_not_printed():
    assert [one.id for one in printed("found").steps] == [
        "start",
        "found",
        "gone",
        "end",
    ]
    assert [one.id for one in printed("lost").steps] == [
        *("start", "found", "lost", "gone", "end"),
    ]
    assert "1b" in answers(printed("found"))
    assert answers(printed("found"))["1b"].action == "lookup_order"
    assert [a.kind for a in answers(printed("lost")).values()].count("act") == 0


def test_speeches_keep_the_conditions_that_the_deal_leaves_open():
    found = [(one.when, one.text) for one in step(printed("found"), "start").said]
    lost = [(one.when, one.text) for one in step(printed("lost"), "start").said]

    assert found == [
        ("", "You have it."),
        ("mood > 1", "Hello."),
        ("", "It is found."),
        ("", "*She waits.*"),
    ]
    assert lost == [
        ("mood > 1", "Hello."),
        ("otherwise", "Hm."),
        ("", "You lost it."),
        ("", "*She waits.*"),
    ]


def test_a_picture_is_printed_below_what_is_said():
    shown = BEATS.replace("*She waits.*", '- show: slip.png "A slip."', 1)

    last = step(printed(beats=shown), "start").said[-1]

    assert (last.kind, last.name) == ("picture", "scenarios/slip.png")
    assert (last.text, last.when) == ("A slip.", "")


def test_conditions_speak_of_the_numbers_on_the_cards():
    found, lost = printed("found"), printed("lost")

    (own_words,) = [one for one in answers(found).values() if one.kind == "write"]
    assert [(lead.step, lead.when) for lead in own_words.leads] == [
        (1, "“kind” or 1a or step 2"),
        (2, ""),
    ]
    assert step(found, "found").said[0].when == (
        "another way or another step or step 1 >= 2"
    )
    assert step(lost, "found").said[0].when == "c or step 3 or step 1 >= 2"


def test_an_answer_tells_what_it_changes_and_brings_to_light():
    found, lost = answers(printed("found")), answers(printed("lost"))

    asked = found["1a"]
    assert [(c.name, c.amount, c.when) for c in asked.moods] == [("mood", 1, "asked")]
    assert [(c.name, c.when) for c in asked.marks] == [("close", "asked")]
    assert [fact.name for fact in asked.tells] == ["order"]
    assert (asked.earns, asked.loses) == (True, False)
    assert [c.amount for c in lost["1a"].moods] == [1, -1]
    assert (lost["1a"].earns, lost["1a"].loses) == (False, True)
    assert [fact.name for fact in found["1b"].tells] == ["order", "paid"]
    assert found["1b"].words == "order=case.order"


def test_own_words_a_clock_and_a_grave_mistake_are_told():
    found = answers(printed("found"))

    assert (found["1c"].model, found["1c"].words) == ("I am sorry.", "Say it.")
    assert found["1c"].earns
    assert (found["1d"].seconds, found["1d"].words) == (60, "")
    assert found["1d"].loses
    assert found["1e"].loses


def test_what_is_always_possible_is_printed_once():
    found, lost = printed("found"), printed("lost")

    assert [(a.label, a.kind, a.when) for a in found.always] == [
        ("a", "act", ""),
        ("b", "go", "mood <= 0"),
    ]
    assert [a.label for a in lost.always] == ["a", "b", "c"]


def test_the_case_is_sorted_into_what_lies_open_and_what_comes_out():
    found = printed()

    assert [fact.name for fact in found.known] == ["customer"]
    assert [fact.name for fact in found.hidden] == ["order", "paid", "notes"]
    assert [meter.name for meter in found.meters] == ["mood"]
    assert found.cites == ("parcels#look-first",)


CALLS = """\
## start

**Ada:** Hello.

- [One moment.](ask.md) ^s1
    - then: #end
    - with: who = Ada
"""

ASK = """\
---
id: ask
title: Ask
kind: subscene
language: en
params: [who]
vars:
  named: no
rubric: {close: 100}
---

## start

**{who}:** Yes?

- [Your name?](#return) ^n1
    - if: not named
    - set: named = yes
    - score: close +1
"""


def test_a_sub_scene_is_printed_with_the_names_it_was_given():
    found = paper_of(machine(CALLS, ask=ASK), {})

    first, _end, inner = found.steps
    (call,) = first.answers
    assert [(lead.step, lead.then) for lead in call.leads] == [(3, 2)]
    assert inner.said[0].name == "Ada"
    assert [lead.step for lead in inner.answers[0].leads] == [0]
