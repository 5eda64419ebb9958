"""Every field of a scorecard, and its edges."""

from decimal import Decimal

from tests.unit.scenarios.scripts import Talk, machine
from trainer.assessments.scoring import (
    CriterionScore,
    Evidence,
    Level,
    Reason,
    score,
)


def played(beats, *moves, reference, settings="", **options):
    script = machine(beats, settings)
    return score(Talk(script).take(*moves).now, reference, **options)


POINTS = """
## hello

- [Gain.](#hello) ^gain
    - score: policy +6
    - why: You looked first.
- [Lose.](#hello) ^lose
    - score: policy -1
- [Close.](#hello) ^close
    - score: close +1
- [Bye.](#end) ^bye
"""


def test_a_criterion_says_what_was_earned_lost_and_possible():
    card = played(POINTS, "gain", "lose", "bye", reference={"policy": 8, "close": 1})

    assert card.criteria[0] == CriterionScore(
        id="policy",
        weight=60,
        share=Decimal("62.5"),
        gains=6,
        losses=1,
        reference=8,
        level=Level.DEVELOPING,
        evidence=(
            Evidence(
                seq=1,
                points=6,
                source="score",
                detail="",
                why="You looked first.",
                cite="",
            ),
            Evidence(seq=2, points=-1, source="score", detail="", why="", cite=""),
        ),
    )
    assert card.criteria[1] == CriterionScore(
        id="close",
        weight=40,
        share=Decimal("0.0"),
        gains=0,
        losses=0,
        reference=1,
        level=Level.NOT_YET,
        evidence=(),
    )
    assert card.outcome == "resolved"


def test_shares_are_rounded_half_up():
    card = played(
        "## hello\n\n- [A.](#end) ^a\n    - score: policy +1\n",
        "a",
        reference={"policy": 16},
    )

    assert card.criteria[0].share == Decimal("6.3")


def test_the_mark_itself_passes_and_so_does_half_of_a_criterion():
    card = played(
        "## hello\n\n- [A.](#end) ^a\n    - score: policy +1\n",
        "a",
        reference={"policy": 2},
        settings="pass: 50",
    )

    assert (card.total, card.passed) == (Decimal("50.0"), True)


def test_just_below_the_mark_does_not_pass_however_it_is_rounded():
    card = played(
        "## hello\n\n- [A.](#end) ^a\n    - score: policy +2\n",
        "a",
        reference={"policy": 3},
        settings="pass: 67",
    )

    assert card.total == Decimal("66.7")
    assert card.reasons == (Reason.TOTAL,)


def test_a_criterion_without_weight_is_left_out():
    card = played(
        "## hello\n\n- [A.](#end) ^a\n    - score: policy +1\n",
        "a",
        reference={"policy": 1, "process": 3},
    )

    assert [criterion.id for criterion in card.criteria] == ["policy"]


def test_a_covered_loss_is_shown_as_covered():
    card = played(
        """
        ## hello

        - [Pay.](#end) ^pay
            - means: apply_goodwill_credit amount=60.00
            - score: policy -1
        """,
        "pay",
        reference={"policy": 4},
        settings="policy: parcels",
    )

    lines = card.criteria[0].evidence
    assert [(line.detail, line.covered) for line in lines] == [
        ("", True),
        ("parcels#most", False),
    ]
