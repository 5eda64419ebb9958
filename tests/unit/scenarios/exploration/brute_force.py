"""Every conversation of a small scenario, the slow and simple way.

Nothing is left out of a state here: all slots, everything that has counted, all
points. What exploration works out cleverly has to come out the same.
"""

from dataclasses import dataclass, field
from itertools import product

from trainer.scenarios.choices import choices, says_why, take
from trainer.scenarios.engine import begin
from trainer.scenarios.exploration.ways import is_clean, is_mistake
from trainer.scenarios.ledger import EMPTY_LEDGER, book, points_of
from trainer.scenarios.syntax import MoveKind

MOST = 1_500


@dataclass
class Everything:
    """All states of one deal, with their steps."""

    states: list = field(default_factory=list)
    ahead: list = field(default_factory=list)
    """For each state: (choice, state it leads to), for all own words."""
    complete: bool = True


def everything(machine, deal, *, at_best=False):
    """Return every state that can be reached: (situation, ledger, flawed).

    ``at_best``: with the best own words of those that lead the same way only.
    """
    found, known = Everything(), {}

    def place(situation, ledger, *, flawed):
        gains, losses = points_of(ledger)
        key = (
            situation,
            frozenset(ledger.keys),
            gains,
            losses,
            bool(ledger.critical),
            flawed,
        )
        number = known.setdefault(key, len(found.states))
        if number == len(found.states):
            found.states.append((situation, ledger, flawed))
        return number

    place(begin(machine, deal).after, EMPTY_LEDGER, flawed=False)
    for here, ledger, flawed in found.states:
        if len(found.states) > MOST:
            found.complete = False
            break
        steps = []
        for choice in every_choice(machine, here, at_best=at_best):
            step = take(machine, here, choice)
            wrong = is_mistake(step)
            ledger_after = book(ledger, step)[0]
            after = place(step.after, ledger_after, flawed=flawed or wrong)
            steps.append((choice, after))
        found.ahead.append(steps)
    return found


def every_choice(machine, here, *, at_best):
    """Yield what can be done, own words in every form."""
    for usual in choices(machine, here):
        if usual.move is None or not usual.move.expectations:
            yield usual
            continue
        unread = {e.name for e in usual.move.expectations if e.said < 0}
        names = tuple(dict.fromkeys(e.name for e in usual.move.expectations))
        for met in product((False, True), repeat=len(names)):
            said = tuple(n for n, hit in zip(names, met, strict=True) if hit)
            if not at_best or unread & {*said} == unread & {*usual.hits}:
                yield usual._replace(hits=said)


def clean_gains(machine, deal):
    """Return the gains of all clean conversations that end well; ``None``: too many."""
    first = (begin(machine, deal).after, EMPTY_LEDGER)
    waiting, known, found = [first], set(), []
    for here, ledger in waiting:
        if len(waiting) > MOST:
            return None
        if machine.beats[here.beat].outcome in machine.settings.good:
            found.append(points_of(ledger)[0])
        for choice in choices(machine, here):
            step = take(machine, here, choice)
            after = book(ledger, step)[0]
            key = (step.after, frozenset(after.keys))
            if is_clean(choice, step) and key not in known:
                known.add(key)
                waiting.append((step.after, after))
    return found


def totals(machine, everything, measure, *, flawed):
    """Return the totals of all endings: of good ones with a mistake, or of all."""
    good = machine.settings.good
    for situation, ledger, wrong in everything.states:
        outcome = machine.beats[situation.beat].outcome
        if outcome and (not flawed or (wrong and outcome in good)):
            yield measure.total(*points_of(ledger))


def passes(machine, measure, state):
    """Say whether a conversation that stands here is over and passed."""
    situation, ledger, _ = state
    well = machine.beats[situation.beat].outcome in machine.settings.good
    return well and not ledger.critical and measure.enough(*points_of(ledger))


def chance_to_pass(machine, everything, measure):
    """Return how often random play passes, by many rounds of averaging."""
    chance = [float(passes(machine, measure, s)) for s in everything.states]
    for _ in range(400):
        for place in range(len(chance) - 1, -1, -1):
            ahead = [chance[to] for c, to in everything.ahead[place] if at_random(c)]
            if ahead:
                chance[place] = sum(ahead) / len(ahead)
    return chance[0]


def at_random(choice):
    """Say whether random play may pick a choice."""
    move = choice.move
    if move is None or move.kind is MoveKind.WAIT or says_why(choice):
        return False
    return not choice.hits


def can_pass(machine, everything, measure):
    """Return for each state whether some conversation from there passes."""
    sure = [passes(machine, measure, state) for state in everything.states]
    moved = True
    while moved:
        moved = False
        for place, steps in enumerate(everything.ahead):
            if not sure[place] and any(sure[to] for _, to in steps):
                sure[place] = moved = True
    return sure
