"""Whether both versions of a place can stand in one text."""

import pytest

from trainer.content.merging import merge
from trainer.scenarios.both import both_may_stand, may_all_stand
from trainer.scenarios.emit_ids import MOVE

FILE = "scenarios/kettle.md"
BASE = """\
---
id: kettle
title: The kettle
level: 1
case:
  paid: 34.90
---

A kettle.

## start

**Dana:** Hello.

- coach: She waits.

- [Hello.](#end) ^s1
    - why: You greet.

## end

- outcome: resolved
"""


def merged(old, mine, theirs):
    assert old in BASE
    return merge(
        base=BASE,
        mine=BASE.replace(old, mine),
        theirs=BASE.replace(old, theirs),
        heads=MOVE,
    )


@pytest.mark.parametrize(
    ("old", "mine", "theirs", "both"),
    [
        pytest.param("level: 1", "level: 2", "level: 3", False, id="setting"),
        pytest.param("paid: 34.90", "paid: 35.00", "paid: 36.00", False, id="fact"),
        pytest.param(
            "outcome: resolved", "outcome: lost", "outcome: failed", False, id="ending"
        ),
        pytest.param("[Hello.]", "[Hi.]", "[Good day.]", True, id="reply"),
        pytest.param(
            "**Dana:** Hello.", "**Dana:** Hi.", "**Dana:** Oh.", True, id="speech"
        ),
        pytest.param("A kettle.", "Mine.", "Theirs.", True, id="briefing"),
        pytest.param(
            "level: 1",
            "level: 1\nminutes: 4",
            "level: 1\ntopics: tea",
            True,
            id="two settings",
        ),
    ],
)
def test_both_stay_only_where_the_text_still_reads(old, mine, theirs, both):
    found = merged(old, mine, theirs)

    assert len(found.disputes) == 1
    assert both_may_stand(found, 0, FILE) is both
    assert may_all_stand(found, {0: "both"}, FILE) is both
    assert may_all_stand(found, {0: "theirs"}, FILE)


def test_a_text_that_could_not_be_read_before_is_no_reason_to_choose():
    one = merge(base="", mine="nothing\n", theirs="else\n")

    assert both_may_stand(one, 0, FILE)
