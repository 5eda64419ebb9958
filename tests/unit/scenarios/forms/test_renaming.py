"""Giving facts and expectations another name, with all that names them."""

import pytest

from trainer.scenarios.forms.facts import Kind
from trainer.scenarios.forms.renaming import (
    Renaming,
    fact_renamed,
    listened_in,
    listened_renamed,
    names_in,
)
from trainer.scenarios.forms.sheet import open_sheet

FILE = "scenarios/kettle.md"
TEXT = """\
---
id: kettle
title: The proof of the kettle
meters: {calm: 3 in 0..10}
bind: {proof: seen, paid: "case.price"}
vars:
  seen: no
  tries: 0 in 0..3
deal:
  record: [missing, found]
case:
  customer: Dana
  price: 34.90
  lid: red
goal:
  lid: blue
---

Dana has a {case.lid} lid, and it was seen.

## start

**Dana (if seen and record is found):** I have seen it. It cost {case.price} \\{seen}.

```
{case.lid} as written
```

- enter: tries = 1 if not seen

- [Have you seen the {case.lid} lid?](#start) ^s1
    - if: not seen and seen(start)
        and tries < 2
    - set: seen = yes if case.lid is red
    - calm: +1 if calm < 3 and said(seen)
    - score: policy +1 if seen
    - why: You had seen {case.lid}. If seen, say so.
    - critical: Cash if seen is yes
    - reveal: lid, price
- [`issue_refund amount=case.price`](#end) ^s2
    - means: promise_refund amount=case.price
    - critical: Cash without asking, as if seen before
- [____ Say it.](#end) ^s3
    - expect: seen (discovery +1) = seen | saw
    - avoid: seen_it = I told you so
    - go: #end if said(seen) and calm >= 2
- [verify.md](verify.md) ^s4
    - with: who = seen, lid = case.lid
    - then: #end

## end

- outcome: resolved
- review: ★★★ "If seen, good." if seen
"""
PLAYS = """\
play: one
    deal record found
    write s3 "record, seen, calm"
    expect outcome resolved, calm >= 2, said seen

play: record
    expect not said seen
"""


def said(fact, price):
    """Return what Dana says, with names in it."""
    return (
        f"**Dana (if {fact} and record is found):** I have seen it. "
        f"It cost {{{price}}} \\{{seen}}."
    )


def sheet(text=TEXT):
    return open_sheet(text, FILE)


def lines(made):
    """Return what changed: lines before, lines after."""
    before, after = TEXT.split("\n"), made.text.split("\n")
    assert len(before) == len(after)
    pairs = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    return [b.strip() for _a, b in pairs]


def test_a_fact_that_changes_is_renamed_where_it_is_read_and_changed():
    made = fact_renamed(
        sheet(), PLAYS, Renaming(kind=Kind.CHANGES, old="seen", new="was_shown")
    )

    assert lines(made) == [
        'bind: {proof: was_shown, paid: "case.price"}',
        "was_shown: no",
        said("was_shown", "case.price"),
        "- enter: tries = 1 if not was_shown",
        "- if: not was_shown and seen(start)",
        "- set: was_shown = yes if case.lid is red",
        "- score: policy +1 if was_shown",
        "- critical: Cash if was_shown is yes",
        "- with: who = was_shown, lid = case.lid",
        '- review: ★★★ "If seen, good." if was_shown',
    ]
    assert made.places == 9
    assert made.plays == PLAYS


def test_a_fact_on_another_line_of_a_condition_follows():
    made = fact_renamed(
        sheet(), "", Renaming(kind=Kind.CHANGES, old="tries", new="asked")
    )

    assert lines(made) == [
        "asked: 0 in 0..3",
        "- enter: asked = 1 if not seen",
        "and asked < 2",
    ]


def test_a_fixed_fact_is_renamed_at_the_desk_in_blanks_and_in_what_is_wanted():
    made = fact_renamed(
        sheet(), PLAYS, Renaming(kind=Kind.FIXED, old="lid", new="cover")
    )

    assert lines(made) == [
        "cover: red",
        "cover: blue",
        "Dana has a {case.cover} lid, and it was seen.",
        "- [Have you seen the {case.cover} lid?](#start) ^s1",
        "- set: seen = yes if case.cover is red",
        "- why: You had seen {case.cover}. If seen, say so.",
        "- reveal: cover, price",
        "- with: who = seen, lid = case.cover",
    ]
    assert made.places == 7


