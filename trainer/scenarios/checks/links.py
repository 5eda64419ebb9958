"""Beats nobody comes to, and moves nobody can take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trainer.content.diagnostics import Place, Report
from trainer.scenarios.cycles import beat_links, goals, targets
from trainer.scenarios.exploration.result import Asked, Exploration
from trainer.scenarios.machine import Beat, Machine, Move
from trainer.scenarios.syntax import MoveKind


def check_links(machine: Machine, found: Exploration, report: Report) -> None:
    """Note beats without a link to them, and what no conversation comes to."""
    links = beat_links(machine)
    linked = _linked(links)
    met = {_of(machine.beats[index]) for index in (linked | found.beats)}
    for beat in machine.beats:
        if _of(beat) not in met and not _led_to(machine, beat, links):
            report.warn(
                beat.place,
                "unreached-beat",
                f"No move leads to “{beat.id}”.",
                f"Lead a move to it with “(#{beat.id})”, or delete it.",
            )
    if found.complete:
        _check_beats(machine, found, linked, report)
        _check_moves(machine, found, report)


def check_returns(machine: Machine, report: Report) -> None:
    """Note sub-scenes that nothing leads out of."""
    returning = {m.file for m in machine.moves if any(g.beat < 0 for g in goals(m))}
    first: dict[str, Beat] = {}
    for beat in machine.beats:
        if beat.depth:
            first.setdefault(beat.file, beat)
    for file, beat in first.items():
        if file not in returning:
            report.error(
                beat.place,
                "never-returns",
                "No move of this sub-scene leads back to whoever called it.",
                "Lead at least one of them to “(#return)”.",
            )


def _linked(links: Sequence[Sequence[int]]) -> set[int]:
    """Return every beat with links to it from the first, whatever the conditions."""
    reached, waiting = {0}, [0]
    for here in waiting:
        fresh = [to for to in links[here] if to not in reached]
        reached.update(fresh)
        waiting.extend(fresh)
    return reached


def _led_to(machine: Machine, beat: Beat, links: Sequence[Sequence[int]]) -> bool:
    """Say whether another beat above an unlinked one leads to it: that one is told."""
    return any(
        beat.index in links[other.index]
        for other in machine.beats
        if other.index != beat.index
        and (other.index < beat.index or other.index not in links[beat.index])
    )


def _check_beats(
    machine: Machine, found: Exploration, linked: set[int], report: Report
) -> None:
    entered = {_of(machine.beats[index]) for index in found.beats}
    taken = {machine.moves[index].place for index in found.moves}
    for index in sorted(linked):
        beat = machine.beats[index]
        if _of(beat) in entered:
            continue
        leading = [
            move
            for move in machine.moves
            if index in targets(machine, move) and _reached(machine, move, found)
        ]
        for move in leading[:1]:
            why = "is never taken" if move.place not in taken else "never leads here"
            report.warn(
                beat.place,
                "unreached-beat",
                f"No conversation comes to “{beat.id}”: the move on line "
                f"{move.place.line} {why}.",
                "Change its condition, or delete the beat.",
            )


def _check_moves(machine: Machine, found: Exploration, report: Report) -> None:
    taken = {machine.moves[index].place for index in found.moves}
    closed = {
        asked.condition.move: asked
        for asked in found.conditions
        if asked.condition.fact == "if" and not asked.ever_true
    }
    hidden = {move.place for beat in machine.beats for move in _hidden(machine, beat)}
    for move in machine.moves:
        if move.place in hidden:
            report.warn(*_never(move, None))
        elif move.place not in taken and _reached(machine, move, found):
            report.warn(*_never(move, closed.get(move.index)))


def _hidden(machine: Machine, beat: Beat) -> Iterator[Move]:
    """Yield actions that wait for what an earlier one of the beat always takes."""
    waiting = [machine.moves[index] for index in beat.moves]
    acts = [(move, move.action) for move in waiting if move.action]
    for place, (move, action) in enumerate(acts):
        if move.beat != beat.index:
            continue
        for earlier, other in acts[:place]:
            always = earlier.when is None and not earlier.once
            if always and (other.signature, other.arguments) == (
                action.signature,
                action.arguments,
            ):
                yield move
                break


def _never(move: Move, asked: Asked | None) -> tuple[Place, str, str, str]:
    """Say where and why a move is never possible, and how to mend it."""
    what = f"“^{move.id}”" if move.kind is not MoveKind.GO else "This “go”"
    if asked is not None:
        return (
            asked.condition.place,
            "unreached-move",
            f"{what} is never possible: “{asked.condition.text}” never holds here.",
            "Change the condition, or delete the move.",
        )
    return (
        move.place,
        "unreached-move",
        f"{what} is never possible: another move always comes before it.",
        "Give the other one a condition, or delete this one.",
    )


def _reached(machine: Machine, move: Move, found: Exploration) -> bool:
    """Say whether a conversation ever stands where a move could be taken."""
    return any(beat.index in found.beats for beat in _open_in(machine, move))


def _open_in(machine: Machine, move: Move) -> Iterator[Beat]:
    """Yield the beats a move stands in; one of ``anywhere`` stands in many."""
    if move.beat >= 0:
        yield machine.beats[move.beat]
        return
    for beat in machine.beats:
        if move.index in (*beat.moves, *beat.goes):
            yield beat


def _of(beat: Beat) -> tuple[str, str]:
    """Return what a beat is called by, however often its file is called."""
    return beat.file, beat.id
