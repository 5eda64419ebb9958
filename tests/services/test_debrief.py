import pytest

from trainer.errors import NotFoundError
from trainer.policies.because import Earlier
from trainer.services.debrief import debrief


def look_back(desk):
    return debrief(
        desk.practice, desk.session, person=desk.person, attempt=desk.attempt
    )


def play_well(desk):
    desk.say("s1")
    desk.do("lookup_purchase", card="4471")
    desk.do("issue_refund", amount="34.90", tender="card")


def test_a_debrief_says_what_worked_and_that_nothing_was_lost(desk):
    play_well(desk)

    seen = look_back(desk)

    assert seen.result.worked.why == "You heard her first."
    assert seen.result.change is None
    assert (seen.outcome, seen.review.stars) == ("resolved", 4)
    assert seen.moods == (4, 6, 6, 6)
    assert seen.mood_points[1] == (1, 6)


def test_a_broken_clause_is_the_one_thing_to_change(desk):
    desk.say("s2")
    desk.write("b1", "Hm.")
    desk.say("d3")

    seen = look_back(desk)

    change = seen.result.change
    assert (change.seq, change.clause.cite) == (3, "returns#look-first")
    assert (change.clause.number, change.clause.title) == ("1.2", "Look first")
    assert change.clause.advice == "Look before you refuse."
    assert change.breach.grounds == (Earlier("lookup_purchase", done=False),)
    assert seen.result.worked is None
    assert [turn.words for turn in seen.turns][2:3] == ["Hm."]


def test_each_turn_carries_its_verdict_even_after_an_assessment(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    play_well(desk)

    seen = look_back(desk)

    assert [turn.points for turn in seen.turns] == [0, 2, 2, 3]
    assert seen.try_again == frozenset()


def test_practice_can_be_tried_again_from_every_turn_of_ones_own(desk):
    play_well(desk)

    assert look_back(desk).try_again == {1, 2, 3}


def test_the_best_conversation_is_shown_after_practice(desk):
    desk.say("s1")
    desk.say("d3")

    best = look_back(desk).best

    assert [turn.kind for turn in best] == ["say", "act", "act"]
    assert best[0].words == "I am sorry, let me look."


def test_what_is_used_in_exams_keeps_its_best_conversation_in_practice(seat):
    desk = seat(slug="exam-parcel")
    play_well(desk)

    assert look_back(desk).best == ()


@pytest.mark.parametrize(("well", "shown"), [(True, True), (False, False)])
def test_an_assessment_shows_it_after_a_pass(seat, well, shown):
    desk = seat(slug="exam-parcel", mode="assessment")
    if well:
        play_well(desk)
    else:
        desk.say("s1")
        desk.say("d3")

    assert bool(look_back(desk).best) is shown


def test_own_words_in_an_assessment_make_it_provisional(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    desk.say("s2")
    desk.write("b1", "Whatever.")
    desk.say("d3")

    assert look_back(desk).result.provisional


def test_the_warm_up_has_nothing_to_score(seat):
    desk = seat(slug="warm-up")
    desk.say("s1")

    seen = look_back(desk)

    assert (seen.result, seen.best, seen.moods, seen.mood) == (None, (), (), None)


def test_there_is_no_debrief_before_the_end(desk):
    with pytest.raises(NotFoundError, match="has not ended"):
        look_back(desk)
