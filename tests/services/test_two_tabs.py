"""However often a form is sent, and from wherever, it counts once and is not lost."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.services import role_plays
from tests.services.cast import gather
from tests.services.role_plays import Desk
from trainer.errors import ConversationError
from trainer.services import begin as beginnings
from trainer.services import stage
from trainer.store.attempts import Attempt, AttemptEvent
from trainer.store.engine import writing


@pytest.fixture
def trainee(own_engine, now, tmp_path):
    with Session(own_engine) as session:
        with writing(session):
            people = gather(session, now)
        role_plays.publish(session, tmp_path / "library", now)
    return people.trainee


def test_a_click_from_eight_threads_at_once_is_one_move(own_engine, trainee, now):
    with Session(own_engine) as session:
        desk = Desk(session, trainee, now)
        sent = desk.sent("s1")
        session.rollback()

    def click(_number):
        with Session(own_engine) as session:
            return desk.practice.take(
                session, person=trainee, attempt=desk.attempt, sent=sent, now=now
            )

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(click, range(16)))

    assert {answer.problem for answer in answers} == {None}
    assert {answer.talk.seq for answer in answers} == {1}


def test_of_two_tabs_one_is_taken_and_one_is_told(own_engine, trainee, now):
    """Each tab has a process of its own, so neither remembers what the other did."""
    with Session(own_engine) as session:
        desk = Desk(session, trainee, now)
        forms = [desk.sent(move) for move in ("s1", "s2") for _ in range(4)]
        session.rollback()

    def send(sent):
        with Session(own_engine) as session:
            tab = Desk(session, trainee, now, slug=None)
            tab.attempt = desk.attempt
            return tab.send(sent)

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(send, forms))

    assert sum(answer.problem is None for answer in answers) == 1
    with Session(own_engine) as session:
        assert session.scalar(select(func.count()).select_from(AttemptEvent)) == 1


def test_attempts_begun_at_once_have_different_numbers(own_engine, trainee, now):
    with Session(own_engine) as session:
        practice = Desk(session, trainee, now, slug=None).practice
    wanted = beginnings.Wanted(person=trainee, slug="late-parcel")

    def start(_number):
        with Session(own_engine) as session:
            return beginnings.begin(
                practice, session, wanted=wanted, now=now, draw=role_plays.draw
            )

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(start, range(8)))

    with Session(own_engine) as session:
        numbers = session.scalars(select(Attempt.number))
        assert sorted(numbers) == list(range(1, 9))


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 3)), max_size=8))
def test_resending_never_changes_a_conversation(seat, clicks):
    """Every form is sent up to three times, and an old one again at the end."""
    desk = seat()
    forms = []
    for choice, times in clicks:
        open_now = [reply.token for reply in stage.replies(desk.look()) if reply.token]
        if not open_now:
            break
        token = open_now[choice % len(open_now)]
        sent = desk.sent()
        sent = type(sent)(seq=sent.seq, token=sent.token, move=token)
        forms.append(sent)
        answers = [desk.send(sent) for _ in range(times)]
        assert len({answer.talk.seq for answer in answers}) == 1

    end = desk.look()
    for sent in forms:
        assert desk.send(sent).talk.conversation == end.conversation

    assert end.seq == len(forms)
    wrong = [desk.send(type(f)(seq=f.seq, token="other", move=f.move)) for f in forms]
    assert all(isinstance(answer.problem, ConversationError) for answer in wrong)
