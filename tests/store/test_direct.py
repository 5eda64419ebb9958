import pytest
from sqlalchemy import bindparam, event, select
from sqlalchemy.orm import Session

from tests.services.cast import gather
from trainer.errors import StoreBusyError
from trainer.store import direct
from trainer.store.direct import Prepared
from trainer.store.engine import make_engine
from trainer.store.lending import Lender
from trainer.store.people import Person

BY_NUMBER = Prepared(
    select(Person.name, Person.created_at, Person.time_factor).where(
        Person.staff_number == bindparam("number")
    )
)


@pytest.fixture
def filled(own_engine, now):
    with Session(own_engine) as session:
        gather(session, now)
        session.commit()
    return own_engine


def test_values_come_back_as_core_would_give_them(filled, now):
    with Session(filled) as session, direct.reading(session) as connection:
        (row,) = direct.rows(connection, BY_NUMBER, {"number": "T1"})
        by_core = connection.execute(BY_NUMBER.statement, {"number": "T1"}).one()

    assert tuple(row) == tuple(by_core)
    assert row.created_at == now


def test_a_reader_in_a_transaction_stays_in_it(filled):
    with Session(filled) as session:
        session.add(Person(staff_number="X9", name="New", created_at=now_of(session)))
        session.flush()
        with direct.reading(session) as connection:
            assert direct.rows(connection, BY_NUMBER, {"number": "X9"})


def now_of(session):
    return session.scalars(select(Person.created_at)).first()


def test_what_was_written_is_seen_by_the_session_afterwards(filled):
    with Session(filled) as session:
        person = session.scalars(
            select(Person).where(Person.staff_number == "T1")
        ).one()
        with direct.writing(session) as connection:
            connection.execute(
                Person.__table__.update().where(Person.id == person.id), {"name": "Zoe"}
            )
            session.scalars(select(Person.id)).first()

        assert session.get(Person, person.id).name == "Zoe"


def rename_and_fail(session):
    with direct.writing(session) as connection:
        connection.execute(Person.__table__.update(), {"name": "Zoe"})
        raise ZeroDivisionError


def test_an_error_leaves_nothing_behind(filled):
    with Session(filled) as session:
        with pytest.raises(ZeroDivisionError):
            rename_and_fail(session)

        assert "Zoe" not in session.scalars(select(Person.name)).all()


def test_who_listens_to_the_engine_hears_of_direct_statements(filled):
    heard = []
    event.listen(filled, "before_cursor_execute", lambda *call: heard.append(call[2]))
    with Session(filled) as session, direct.reading(session) as connection:
        direct.rows(connection, BY_NUMBER, {"number": "T1"})

    assert heard[0].startswith("SELECT person.name")


def test_a_database_held_by_somebody_else_is_said_to_be_busy(tmp_path):
    url = f"sqlite:///{tmp_path / 'busy.db'}"
    one, other = make_engine(url), make_engine(url)
    with other.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    waiting = direct.writing(Session(other))
    with Session(one) as holder, direct.writing(holder), pytest.raises(StoreBusyError):
        waiting.__enter__()
    one.dispose()
    other.dispose()


def lent_once(lender):
    session = lender.session()
    with direct.reading(session) as connection:
        direct.rows(connection, BY_NUMBER, {"number": "T1"})
    session.close()
    return connection


def test_a_connection_nothing_is_open_on_is_lent_again_on_sqlite(filled):
    lender = Lender(filled)

    first, second = lent_once(lender), lent_once(lender)

    assert (first is second) == (filled.dialect.name == "sqlite")
    lender.close()
    assert lender.spare == []


def test_a_connection_left_in_a_transaction_is_not_lent_again(filled):
    lender = Lender(filled)
    session = lender.session()
    session.lend().execute(select(Person.name))

    session.close()

    assert lender.spare == []
