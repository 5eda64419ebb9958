"""How people get in: one-time codes, sessions, and the brake on guessing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from trainer.store import Base


class OneTimeCode(Base):
    """A code somebody printed so that a person can set a password.

    Only its hash is kept: whoever reads the database cannot sign in with it.
    """

    __tablename__ = "one_time_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    issued_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who printed it; empty if the operator did, on the command line."""
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    """The first moment it no longer works; brought forward by a newer code."""
    used_at: Mapped[datetime | None]
    """When somebody got in with it: it works once."""
    announced_at: Mapped[datetime | None]
    """When the person, signing in with a password, was told that it was used."""

    def __repr__(self) -> str:
        return f"<OneTimeCode {self.id} for {self.person_id}>"


class SignedInSession(Base):
    """One sign-in on one device, until it ends or somebody ends it.

    The browser holds a random token and the table its hash, so a copied database
    opens no session and a copied cookie stops working at sign-out.
    """

    __tablename__ = "session"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    """Written at most once a minute."""
    user_agent: Mapped[str] = mapped_column(String(200), default="")
    address: Mapped[str] = mapped_column(String(45), default="")
    shared_till: Mapped[bool] = mapped_column(default=False)
    """Others use this device too, so the session ends sooner."""
    revoked_at: Mapped[datetime | None]
    reset_by: Mapped[str | None] = mapped_column(String(200))
    """Name of whoever printed the code this person has to be told about."""
    reset_at: Mapped[datetime | None]
    """When that code was used."""

    def __repr__(self) -> str:
        return f"<SignedInSession {self.id} of {self.person_id}>"


class SignInThrottle(Base):
    """How often signing in failed lately, for one account or from one address."""

    __tablename__ = "sign_in_throttle"
    __table_args__ = (
        CheckConstraint("failures >= 0", name="failures_are_counted"),
        Index("ix_sign_in_throttle_last_at", "last_at"),
    )

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Hash of the account or address, because people type passwords in the wrong
    field and an address is personal too."""
    failures: Mapped[int] = mapped_column(default=0)
    last_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]

    def __repr__(self) -> str:
        return f"<SignInThrottle {self.failures} failures>"
