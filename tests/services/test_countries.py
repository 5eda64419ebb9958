"""A policy holds as it does in the country of the installation."""

import pytest

from tests.services.role_plays import LATE_PARCEL, RETURNS, TEXTS, Desk, publish
from trainer.services.shelf import Shelf
from trainer.services.surroundings import around, pinned_policies, policies_of
from trainer.store import content
from trainer.store.installation import country_of

POLICY = RETURNS.replace("facts:", "settings for DE:\n  credit_limit: 70.00\nfacts:")
LIMIT = """
## 2 More

### 2.1 Limit {#limit}

Up to {credit_limit}.

### 2.2 Elsewhere {#elsewhere}

Something else.

- only: FR, IT
"""
ALL = ["cash-proof", "look-first", "limit", "elsewhere"]
FILES = {**TEXTS, "policies/returns.md": POLICY + LIMIT}


def settle(session, country):
    """Let the session belong to an installation in a country."""
    session.connection().execution_options(trainer_country=country)


def published_in(session, folder, now, country):
    settle(session, country)
    return publish(session, folder, now, FILES)


def newest(session, kind="policy", slug="returns"):
    return content.newest(session, kind=kind, slug=slug)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


def test_without_a_country_policies_hold_as_they_are_written(session, folder, now):
    published_in(session, folder, now, "")

    policy = Shelf().policy(session, newest(session).id)
    assert "country" not in newest(session).card
    assert [c.name for c in policy.clauses] == ALL
    assert policy.fill(policy.clause("limit").prose) == "Up to 50.00 EUR."


def test_a_country_is_recorded_with_what_is_published(session, folder, now):
    published_in(session, folder, now, "DE")

    policy = Shelf().policy(session, newest(session).id)
    script = Shelf().script(session, newest(session, "scenario", "late-parcel").id)
    assert policy.fill(policy.clause("limit").prose) == "Up to 70.00 EUR."
    assert newest(session).card["country"] == "DE"
    assert script.policies[0].settings["credit_limit"].value == 7000
    assert [c.name for c in script.policies[0].clauses] == ALL[:-1]
    assert country_of(session) == "DE"


def test_what_was_published_stays_when_the_country_is_set_later(
    session, folder, now, cast
):
    published_in(session, folder, now, "")
    before = newest(session).id
    desk = Desk(session, cast.trainee, now)
    key = around(session, "")

    settle(session, "DE")

    assert Shelf().policy(session, before).country == ""
    assert desk.look() is not None
    assert around(session, "") != key


def test_the_next_load_publishes_what_differs_there_and_only_once(session, folder, now):
    first = published_in(session, folder, now, "")
    before = newest(session).logic_digest

    again = published_in(session, folder, now, "DE")
    once_more = published_in(session, folder, now, "DE")

    assert (newest(session).number, newest(session).change_kind) == (2, "major")
    assert sorted(again.added) == sorted(first.added)
    assert once_more.added == []
    assert newest(session).logic_digest != before
    back = published_in(session, folder, now, "")
    assert sorted(back.added) == sorted(first.added)


def test_a_policy_that_is_the_same_everywhere_is_not_published_anew(
    session, folder, now
):
    publish(session, folder, now)

    settle(session, "DE")
    again = publish(session, folder, now)

    assert again.added == []


def test_drafts_are_proven_among_policies_of_the_country(session, folder, now):
    published_in(session, folder, now, "DE")

    assert policies_of(session)["returns"].country == "DE"
    pinned = pinned_policies(session, "scenarios/late-parcel.md")
    assert pinned["returns"].country == "DE"


def test_a_scenario_may_not_cite_what_does_not_hold_here(session, folder, now):
    settle(session, "DE")
    text = POLICY.replace("- severity: critical", "- severity: critical\n- only: FR")
    cited = LATE_PARCEL.replace(
        "    - score:", "    - cite: returns#cash-proof\n    - score:", 1
    )
    files = {"policies/returns.md": text, "scenarios/late-parcel.md": cited}

    found = publish(session, folder, now, files)

    assert {problem.code for problem in found.problems} == {"unknown-clause"}
    assert newest(session, "scenario", "late-parcel") is None
