"""What changed between two revisions, in sentences."""

# ruff: noqa: E501 - a table of sentences reads best with each on one line

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.diagnostics import Report
from trainer.scenarios.difference import Weight, difference, least_kind
from trainer.scenarios.reader import read_document

BEFORE = """---
id: a
title: A day
level: 2
minutes: 5
topics: [tills, change]
pass: 75
rubric: {policy: 60, deescalation: 40}
persona: {name: Ada, age: 40}
meters: {mood: 4 in 0..10}
vars: {proof: no}
case:
  paid: 34.90
goal: {paid: 34.90}
---

Ada waits.

## start

*The bell rings.*

**Ada (not proof):** Where is it?

**Ada:** Well?

- coach: Listen.
- tag: rough

- [I am sorry.](#ask) ^s1
    - if: proof
    - lock: Look first.
    - mood: +2 if proof
    - mood: -1
    - set: proof = yes
    - score: deescalation +4, policy +1
    - score: policy -1 if not proof
    - reveal: paid
    - why: You heard her.
- [____ Answer her.](#ask) ^s2
    - model: "Sorry."
    - expect: apology (deescalation +2) = sorry
    - avoid: blame = fault
- [`issue_refund amount=case.paid`](#ask) ^s3
    - once: yes
- [after 30s](#start) ^s4

## ask

- enter: mood -1, proof = no
- desk: lookup_purchase

- [Goodbye.](#end) ^a1
    - means: refuse_return

## end

- outcome: resolved
- review: ★★★★ "Fine."
"""


def read(text):
    document = read_document(text, "scenarios/a.md", Report())
    assert document is not None
    return document


def changes(old, new):
    assert old in BEFORE, old
    return difference(read(BEFORE), read(BEFORE.replace(old, new, 1)))


MAJOR, MINOR, EDITORIAL = Weight.MAJOR, Weight.MINOR, Weight.EDITORIAL
S1 = "In step ‘start’, reply “I am sorry.”"
S2 = "In step ‘start’, the answer in own words “Answer her.”"

