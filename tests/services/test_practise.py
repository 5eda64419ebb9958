from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from tests.services.role_plays import EXAM, LATE_PARCEL, TEXTS, Desk, draw, publish
from tests.unit.scenarios.scripts import Talk, machine
from trainer.content.actions import DESK_ACTIONS
from trainer.errors import (
    AttemptOverError,
    MoveNotOpenError,
    NoPauseLeftError,
    NotAllowedError,
    NotFoundError,
    NoWordsError,
    PausedError,
    StaleMoveError,
    WordsTooLongError,
    WrongBlankError,
)
from trainer.services import begin as beginnings
from trainer.services import scene, sending, stage, talks
from trainer.services.blanks import read
from trainer.services.clock import Clock
from trainer.services.sending import LONGEST_DRAFT, UNJUDGED
from trainer.store import evaluations
from trainer.store.attempts import Attempt, AttemptEvent, Draft, TypedText


def events(desk):
    wanted = (
        select(AttemptEvent)
        .where(AttemptEvent.attempt_id == desk.attempt)
        .order_by(AttemptEvent.seq)
    )
    return list(desk.session.scalars(wanted))


def result(desk):
    return evaluations.of_attempt(desk.session.connection(), desk.attempt)


def test_a_good_conversation_ends_with_full_marks_and_their_evidence(desk):
    desk.say("s1")
    desk.do("lookup_purchase", card="4471")
    answer = desk.do("issue_refund", amount="34.90", tender="card")

    assert answer.talk.conversation.outcome == "resolved"
    found = result(desk)
    assert (found.total, found.passed, found.reasons) == (Decimal("100.0"), True, [])
    criteria = evaluations.criteria_of(desk.session.connection(), found.id)
    assert {c.criterion: c.gains for c in criteria} == {
        "policy": 3,
        "deescalation": 2,
        "process": 2,
    }
    assert all(c.evidence[0]["seq"] for c in criteria)


def test_a_bad_ending_never_passes(desk):
    desk.say("s1")
    desk.say("d3")

    found = result(desk)
    assert not found.passed
    assert "outcome" in found.reasons


def test_a_move_is_recorded_with_what_was_decided_then(desk):
    desk.say("s1")

    (event,) = events(desk)
    assert (event.seq, event.kind, event.move, event.refused) == (1, "say", "s1", False)
    assert event.judged["points"] == [["deescalation", 2, "score", "", False]]
    assert event.at == desk.now


def test_the_same_form_twice_is_one_move(desk):
    sent = desk.sent("s1")

    first, second = desk.send(sent), desk.send(sent)

    assert second.problem is None
    assert second.talk.conversation == first.talk.conversation
    assert second.since == 0
    assert len(events(desk)) == 1


def test_another_form_for_the_same_turn_is_refused_and_its_words_kept(desk):
    desk.say("s2")

    answer = desk.send(desk.sent("s1", seq=1, text="Let me look."))

    assert isinstance(answer.problem, StaleMoveError)
    assert answer.kept == "Let me look."
    assert desk.practice.words_kept(desk.session, answer.talk) == "Let me look."
    assert len(events(desk)) == 1


def test_the_same_token_for_something_else_is_no_repetition(desk):
    sent = desk.sent("s1")
    desk.send(sent)

    other = desk.send(desk.sent("s2", seq=1, token=sent.token))
    act = desk.send(desk.sent(seq=1, token=sent.token, action="lookup_purchase"))
    pause = desk.send(desk.sent(seq=1, token=sent.token, kind="pause"))

    problems = [answer.problem for answer in (other, act, pause)]
    assert all(isinstance(problem, StaleMoveError) for problem in problems)


def test_a_turn_from_the_future_is_stale(desk):
    assert isinstance(desk.send(desk.sent("s1", seq=7)).problem, StaleMoveError)


@pytest.mark.parametrize("move", ["s3", "x9", ""])
def test_a_move_that_is_not_open_changes_nothing(desk, move):
    answer = desk.say(move)

    assert isinstance(answer.problem, MoveNotOpenError)
    assert events(desk) == []


