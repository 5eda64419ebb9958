"""What can stand at a place: each row is a line with a bar where the cursor is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.library import Library
from trainer.scenarios.completion import OptionKind, complete

FILE = "scenarios/kettle.md"

POLICY = """\
---
id: returns
title: Returns and refunds
effective: 2026-09-01
currency: EUR
settings:
  window: 30 days
facts:
  proof: yes | no
---

# Returns

## 3 Money

### 3.1 Cash needs proof {#cash-proof}

No receipt, no cash.

- rule: forbid issue_refund if tender is cash and not proof
"""

CALLED = """\
---
id: check
title: Check
kind: subscene
params: [caller]
shared: [proof]
---

## find

- [Done.](#return) ^f1
"""

HEAD = """\
---
id: kettle
title: The kettle
policy: returns
rubric: {policy: 60, deescalation: 40, close: 0}
persona:
  name: Dana Kowalska
meters: {mood: 3 in 0..10}
vars:
  proof: no
  offered: [nothing, credit]
deal:
  record: [missing, found]
case:
  paid: 34.90
  colour: red
---
"""

BEFORE = """\

## start

**Dana:** I want my money back, all of it, and I want it now, before the shop closes.

- [Sorry.](#ask) ^s1
- [____ Say it.](check.md) ^s2
    - then: #look
    - expect: apology (deescalation +1) = sorry
"""

AFTER = """

## look

*She waits.*

- outcome: resolved
"""


def at(line, *, head=HEAD, before=BEFORE, after=AFTER):
    """Complete at the bar of a line between the two parts."""
    prefix, _, rest = line.partition("|")
    above = head + before
    text = above + prefix + rest + after
    sources = Library(
        {FILE: text, "scenarios/check.md": CALLED, "policies/returns.md": POLICY}
    )
    number = above.count("\n") + 1
    return complete(text, FILE, number, len(prefix) + 1, sources)


PLACES = [
    ("## |", ["ask", "anywhere"]),
    ("- [|", ["____", "`", "after 60s", "go"]),
    ("- [Hello.](|", ["#start", "#look", "check.md"]),
    ("- [Hello.](#l|", ["#start", "#look"]),
    ("- [It is {|", ["mood", "proof", "case.", "returns."]),
    ("- [It is {returns.|", ["window"]),
    ("- [`|", ["issue_refund", "lookup_purchase"]),
    ("- [`issue_refund t|", ["tender=", "amount="]),
    ("- [`issue_refund tender=|", ["*", "case.tender", "cash", "card"]),
    ("- |", ["coach: ", "outcome: ", "enter: "]),
    ("    - |", ["mood: ", "score: ", "if: ", "cite: "]),
    ("    - if: |", ["mood", "proof", "seen(", "case.", "not"]),
    ("    - if: seen(|", ["start", "look"]),
    ("    - if: visits(l|", ["start", "look"]),
    ("    - if: chose(^|", ["s1", "s2"]),
    ("    - if: said(|", ["apology"]),
    ("    - if: did(|", ["refuse_return", "issue_refund"]),
    ("    - if: case.|", ["paid", "colour", "tender"]),
    ("    - if: case.tender is |", ["cash", "gift_card"]),
    ("    - if: record is |", ["missing", "found"]),
    ("    - if: record in (found, |", ["missing", "found"]),
    ("    - if: proof == |", ["yes", "no"]),
    ("    - mood: +1 if |", ["mood", "proof", "said("]),
    ("    - set: |", ["mood", "proof", "offered"]),
    ("    - set: proof = yes, offered = |", ["nothing", "credit", "record"]),
    ("    - score: |", ["policy +1", "deescalation +1"]),
    ("    - score: policy +2, d|", ["deescalation +1"]),
    ("    - cite: |", ["returns#cash-proof"]),
    ("    - means: |", ["refuse_return", "promise_refund"]),
    ("    - means: promise_refund |", ["amount=", "tender="]),
    ("    - expect: |", ["apology"]),
    ("    - expect: kind (|", ["policy +1", "deescalation +1"]),
    ("    - avoid: blame = @|", ["question", "tone"]),
    ("    - go: |", ["#start", "#look", "check.md"]),
    ("    - then: #|", ["#start", "#look"]),
    ("    - with: |", ["caller = "]),
    ("    - with: caller = |", ["mood", "proof"]),
    ("    - once: |", ["yes"]),
    ("    - reveal: paid, |", ["paid", "tender"]),
    ("- enter: |", ["mood", "proof"]),
    ("- enter: set proof = |", ["yes", "no"]),
    ("- desk: issue_refund, |", ["lookup_purchase", "issue_refund"]),
    ("- outcome: |", ["resolved", "escalated"]),
    ("- review: We paid {|", ["mood", "case."]),
    ("**|", ["Dana:** "]),
    ("**Dana (|", ["mood", "seen("]),
    ("**Dana (seen(|", ["start"]),
    ("It costs {case.|", ["paid"]),
]


@pytest.mark.parametrize(("line", "expected"), PLACES, ids=[row[0] for row in PLACES])
def test_a_place_is_offered_what_can_stand_in_it(line, expected):
    offered = [option.text for option in at(line).options]
    assert [text for text in expected if text not in offered] == []


NOTHING_FITS = [
    "Just |words",
    "- [Hello|",
    "- [Hello.](#look)|",
    "- [](|",
    "- [`issue_refund`|",
    "- [`no_such_thing a=|",
    "- [`no_such_thing |",
    "- [`issue_refund nothing=|",
    "    - why: Because |",
    "    - lock: if |",
    "    - score: policy +|",
    "    - expect: kind = sorry|",
    "    - expect: Kind words|",
    "    - mood: |",
    "    - if: mood.|",
    "<!-- - if: | -->",
]


@pytest.mark.parametrize("line", NOTHING_FITS)
def test_a_place_for_free_words_is_offered_nothing(line):
    assert at(line).options == ()


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("    - if: mood and pro|", "pro"),
        ("    - if: case.pa|", "pa"),
        ("    - if: seen(lo|", "lo"),
        ("- [Hello.](#lo|", "#lo"),
        ("    - sco|", "sco"),
        ("    - cite: returns#c|", "returns#c"),
        ("    - set: proof = ye|", "ye"),
        ("**Da|", "Da"),
        ("Nothing here|", ""),
    ],
)
def test_what_is_written_so_far_is_replaced(line, typed):
    found = at(line)
    assert found.column == line.index("|") + 1 - len(typed)


def test_an_option_says_what_it_is_about():
    beats = {option.text: option for option in at("- [Hello.](#|").options}
    assert beats["#start"].kind is OptionKind.BEAT
    assert beats["#start"].detail.startswith("I want my money back")
    assert beats["#start"].detail.endswith("…")
    clauses = at("    - cite: |").options
    assert clauses[0].detail == "3.1 Cash needs proof"
    weights = {option.text: option.detail for option in at("    - score: |").options}
    assert weights == {"policy +1": "60 of 100", "deescalation +1": "40 of 100"}


def test_a_sub_scene_can_lead_back_and_knows_what_it_was_given():
    head = CALLED.split("\n## find", maxsplit=1)[0]
    back = [option.text for option in at("- [Hello.](|", head=head).options]
    assert "#return" in back
    names = [option.text for option in at("    - if: |", head=head).options]
    assert {"caller", "proof"} <= set(names)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("|", ["title: ", "policy: "]),
        ("chan|", ["channel: "]),
        ("channel: |", ["counter", "phone"]),
        ("policy: |", ["returns"]),
        ("rubric: {policy: 40, |", ["policy: ", "close: "]),
        ("good: [resolved, |", ["resolved", "escalated"]),
        ("rubric:\n  |", ["policy: ", "deescalation: "]),
        ("case:\n  pa|", ["paid: "]),
    ],
)
def test_settings_are_offered_by_key_and_by_value(line, expected):
    above, _, last = line.rpartition("\n")
    head = "---\nid: kettle\n" + (above + "\n" if above else "")
    found = at(
        last,
        head=head,
        before="",
        after="\n---\n\n## start\n\n*Hm.*\n\n- outcome: lost\n",
    )
    offered = [option.text for option in found.options]
    assert [text for text in expected if text not in offered] == []
    assert "id: " not in offered


@pytest.mark.parametrize(
    "line", ["title: |", "rubric: |", "minutes: 4|", "  name: D|", "case: {paid: |"]
)
def test_a_setting_of_free_words_is_offered_nothing(line):
    found = at(
        line,
        head="---\n",
        before="",
        after="\n---\n\n## start\n\n*Hm.*\n\n- outcome: lost\n",
    )
    assert found.options == ()


def test_without_settings_the_language_itself_is_offered():
    found = [option.text for option in at("    - if: |", head="").options]
    assert "seen(" in found
    assert "mood" not in found
    scored = [option.text for option in at("    - score: |", head="").options]
    assert "close +1" in scored
    assert at("- outcome: |", head="").options == ()
    assert "visits(" in [option.text for option in at("**X (|", head="").options]


@pytest.mark.parametrize("line", [0, 99])
def test_a_line_that_is_not_there_is_offered_nothing(line):
    assert complete("## start\n", FILE, line, 1, Library({})).options == ()


def test_above_the_settings_and_in_a_file_without_a_beat_nothing_is_offered():
    assert complete("---\nid: a\n---\n", FILE, 1, 2, Library({})).options == ()
    assert complete("---\nid: a\n---\n- [", FILE, 4, 4, Library({})).options == ()
    assert complete("---\nid: a\n---\n\nHello", FILE, 3, 1, Library({})).options == ()


def test_code_is_not_completed():
    text = "## start\n\n```\n- [x](#\n```\n"
    assert complete(text, FILE, 4, 8, Library({})).options == ()


def test_the_beat_anywhere_is_offered_once():
    after = AFTER + "\n## anywhere\n\n- [go](#look) ^a1\n    - if: mood <= 0\n"
    offered = [option.text for option in at("## |", after=after).options]
    assert offered == ["ask"]


def test_what_has_no_name_yet_is_left_out():
    head = HEAD.replace("policy: returns", "policy: [returns, gone]")
    head = head.replace("  name: Dana Kowalska", "  age: 40")
    before = BEFORE.replace(" ^s1", "")
    after = AFTER + "\n## anywhere\n\n- [go](#look) ^a1\n    - if: mood <= 0\n"
    around = {"head": head, "before": before, "after": after}
    led = [option.text for option in at("- [Hello.](|", **around).options]
    assert "#anywhere" not in led
    chosen = [option.text for option in at("    - if: chose(|", **around).options]
    assert chosen == ["s2", "a1"]
    assert [option.text for option in at("**|", **around).options] == ["Dana:** "]
    cited = [option.text for option in at("    - cite: |", **around).options]
    assert cited == ["returns#cash-proof"]
    blank = [o.text for o in at("- [`apply_goodwill_credit amount=|", **around).options]
    assert blank == ["*"]


@given(
    st.sampled_from(PLACES), st.text(alphabet="-[]()`#{}*:= ifscoremd\n", max_size=20)
)
def test_half_written_lines_never_fail(row, noise):
    line, _ = row
    at(line.replace("|", noise.replace("|", "") + "|"))


@given(st.integers(1, 40), st.integers(1, 60))
def test_every_place_of_a_file_has_an_answer(line, column):
    text = HEAD + BEFORE + AFTER
    sources = Library({FILE: text, "policies/returns.md": POLICY})
    found = complete(text, FILE, line, column, sources)
    assert 1 <= found.column <= column