TOLD = [
    # settings
    (
        "title: A day",
        "title: A night",
        "The setting ‘title’ is now “A night” instead of “A day”.",
        EDITORIAL,
    ),
    (
        "topics: [tills, change]",
        "topics: [tills]",
        "The setting ‘topics’ is now “tills” instead of “tills, change”.",
        EDITORIAL,
    ),
    ("pass: 75\n", "", "The setting ‘pass’ is gone; it was “75”.", MAJOR),
    (
        "pass: 75\n",
        "pass: 75\ntimed: required\n",
        "The setting ‘timed’ is now “required”.",
        MAJOR,
    ),
    (
        "policy: 60",
        "policy: 50",
        "The criterion ‘policy’ weighs 50 instead of 60.",
        MAJOR,
    ),
    (
        ", deescalation: 40",
        "",
        "The criterion ‘deescalation’ weighs 0 instead of 40.",
        MAJOR,
    ),
    ("age: 40", "age: 50", "The persona ‘age’ is now 50 instead of 40.", EDITORIAL),
    (
        "persona: {name: Ada, age: 40}",
        "persona: Ada",
        "There is a new persona ‘’: Ada.",
        EDITORIAL,
    ),
    (
        "mood: 4 in 0..10",
        "mood: 5 in 0..10",
        "The meter ‘mood’ is now 5 in 0..10 instead of 4 in 0..10.",
        MAJOR,
    ),
    (
        "{proof: no}",
        "{proof: no, tries: [1, 2]}",
        "There is a new fact ‘tries’: 1, 2.",
        MINOR,
    ),
    (
        "{proof: no}",
        "{proof: {a: b}}",
        "The fact ‘proof’ is now {a: b} instead of no.",
        MAJOR,
    ),
    ("case:\n  paid: 34.90\n", "", "The fact of the case ‘paid’ is gone.", MAJOR),
    (
        "goal: {paid: 34.90}",
        "goal: {paid: 34.90, here: no}",
        "There is a new goal ‘here’: no.",
        MAJOR,
    ),
    # above and around the steps
    ("Ada waits.", "Ada hums.", "The briefing reads differently.", EDITORIAL),
    (
        "## start\n",
        "## begin\n\n- [On.](#start) ^b1\n\n## start\n",
        "The conversation now begins at step ‘begin’ instead of ‘start’.",
        MAJOR,
    ),
    (
        "## end\n",
        "## over\n\n- outcome: lost\n\n## end\n",
        "There is a new step ‘over’.",
        MINOR,
    ),
    (
        "## end\n",
        "## over\n\n- [On.](#end) ^o1\n\n## end\n",
        "There is a new step ‘over’ with 1 way on.",
        MINOR,
    ),
    (
        "## end\n",
        "## over\n\n- [On.](#end) ^o1\n- [Up.](#end) ^o2\n\n## end\n",
        "There is a new step ‘over’ with 2 ways on.",
        MINOR,
    ),
    ("## ask\n", "## asks\n", "Step ‘ask’ is gone.", MAJOR),
    (
        "## ask\n",
        "## asks\n",
        "In step ‘asks’, reply “Goodbye.” now stands here instead of in step ‘ask’.",
        MAJOR,
    ),
    # what is said
    (
        "The bell rings.",
        "A bell rings.",
        "In step ‘start’, what is told reads differently.",
        EDITORIAL,
    ),
    (
        "Where is it?",
        "Where?",
        "In step ‘start’, what Ada says reads differently.",
        EDITORIAL,
    ),
    (
        "**Ada (not proof):**",
        "**Ada:**",
        "In step ‘start’, “Where is it?” is now always said, not only if not proof.",
        MINOR,
    ),
    (
        "**Ada (not proof):**",
        "**Ada (proof):**",
        "In step ‘start’, “Where is it?” is now said only if proof, not if not proof.",
        MINOR,
    ),
    (
        "**Ada:** Well?",
        "**Ada (proof):** Well?",
        "In step ‘start’, “Well?” is now said only if proof.",
        MINOR,
    ),
    ("**Ada:** Well?\n\n", "", "In step ‘start’, “Well?” is no longer said.", MINOR),
    (
        "*The bell rings.*\n",
        "*The bell rings.*\n\n**Ada:** " + "Na " * 30 + "\n",
        "In step ‘start’, “" + "Na " * 19 + "Na…” is new.",
        MINOR,
    ),
    # facts of a step
    (
        "coach: Listen.",
        "coach: Hear.",
        "Step ‘start’: the coach’s note reads differently.",
        EDITORIAL,
    ),
    (
        "- coach: Listen.\n",
        "",
        "Step ‘start’: the coach’s note reads differently.",
        EDITORIAL,
    ),
    (
        "outcome: resolved",
        "outcome: escalated",
        "Step ‘end’ now has “outcome: escalated” instead of “resolved”.",
        MAJOR,
    ),
    (
        "enter: mood -1",
        "enter: mood -2",
        "Step ‘ask’ now changes mood by -2 instead of -1.",
        MINOR,
    ),
    (
        "enter: mood -1, proof = no",
        "enter: mood -1",
        "Step ‘ask’ no longer sets proof to no.",
        MAJOR,
    ),
    (
        "tag: rough",
        "tag: rough if proof",
        "Step ‘start’ has “tag: rough”, now only if proof.",
        MINOR,
    ),
    ("- tag: rough\n", "", "Step ‘start’ no longer has “tag: rough”.", MINOR),
    # replies
    (
        "[I am sorry.]",
        "[I am so sorry.]",
        "In step ‘start’, reply “I am so sorry.” reads differently.",
        EDITORIAL,
    ),
    (
        "sorry.](#ask)",
        "sorry.](#end)",
        f"{S1} now leads to ‘end’ instead of ‘ask’.",
        MAJOR,
    ),
    (
        "`issue_refund amount=case.paid`",
        "`issue_refund`",
        "In step ‘start’, the desk action `issue_refund` was the desk action `issue_refund amount=case.paid` before.",
        MAJOR,
    ),
    (
        "after 30s",
        "after 20s",
        "In step ‘start’, what follows after 20 seconds was what follows after 30 seconds before.",
        MAJOR,
    ),
    (
        "[____ Answer her.]",
        "[Answer her.]",
        "In step ‘start’, reply “Answer her.” stands in place of the answer in own words “Answer her.”.",
        MAJOR,
    ),
    (
        "- [Goodbye.](#end) ^a1\n",
        "- [Goodbye.](#end) ^a1\n- [Wait.](#ask) ^a2\n",
        "In step ‘ask’, there is a new way on: reply “Wait.”, which leads to ‘ask’.",
        MINOR,
    ),
    (
        "- [after 30s](#start) ^s4\n",
        "",
        "In step ‘start’, what follows after 30 seconds is gone.",
        MAJOR,
    ),
    (
        "^a1\n",
        "^a1\n- [go](#end) ^a2\n",
        "In step ‘ask’, there is a new way on: what follows by itself, which leads to ‘end’.",
        MINOR,
    ),
    # points
    (
        "deescalation +4",
        "deescalation +2",
        f"{S1} now earns 2 instead of 4 points for de-escalation.",
        MAJOR,
    ),
    (
        "deescalation +4",
        "deescalation +1",
        f"{S1} now earns 1 instead of 4 points for de-escalation.",
        MAJOR,
    ),
    (
        "policy +1",
        "policy -2",
        f"{S1} now loses 2 instead of earning 1 point for policy.",
        MAJOR,
    ),
    (
        "policy -1 if not proof",
        "policy -1 if proof",
        f"{S1} loses 1 point for policy, now if proof instead of not proof.",
        MAJOR,
    ),
    (
        "policy -1 if not proof",
        "policy -1",
        f"{S1} loses 1 point for policy, now always and not only if not proof.",
        MAJOR,
    ),
    (", policy +1", "", f"{S1} no longer earns 1 point for policy.", MAJOR),
    (
        "policy -1 if not proof",
        "policy -1 if not proof\n    - score: process +2 if proof",
        f"{S1} now also earns 2 points for process if proof.",
        MAJOR,
    ),
    (
        "(deescalation +2)",
        "(deescalation +3)",
        f"{S2} now earns 3 instead of 2 points for de-escalation (‘apology’).",
        MAJOR,
    ),
    # conditions
    (
        "if: proof",
        "if: not proof",
        f"{S1} is now open if not proof instead of proof.",
        MAJOR,
    ),
    ("    - if: proof\n", "", f"{S1} is now always open, not only if proof.", MAJOR),
    (
        "^a1\n",
        "^a1\n    - if: proof\n",
        "In step ‘ask’, reply “Goodbye.” is now open only if proof.",
        MAJOR,
    ),
    (
        "^a1\n",
        "^a1\n    - once: yes\n",
        "In step ‘ask’, reply “Goodbye.” can now be taken once only.",
        MAJOR,
    ),
    (
        "    - once: yes\n",
        "",
        "In step ‘start’, the desk action `issue_refund amount=case.paid` can now be taken again and again.",
        MAJOR,
    ),
    # effects
    (
        "mood: +2 if proof",
        "mood: +3 if proof",
        f"{S1} now changes mood by +3 instead of +2 if proof.",
        MINOR,
    ),
    (
        "mood: -1\n",
        "mood: -1 if proof\n",
        f"{S1} changes mood by -1, now only if proof.",
        MINOR,
    ),
    ("    - mood: -1\n", "", f"{S1} no longer changes mood by -1.", MINOR),
    (
        "^a1\n",
        "^a1\n    - mood: −1\n",
        "In step ‘ask’, reply “Goodbye.” now changes mood by -1.",
        MINOR,
    ),
    (
        "set: proof = yes",
        "set: proof = no",
        f"{S1} now sets proof to no instead of yes.",
        MAJOR,
    ),
    (
        "set: proof = yes",
        "set: proof = yes if proof",
        f"{S1} sets proof to yes, now only if proof.",
        MAJOR,
    ),
    (
        "^a1\n",
        "^a1\n    - set: proof = no\n",
        "In step ‘ask’, reply “Goodbye.” now sets proof to no.",
        MINOR,
    ),
    (
        "reveal: paid",
        "reveal: days",
        f"{S1} now has “reveal: days” instead of “paid”.",
        MINOR,
    ),
    (
        "^a1\n",
        "^a1\n    - critical: Left alone if proof\n",
        "In step ‘ask’, reply “Goodbye.” now has “critical: Left alone” if proof.",
        MAJOR,
    ),
    # own words, and what people read
    (
        "= sorry",
        "= sorry | apolog*",
        f"{S2} now listens for ‘apology’ by “sorry | apolog*” instead of “sorry”.",
        MAJOR,
    ),
    (
        "    - avoid: blame = fault\n",
        "",
        f"{S2} no longer watches out for ‘blame’.",
        MAJOR,
    ),
    (
        "    - avoid: blame = fault\n",
        "    - avoid: blame = fault\n    - avoid: sigh = tut\n",
        f"{S2} now watches out for ‘sigh’.",
        MAJOR,
    ),
    (
        "    - avoid: blame = fault\n",
        "    - avoid: blame = fault\n    - expect: nothing\n",
        f"{S2} now listens for.",
        MAJOR,
    ),
    (
        "why: You heard her.",
        "why: You did hear her.",
        f"{S1}: the explanation reads differently.",
        EDITORIAL,
    ),
    (
        "    - lock: Look first.\n",
        "",
        f"{S1}: the note while it is locked reads differently.",
        EDITORIAL,
    ),
    (
        "^a1\n",
        "^a1\n    - hint: Look.\n",
        "In step ‘ask’, reply “Goodbye.”: the hint reads differently.",
        EDITORIAL,
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence", "weight"), TOLD)
def test_a_change_is_one_sentence_and_weighs_something(old, new, sentence, weight):
    found = {change.sentence: change.weight for change in changes(old, new)}

    assert found.get(sentence) is weight, found


@pytest.mark.parametrize(("old", "new", "sentence", "weight"), TOLD)
def test_what_the_digest_calls_words_is_editorial_and_nothing_else(
    old, new, sentence, weight
):
    del sentence
    before, after = read(BEFORE), read(BEFORE.replace(old, new, 1))

    assert (least_kind(before, after) is EDITORIAL) is (weight is EDITORIAL)


def test_a_text_is_no_different_from_itself():
    assert difference(read(BEFORE), read(BEFORE)) == ()
    assert least_kind(read(BEFORE), read(BEFORE)) is EDITORIAL


def test_a_change_of_words_shows_both_and_where_they_stand():
    (change,) = changes("Where is it?", "Where?")

    assert (change.before, change.after) == ("Where is it?", "Where?")
    assert (change.about, change.step, change.line) == ("words", "start", 23)


def test_a_step_that_is_gone_has_no_place_in_the_new_text():
    gone = [c for c in changes("## ask\n", "## asks\n") if "is gone" in c.sentence]

    assert [(c.step, c.line) for c in gone] == [("ask", 0)]


def test_notes_to_oneself_are_no_change():
    assert changes("**Ada:** Well?", "<!-- shorter -->\n\n**Ada:** Well?") == ()


def test_a_change_the_sentences_do_not_know_is_minor():
    assert least_kind(read(BEFORE), read(BEFORE.replace("^s4", "", 1))) is not EDITORIAL


@given(data=st.data())
def test_taking_lines_out_and_in_again_says_something_both_ways(data):
    lines = BEFORE.split("\n")
    first = lines.index("## start") + 1
    at = data.draw(st.integers(first, len(lines) - 1))
    fewer = read_document(
        "\n".join(lines[:at] + lines[at + 1 :]), "scenarios/a.md", Report()
    )
    before = read(BEFORE)

    for one, other in ((before, fewer), (fewer, before)):
        told = difference(one, other)
        if least_kind(one, other) is not EDITORIAL:
            assert told
        assert all(c.sentence.endswith(".") for c in told)
