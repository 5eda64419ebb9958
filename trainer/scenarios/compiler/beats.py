"""From a beat as written to a beat that can be entered."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trainer.content.suggest import did_you_mean
from trainer.scenarios.compiler.actions import desk_actions
from trainer.scenarios.compiler.context import Context
from trainer.scenarios.compiler.effects import enter_effects
from trainer.scenarios.compiler.texts import compile_blocks
from trainer.scenarios.machine import Beat, Move
from trainer.scenarios.parts import Effect, Review
from trainer.scenarios.pictures import Picture, picture_of
from trainer.scenarios.syntax import BeatSyntax, Fact, MoveKind

_REVIEW = re.compile(r'(?P<stars>★{1,5})☆*\s*["“](?P<text>[^"“”]+)["”]')


def compile_beat(
    context: Context, syntax: BeatSyntax, index: int, moves: Sequence[Move]
) -> Beat:
    """Compile one beat.

    Args:
        context: The file it stands in.
        syntax: As written.
        index: Its place among all beats of the machine.
        moves: Its own moves, then those of ``anywhere`` that are open in it.
    """
    facts = {fact.key: fact for fact in syntax.facts}
    context.beat = index
    outcome = _outcome(context, syntax, facts.get("outcome"))
    open_here = () if outcome else tuple(moves)
    goes = tuple(m.index for m in open_here if m.kind is MoveKind.GO)
    enter = _enter(context, syntax)
    visits, seen, most = _counted(context, syntax)
    return Beat(
        index=index,
        id=syntax.id,
        file=context.instance.file,
        instance=context.instance.number,
        depth=context.instance.depth,
        place=syntax.place,
        blocks=compile_blocks(context, syntax.blocks),
        moves=tuple(m.index for m in open_here if m.kind is not MoveKind.GO),
        goes=goes,
        by_key={(m.depth, m.id): m.index for m in reversed(open_here)},
        enter=enter,
        counts=(visits, seen),
        most_visits=most,
        still=not (enter or goes or outcome or visits >= 0 or seen >= 0),
        outcome=outcome,
        desk=desk_actions(context, facts["desk"]) if "desk" in facts else (),
        coach=_text(facts, "coach"),
        show=_picture(context, facts["show"]) if "show" in facts else None,
        tag=_text(facts, "tag"),
        reviews=_reviews(context, syntax),
    )


def _counted(context: Context, syntax: BeatSyntax) -> tuple[int, int, int]:
    """Return the slots of ``visits`` and ``seen``, and where visits saturate."""
    file = context.instance.file
    visits = context.table.find(f"visits:{file}:{syntax.id}")
    seen = context.table.find(f"seen:{file}:{syntax.id}")
    return visits, seen, context.scope.most.get(syntax.id, 1)


def _enter(context: Context, syntax: BeatSyntax) -> tuple[Effect, ...]:
    return tuple(
        effect
        for fact in syntax.facts
        if fact.key == "enter"
        for effect in enter_effects(context, fact)
    )


def _reviews(context: Context, syntax: BeatSyntax) -> tuple[Review, ...]:
    return tuple(
        review
        for fact in syntax.facts
        if fact.key == "review" and (review := _review(context, fact))
    )


def check_ways_out(context: Context, syntax: BeatSyntax, outcome: str) -> None:
    """Report a beat that neither goes on nor ends, or that does both."""
    if not syntax.moves and not outcome:
        context.error(
            syntax.place,
            "dead-end",
            f"The conversation stops at “{syntax.id}” without an outcome.",
            "Add a move, or say how it ends: “- outcome: resolved”.",
        )
    if syntax.moves and outcome:
        context.error(
            syntax.place,
            "moves-after-the-end",
            f"“{syntax.id}” ends the conversation, so its moves can never be taken.",
            "Remove the outcome, or the moves.",
        )
    kinds = {move.kind for move in syntax.moves}
    if kinds and kinds <= {MoveKind.WAIT, MoveKind.GO} and MoveKind.WAIT in kinds:
        context.error(
            syntax.place,
            "only-the-clock",
            f"The only way out of “{syntax.id}” is to wait, and clocks can be off.",
            "Add something the trainee can say or do.",
        )


def _outcome(context: Context, syntax: BeatSyntax, fact: Fact | None) -> str:
    if fact is None:
        check_ways_out(context, syntax, "")
        return ""
    outcome = fact.value.strip()
    check_ways_out(context, syntax, outcome)
    known = context.outcomes
    if outcome not in known:
        context.error(
            fact.value_place,
            "unknown-outcome",
            f"“{outcome}” is not an outcome.",
            did_you_mean(outcome, known)
            or f"There are: {', '.join(known)}. Declare others under “outcomes”.",
        )
    if context.instance.depth:
        context.error(
            fact.place,
            "outcome-in-subscene",
            "A sub-scene cannot end the conversation.",
            "Return, and let the caller end it.",
        )
    return outcome


def _picture(context: Context, fact: Fact) -> Picture | None:
    picture = picture_of(context.instance.file, fact.value)
    if picture is None:
        context.error(
            fact.value_place,
            "bad-picture",
            f"“{fact.value[:60]}” is not the name of a picture beside the file.",
            "Write its plain name (png, jpg, webp or gif), then what it shows: "
            '“letter.png "A letter of 3 May"”.',
        )
        return None
    known = context.sources.pictures
    if known is not None and picture.file not in known:
        names = (one.rpartition("/")[2] for one in known)
        context.error(
            fact.value_place,
            "picture-missing",
            f"There is no picture “{picture.name}” beside this file.",
            did_you_mean(picture.name, names) or "Put it there, or delete the line.",
        )
    elif not picture.words:
        context.report.warn(
            fact.value_place,
            "picture-without-words",
            f"Who cannot see “{picture.name}” is not told what it shows.",
            f'Say it behind the name: “{picture.name} "A letter of 3 May"”.',
        )
    return picture


def _text(facts: dict[str, Fact], key: str) -> str:
    return facts[key].value if key in facts else ""


def _review(context: Context, fact: Fact) -> Review | None:
    head, when = context.divided(fact)
    found = _REVIEW.fullmatch(head.strip())
    if found is None:
        context.error(
            fact.value_place,
            "review-syntax",
            "A review is one to five stars and a sentence in quotes.",
            'Write it as in “review: ★★★ "Took a while, but sorted."”.',
        )
        return None
    return Review(stars=len(found["stars"]), text=found["text"], when=when)
