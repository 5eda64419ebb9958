from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.scenarios.scripts import Talk, machine
from trainer.assessments.scoring import Level, Reason, level, score

SCRIPT = machine(
    """
    ## hello

    - [Good.](#hello) ^good
        - score: policy +4
    - [Extra.](#hello) ^extra
        - score: policy +3
    - [Slip.](#hello) ^slip
        - score: policy -2
        - why: You promised before you looked.
        - cite: parcels#look-first
    - [Warm.](#hello) ^warm
        - score: close +2
    - [Rude.](#hello) ^rude
        - critical: Insulted the customer
    - [Unasked.](#hello) ^unasked
        - means: apply_goodwill_credit amount=60.00
    - [Give up.](#lost) ^lost
    - [Bye.](#end) ^bye

    ## lost

    - outcome: lost
    """,
    "policy: parcels\npass: 80",
)
REFERENCE = {"policy": 4, "close": 2}


def card(*moves, reference=REFERENCE, script=SCRIPT, **options):
    return score(Talk(script).take(*moves).now, reference, **options)


# policy weighs 60, close 40
@pytest.mark.parametrize(
    ("moves", "total", "shares"),
    [
        (["good", "warm", "bye"], "100.0", ["100.0", "100.0"]),
        (["good", "bye"], "60.0", ["100.0", "0.0"]),
        (["good", "warm", "slip", "bye"], "70.0", ["50.0", "100.0"]),
        (["good", "extra", "slip", "warm", "bye"], "70.0", ["50.0", "100.0"]),
        (["extra", "warm", "bye"], "85.0", ["75.0", "100.0"]),
        (["slip", "bye"], "0.0", ["0.0", "0.0"]),
        (["unasked", "good", "warm", "bye"], "55.0", ["25.0", "100.0"]),
        (["bye"], "0.0", ["0.0", "0.0"]),
    ],
)
def test_gains_up_to_the_reference_less_losses_make_a_share(moves, total, shares):
    found = card(*moves)

    assert found.total == Decimal(total)
    assert [criterion.share for criterion in found.criteria] == list(
        map(Decimal, shares)
    )


@pytest.mark.parametrize(
    ("moves", "reasons"),
    [
        (["good", "warm", "bye"], ()),
        (["good", "warm"], (Reason.UNFINISHED,)),
        (["good", "warm", "rude", "bye"], (Reason.CRITICAL,)),
        (["good", "warm", "lost"], (Reason.OUTCOME,)),
        (["good", "warm", "slip", "bye"], (Reason.TOTAL,)),
        (["good", "bye"], (Reason.TOTAL, Reason.CRITERION)),
    ],
)
def test_why_it_is_not_passed_is_said(moves, reasons):
    found = card(*moves)

    assert (found.reasons, found.passed) == (reasons, not reasons)


def test_a_criterion_nobody_can_earn_leaves_the_total():
    found = card("good", "bye", reference={"policy": 4})

    assert [criterion.id for criterion in found.criteria] == ["policy"]
    assert found.total == Decimal("100.0")


def test_without_any_reference_the_total_is_zero():
    assert card("good", "bye", reference={}).total == Decimal("0.0")


def test_the_organisations_pass_mark_counts_where_the_scenario_has_none():
    plain = machine("## hello\n\n- [Hi.](#end) ^a\n    - score: policy +1\n")

    found = card("a", reference={"policy": 1}, script=plain, pass_mark=90)

    assert found.pass_mark == 90
    assert card("bye").pass_mark == 80


def test_every_point_names_its_turn_its_reason_and_its_clause():
    found = card("good", "slip", "bye")

    lines = found.criteria[0].evidence

    assert [(line.seq, line.points) for line in lines] == [(1, 4), (2, -2)]
    assert lines[1].why == "You promised before you looked."
    assert lines[1].cite == "parcels#look-first"


def test_a_broken_clause_is_evidence_with_the_values_that_decided_it():
    line = card("unasked", "bye").criteria[0].evidence[0]

    assert (line.source, line.cite, line.points) == ("verdict", "parcels#most", -3)
    assert "60.00" in line.why


def test_a_mistake_and_its_recovery_leave_less_than_no_mistake():
    clean = card("good", "warm", "bye").total

    assert card("good", "slip", "warm", "bye").total < clean


def test_what_a_look_up_by_itself_brings_has_no_author():
    script = machine(
        "## hello\n\n- [Bye.](#end) ^bye\n    - score: policy +1\n",
        "case: {order: A-1}",
    )
    talk = Talk(script).do("lookup_order", order="A-1").take("bye")

    assert score(talk.now, {"policy": 1}).total == Decimal("100.0")


@pytest.mark.parametrize(
    ("share", "name"),
    [
        ("100", Level.STRONG),
        ("85.0", Level.STRONG),
        ("84.9", Level.SOLID),
        ("70", Level.SOLID),
        ("69.9", Level.DEVELOPING),
        ("50", Level.DEVELOPING),
        ("49.9", Level.NOT_YET),
        ("0", Level.NOT_YET),
    ],
)
def test_a_share_has_a_level_in_words(share, name):
    assert level(Decimal(share)) is name


MOVES = st.lists(
    st.sampled_from(["good", "extra", "slip", "warm", "rude", "unasked"]), max_size=12
)


@given(MOVES)
def test_any_conversation_scores_between_0_and_100_and_the_same_again(moves):
    found = card(*moves)

    assert Decimal(0) <= found.total <= Decimal(100)
    assert found == card(*moves)


@given(MOVES)
def test_a_critical_error_never_passes(moves):
    assert not card(*moves, "rude", "bye").passed


@given(MOVES)
def test_repeating_a_move_changes_no_score(moves):
    assert card(*moves, *moves).total == card(*moves).total
