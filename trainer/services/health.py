"""How texts came out of their checks, for lists: noted down, and found again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.services import surroundings
from trainer.services.proving import Moment, Proof, key_of, prove_text
from trainer.store import proofs, revisions
from trainer.store.engine import writing
from trainer.store.types import AnyRow

Text = tuple[str, str, str]
"""File, body and plays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """A proof in figures, for lists."""

    errors: int
    warnings: int
    publishable: bool
    practice_only: bool


def healths(session: Session, texts: Sequence[Text]) -> dict[str, Health | None]:
    """Return by file how texts came out; ``None`` for those not checked yet.

    Args:
        session: Reads the health noted down.
        texts: (file, body, plays) of each.
    """
    one_of = {surroundings.is_called(body): body for _, body, _ in texts}
    around = {
        called: surroundings.around(session, body) for called, body in one_of.items()
    }
    keys = {
        file: key_of(file, body, around[surroundings.is_called(body)], plays)
        for file, body, plays in texts
    }
    noted = proofs.noted(session, list(keys.values()))
    return {
        file: _health(noted[key]) if key in noted else None
        for file, key in keys.items()
    }


def check(
    session: Session, texts: Sequence[Text], *, moment: Moment, seconds: float
) -> dict[str, Health | None]:
    """Return by file how texts came out, and check some of those not checked yet.

    The shortest first, and what is begun is finished: each call gets further.

    Args:
        session: Outside a transaction.
        texts: (file, body, plays) of each.
        moment: Now.
        seconds: When to begin with no further text; ``None`` is said of the rest.
    """
    found = healths(session, texts)
    until = moment.ticks() + seconds
    for file, body, plays in sorted(texts, key=lambda text: len(text[1])):
        if found[file] is None and moment.ticks() < until:
            proof = prove_text(
                session, file=file, body=body, plays=plays, now=moment.ticks
            )
            found[file] = note_health(session, proof, at=moment.at)
    return found


def check_published(session: Session, *, moment: Moment, seconds: float) -> None:
    """Check what is published, so that lists know how it is.

    Args:
        session: Outside a transaction.
        moment: Now.
        seconds: When to begin with no further text.
    """
    rows = [row for row in revisions.last(session) if row.state == "published"]
    texts = [(row.file, row.body, row.plays) for row in rows]
    check(session, texts, moment=moment, seconds=seconds)


def note_health(session: Session, proof: Proof, *, at: datetime) -> Health:
    """Note down how a text came out, so that lists know; return it.

    Args:
        session: Outside a transaction, or in a write transaction.
        proof: Of the text.
        at: When it was checked.
    """
    health = Health(
        errors=len(proof.blocking),
        warnings=len(proof.warnings),
        publishable=proof.publishable,
        practice_only=proof.practice_only_possible,
    )
    with writing(session):
        proofs.note(session, proof.key, checked_at=at, **asdict(health))
    return health


def _health(row: AnyRow) -> Health:
    return Health(
        errors=row.errors,
        warnings=row.warnings,
        publishable=row.publishable,
        practice_only=row.practice_only,
    )
