"""Every table: importing this module makes ``metadata`` complete."""

from __future__ import annotations

from trainer.store import (
    Base,
    attempts,
    attestations,
    audit,
    content,
    drafts,
    evaluations,
    people,
    plans,
    policy_search,
    proofs,
    reading,
    sessions,
)

TABLE_MODULES = (
    *(people, sessions, audit, content, drafts, plans),
    *(proofs, attempts, evaluations, reading),
    *(attestations, policy_search),
)
metadata = Base.metadata
