"""A policy changes after a scenario that cites it was published in the studio."""

import pytest

from tests.services.authors import SIMPLE
from tests.services.role_plays import RETURNS, TEXTS, publish
from tests.services.test_revisions import Publisher
from trainer.services.proving import prove_text

CITING = SIMPLE.replace("level: 1", "level: 1\npolicy: returns").replace(
    "    - score: deescalation +1",
    "    - score: deescalation +1\n    - cite: returns#look-first",
)
NEWER = RETURNS.replace("Look before you refuse.", "Look twice before you refuse.")


@pytest.fixture
def author(session, cast, now, published):
    assert published
    return Publisher(session, cast.supervisor, now)


def told(session):
    proof = prove_text(
        session, file="scenarios/simple.md", body=CITING, now=lambda: 0.0
    )
    return [d.place.line for d in proof.diagnostics if d.code == "clause-changed"]


def test_a_clause_that_changed_is_told_until_the_scenario_is_published_again(
    session, author, tmp_path, now
):
    author.publish(author.start(body=CITING))
    assert told(session) == []

    publish(session, tmp_path / "newer", now, {**TEXTS, "policies/returns.md": NEWER})

    (line,) = told(session)
    assert "cite: returns#look-first" in CITING.splitlines()[line - 1]


def test_what_was_never_published_has_nothing_to_compare(session, published):
    assert published
    assert told(session) == []
