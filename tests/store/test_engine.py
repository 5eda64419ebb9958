from datetime import UTC
from itertools import repeat

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError, StatementError
from sqlalchemy.orm import Session

from trainer.errors import ConfigurationError, StoreBusyError
from trainer.store.engine import (
    insert_if_missing,
    jittered,
    make_engine,
    retried,
    writing,
)
from trainer.store.installation import country_of
from trainer.store.people import Team
from trainer.store.sessions import SignInThrottle


def names(session):
    return session.scalars(select(Team.name).order_by(Team.id)).all()


def test_what_is_written_is_committed(own_engine):
    with Session(own_engine) as session, writing(session):
        session.add(Team(name="Store 12"))

    with Session(own_engine) as session:
        assert names(session) == ["Store 12"]


class TeaSpiltError(Exception):
    """Something goes wrong in the middle of writing."""


def add_and_fail(session):
    with writing(session):
        session.add(Team(name="Store 12"))
        session.flush()
        raise TeaSpiltError


def add_within_and_fail(session):
    with writing(session):
        with writing(session):
            session.add(Team(name="Store 12"))
        raise TeaSpiltError


@pytest.mark.parametrize("action", [add_and_fail, add_within_and_fail])
def test_an_error_undoes_everything(own_engine, action):
    with Session(own_engine) as session:
        with pytest.raises(TeaSpiltError):
            action(session)

        assert names(session) == []


def test_a_reader_who_starts_to_write_sees_what_was_written_since(own_engine):
    with Session(own_engine) as one, Session(own_engine) as other:
        assert names(one) == []
        with writing(other):
            other.add(Team(name="Store 12"))

        with writing(one):
            one.add(Team(name="Store 13"))

        assert names(one) == ["Store 12", "Store 13"]


def test_a_session_inside_a_test_can_write_and_read(session):
    with writing(session):
        session.add(Team(name="Store 12"))

    assert names(session) == ["Store 12"]


def test_a_row_that_is_there_already_is_left_alone(session, now):
    for failures in (1, 2):
        insert_if_missing(
            session, SignInThrottle, key="k", failures=failures, last_at=now
        )

    assert session.query(SignInThrottle).one().failures == 1


def test_a_missing_reference_is_refused(session):
    session.add(Team(name="Tills", parent_id=-1))

    with pytest.raises(IntegrityError):
        session.flush()


def test_sqlite_is_opened_as_measured(sqlite_engine):
    with sqlite_engine.connect() as connection:
        found = {
            pragma: connection.execute(text(f"PRAGMA {pragma}")).scalar_one()
            for pragma in ("journal_mode", "synchronous", "foreign_keys")
        }

    assert found == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1}


def test_a_moment_comes_back_in_utc(session, now):
    insert_if_missing(session, SignInThrottle, key="k", failures=0, last_at=now)

    moment = session.query(SignInThrottle).one().last_at
    assert moment == now
    assert moment.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused(session, now):
    naive = now.replace(tzinfo=None)

    with pytest.raises(StatementError, match="has no time zone"):
        insert_if_missing(session, SignInThrottle, key="k", failures=0, last_at=naive)


@pytest.mark.parametrize(
    ("url", "advice"),
    [
        ("mysql://root@localhost/x", "Use sqlite:///file or postgresql://"),
        ("sqlite://", "has to be a file"),
        ("sqlite:///:memory:", "has to be a file"),
    ],
)
def test_a_database_we_cannot_use_is_refused(url, advice):
    with pytest.raises(ConfigurationError, match=advice):
        make_engine(url)


@pytest.mark.parametrize("country", ["", "DE"])
def test_a_session_knows_the_country_of_its_installation(tmp_path, country):
    engine = make_engine(f"sqlite:///{tmp_path / 'new.db'}", country=country)

    with Session(engine) as session:
        assert country_of(session) == country
    engine.dispose()


class Busy:
    """An action that finds the database busy so many times before it works."""

    def __init__(self, failures):
        self.failures = failures

    def __call__(self):
        if self.failures:
            self.failures -= 1
            raise StoreBusyError
        return "done"


def test_a_busy_database_is_tried_again_after_each_pause():
    slept = []

    result = retried(Busy(2), pauses=[0.1, 0.2, 0.4], sleep=slept.append)

    assert (result, slept) == ("done", [0.1, 0.2])


def test_after_the_last_pause_it_stays_busy():
    with pytest.raises(StoreBusyError, match="Nothing was changed"):
        retried(Busy(9), pauses=repeat(0.0, 3), sleep=lambda _: None)


def test_a_writer_of_another_process_that_takes_too_long_is_named(sqlite_engine):
    url = sqlite_engine.url.render_as_string()
    elsewhere = make_engine(url)  # a lock of its own, as another process has
    with Session(sqlite_engine) as one, Session(elsewhere) as other:
        other.execute(text("PRAGMA busy_timeout = 10"))
        with writing(one), pytest.raises(StoreBusyError), writing(other):
            raise TeaSpiltError

        assert names(other) == []
    elsewhere.dispose()


def test_an_error_that_waiting_cannot_mend_is_passed_on(own_engine):
    with Session(own_engine) as session:
        with pytest.raises(DatabaseError, match="nowhere"), writing(session):
            session.execute(text("SELECT * FROM nowhere"))

        assert names(session) == []


def test_pauses_double_and_differ_by_chance():
    assert list(jittered(lambda: 1.0)) == [0.05, 0.1, 0.2, 0.4]
    assert list(jittered(lambda: 0.0, tries=2)) == [0.1, 0.2]


@pytest.mark.postgres
def test_two_transactions_that_met_are_tried_again(postgres_engine):
    with Session(postgres_engine) as one, Session(postgres_engine) as other:
        busy = text("SELECT pg_advisory_xact_lock(1)")
        one.execute(busy)

        def take():
            with writing(other):
                other.execute(text("SET LOCAL lock_timeout = '10ms'"))
                other.execute(busy)
            return "done"

        assert retried(take, pauses=[0], sleep=lambda _: one.rollback()) == "done"
