"""Play without listening: always the first reply, the longest, the nicest, or no.

None of these should pass. Own words say nothing wanted, and where nothing can be
said the first thing listed is done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from trainer.content.actions import ActionKind
from trainer.scenarios import engine
from trainer.scenarios.chance import shuffled
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.exploration.conversations import measured
from trainer.scenarios.exploration.result import Outcome, Played
from trainer.scenarios.exploration.ways import silent
from trainer.scenarios.machine import Machine, Move, Situation
from trainer.scenarios.shares import Measure
from trainer.scenarios.speech import fill
from trainer.scenarios.syntax import MoveKind

ORDERS = 20
"""Shuffled orders in which the strategies are tried."""

MOST_TURNS = 80
"""Moves after which a conversation counts as never ending."""

OFTEN = 0.05
"""Share of passes above which a strategy counts as passing."""

_GIVING = frozenset({ActionKind.MONEY, ActionKind.STOCK, ActionKind.CONTRACT})
"""Kinds of actions that give a customer what they ask for."""

Rank = Callable[[Machine, Situation, Move], tuple[int, ...]]
"""How much a strategy wants a reply; of equals the first shown is taken."""


def try_strategies(
    machine: Machine, deals: Sequence[tuple[Mapping[str, str], Measure]]
) -> Mapping[str, Played]:
    """Keep to each strategy in every deal, in several orders of the replies."""
    return {
        name: _tried(machine, deals, rank, giving=name != "never-asked")
        for name, rank in _RANKS.items()
    }


def can_give(machine: Machine) -> bool:
    """Say whether deeds or words are marked as what a customer asks for."""
    return any(_gives(move) or move.means for move in machine.moves)


def _tried(
    machine: Machine,
    deals: Sequence[tuple[Mapping[str, str], Measure]],
    rank: Rank,
    *,
    giving: bool,
) -> Played:
    orders = ORDERS if machine.settings.shuffle else 1
    known: dict[tuple[int, tuple[Choice, ...]], Outcome] = {}
    found: list[Outcome] = []
    marked = rank is _first
    for number, (deal, measure) in enumerate(deals):
        for order in range(orders):
            seed = str(order) if machine.settings.shuffle else ""
            talk = _Talk(machine, deal, seed, rank, giving)
            taken = talk.choices()
            marked = marked or talk.decided
            outcome = known.get((number, taken))
            if outcome is None:
                outcome = measured(machine, deal, taken, measure)
                known[number, taken] = outcome
            found.append(outcome)
    share = sum(outcome.passed for outcome in found) / len(found)
    best = max(found, key=lambda outcome: (outcome.passed, outcome.total))
    return Played(
        passed=marked and share > OFTEN, share=share, example=best, marked=marked
    )


class _Talk:
    """One conversation by one strategy."""

    def __init__(
        self,
        machine: Machine,
        deal: Mapping[str, str],
        seed: str,
        rank: Rank,
        giving: bool,  # noqa: FBT001 - part of the strategy
    ) -> None:
        self.machine = machine
        self.deal = deal
        self.seed = seed
        self.rank = rank
        self.giving = giving
        self.decided = False
        """Whether the strategy wanted one thing more than another anywhere."""

    def choices(self) -> tuple[Choice, ...]:
        """Return what is done, up to the end or until it goes on for ever."""
        here = engine.begin(self.machine, self.deal).after
        taken: list[Choice] = []
        for _ in range(MOST_TURNS):
            choice = self._next(here)
            if choice is None:
                break
            taken.append(choice)
            here = take(self.machine, here, choice).after
        return tuple(taken)

    def _next(self, here: Situation) -> Choice | None:
        listed = [
            (choice, choice.move)
            for choice in choices(self.machine, here)
            if choice.move is not None and choice.move.kind is not MoveKind.WAIT
        ]
        said = {m.index: c for c, m in listed if m.kind is MoveKind.SAY}
        if said:
            moves = self._shown(here, [m for _, m in listed if m.index in said])
            return said[self._picked(here, moves).index]
        kept = [c for c, m in listed if self.giving or not _gives(m)]
        self.decided = self.decided or 0 < len(kept) < len(listed)
        for usual in (*kept, *(c for c, _ in listed)):
            return silent(usual)
        return None

    def _picked(self, here: Situation, moves: Sequence[Move]) -> Move:
        ranks = [self.rank(self.machine, here, move) for move in moves]
        most = max(ranks)
        self.decided = self.decided or min(ranks) < most
        return moves[ranks.index(most)]

    def _shown(self, here: Situation, moves: Sequence[Move]) -> Sequence[Move]:
        if not self.seed:
            return moves
        beat = self.machine.beats[here.beat]
        return shuffled(self.seed, f"say/{beat.file}/{beat.id}", moves)


def _first(_machine: Machine, _here: Situation, _move: Move) -> tuple[int, ...]:
    return ()


def _longest(_machine: Machine, here: Situation, move: Move) -> tuple[int, ...]:
    return (len(fill(move.label, here.slots)),)


def _nicest(machine: Machine, _here: Situation, move: Move) -> tuple[int, ...]:
    return (_pleases(machine, move),)


def _refusing(machine: Machine, _here: Situation, move: Move) -> tuple[int, ...]:
    return (_refuses(move), -_pleases(machine, move))


def _pleases(machine: Machine, move: Move) -> int:
    """Return what a reply always adds to the customer's meters."""
    meters = set(machine.meters.values())
    return sum(
        effect.amount
        for effect in move.effects
        if effect.slot in meters and effect.value is None and effect.when is None
    )


def _refuses(move: Move) -> bool:
    return any(act.action.startswith("refuse_") for act in move.means)


def _gives(move: Move) -> bool:
    return move.action is not None and move.action.signature.kind in _GIVING


_RANKS: Mapping[str, Rank] = {
    "first": _first,
    "longest": _longest,
    "nicest": _nicest,
    "never-asked": _refusing,
}
