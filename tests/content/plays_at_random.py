"""Conversations nobody planned: at random, or by one strategy kept to the end."""

from trainer.scenarios import conversation as talking
from trainer.scenarios import speech
from trainer.scenarios.chance import deal, draw, shuffled
from trainer.scenarios.choices import choices
from trainer.scenarios.conversation import Event, key_of
from trainer.scenarios.syntax import MoveKind

MOST_TURNS = 80


def event(conversation, choice, *, hits=()):
    machine, here = conversation.machine, conversation.situation
    return Event(
        seq=conversation.seq + 1,
        kind=choice.move.kind if choice.move else MoveKind.ACT,
        move=key_of(machine, here, choice.move) if choice.move else "",
        action=choice.action,
        arguments=dict(choice.arguments),
        hits=hits,
    )


def possible(conversation, *, clock=True):
    """What can be done; the clock's own move only where it is wanted."""
    found = choices(conversation.machine, conversation.situation)
    kinds = () if clock else (MoveKind.WAIT,)
    return [c for c in found if c.move is None or c.move.kind not in kinds]


def at_random(machine, seed, *, clock=True, words=True):
    """Play to the end: any open move, any own words, the clock now and then."""
    conversation = talking.begin(machine, deal(machine, seed))
    for turn in range(MOST_TURNS):
        if conversation.outcome:
            break
        open_now = possible(conversation, clock=clock)
        choice = draw(seed, f"choice/{turn}", open_now)
        hits = said(choice, seed, turn) if words else ()
        conversation = talking.take(
            conversation, event(conversation, choice, hits=hits)
        )
    return conversation


def said(choice, seed, turn):
    names = [e.name for e in choice.move.expectations] if choice.move else []
    return tuple(n for n in names if draw(seed, f"said/{turn}/{n}", (True, False)))


def shown(conversation, seed):
    """The replies in the order the trainee sees them."""
    machine, here = conversation.machine, conversation.situation
    offered = [
        o
        for o in speech.offers(machine, here)
        if o.move.kind is MoveKind.SAY and not o.lock
    ]
    if not machine.settings.shuffle:
        return offered
    beat = machine.beats[here.beat]
    return shuffled(seed, f"say/{beat.file}/{beat.id}", offered)


STRATEGIES = {
    "always the first": lambda offers: offers[0],
    "always the second": lambda offers: offers[min(1, len(offers) - 1)],
    "always the last": lambda offers: offers[-1],
    "always the longest": lambda offers: max(offers, key=lambda o: len(o.label)),
    "always the shortest": lambda offers: min(offers, key=lambda o: len(o.label)),
    "always the nicest": lambda offers: max(offers, key=lambda o: mood_gain(o.move)),
}


def by_strategy(machine, seed, name):
    """Play to the end by one strategy; where nothing is said, the first move."""
    conversation = talking.begin(machine, deal(machine, seed))
    for _ in range(MOST_TURNS):
        if conversation.outcome:
            break
        conversation = talking.take(conversation, next_by(conversation, seed, name))
    return conversation


def next_by(conversation, seed, name):
    offers = shown(conversation, seed)
    if not offers:
        return event(conversation, possible(conversation, clock=False)[0])
    key = STRATEGIES[name](offers).key
    return Event(seq=conversation.seq + 1, kind=MoveKind.SAY, move=key)


def mood_gain(move):
    """How much nicer it sounds: what it always adds to a meter."""
    return sum(e.amount for e in move.effects if e.value is None and e.when is None)
