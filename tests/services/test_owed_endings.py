"""An ending that left something owed, as it is scored, kept and looked back on."""

import pytest
from sqlalchemy import select

from tests.services.role_plays import RETURNS, TEXTS, Desk, publish
from trainer.content.types import Flag
from trainer.policies.because import Fact, Given
from trainer.services.audit import rescore_attempts
from trainer.services.debrief import debrief
from trainer.store.evaluations import CRITERION_SCORE, EVALUATION

RIGHT = """
### 1.3 What was found is paid back {#right}

Whoever has proof gets the money back. Nobody has to ask twice.

- rule: owe issue_refund or issue_store_credit if proof
- severity: SEVERITY
"""
LATER = "- [You will get it tomorrow.](#resolved) ^f2\n    - score: policy +1\n"
FRIENDLY = LATER + "    - why: A clear word about when.\n"


@pytest.fixture
def played(session, cast, now, tmp_path):
    """Plays to an ending that leaves the refund owed."""

    def play(severity):
        texts = TEXTS | {
            "policies/returns.md": RETURNS + RIGHT.replace("SEVERITY", severity),
            "scenarios/late-parcel.md": TEXTS["scenarios/late-parcel.md"].replace(
                LATER, FRIENDLY
            ),
        }
        publish(session, tmp_path / "owing", now, texts)
        desk = Desk(session, cast.trainee, now)
        desk.say("s1")
        desk.do("lookup_purchase", card="4471")
        desk.say("f2")
        return desk

    return play


def look_back(desk):
    return debrief(
        desk.practice, desk.session, person=desk.person, attempt=desk.attempt
    ).result


def test_what_was_left_owed_is_the_one_thing_to_change(played):
    change = look_back(played("error")).change

    assert (change.seq, change.points, change.source) == (3, -3, "verdict")
    assert (change.clause.number, change.clause.revision) == ("1.3", 1)
    assert change.clause.advice == "Whoever has proof gets the money back."
    assert change.why == ""
    assert change.breach.grounds == (
        Given(("issue_refund", "issue_store_credit"), done=False),
        Fact("proof", Flag(), value=True),
    )


def test_what_was_left_owed_can_cost_the_pass(played):
    desk = played("customer-critical")
    result = look_back(desk)

    (grave,) = result.critical
    kept = desk.session.execute(select(EVALUATION.c.critical, EVALUATION.c.passed))
    assert (grave.clause.title, grave.why) == ("What was found is paid back", "")
    assert kept.one() == (["returns#right"], False)


def test_a_kept_result_is_what_scoring_gives_again(played):
    desk = played("error")

    found = rescore_attempts(desk.session)

    evidence = desk.session.scalars(select(CRITERION_SCORE.c.evidence)).all()
    assert (found.attempts, found.identical) == (1, 1)
    assert [e["cite"] for row in evidence for e in row if e["points"] == -3] == [
        "returns#right"
    ]
