"""People, the teams they belong to, and what each may do where and when."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import uuid4

from sqlalchemy import CheckConstraint, ForeignKey, Index, Numeric, String, false
from sqlalchemy.orm import Mapped, mapped_column

from trainer.store import Base


class Role(StrEnum):
    """What somebody does in a team."""

    TRAINEE = "trainee"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    ADMIN = "admin"


THEMES = ("auto", "light", "dark")
"""How pages look: as the device asks, or one way always."""


def plain_staff_number(text: str) -> str:
    """Return a staff number as it is stored, however it was typed.

    Example:
        >>> plain_staff_number(" ab 1204 ")
        'AB1204'
    """
    folded = unicodedata.normalize("NFKC", text[:200]).upper()
    return "".join(c for c in folded if c.isprintable() and not c.isspace())


def opaque_id() -> str:
    """Return a new name that says nothing about its owner: 32 hexadecimal digits."""
    return uuid4().hex


class Person(Base):
    """Somebody who signs in, known to the organisation by a staff number.

    Whoever leaves is deactivated, not deleted, so that a return under the same
    staff number is recognised.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("theme IN ('auto', 'light', 'dark')", name="theme_is_known"),
        CheckConstraint("time_factor BETWEEN 1 AND 5", name="time_factor_helps"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    staff_number: Mapped[str] = mapped_column(String(40), unique=True)
    """In capitals and without spaces, as :func:`plain_staff_number` returns it."""
    name: Mapped[str] = mapped_column(String(200))
    email: Mapped[str | None] = mapped_column(String(254))
    """Optional: nothing in the product needs one."""
    language: Mapped[str] = mapped_column(String(20), default="en")
    zone: Mapped[str] = mapped_column(String(60), default="UTC")
    time_factor: Mapped[Decimal | None] = mapped_column(
        Numeric(3, 2), default=Decimal(1)
    )
    """Multiplies every timer, 1 to 5; empty switches timers off."""
    theme: Mapped[str] = mapped_column(String(5), default="auto")
    password_hash: Mapped[str | None] = mapped_column(String(200))
    """Empty until a password is set, and again once a one-time code was used."""
    password_set_at: Mapped[datetime | None]
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    """The key an authenticator app shares; empty where no code is asked for."""
    totp_step: Mapped[int | None]
    """The half minute of the last code that was accepted: each works once."""
    created_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]
    audit_id: Mapped[str] = mapped_column(String(32), unique=True, default=opaque_id)
    """What the audit log calls this person; erasing the person leaves it empty of
    meaning, so the log itself never has to change."""

    def __repr__(self) -> str:
        return f"<Person {self.id} {self.staff_number}>"


class Team(Base):
    """A team; whoever oversees it oversees the teams below it too."""

    __tablename__ = "team"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    """The team above; empty for the organisation itself."""
    needs_approval: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether what its supervisors write is published only when another one approves;
    holds for the teams below too."""

    def __repr__(self) -> str:
        return f"<Team {self.id} {self.name}>"


class Membership(Base):
    """What somebody does in a team, from a moment on and until another."""

    __tablename__ = "membership"
    __table_args__ = (
        CheckConstraint(
            "role IN ('trainee', 'supervisor', 'manager', 'admin')",
            name="role_is_known",
        ),
        CheckConstraint("valid_to > valid_from", name="period_is_forward"),
        Index("ix_membership_team_id_role", "team_id", "role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    role: Mapped[str] = mapped_column(String(10))
    """One of :class:`Role`."""
    valid_from: Mapped[datetime]
    """The first moment the membership holds."""
    valid_to: Mapped[datetime | None]
    """The first moment it no longer holds; empty while no end is known."""

    def __repr__(self) -> str:
        return f"<Membership of {self.person_id} in {self.team_id} as {self.role}>"
