import gc
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing

import pytest
from alembic.config import Config as AlembicConfig
from alembic.script import ScriptDirectory

from trainer.cli import COMMANDS, serving
from trainer.cli.schema import is_surely_current, newest
from trainer.config import Config

ITSELF = [sys.executable, "-m", "trainer.cli"]
HEAVY = {"sqlalchemy", "alembic", "flask", "trainer.app"}


@pytest.fixture
def started(monkeypatch):
    """The servers that would have been started, as they were set up."""
    found = []
    monkeypatch.setattr(
        serving.Granian, "serve", lambda server, **_: found.append(server)
    )
    return found


@pytest.fixture
def port():
    with socket.socket() as link:
        link.bind(("127.0.0.1", 0))
        return link.getsockname()[1]


def page_of(port, server, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with closing(
                urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=5)
            ) as page:
                return page.read().decode()
        except OSError:
            time.sleep(0.02)
    raise AssertionError(f"no page; the server ended with {server.poll()}")


def test_the_first_page_is_served_and_a_signal_ends_it_in_good_order(trainer, port):
    trainer("upgrade")

    server = subprocess.Popen([*ITSELF, "serve", "--port", str(port)])
    page = page_of(port, server)
    server.send_signal(signal.SIGTERM)

    assert "Sign in" in page
    assert server.wait(timeout=20) == 0


@pytest.mark.parametrize("shared", [0, 1])
def test_a_port_in_use_is_said_in_a_sentence_also_where_it_could_be_shared(
    trainer, shared
):
    trainer("upgrade")

    with socket.socket() as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, shared)
        link.bind(("127.0.0.1", 0))
        link.listen()
        taken = str(link.getsockname()[1])
        result = subprocess.run(
            [*ITSELF, "serve", "--port", taken],
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
        )

    assert result.returncode == 1
    assert f"cannot listen on 127.0.0.1, port {taken}: Address already" in result.stderr
    assert "Traceback" not in result.stderr


def test_serving_uses_the_port_and_the_workers_it_is_told(trainer, started):
    trainer("upgrade")

    result = trainer("serve", "--port", "8124", "--workers", "2")

    assert "http://127.0.0.1:8124" in result.stderr
    assert (started[0].bind_port, started[0].workers) == (8124, 2)


def test_serving_refuses_a_database_of_another_version(trainer, started):
    result = trainer("serve", code=1)

    assert "Run “trainer upgrade” first" in result.stderr
    assert started == []


@pytest.mark.parametrize("module", ["trainer.cli.serving", "trainer.cli.content"])
def test_what_answers_requests_is_not_loaded_to_watch_or_to_check_files(module):
    code = f"import sys, {module}; print({HEAVY} & sys.modules.keys())"

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == "set()"


def test_what_a_worker_loaded_is_never_looked_through_for_garbage(trainer):
    trainer("upgrade")
    code = (
        "import gc; from trainer.cli.serving import load; app = load();"
        "print(callable(app), gc.isenabled(), gc.get_freeze_count() > 100_000)"
    )

    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert result.stdout.split() == ["True", "True", "True"]
    assert gc.isenabled()


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_where_the_list_says(trainer, name):
    assert f"trainer {name}" in trainer(name, "--help").stdout.replace(
        "main", "trainer"
    )


def test_a_command_that_is_not_there_is_wrong_use(trainer):
    assert "No such command" in trainer("sevre", code=2).stderr


def test_the_newest_migration_is_the_one_alembic_knows():
    alembic = AlembicConfig()
    alembic.set_main_option("script_location", "trainer.store:migrations")

    assert newest() == ScriptDirectory.from_config(alembic).get_current_head()


def test_a_database_is_surely_current_once_it_was_upgraded(trainer):
    url = Config.from_environment(os.environ).database_url
    before = is_surely_current(url)
    trainer("upgrade")

    assert not before
    assert is_surely_current(url)


@pytest.mark.parametrize(
    "change",
    ["DROP TABLE alembic_version", "UPDATE alembic_version SET version_num = '0000'"],
)
def test_a_database_of_another_version_is_not_surely_current(trainer, change):
    trainer("upgrade")
    with closing(sqlite3.connect("instance/trainer.db")) as connection, connection:
        connection.execute(change)

    assert not is_surely_current(Config.from_environment(os.environ).database_url)


@pytest.mark.parametrize(
    "url",
    ["postgresql://user@host/name", "sqlite:///a.db?mode=ro", "sqlite:///nowhere.db"],
)
def test_of_other_databases_nobody_can_be_sure(trainer, url):
    assert not is_surely_current(url)
    assert not (trainer.folder / "nowhere.db").exists()
