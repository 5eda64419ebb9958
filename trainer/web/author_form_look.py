"""What the pages of the guided form show: steps and replies, and what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.content.diagnostics import Diagnostic, Severity
from trainer.scenarios.forms.conditions import Condition, read_condition
from trainer.scenarios.forms.parts import Parts, parts_of
from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.spots import Spot, beat_at, spot_of
from trainer.scenarios.forms.steps import Reply, Step
from trainer.scenarios.reader_text import unescape
from trainer.scenarios.syntax import BeatSyntax, MoveKind
from trainer.services.form_choices import Choices
from trainer.services.form_words import Tried, try_answers
from trainer.services.form_worth import Measure, points_of, worth_of_reply
from trainer.web.author import pages
from trainer.web.author_form_action import Blank, blanks_of, field_in_action
from trainer.web.form_problems import form_wording
from trainer.web.language import gettext as _
from trainer.web.language import ngettext

SAMPLES = 3
"""Good answers, and bad ones, that are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that is wrong, or worth a look, beside what it concerns."""

    words: str
    mend: str = ""
    grave: bool = True
    """Whether it keeps the scenario from being published."""
    field: str = ""
    """The id of the field it is about; empty where there is none."""


Troubles = Mapping[str, Sequence[Trouble]]
"""Part of a step (empty: the step itself; ``p0``, ``r2``) → what is wrong there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyLook:
    """One reply as a page shows it."""

    number: int
    reply: Reply
    parts: Parts
    shown: str
    """Its words without the marks of the text."""
    condition: Condition | None
    """The rows of its condition; ``None`` where only its text can say it."""
    worth: int | None
    """Of 100; ``None`` where it has no points or nothing is known yet."""
    points: int
    """All its points together, whatever they count under."""
    blanks: tuple[Blank, ...] | None = ()
    """Of a desk action; ``None`` where only its text can say it."""
    good: tuple[Tried, ...] = ()
    bad: tuple[Tried, ...] = ()
    troubles: Sequence[Trouble] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLook:
    """One step as a page shows it."""

    step: Step
    replies: tuple[ReplyLook, ...]
    troubles: Troubles
    whole: bool = True
    """Whether a form of it loses nothing."""

    @property
    def grave(self) -> int:
        """How many problems keep the scenario from being published."""
        return sum(one.grave for some in self.troubles.values() for one in some)


def look_of(
    step: Step,
    chosen: Choices,
    full: Measure,
    troubles: Troubles | None = None,
    *,
    whole: bool = True,
) -> StepLook:
    """Return a step as a page shows it.

    Args:
        step: As written or as typed.
        chosen: What its fields choose from.
        full: What full marks mean.
        troubles: What is wrong with its parts.
        whole: Whether a form of it loses nothing.
    """
    known = troubles or {}
    return StepLook(
        step=step,
        replies=tuple(
            _reply(reply, at, chosen, full, known.get(f"r{at}", ()))
            for at, reply in enumerate(step.replies)
        ),
        troubles=known,
        whole=whole,
    )


def tried(reply: Reply, chosen: Choices) -> tuple[tuple[Tried, ...], tuple[Tried, ...]]:
    """Return how a reply's good and bad sample answers do, at least three of each."""
    found = []
    for key in ("good", "bad"):
        answers = [row.value for row in reply.of(key)]
        answers += [""] * (SAMPLES - len(answers))
        found.append(
            try_answers(
                reply.of("expect", "avoid"),
                answers,
                language=chosen.language,
                names=chosen.customer,
            )
        )
    return found[0], found[1]


def troubles_by_step(
    beats: Sequence[BeatSyntax], diagnostics: Iterable[Diagnostic], file: str
) -> tuple[Mapping[str, Troubles], tuple[Trouble, ...]]:
    """Sort problems to the steps they concern, and return those of the settings."""
    found: dict[str, dict[str, list[Trouble]]] = defaultdict(lambda: defaultdict(list))
    elsewhere: list[Trouble] = []
    for one in diagnostics:
        beat = beat_at(beats, one.place.line) if one.place.file == file else None
        if beat is None:
            elsewhere.append(_trouble(one, ""))
        else:
            spot = spot_of(beat, one.place.line)
            part, field = field_of(step_of(beat), spot)
            if spot.reply is not None and spot.fact is None:
                move = beat.moves[spot.reply]
                field = field_in_action(move, part, one.place.column)
            found[beat.id][part].append(_trouble(one, field))
    return found, tuple(elsewhere)


