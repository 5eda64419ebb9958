"""The pages show a policy as it holds in the country of the installation."""

from dataclasses import replace

import pytest

from tests.services import role_plays
from trainer import clock
from trainer.web.database import db

POLICY = role_plays.RETURNS.replace(
    "facts:", "settings for DE:\n  credit_limit: 70.00\nfacts:"
).replace("Look before you refuse.", "Look before you refuse {credit_limit}.")
ELSEWHERE = "\n### 1.3 Elsewhere {#elsewhere}\n\nSomething else.\n\n- only: FR\n"
FILES = {**role_plays.TEXTS, "policies/returns.md": POLICY + ELSEWHERE}


@pytest.fixture
def config(config):
    return replace(config, country="DE")


def test_a_policy_page_shows_what_holds_in_the_country(app, trainee, tmp_path):
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now(), FILES)

    text = trainee.get("/policies/returns").text

    assert "70.00" in text
    assert "50.00" not in text
    assert "Elsewhere" not in text


def test_a_conversation_is_held_under_the_policy_of_the_country(app, trainee, tmp_path):
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now(), FILES)

    trainee.get("/practice/late-parcel")
    attempt = trainee.submit("/practice/late-parcel", mode="practice").location

    text = trainee.get(attempt).text
    assert "70.00" in text
    assert "50.00" not in text
