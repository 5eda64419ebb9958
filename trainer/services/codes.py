"""One-time codes: how a person gets in without e-mail, once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from trainer.store.sessions import OneTimeCode

LIFETIME = timedelta(hours=24)
"""From printing to the last moment a code works."""

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's alphabet: no two signs that look alike on paper."""

_LENGTH, _GROUP = 12, 4
_LOOKALIKES = str.maketrans("OIL", "011", " -–—.")


@dataclass(frozen=True, slots=True, kw_only=True)
class UsedCode:
    """A code that has just let somebody in."""

    id: int
    issued_by: int | None
    """Who printed it; None if the operator did."""


def issue(
    session: Session, *, person_id: int, issued_by: int | None, now: datetime
) -> str:
    """Return a new code such as ``7K2M-Q0XZ-94TD``; earlier ones stop working.

    Part of the caller's transaction. The code itself is kept nowhere: 60 random
    bits, of which the database gets a hash.
    """
    _shut(session, person_id, now)
    signs = "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
    session.add(
        OneTimeCode(
            person_id=person_id,
            code_hash=_hash(signs),
            issued_by=issued_by,
            issued_at=now,
            expires_at=now + LIFETIME,
        )
    )
    session.flush()
    return "-".join(signs[i : i + _GROUP] for i in range(0, _LENGTH, _GROUP))


def use(
    session: Session, *, person_id: int, typed: str, now: datetime
) -> UsedCode | None:
    """Use up a code of this person and return it; None if it opens nothing.

    Part of the caller's transaction. Of any number of sign-ins with the same code
    at the same time exactly one gets it, because the database counts.
    """
    matching = (
        OneTimeCode.person_id == person_id,
        OneTimeCode.code_hash == _hash(plain_code(typed)),
    )
    taken = session.execute(
        update(OneTimeCode)
        .where(*matching, OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > now)
        .values(used_at=now)
        .returning(OneTimeCode.id, OneTimeCode.issued_by)
    ).first()
    return UsedCode(id=taken.id, issued_by=taken.issued_by) if taken else None


def plain_code(typed: str) -> str:
    """Return the signs of a code, however it was typed.

    Example:
        >>> plain_code("7k2m-qoxz 94td")
        '7K2MQ0XZ94TD'
    """
    return typed[:100].upper().translate(_LOOKALIKES)


def _shut(session: Session, person_id: int, now: datetime) -> None:
    still_open = (OneTimeCode.used_at.is_(None), OneTimeCode.expires_at > now)
    session.execute(
        update(OneTimeCode)
        .where(OneTimeCode.person_id == person_id, *still_open)
        .values(expires_at=now)
    )


def _hash(signs: str) -> str:
    return hashlib.sha256(signs.encode("utf-8", "surrogatepass")).hexdigest()
