"""What happens when several people press the button at once, on both databases."""

import threading

import pytest
from sqlalchemy.orm import Session

from tests.services.cast import come_in, gather
from trainer.errors import SignInRefusedError, SignInThrottledError
from trainer.services.people import print_code
from trainer.store.audit import first_broken
from trainer.store.sessions import SignedInSession, SignInThrottle

MANY = 8


@pytest.fixture
def crowd(own_engine, now):
    """The cast, committed; and a way to do one thing many times at one moment."""
    with Session(own_engine) as session:
        cast = gather(session, now)
        session.commit()
    return cast, lambda action: _together(own_engine, action)


def test_a_code_lets_exactly_one_of_many_in(own_engine, crowd, now):
    cast, together = crowd
    with Session(own_engine) as session:
        code = print_code(session, actor=cast.admin, person_id=cast.trainee, now=now)

    outcomes = together(
        lambda session, n: come_in(session, now, secret=code, address=f"10.0.0.{n}")
    )

    assert outcomes.count("done") == 1
    assert (
        outcomes.count("SignInRefusedError") + outcomes.count("SignInThrottledError")
        == MANY - 1
    )
    with Session(own_engine) as session:
        assert session.query(SignedInSession).count() == 1


def test_guesses_sent_at_once_are_all_counted(own_engine, crowd, now):
    _, together = crowd

    outcomes = together(lambda session, _: come_in(session, now, secret="wrong"))

    assert outcomes.count("SignInRefusedError") == 5
    assert outcomes.count("SignInThrottledError") == MANY - 5
    with Session(own_engine) as session:
        assert {row.failures for row in session.query(SignInThrottle)} == {5}


def test_the_audit_log_stays_one_chain(own_engine, crowd, now):
    cast, together = crowd

    outcomes = together(
        lambda session, _: print_code(
            session, actor=cast.admin, person_id=cast.trainee, now=now
        )
    )

    assert outcomes == ["done"] * MANY
    with Session(own_engine) as session:
        assert first_broken(session) is None


def test_many_sign_in_at_once(crowd, now):
    _, together = crowd

    outcomes = together(
        lambda session, n: come_in(session, now, number=("T1", "T2", "S1", "M1")[n % 4])
    )

    assert outcomes == ["done"] * MANY


def _together(engine, action):
    start = threading.Barrier(MANY)
    outcomes = []

    def act(number):
        with Session(engine) as session:
            start.wait()
            try:
                action(session, number)
            except (SignInRefusedError, SignInThrottledError) as refusal:
                outcomes.append(type(refusal).__name__)
            else:
                outcomes.append("done")

    threads = [threading.Thread(target=act, args=(n,)) for n in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes
