import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.orm import Session

from tests.services.role_plays import RETURNS
from trainer.store import migrations, policy_search
from trainer.store.engine import make_engine
from trainer.store.migrations import is_current, upgrade
from trainer.store.policy_search import INDEX
from trainer.store.tables import metadata

TRIGGERS = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"
    ),
}


@pytest.fixture
def bare_engine(new_database):
    """A database of this test's own without a single table."""
    engine = make_engine(new_database(bare=True))
    yield engine
    engine.dispose()


@pytest.fixture
def modelled_engine(new_database):
    """A database whose tables come from the code, not from migrations."""
    engine = make_engine(new_database(bare=True))
    metadata.create_all(engine)
    yield engine
    engine.dispose()


def is_compared(_object, name, *_more):
    """The index of the search is made by hand on either database."""
    return not (name or "").startswith(INDEX)


def rules(engine):
    """What compare_metadata does not look at: check constraints and triggers."""
    with engine.connect() as connection:
        checks = {
            (table, check["name"], check["sqltext"])
            for (_, table), found in inspect(engine)
            .get_multi_check_constraints()
            .items()
            for check in found
        }
        triggers = connection.execute(text(TRIGGERS[engine.dialect.name])).all()
        return checks, {tuple(trigger) for trigger in triggers}


def test_a_migrated_database_has_the_tables_the_code_expects(bare_engine):
    upgrade(bare_engine)

    with bare_engine.connect() as connection:
        opts = {"compare_type": True, "include_object": is_compared}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []


def test_a_migrated_database_has_the_rules_the_code_expects(
    bare_engine, modelled_engine
):
    upgrade(bare_engine)

    assert rules(bare_engine) == rules(modelled_engine)


def test_migrating_twice_changes_nothing(bare_engine):
    assert not is_current(bare_engine)

    upgrade(bare_engine)
    upgrade(bare_engine)

    assert is_current(bare_engine)


def test_a_failed_migration_leaves_nothing_behind(bare_engine):
    with bare_engine.begin() as connection:
        connection.execute(text("CREATE TABLE audit_log (id INTEGER)"))

    with pytest.raises(Exception, match="already exists"):
        upgrade(bare_engine)

    assert inspect(bare_engine).get_table_names() == ["audit_log"]


def upgrade_to(engine, version):
    configuration = migrations._configuration()
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, version)


def test_policies_published_before_there_was_a_search_are_found(bare_engine):
    upgrade_to(bare_engine, "0005")
    with bare_engine.begin() as connection:
        connection.execute(text("INSERT INTO resource VALUES (1, 'policy', 'returns')"))
        connection.execute(
            text(
                "INSERT INTO revision (id, resource_id, number, state, change_kind,"
                " change_note, file, body, content_hash, logic_digest, text_digest,"
                " card, reference, published_at) VALUES (1, 1, 1, 'published',"
                " 'first', '', 'policies/returns.md', :body, '', '', '', '{}', '[]',"
                " '2026-03-02 09:30:00+00:00')"
            ),
            {"body": RETURNS},
        )

    upgrade(bare_engine)

    with Session(bare_engine) as session:
        found = policy_search.found(session, terms=("cas",), everywhere=False)
        assert [row.name for row in found] == ["cash-proof"]
