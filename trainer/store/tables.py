"""Every table: importing this module makes ``metadata`` complete."""

from __future__ import annotations

from trainer.store import Base, audit, people, sessions

TABLE_MODULES = (people, sessions, audit)
metadata = Base.metadata