def test_a_move_is_named_by_a_token_of_its_attempt_alone(desk, seat):
    other = seat("outsider")
    mine = {reply.token for reply in stage.replies(desk.look())} - {""}

    assert mine.isdisjoint(reply.token for reply in stage.replies(other.look()))
    assert not any("s1" in token for token in mine)


def test_an_attempt_is_its_persons_alone(desk, cast):
    desk.person = cast.outsider

    with pytest.raises(NotFoundError, match="no such role-play"):
        desk.look()
    with pytest.raises(NotFoundError):
        desk.practice.keep_words(
            desk.session,
            person=cast.outsider,
            attempt=desk.attempt,
            text="Hm",
            now=desk.now,
        )


def test_a_move_after_the_end_is_explained(desk):
    desk.say("s1")
    desk.say("d3")

    answer = desk.say("s1")

    assert isinstance(answer.problem, AttemptOverError)
    assert len(events(desk)) == 2


def test_own_words_lie_apart_from_their_event(desk):
    desk.say("s2")
    answer = desk.write("b1", "I am sorry \N{PERSON WITH FOLDED HANDS} שלום")

    event = events(desk)[-1]
    assert (event.hits, event.scorer) == (["apology"], "stems-1")
    assert len(event.text_digest) == 64
    stored = desk.session.scalars(select(TypedText)).one()
    assert stored.text == "I am sorry \N{PERSON WITH FOLDED HANDS} שלום"
    assert answer.talk.conversation.meters == {"mood": 3}


def test_sent_words_are_no_draft_any_more(desk):
    desk.say("s2")
    desk.practice.keep_words(
        desk.session, person=desk.person, attempt=desk.attempt, text="So", now=desk.now
    )
    assert desk.practice.words_kept(desk.session, desk.look()) == "So"

    desk.write("b1", "Sorry.")

    assert desk.session.scalars(select(func.count()).select_from(Draft)).one() == 0


def test_a_later_draft_replaces_the_earlier(desk):
    desk.say("s2")
    for words in ("I", "I am", "I am so"):
        desk.practice.keep_words(
            desk.session,
            person=desk.person,
            attempt=desk.attempt,
            text=words,
            now=desk.now,
        )

    assert desk.practice.words_kept(desk.session, desk.look()) == "I am so"


def test_no_words_are_asked_for_again(desk):
    desk.say("s2")

    assert isinstance(desk.write("b1", "  \n ").problem, NoWordsError)


def test_far_too_many_words_are_given_back_and_kept_as_far_as_a_draft_holds(desk):
    desk.say("s2")

    answer = desk.write("b1", "sorry " * 200_000)

    assert isinstance(answer.problem, WordsTooLongError)
    assert answer.kept == "sorry " * 200_000
    assert len(desk.practice.words_kept(desk.session, answer.talk)) == LONGEST_DRAFT


