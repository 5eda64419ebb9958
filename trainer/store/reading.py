"""Reading: which revision of a policy a person has marked as read, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from trainer.store import Base


class PolicyRead(Base):
    """A person read a revision of a policy to its end."""

    __tablename__ = "policy_read"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id"), primary_key=True
    )
    read_at: Mapped[datetime]
