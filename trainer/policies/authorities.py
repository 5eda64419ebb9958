"""Who may go beyond a limit, how far, and what that takes.

A clause may name, beside its limit, who has authority above it. Up to the amount named
the act is theirs to allow: an agent's own, if need be with a reason; a supervisor's or
manager's once the conversation was handed over to one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.content.actions import ACTIONS, ActionKind
from trainer.content.types import Type, Value
from trainer.policies.because import Beyond, Fact, Lack

HAND_OVERS = frozenset(
    name for name, one in ACTIONS.items() if one.kind is ActionKind.HAND_OVER
)
"""Done before an act, somebody else has been asked."""

REASON = "reason"
"""The blank of an action's form that says why an exception was made."""

AGENT = "agent"
"""The role of whoever acts; any other has to be called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """How far a role may go beyond the limit of an action."""

    role: str
    most: int
    """In all, over the attempt; amounts in cents."""
    type: Type
    with_reason: bool = False
    """Whether the act has to say why; only where its form can."""

    def lacks(
        self, total: int, arguments: Mapping[str, Value], did: Collection[str]
    ) -> Iterator[Lack]:
        """Yield everything that keeps an act from being allowed so.

        Args:
            total: What the limited argument comes to, with all acts before.
            arguments: Of the act.
            did: Actions done before it.
        """
        if total > self.most:
            yield Lack.LESS
        if self.role != AGENT and HAND_OVERS.isdisjoint(did):
            yield Lack.HAND_OVER
        if self.with_reason and not str(arguments.get(REASON, "")).strip():
            yield Lack.REASON


def allowed(
    authorities: Sequence[Authority],
    total: int,
    arguments: Mapping[str, Value],
    did: Collection[str],
) -> tuple[bool, tuple[Beyond, ...]]:
    """Say whether some authority covers an act beyond its limit.

    Returns:
        Whether one does, and that one alone; otherwise all, each with what is missing.
    """
    found: list[Beyond] = []
    for authority in authorities:
        lacks = tuple(authority.lacks(total, arguments, did))
        most = Fact("", authority.type, authority.most)
        beyond = Beyond(authority.role, most, lacks)
        if not lacks:
            return True, (beyond,)
        found.append(beyond)
    return False, tuple(found)