def test_in_an_assessment_own_words_wait_for_a_person(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    desk.say("s2")
    desk.write("b1", "Whatever.")

    event = events(desk)[-1]
    assert (event.hits, event.scorer) == (["apology"], UNJUDGED)


def test_an_assessment_shows_no_verdicts_and_no_hints(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    talk = desk.say("s2").talk

    (turn,) = scene.turns(talk, {})
    assert (turn.marks, turn.why) == ((), "")
    assert stage.coaching(talk) == ""


def test_practice_shows_verdicts_advice_and_hints(desk):
    assert stage.coaching(desk.look()) == "She has waited for a week."
    hints = {reply.hint for reply in stage.replies(desk.look())}
    assert "Whose parcel is it?" in hints

    talk = desk.say("s2").talk

    (turn,) = scene.turns(talk, {})
    assert (turn.points, turn.lines[0].text) == (-1, "So it is my fault?")


def test_a_locked_reply_is_shown_with_its_reason_and_no_token(desk):
    (locked,) = [reply for reply in stage.replies(desk.look()) if reply.lock]

    assert (locked.lock, locked.token) == ("You have not found it yet.", "")


def test_a_scenario_is_begun_only_as_what_it_is_for(seat):
    with pytest.raises(NotAllowedError, match="not offered as an assessment"):
        seat(mode="assessment")
    with pytest.raises(NotFoundError, match="no scenario “nowhere”"):
        seat(slug="nowhere")


def test_attempts_are_numbered_by_person_scenario_and_mode(desk, seat):
    desk.begin()
    other = seat("outsider")

    numbers = {a.id: a.number for a in desk.session.scalars(select(Attempt))}
    assert (numbers[desk.attempt], numbers[other.attempt]) == (2, 1)


def test_the_warm_up_leaves_no_score(seat):
    desk = seat(slug="warm-up")
    answer = desk.say("s1")

    assert answer.talk.state == "finished"
    assert result(desk) is None


def test_an_action_the_desk_refuses_is_recorded_and_leads_nowhere(desk):
    desk.say("s1")

    answer = desk.do("lookup_purchase")

    assert answer.talk.conversation.beat == "desk"
    assert [event.refused for event in events(desk)] == [False, True]


@pytest.mark.parametrize(
    ("action", "blanks", "blank"),
    [
        ("issue_refund", {"tender": "card"}, "amount"),
        ("issue_refund", {"amount": "a lot", "tender": "card"}, "amount"),
        ("issue_refund", {"amount": "34.90", "tender": "gold"}, "tender"),
        ("issue_refund", {"amount": "34.90"}, "tender"),
    ],
)
def test_a_blank_that_cannot_be_read_is_named(desk, action, blanks, blank):
    desk.say("s1")
    desk.do("lookup_purchase", card="4471")

    problem = desk.do(action, **blanks).problem

    assert isinstance(problem, WrongBlankError)
    assert (problem.action, problem.blank) == (action, blank)
    assert "Nothing was booked." in str(problem)


def test_an_action_the_desk_does_not_have_is_not_open(desk):
    assert isinstance(desk.do("open_the_safe").problem, MoveNotOpenError)


@pytest.mark.parametrize(
    ("action", "given", "read_as"),
    [
        ("issue_store_credit", {"amount": "34,9", "id": ""}, {"amount": 3490}),
        ("issue_store_credit", {"amount": "1 034.90"}, {"amount": 103490}),
        ("issue_store_credit", {"amount": "€1,034.90"}, {"amount": 103490}),
        ("issue_store_credit", {"amount": "1.034,90 €"}, {"amount": 103490}),
        (
            "ring_up",
            {"item": "\x00Lamp\x07", "quantity": "2"},
            {"item": "Lamp", "quantity": 2},
        ),
        ("verify_caller", {"birthday": "1990-05-17"}, None),
    ],
)
def test_blanks_become_typed_values(action, given, read_as):
    arguments = read(DESK_ACTIONS[action], given)

    if read_as is None:
        assert arguments["birthday"].year == 1990
    else:
        assert arguments == read_as


@pytest.mark.parametrize(
    ("action", "given"),
    [
        ("ring_up", {"quantity": "0"}),
        ("ring_up", {"quantity": "two"}),
        ("verify_caller", {"birthday": "17.5.1990"}),
    ],
)
def test_blanks_out_of_bounds_are_refused(action, given):
    with pytest.raises(WrongBlankError, match="does not fit"):
        read(DESK_ACTIONS[action], given)


def test_a_pause_stops_the_clock(desk):
    desk.say("s1")
    desk.send(desk.sent(kind="pause"))
    desk.now += timedelta(hours=2)

    assert isinstance(desk.say("d3").problem, PausedError)
    desk.send(desk.sent(kind="resume"))
    desk.now += timedelta(seconds=20)

    assert desk.say("d3").talk.conversation.outcome == "lost"


def test_pausing_twice_is_not_possible(desk):
    desk.send(desk.sent(kind="pause"))

    assert isinstance(desk.send(desk.sent(kind="pause")).problem, PausedError)


def test_resuming_what_goes_on_is_not_possible(desk):
    assert isinstance(desk.send(desk.sent(kind="resume")).problem, MoveNotOpenError)


def test_an_assessment_can_be_paused_once(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    desk.send(desk.sent(kind="pause"))
    desk.send(desk.sent(kind="resume"))

    assert isinstance(desk.send(desk.sent(kind="pause")).problem, NoPauseLeftError)


@pytest.mark.parametrize(
    ("factor", "seconds", "late"),
    [
        (Decimal(1), 31, False),
        (Decimal(1), 33, True),
        (Decimal("1.5"), 46, False),
        (Decimal("1.5"), 48, True),
        (None, 100_000, False),
    ],
)
def test_a_move_after_the_time_and_the_grace_is_the_clocks(seat, factor, seconds, late):
    desk = seat(factor=factor)
    desk.say("s1")
    desk.now += timedelta(seconds=seconds)

    answer = desk.say("d3")

    assert answer.talk.late is late
    assert answer.talk.conversation.beat == ("waited" if late else "lost")
    assert events(desk)[-1].late is late


def test_a_late_form_sent_again_gets_the_same_answer(desk):
    desk.say("s1")
    sent = desk.sent("d3")
    desk.now += timedelta(minutes=1)

    first, second = desk.send(sent), desk.send(sent)

    assert second.problem is None
    assert second.talk.conversation == first.talk.conversation


def test_words_that_came_too_late_are_kept(desk):
    desk.say("s1")
    desk.now += timedelta(minutes=1)

    answer = desk.send(desk.sent("d3", text="Give me a second"))

    assert answer.kept == "Give me a second"
    assert desk.practice.words_kept(desk.session, answer.talk) == "Give me a second"


def test_words_that_lost_their_place_are_offered_in_the_next(desk):
    desk.say("s2")

    stale = desk.send(desk.sent("s1", seq=1, text="From the other tab"))
    assert desk.practice.words_kept(desk.session, stale.talk) == "From the other tab"


def test_a_stale_tab_does_not_replace_what_is_being_typed(desk):
    desk.say("s2")
    desk.practice.keep_words(
        desk.session, person=desk.person, attempt=desk.attempt, text="New", now=desk.now
    )

    answer = desk.send(desk.sent("s1", seq=1, text="Old"))

    assert answer.kept == "Old"
    assert desk.practice.words_kept(desk.session, answer.talk) == "New"


def test_the_clock_is_taken_once_however_long_the_absence(desk):
    desk.say("s1")
    desk.now += timedelta(days=3)

    first, second = desk.look(), desk.look()

    assert first.conversation.beat == "waited"
    assert second.seq == first.seq == 2
    assert not first.late


def test_an_unmatched_look_does_not_restart_the_clock(desk):
    desk.say("s1")
    desk.now += timedelta(seconds=25)
    desk.do("check_stock")
    desk.now += timedelta(seconds=25)

    assert desk.look().conversation.beat == "waited"


def test_the_time_left_is_shown(desk):
    assert sending.time_left(desk.look(), desk.now) is None

    desk.say("s1")
    desk.now += timedelta(seconds=12)

    assert sending.time_left(desk.look(), desk.now) == pytest.approx(18)


def test_trying_again_goes_on_from_before_the_turn(desk):
    desk.say("s2")
    desk.write("b1", "Sorry.")
    desk.say("d3")
    first = desk.attempt

    desk.now += timedelta(days=1)
    desk.attempt = beginnings.try_again(
        desk.practice,
        desk.session,
        person=desk.person,
        attempt=first,
        seq=3,
        now=desk.now,
        draw=draw,
    )

    talk = desk.look()
    assert (talk.conversation.beat, talk.seq, talk.branched) == ("desk", 2, True)
    assert desk.practice.words_sent(desk.session, talk) == {2: "Sorry."}
    assert desk.say("d3").talk.conversation.outcome == "lost"


@pytest.mark.parametrize("seq", [0, 5])
def test_one_cannot_try_again_from_a_turn_that_never_was(desk, seq):
    desk.say("s2")

    with pytest.raises(NotFoundError, match=f"no turn {seq}"):
        beginnings.try_again(
            desk.practice,
            desk.session,
            person=desk.person,
            attempt=desk.attempt,
            seq=seq,
            now=desk.now,
            draw=draw,
        )


def test_an_assessment_is_not_tried_again_from_a_turn(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    desk.say("s1")

    with pytest.raises(NotAllowedError, match="Only practice"):
        beginnings.try_again(
            desk.practice,
            desk.session,
            person=desk.person,
            attempt=desk.attempt,
            seq=1,
            now=desk.now,
            draw=draw,
        )


def test_what_was_given_up_takes_no_more_moves(desk):
    beginnings.leave(
        desk.practice,
        desk.session,
        person=desk.person,
        attempt=desk.attempt,
        now=desk.now,
    )

    answer = desk.say("s1")

    assert isinstance(answer.problem, AttemptOverError)
    assert answer.talk.state == "left"


def test_memory_is_only_a_shortcut(desk):
    """Whoever remembers nothing sees the same conversation."""
    desk.say("s2")
    desk.write("b1", "Sorry.")
    remembered = desk.look()
    forgetful = Desk(desk.session, desk.person, desk.now, slug=None)
    forgetful.attempt = desk.attempt

    assert forgetful.look().conversation.turns == remembered.conversation.turns


def test_what_is_remembered_wrongly_is_read_again(desk):
    desk.say("s1")
    talk = desk.look()
    desk.session.rollback()
    desk.practice.talks.keep(talk)
    desk.practice.talks.keep(
        type(talk)(
            **{f: getattr(talk, f) for f in talk.__slots__} | {"last_token": "?"}
        )
    )

    assert desk.look().last_token == talk.last_token


@pytest.mark.parametrize(
    "statement",
    ["UPDATE attempt_event SET move = 's2'", "DELETE FROM attempt_event"],
)
def test_the_database_refuses_to_change_what_happened(desk, statement):
    desk.say("s1")

    with pytest.raises(DatabaseError, match="only ever added"):
        desk.session.execute(text(statement))


def test_an_assessment_that_needs_its_clock_has_one(session, cast, now, tmp_path):
    timed = EXAM.replace("minutes: 5", "minutes: 5\ntimed: required")
    publish(session, tmp_path, now, {**TEXTS, "scenarios/exam-parcel.md": timed})

    desk = Desk(
        session, cast.trainee, now, slug="exam-parcel", mode="assessment", factor=None
    )

    assert desk.look().factor == 1


def test_replies_stay_in_order_where_the_author_says_so(session, cast, now, tmp_path):
    fixed = LATE_PARCEL.replace("minutes: 5", "minutes: 5\nshuffle: no")
    publish(session, tmp_path, now, {**TEXTS, "scenarios/late-parcel.md": fixed})

    desk = Desk(session, cast.trainee, now)

    assert [offer.key for offer in sending.replies(desk.look())] == ["s1", "s2", "s3"]


def test_replies_are_shuffled_from_the_seed(seat):
    orders = {
        tuple(offer.key for offer in sending.replies(seat().look())) for _ in range(12)
    }

    assert len(orders) > 1


def test_giving_up_what_has_ended_changes_nothing(desk):
    desk.say("s1")
    desk.say("d3")

    beginnings.leave(
        desk.practice,
        desk.session,
        person=desk.person,
        attempt=desk.attempt,
        now=desk.now,
    )

    assert desk.look().state == "finished"


def test_words_typed_before_a_pause_are_kept(desk):
    desk.say("s2")

    answer = desk.send(desk.sent(kind="pause", text="I wanted to"))

    assert desk.practice.words_kept(desk.session, answer.talk) == "I wanted to"


def test_a_clock_that_runs_goes_on_as_it_is(now):
    clock = Clock(since=now)

    assert clock.resumed(now + timedelta(seconds=5)) is clock
    assert clock.left(0, Decimal(1), now) is None


def test_only_so_many_conversations_are_kept(seat, monkeypatch):
    monkeypatch.setattr(talks, "MOST_KEPT", 1)
    desk = seat()
    first = desk.look()
    desk.begin()
    desk.look()

    assert (
        desk.practice.talks.find(desk.session, person=desk.person, attempt=first.id)
        is not first
    )


def test_a_fact_that_a_move_reveals_lies_on_the_desk_only_then():
    script = machine(
        """
        ## hello

        - [`lookup_order *`](#hello) ^a
            - reveal: paid
        - [Bye.](#end) ^b
        """,
        "case: {order: A-1, paid: 9.00, notes: Called twice., wants_back: yes}",
    )
    before, after = Talk(script), Talk(script).do("lookup_order", order="A-1")

    assert [name for name, *_ in stage.case(before.now)] == ["order"]
    assert [name for name, *_ in stage.case(after.now)] == ["order", "paid"]
