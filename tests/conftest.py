"""Fixtures every kind of test may ask for: both databases, a session, a moment."""

import os
import shutil
from datetime import UTC, datetime
from itertools import count

import coverage
import pytest
from sqlalchemy.orm import Session

from tests import chromium, parsing, postgres
from trainer.store.engine import make_engine
from trainer.store.migrations import upgrade

BOTH = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]
_numbers = count(1)

parsing.guard()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish():
    """Keep what was measured: a worker that ends slowly is killed after ten seconds."""
    measured = coverage.Coverage.current()
    if measured is not None:
        measured.save()


@pytest.fixture
def now():
    return datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory):
    """A database file that has every table and no row."""
    file = tmp_path_factory.mktemp("template") / "empty.db"
    _fill(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def sqlite_engine(sqlite_template, tmp_path_factory):
    file = tmp_path_factory.mktemp("store") / "shared.db"
    engine = make_engine(f"sqlite:///{shutil.copy(sqlite_template, file)}")
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    """The address pattern of a running server, with ``{name}`` for the database."""
    if postgres.programs() is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop(postgres.MISSING)
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    with postgres.server(shared) as pattern:
        yield pattern


@pytest.fixture(scope="session")
def postgres_template(postgres_server):
    """The name of a database that has every table and no row."""
    name = f"empty_{os.getpid()}"
    _fill(postgres.create_database(postgres_server, name))
    return name


@pytest.fixture(scope="session")
def postgres_engine(postgres_server, postgres_template):
    url = postgres.create_database(
        postgres_server, f"shared_{os.getpid()}", template=postgres_template
    )
    engine = make_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session", params=BOTH)
def engine(request):
    """Both databases, with every table and no row; never commit to them."""
    return request.getfixturevalue(f"{request.param}_engine")


@pytest.fixture
def session(engine):
    """A session whose commits are undone after the test."""
    with engine.connect() as connection, connection.begin() as outer:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        outer.rollback()


@pytest.fixture(params=BOTH)
def new_database(request):
    """Make databases of this test's own, with every table or ``bare``."""
    if request.param == "sqlite":
        yield _new_sqlite(request)
    else:
        server = request.getfixturevalue("postgres_server")
        template = request.getfixturevalue("postgres_template")
        made = []

        def new(*, bare=False):
            made.append(f"own_{os.getpid()}_{next(_numbers)}")
            source = "template1" if bare else template
            return postgres.create_database(server, made[-1], template=source)

        yield new
        for name in made:
            postgres.drop_database(server, name)


def _new_sqlite(request):
    folder = request.getfixturevalue("tmp_path")
    template = request.getfixturevalue("sqlite_template")

    def new(*, bare=False):
        file = folder / f"own_{next(_numbers)}.db"
        return f"sqlite:///{file if bare else shutil.copy(template, file)}"

    return new


@pytest.fixture
def own_database_url(new_database):
    """The address of a database of this test's own, with every table and no row."""
    return new_database()


@pytest.fixture
def own_engine(own_database_url):
    """A database of this test's own: for threads, and for tests that really commit."""
    engine = make_engine(own_database_url)
    yield engine
    engine.dispose()


def _fill(url):
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


def pytest_terminal_summary(terminalreporter):
    skipped = [str(r.longrepr) for r in terminalreporter.stats.get("skipped", [])]
    for kind, why in (("PostgreSQL", postgres.MISSING), ("browser", chromium.MISSING)):
        left_out = sum(why in reason for reason in skipped)
        if left_out:
            terminalreporter.write_line(
                f"!! {left_out} {kind} tests did NOT run: {why}", red=True, bold=True
            )
