"""The clock of a conversation: how long an answer has been due, pauses left out.

Only the server's times count, and whether a move is late is decided once, when its
event is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

GRACE = timedelta(seconds=2)
"""What a move may be late because the network is slow."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """When the present beat began to wait for an answer."""

    since: datetime
    """Moved on by every pause, so that paused time never counts."""
    paused_at: datetime | None = None
    pauses: int = 0
    """How often it has been stopped in this attempt."""

    def paused(self, at: datetime) -> Clock:
        """Return the clock stopped."""
        return replace(self, paused_at=at, pauses=self.pauses + 1)

    def resumed(self, at: datetime) -> Clock:
        """Return the clock going on from where it was stopped."""
        if self.paused_at is None:
            return self
        gap = max(at - self.paused_at, timedelta())
        return replace(self, since=self.since + gap, paused_at=None)

    def restarted(self, at: datetime) -> Clock:
        """Return the clock at zero again: the conversation moved on."""
        return replace(self, since=max(at, self.since), paused_at=None)

    def left(self, seconds: int, factor: Decimal | None, now: datetime) -> float | None:
        """Return the seconds left of so many, below zero when they are over.

        Args:
            seconds: What the scenario gives; 0 for no limit.
            factor: The person's own multiple of it; ``None`` switches clocks off.
            now: The moment asked about.

        Returns:
            ``None`` where nothing runs out.
        """
        if not seconds or factor is None:
            return None
        gone = (self.paused_at or now) - self.since
        return float(seconds * factor) - gone.total_seconds()
