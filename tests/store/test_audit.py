import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from trainer.store.audit import CHAIN_START, AuditEntry, first_broken, record


@pytest.fixture
def three(session, now):
    """A log of three rows."""
    for n in range(3):
        record(session, "tea.made", actor="ada", at=now, subject="kim", detail={"n": n})
    return session.query(AuditEntry).order_by(AuditEntry.id).all()


def test_rows_are_numbered_and_name_the_one_before(session, three):
    assert [entry.id for entry in three] == [1, 2, 3]
    assert [entry.previous_hash for entry in three] == [
        CHAIN_START,
        three[0].hash,
        three[1].hash,
    ]
    assert three[2].detail == '{"n": 2}'
    assert first_broken(session) is None


def test_an_empty_log_is_whole(session):
    assert first_broken(session) is None


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_log SET actor = 'eve' WHERE id = 2", "DELETE FROM audit_log"],
)
def test_the_database_refuses_to_change_or_remove_a_row(session, statement):
    with (
        pytest.raises(DatabaseError, match="only ever added to"),
        session.begin_nested(),
    ):
        session.execute(text(statement))

    assert session.query(AuditEntry).count() == 3


@pytest.fixture
def unguarded(session):
    """Somebody who may change tables has taken the guard away."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("DROP TRIGGER audit_log_no_update"))
        session.execute(text("DROP TRIGGER audit_log_no_delete"))
    else:
        session.execute(text("DROP TRIGGER audit_log_guard ON audit_log"))


@pytest.mark.usefixtures("three", "unguarded")
@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("UPDATE audit_log SET actor = 'eve' WHERE id = 2", 2),
        ("UPDATE audit_log SET detail = '{}' WHERE id = 3", 3),
        ("DELETE FROM audit_log WHERE id = 1", 1),
        ("DELETE FROM audit_log WHERE id = 2", 2),
        ("UPDATE audit_log SET hash = 'x' WHERE id = 1", 1),
    ],
)
def test_a_row_changed_behind_our_back_breaks_the_chain(session, statement, number):
    session.execute(text(statement))
    session.expire_all()

    assert first_broken(session) == number


def test_an_entry_shows_its_number_and_action(three):
    assert repr(three[0]) == "<AuditEntry 1 tea.made>"
