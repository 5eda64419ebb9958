from datetime import date

import pytest

from tests.unit.scenarios.scripts import Talk, machine
from trainer.scenarios.alike import alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2207 615", "2207615", True),
        ("A-1", "a1", True),
        ("A-1", "A-2", False),
        ("", None, False),
        (None, None, True),
        ("4471", 4471, False),
        (3490, 3490, True),
        (date(1990, 2, 3), date(1990, 2, 3), True),
        (date(1990, 2, 3), "1990-02-03", False),
    ],
)
def test_texts_are_compared_by_what_they_say(one, other, same):
    assert alike(one, other) is same
    assert alike(other, one) is same


LOOK_UP = """
## desk

- [`lookup_purchase loyalty=case.loyalty`](#end) ^found
- [`lookup_purchase *`](#desk) ^other
"""


@pytest.mark.parametrize("typed", ["2207 615", "2207615", " 2207-615"])
def test_a_move_is_matched_however_the_number_is_typed(typed):
    talk = Talk(machine(LOOK_UP, 'case: {loyalty: "2207 615"}'))

    talk.do("lookup_purchase", loyalty=typed)

    assert talk.last.event.move == "found"


def test_another_number_does_not_match():
    talk = Talk(machine(LOOK_UP, 'case: {loyalty: "2207 615"}'))

    talk.do("lookup_purchase", loyalty="2207 616")

    assert talk.last.event.move == "other"
