"""Every table: importing this module makes ``metadata`` complete."""

from __future__ import annotations

from trainer.store import (
    Base,
    attempts,
    audit,
    content,
    drafts,
    evaluations,
    people,
    proofs,
    reading,
    sessions,
)

TABLE_MODULES = (
    *(people, sessions, audit, content, drafts),
    *(proofs, attempts, evaluations, reading),
)
metadata = Base.metadata
