import json
import os
import sqlite3
import sys

import pytest


@pytest.fixture
def started(monkeypatch):
    """What would have become of the process: the command line of ``trainer serve``."""
    found = []
    monkeypatch.setattr(os, "execv", lambda _program, command: found.append(command))
    return found


def test_the_first_administrator_gets_a_one_time_code(trainer):
    trainer("upgrade")

    result = trainer("person", "add", "--staff-number", "1001", "--name", "Amara Osei")

    assert "One-time code for 1001: " in result.stdout
    assert "within 24 hours" in result.stderr


def test_there_is_one_first_administrator(trainer):
    trainer("upgrade")
    trainer("person", "add", "--staff-number", "1001", "--name", "Amara Osei")

    result = trainer(
        "person", "add", "--staff-number", "1002", "--name", "Bo Li", code=1
    )

    assert "There is an administrator already" in result.stderr


def test_somebody_shut_out_gets_a_new_code(trainer):
    trainer("upgrade")
    trainer("person", "add", "--staff-number", "1001", "--name", "Amara Osei")

    assert trainer("person", "code", "--staff-number", "1001").stdout.strip()
    assert (
        "Nobody active"
        in trainer("person", "code", "--staff-number", "9", code=1).stderr
    )


def test_upgrading_publishes_the_content_and_names_its_problems(trainer):
    trainer.write("scenarios/broken.md", "---\nid: broken\n---\n")

    result = trainer("upgrade")

    assert "2 files published" in result.stdout
    assert "broken.md" in result.stderr


def test_a_demo_has_people_history_and_fresh_passwords(trainer, started):
    result = trainer("demo", "--people", "6", "--attempts", "4", "--no-serve")

    assert "1005" in result.stdout
    assert "trainee" in result.stdout
    assert started == []


def test_a_demo_that_is_there_is_kept_and_codes_let_people_in(trainer, started):
    trainer("demo", "--people", "6", "--attempts", "0", "--no-serve")

    result = trainer("demo", "--port", "8123")

    assert "as you left it" in result.stdout
    assert started[0][0] == sys.executable
    assert started[0][-4:] == ["trainer.cli", "serve", "--port", "8123"]


def test_a_demo_names_what_is_wrong_with_the_content(trainer):
    trainer.write("scenarios/broken.md", "---\nid: broken\n---\n")

    result = trainer("demo", "--people", "5", "--attempts", "0", "--no-serve")

    assert "broken.md" in result.stderr


def test_an_unsafe_setting_is_said_in_a_sentence(trainer, monkeypatch):
    monkeypatch.setenv("TRAINER_PORT", "99999999")

    assert "TRAINER_PORT" in trainer("upgrade", code=1).stderr


def test_every_stored_score_is_worked_out_again(trainer):
    trainer("demo", "--people", "6", "--attempts", "5", "--no-serve")

    document = json.loads(trainer("check", "attempts", "--json").stdout)

    assert document["attempts"] == document["identical"] > 0
    assert document["different"] == []


def test_a_score_that_was_changed_is_found(trainer):
    trainer("demo", "--people", "6", "--attempts", "5", "--no-serve")
    _change_a_total(trainer.folder / "instance" / "trainer.db")

    result = trainer("check", "attempts", code=1)

    assert "attempt 1 differs" in result.stderr


def _change_a_total(file):
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE evaluation SET total = 1.5 WHERE attempt_id = 1")
    connection.close()
