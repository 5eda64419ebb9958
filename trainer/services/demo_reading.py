"""Signatures for the demo: its trainees read what they play by, mostly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.policies.module import Policy
from trainer.services.attesting import Signing, sign
from trainer.services.shelf import Shelf
from trainer.store import content


def read_before(
    session: Session,
    shelf: Shelf,
    *,
    person: int,
    policies: Sequence[Policy],
    now: datetime,
) -> None:
    """Let somebody sign policies, every question answered rightly.

    Args:
        session: Outside a transaction.
        shelf: Compiles them.
        person: Who signs.
        policies: Those in force in what they are about to play.
        now: When.
    """
    for policy in policies:
        row = content.newest(session, kind="policy", slug=policy.id)
        if row is not None:
            answers = {
                place: question.options.index(question.right)
                for place, question in enumerate(policy.check)
            }
            signing = Signing(
                person=person,
                slug=policy.id,
                revision=row.id,
                language="en",
                answers=answers,
            )
            sign(session, shelf, signing=signing, now=now)
