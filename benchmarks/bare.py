"""The least that Flask and SQLite can do: one insert, one commit, one short answer.

The peer of ``benchmarks/http_move.py``, on the same server with the same pragmas.
"""

from __future__ import annotations

import os
import sqlite3
import threading

from flask import Flask, request

TABLE = "CREATE TABLE IF NOT EXISTS move (id INTEGER PRIMARY KEY, kind TEXT, key TEXT)"

app = Flask(__name__)
_thread = threading.local()
_writing = threading.Lock()


def connection() -> sqlite3.Connection:
    """Return this thread's connection, opened once."""
    if not hasattr(_thread, "connection"):
        link = sqlite3.connect(os.environ["BARE_DATABASE"], isolation_level=None)
        link.execute("PRAGMA journal_mode=WAL")
        link.execute("PRAGMA synchronous=NORMAL")
        link.execute("PRAGMA busy_timeout=5000")
        link.execute(TABLE)
        _thread.connection = link
    found: sqlite3.Connection = _thread.connection
    return found


@app.post("/move")
def move() -> str:
    """Store a move and say so."""
    with _writing:
        link = connection()
        link.execute("BEGIN IMMEDIATE")
        link.execute(
            "INSERT INTO move (kind, key) VALUES (?, ?)",
            (request.form["kind"], request.form["move"]),
        )
        link.execute("COMMIT")
    return "stored"
