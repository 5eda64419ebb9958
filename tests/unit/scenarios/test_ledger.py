from tests.unit.scenarios.scripts import Talk, machine

SETTINGS = """
policy: parcels
case: {order: A-1, paid: 34.90, proof: no}
meters: {mood: 5 in 0..10}
goal: {refunded: 34.90}
"""

BEATS = """
## desk

- [Nice.](#desk) ^nice
    - score: close +2
- [Rude.](#desk) ^rude
    - score: close -1
    - critical: Insulted the customer
- [Grave only when sour.](#desk) ^sour
    - critical: Threatened the customer if mood < 3
    - critical: Asked what happens if it is late
- [`issue_refund *`](#desk) ^pay
    - score: policy -1
- [`apply_goodwill_credit *`](#desk) ^give
    - score: policy -5
- [I cannot take it back.](#desk) ^promise
    - means: issue_refund amount=case.paid tender=cash
- [____ Say it.](#desk) ^w
    - model: "Sorry."
    - expect: apology (close +1) = sorry
    - avoid: blame (close -1) = "your fault"
    - score: policy +1 if said(apology)
- [Bye.](#end) ^bye
"""


def talk():
    return Talk(machine(BEATS, SETTINGS))


def test_an_entry_counts_once_an_attempt():
    ledger = talk().take("nice", "nice").now.ledger

    assert ledger.gains == {"close": 2}


def test_gains_and_losses_are_kept_apart():
    ledger = talk().take("nice", "rude").now.ledger

    assert (ledger.gains, ledger.losses) == ({"close": 2}, {"close": 1})


def test_a_critical_error_is_counted_once_in_its_authors_words():
    assert talk().take("rude", "rude").now.ledger.critical == ("Insulted the customer",)


def test_only_a_condition_after_if_makes_a_critical_error_conditional():
    assert talk().take("sour").now.ledger.critical == (
        "Asked what happens if it is late",
    )


def test_a_broken_clause_costs_three_points_once_and_the_larger_loss_counts():
    now = talk().do("issue_refund", amount=100, tender="cash").now

    counted = {(c.source, c.points, c.covered) for c in now.turns[-1].counted}

    assert counted == {("score", -1, True), ("verdict", -3, False)}
    assert now.ledger.losses == {"policy": 3}


def test_a_larger_loss_of_the_move_covers_the_verdict():
    now = talk().do("apply_goodwill_credit", amount=6000).now

    assert now.ledger.losses == {"policy": 5}


def test_a_broken_critical_clause_is_a_critical_error():
    now = talk().do("issue_refund", amount=100, tender="cash").now

    assert now.ledger.critical == ("parcels#proof",)
    assert [v.clause for v in now.turns[-1].broken] == [
        "parcels#look-first",
        "parcels#proof",
    ]


def test_a_clause_broken_again_costs_nothing_more():
    twice = (
        talk()
        .do("issue_refund", amount=100, tender="cash")
        .do("issue_refund", amount=200, tender="cash")
    )

    assert twice.last.broken == ()
    assert twice.now.ledger.losses == {"policy": 3}


def test_a_limit_sums_over_the_attempt():
    first = talk().do("apply_goodwill_credit", amount=3000)
    assert first.last.broken == ()

    assert first.do("apply_goodwill_credit", amount=3000).last.broken


def test_what_is_done_by_saying_it_is_judged_like_an_action():
    now = talk().take("promise").now

    assert now.ledger.critical == ("parcels#proof",)


def test_own_words_score_what_they_show():
    ledger = talk().write("w", "apology").now.ledger

    assert ledger.gains == {"close": 1, "policy": 1}


def test_unwanted_words_cost():
    assert talk().write("w", "blame").now.ledger.losses == {"close": 1}


def test_the_wanted_final_state_of_the_case_scores_at_a_good_ending():
    paid = talk().do("issue_refund", amount=3490, tender="cash").take("bye")

    assert paid.now.ledger.gains == {"policy": 2}
    assert talk().take("bye").now.ledger.gains == {}


def test_a_turn_says_which_critical_errors_it_made():
    assert talk().take("rude").last.critical == ("Insulted the customer",)
