"""Numbers, money, dates and moods as people read them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from trainer.web import formats
from trainer.web.current import config_of, set_config
from trainer.web.formats import countdown, day, minutes, moment, money, mood_word

CASES = [
    (money, 3490, "34.90"),
    (money, -123456, "-1,234.56"),
    (money, 0, "0.00"),
    (formats.number, Decimal("87.5"), "87.5"),
    (formats.number, Decimal("100.0"), "100"),
    (formats.signed, 2, "+2"),
    (formats.signed, -3, "−3"),
    (formats.signed, 0, "0"),
    (day, date(2026, 11, 27), "27 Nov 2026"),
    (moment, datetime(2026, 11, 27, 14, 5, tzinfo=UTC), "27 Nov 2026, 14:05"),
    (minutes, 8, "8 minutes"),
    (minutes, 1, "1 minute"),
    (countdown, 134, "2:14"),
    (countdown, 0.4, "0:00"),
    (countdown, -5, "0:00"),
]


@pytest.mark.parametrize(("write", "value", "written"), CASES)
def test_a_value_is_written_as_people_read_it(write, value, written):
    assert write(value) == written


@pytest.mark.parametrize(
    ("value", "word"),
    [(0, "Furious"), (2, "Angry"), (4, "Irritated"), (6, "Calm"), (10, "Content")],
)
def test_a_mood_has_a_name_on_any_scale(value, word):
    assert mood_word(value, 0, 10) == word
    assert mood_word(value * 10 - 50, -50, 50) == word


def test_a_scale_without_a_length_is_in_the_middle():
    assert mood_word(3, 3, 3) == "Irritated"


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd"])
def test_a_time_zone_nobody_knows_is_utc(app, name):
    with app.test_request_context():
        set_config(app, replace(config_of(app), zone=name))
        assert moment(datetime(2026, 11, 27, 14, 5, tzinfo=UTC)).endswith("14:05")


def test_moments_are_in_the_time_zone_of_the_reader(trainee):
    trainee.get("/account/")
    trainee.submit("/account/", zone="Pacific/Kiritimati")
    kiritimati = trainee.get("/account/").text

    trainee.submit("/account/", zone="Pacific/Midway")

    assert trainee.get("/account/").text != kiritimati
