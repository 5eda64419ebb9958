"""What exploring a draft found, told for its author."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from trainer.scenarios import conversation as talking
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.exploration import (
    Exploration,
    Outcome,
    Played,
    PointOfNoReturn,
    Standing,
)
from trainer.scenarios.machine import Machine, Move
from trainer.scenarios.reach import Reach, reach_of
from trainer.scenarios.shares import mark_of
from trainer.scenarios.speech import Line, lines
from trainer.scenarios.ways import event_of
from trainer.services import scene
from trainer.services.scene import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A conversation to its end, as a transcript."""

    outcome: Outcome
    opening: tuple[Line, ...]
    turns: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """An ending, and how often random clicking gets there."""

    beat: str
    file: str
    line: int
    outcome: str
    good: bool
    reachable: bool
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """A move after which something is lost for good."""

    beats: tuple[str, ...]
    """The steps it can be taken at."""
    line: int
    file: str
    kind: str
    words: str
    """What is said, or the action as it is written."""
    lost: str
    """``pass`` or ``good ending``: the gravest it costs anywhere."""
    always: bool
    """Whether it costs that each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """What comes of playing without listening."""

    name: str
    """``first``, ``longest``, ``nicest`` or ``never-asked``."""
    passed: bool
    percent: Decimal
    marked: bool
    """Whether the scenario tells what such a habit would take; else it is chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything the report tells besides problems."""

    mark: int
    """Percent a pass needs."""
    situations: int
    complete: bool
    best: Told | None
    """The best conversation without a mistake, else the best there is."""
    worst: Decimal | None
    """What the worst conversation comes to."""
    random: Decimal
    """How often random clicking passes, in percent."""
    random_plays: int
    """Measured on so many; 0: worked out exactly."""
    endings: tuple[Finish, ...]
    gates: tuple[Gate, ...]
    habits: tuple[Habit, ...]
    standing: Standing
    moves: int
    """Everything that can be said or done in its own file."""
    taken: int
    """Of these, what some conversation takes."""
    reach: Mapping[str, Reach]
    """Policy in force → how many of its clauses are decided here."""
    shuffled: bool
    """Whether trainees see replies in another order than they are written."""


def findings(machine: Machine, found: Exploration, *, pass_mark: int) -> Findings:
    """Return what an exploration found, in words and numbers for an author.

    Args:
        machine: What was explored.
        found: By exploring it.
        pass_mark: The organisation's, in percent.
    """
    best = found.best_clean or found.best
    own = [move.index for move in machine.moves if move.file == machine.file]
    return Findings(
        mark=mark_of(machine, pass_mark),
        situations=found.situations,
        complete=found.complete,
        best=told(machine, best) if best else None,
        worst=found.worst.total if found.worst else None,
        random=_percent(found.random_pass),
        random_plays=found.random_plays,
        endings=tuple(_finishes(machine, found)),
        gates=tuple(_gates(machine, found.no_return)),
        habits=_habits(found.strategies),
        standing=found.standing,
        moves=len(own),
        taken=len(found.moves.intersection(own)),
        reach=reach_of(machine),
        shuffled=machine.settings.shuffle,
    )


def told(machine: Machine, outcome: Outcome) -> Told:
    """Return a conversation as a transcript, with what each turn was worth."""
    conversation = replayed(machine, outcome)
    turns = (
        scene.shown(
            machine,
            turn,
            turn.move.model if turn.move else "",
            open_book=True,
            number=number,
        )
        for number, turn in enumerate(conversation.turns, 1)
    )
    return Told(
        outcome=outcome,
        opening=lines(machine, conversation.opening),
        turns=tuple(turns),
    )


def replayed(machine: Machine, outcome: Outcome) -> Conversation:
    """Return a conversation that was found, played by the engine."""
    conversation = talking.begin(machine, outcome.deal)
    for seq, choice in enumerate(outcome.choices, 1):
        event = event_of(machine, conversation.situation, choice, seq)
        conversation = talking.take(conversation, event)
    return conversation


def reached(machine: Machine, found: Exploration) -> frozenset[str] | None:
    """Return the beats of the scenario's own file some conversation comes to.

    ``None`` where not every conversation was looked at.
    """
    if not found.complete:
        return None
    beats = (machine.beats[index] for index in found.beats)
    return frozenset(beat.id for beat in beats if beat.file == machine.file)


def _finishes(machine: Machine, found: Exploration) -> Iterator[Finish]:
    for ending in sorted(found.endings, key=lambda one: -one.random_share):
        beat = machine.beats[ending.beat]
        yield Finish(
            beat=beat.id,
            file=beat.file,
            line=beat.place.line,
            outcome=ending.outcome,
            good=ending.outcome in machine.settings.good,
            reachable=ending.reachable,
            percent=_percent(ending.random_share),
        )


def _gates(machine: Machine, points: Iterable[PointOfNoReturn]) -> Iterator[Gate]:
    """Yield each move once, those first that always cost something."""
    by_move: dict[int, list[PointOfNoReturn]] = {}
    for point in points:
        by_move.setdefault(point.move, []).append(point)
    gates = [_gate(machine, found) for found in by_move.values()]
    yield from sorted(gates, key=lambda gate: (not gate.always, gate.lost, gate.line))


def _gate(machine: Machine, found: list[PointOfNoReturn]) -> Gate:
    move = machine.moves[found[0].move]
    gravest = max(found, key=lambda point: (point.always, point.lost == "good ending"))
    return Gate(
        beats=tuple(dict.fromkeys(machine.beats[point.beat].id for point in found)),
        line=move.place.line,
        file=move.file,
        kind=str(move.kind),
        words=(move.action and move.label.fixed) or words_of(move),
        lost=gravest.lost,
        always=gravest.always,
    )


def words_of(move: Move) -> str:
    """Return what is said, with the names of what is filled in, or the action."""
    if move.action is not None:
        return move.action.signature.name
    parts = (
        one if isinstance(one, str) else f"{{{one.name}}}" for one in move.label.parts
    )
    return move.label.fixed or "".join(parts)


def _habits(strategies: Mapping[str, Played]) -> tuple[Habit, ...]:
    return tuple(
        Habit(
            name=name,
            passed=played.passed,
            percent=_percent(played.share),
            marked=played.marked,
        )
        for name, played in strategies.items()
    )


def _percent(share: float) -> Decimal:
    """Return a share in percent with one decimal; what happens at all is not 0."""
    exact = Decimal(share * 100).quantize(Decimal("0.1"))
    return max(exact, Decimal("0.1")) if share > 0 else exact