def test_a_fact_that_acts_and_policies_use_follows_there():
    made = fact_renamed(sheet(), "", Renaming(kind=Kind.FIXED, old="price", new="cost"))

    assert lines(made) == [
        'bind: {proof: seen, paid: "case.cost"}',
        "cost: 34.90",
        said("seen", "case.cost"),
        "- reveal: lid, cost",
        "- [`issue_refund amount=case.cost`](#end) ^s2",
        "- means: promise_refund amount=case.cost",
    ]


def test_what_is_dealt_is_renamed_in_plays_but_not_in_what_is_written_there():
    made = fact_renamed(
        sheet(), PLAYS, Renaming(kind=Kind.DRAWN, old="record", new="file")
    )

    assert made.plays == PLAYS.replace("deal record", "deal file")
    assert "(if seen and file is found)" in made.text
    assert made.places == 2


def test_a_mood_is_renamed_where_it_changes_and_where_plays_expect_it():
    made = fact_renamed(
        sheet(), PLAYS, Renaming(kind=Kind.MOOD, old="calm", new="trust")
    )

    assert lines(made) == [
        "meters: {trust: 3 in 0..10}",
        "- trust: +1 if trust < 3 and said(seen)",
        "- go: #end if said(seen) and trust >= 2",
    ]
    assert made.plays == PLAYS.replace("calm >=", "trust >=")
    assert made.places == 4


@pytest.mark.parametrize(
    ("kind", "old", "bind"),
    [
        (Kind.FIXED, "lid", "case.cover"),
        (Kind.CHANGES, "tries", "cover"),
    ],
)
def test_a_policy_that_asked_for_the_old_name_is_bound_to_the_new_one(kind, old, bind):
    wish = Renaming(kind=kind, old=old, new="cover")
    plain = fact_renamed(sheet(), "", wish)

    made = fact_renamed(sheet(), "", wish, {old})

    told = f'bind: {{proof: seen, paid: "case.price", {old}: {bind}}}'
    assert told in made.text
    assert made.places == plain.places + 1


def test_a_bound_fact_is_not_bound_once_more():
    wish = Renaming(kind=Kind.CHANGES, old="seen", new="proof")

    made = fact_renamed(sheet(), "", wish, {"seen"})
    again = fact_renamed(
        sheet(TEXT.replace("{proof: seen", "{seen: seen")), "", wish, {"seen"}
    )

    assert 'bind: {proof: proof, paid: "case.price", seen: proof}' in made.text
    assert 'bind: {seen: proof, paid: "case.price"}' in again.text


def test_a_first_bind_is_made_where_there_was_none():
    text = TEXT.replace('bind: {proof: seen, paid: "case.price"}\n', "")
    wish = Renaming(kind=Kind.CHANGES, old="seen", new="shown")

    made = fact_renamed(sheet(text), "", wish, {"seen"})

    assert "bind: {seen: shown}\n" in made.text


def test_what_is_listened_for_is_renamed_where_it_is_asked_and_expected():
    made = listened_renamed(sheet(), PLAYS, "seen", "saw_it")

    assert lines(made) == [
        "- calm: +1 if calm < 3 and said(saw_it)",
        "- expect: saw_it (discovery +1) = seen | saw",
        "- go: #end if said(saw_it) and calm >= 2",
    ]
    assert made.plays == PLAYS.replace("said seen", "said saw_it")
    assert made.places == 5


def test_names_that_something_has_are_known():
    assert names_in(sheet(), Kind.FIXED) == {"customer", "price", "lid"}
    assert names_in(sheet(), Kind.DRAWN) == {"calm", "seen", "tries", "record"}
    assert listened_in(sheet()) == ("seen", "seen_it")
    assert names_in(sheet("## start\n"), Kind.FIXED) == frozenset()


def test_a_condition_that_runs_over_two_lines_follows_on_both():
    text = TEXT.replace("policy +1 if seen", "policy +1 if seen\n        and not seen")

    made = fact_renamed(
        sheet(text), "", Renaming(kind=Kind.CHANGES, old="seen", new="shown")
    )

    assert "policy +1 if shown\n        and not shown\n" in made.text
