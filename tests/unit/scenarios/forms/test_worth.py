"""What points are worth of 100."""

import pytest

from trainer.scenarios.forms.worth import worth

WEIGHTS = {"policy": 60, "close": 40, "process": 0}


@pytest.mark.parametrize(
    ("points", "references", "told"),
    [
        ({"policy": 3}, [{"policy": 6, "close": 4}], 30),
        ({"policy": -1, "close": 1}, [{"policy": 6, "close": 4}], 0),
        ({"policy": 3}, [{"policy": 6}], 50),
        ({"close": 2}, [{"policy": 6, "close": 0}], 0),
        ({"policy": 3}, [{"policy": 6, "close": 4}, {"policy": 3, "close": 4}], 45),
        ({}, [{"policy": 6}], 0),
        ({"policy": 3}, [], None),
        ({"policy": 3}, [{}, {"process": 3}], None),
    ],
)
def test_points_are_a_share_of_the_best_conversation(points, references, told):
    assert worth(points, WEIGHTS, references) == told