@pages.app_template_filter()
def place_in_form(line: int, beats: Sequence[BeatSyntax]) -> str:
    """Return where the form shows a line of the text: ``steps/desk#r1-words``."""
    beat = beat_at(beats, line)
    if beat is None:
        return "settings"
    field = field_of(step_of(beat), spot_of(beat, line))[1]
    return f"steps/{beat.id}#{field}" if field else f"steps/{beat.id}"


def field_of(step: Step, spot: Spot) -> tuple[str, str]:
    """Return the part of a step a spot is in, and the id of the field it is about."""
    if spot.paragraph is not None:
        return f"p{spot.paragraph}", f"p{spot.paragraph}-text"
    if spot.reply is None:
        keys = [row.key for row in step.rows if row.at == spot.fact]
        return "", f"s-{keys[0]}" if keys else ""
    name = f"r{spot.reply}"
    if spot.fact is None:
        act = step.replies[spot.reply].kind is MoveKind.ACT
        return name, f"{name}-action" if act else f"{name}-words"
    return name, _field_in(name, parts_of(step.replies[spot.reply]), spot.fact)


def _field_in(name: str, parts: Parts, fact: int) -> str:
    """Return the id of the field a fact of a reply is shown in."""
    fields = {
        **{
            f"{name}-{'least' if k == 'words' else k}": r
            for k, r in parts.single.items()
        },
        **{f"{name}-points-{key}": row for key, row in parts.points.items()},
        **{f"{name}-change-{key}": row for key, row in parts.changes.items()},
        **{f"{name}e{at}-value": row for at, row in enumerate(parts.also)},
        **{f"{name}x{at}-value": row for at, row in enumerate(parts.listening)},
    }
    found = (field for field, row in fields.items() if row.at == fact)
    return next(found, f"{name}-words")


def _trouble(one: Diagnostic, field: str) -> Trouble:
    told = form_wording(one)
    return Trouble(
        words=told.words,
        mend=told.mend,
        grave=one.severity is Severity.ERROR,
        field=field,
    )


def _reply(
    reply: Reply,
    number: int,
    chosen: Choices,
    full: Measure,
    troubles: Sequence[Trouble],
) -> ReplyLook:
    good, bad = tried(reply, chosen) if reply.kind is MoveKind.WRITE else ((), ())
    act = reply.kind is MoveKind.ACT
    scored = bool(reply.of("score", "expect", "avoid"))
    return ReplyLook(
        number=number,
        reply=reply,
        parts=parts_of(reply),
        shown=unescape(reply.words),
        condition=read_condition(reply.text("if")),
        worth=worth_of_reply(reply, chosen.weights, full) if scored else None,
        points=sum(points_of(reply.of("score", "expect")).values()),
        blanks=blanks_of(reply.words, f"r{number}", chosen) if act else (),
        good=good,
        bad=bad,
        troubles=(*troubles, *_samples(good, bad, f"r{number}")),
    )


def _samples(
    good: Sequence[Tried], bad: Sequence[Tried], name: str
) -> Sequence[Trouble]:
    """Say how many sample answers are not taken as their author means them."""
    wrong = sum(bool(one.text) and not one.full for one in good)
    wrong += sum(bool(one.text) and one.full for one in bad)
    if not wrong:
        return ()
    words = ngettext(
        "%(num)s sample answer is not taken as it should be.",
        "%(num)s sample answers are not taken as they should be.",
        wrong,
    )
    mend = _("Change what is listened for, or the sample.")
    return (Trouble(words=words, mend=mend, grave=False, field=f"{name}-good0"),)
