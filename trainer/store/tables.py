"""Every table: importing this module makes ``Base.metadata`` complete."""

from __future__ import annotations

from trainer.store import Base

metadata = Base.metadata
