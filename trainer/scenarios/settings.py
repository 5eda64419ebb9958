"""The settings of a scenario or sub-scene, typed and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Mapping as Written
from trainer.content.types import Words
from trainer.scenarios.settings_checks import check_days, check_exam, check_names
from trainer.scenarios.settings_fields import Fields
from trainer.scenarios.settings_parts import (
    Kind,
    check_keys,
    read_bind,
    read_good,
    read_id,
    read_language,
    read_names,
    read_outcomes,
    read_pass_mark,
    read_policies,
    read_rubric,
    read_title,
    read_topics,
)
from trainer.scenarios.settings_state import (
    CaseField,
    Meter,
    Variable,
    read_case,
    read_deal,
    read_goal,
    read_meters,
    read_variables,
)
from trainer.scenarios.settings_words import CRITERIA, OUTCOMES, SETTINGS

__all__ = [
    "CRITERIA",
    "OUTCOMES",
    "SETTINGS",
    "CaseField",
    "Kind",
    "Meter",
    "Settings",
    "Variable",
    "read_settings",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything above the briefing; what was not given has its default."""

    id: str
    title: str
    kind: Kind
    language: str
    level: int
    """1 to 5."""
    minutes: int
    """How long a conversation takes, about."""
    topics: tuple[str, ...]
    channel: str
    """``counter``, ``phone``, ``chat`` or ``email``."""
    player: str
    """Who the trainee plays: ``agent`` or ``supervisor``."""
    use: str
    """``practice``, ``exam`` or ``both``."""
    timed: str
    """``optional``: timers can be switched off; ``required``: they cannot."""
    begins: date | None
    """The first day it is offered (``from``)."""
    until: date | None
    """The last day it is offered."""
    params: tuple[str, ...]
    shared: tuple[str, ...]
    policy: tuple[str, ...]
    """Ids of the policy modules in force."""
    bind: Mapping[str, str]
    """Fact of a policy → the name here that holds it."""
    pass_mark: int | None
    """0 to 100; ``None``: the organisation's."""
    rubric: Mapping[str, int]
    """Criterion → weight; they add up to 100."""
    good: tuple[str, ...]
    """Outcomes that count as success."""
    outcomes: tuple[str, ...]
    """All outcomes of this file: the usual ones, then those it declares."""
    persona: Mapping[str, str]
    meters: tuple[Meter, ...]
    vars: tuple[Variable, ...]
    deal: Mapping[str, tuple[str, ...]]
    """Name → words, one of which is drawn for each attempt."""
    case: Mapping[str, CaseField]
    goal: Mapping[str, CaseField]
    """Facts of the case wanted in the end."""
    shuffle: bool
    places: Mapping[str, Place]
    """``rubric`` and ``rubric.policy`` → where that key stands."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the file declares: meters, variables, deal, parameters."""
        return (
            *(meter.name for meter in self.meters),
            *(variable.name for variable in self.vars),
            *self.deal,
            *self.params,
        )

    @property
    def words(self) -> frozenset[str]:
        """Every word of every list the file declares."""
        lists = [v.type.options for v in self.vars if isinstance(v.type, Words)]
        return frozenset(
            word for words in (*lists, *self.deal.values()) for word in words
        )


def read_settings(settings: Written, report: Report) -> Settings | None:
    """Type the settings of a file.

    Args:
        settings: As written; ``document.settings``.
        report: Where every unknown, missing or wrong setting is noted.

    Returns:
        The settings, with defaults in place of wrong ones; ``None`` where the file
        has none at all, which whoever split it has noted.
    """
    if not settings.entries:
        return None
    fields = Fields(settings=settings, report=report)
    kind = Kind(fields.choice("kind", tuple(Kind)))
    check_keys(fields, kind)
    read = _typed(fields, kind)
    check_names(fields, read.names, read.shared, read.words)
    check_days(fields, read.begins, read.until)
    check_exam(fields, read.use, read.deal)
    return read


def _typed(fields: Fields, kind: Kind) -> Settings:
    outcomes = read_outcomes(fields)
    case = read_case(fields)
    return Settings(
        id=read_id(fields),
        title=read_title(fields),
        kind=kind,
        language=read_language(fields),
        level=fields.whole("level", 1, 5, 1),
        minutes=fields.whole("minutes", 1, 120, 10),
        topics=read_topics(fields),
        channel=fields.choice("channel", ("counter", "phone", "chat", "email")),
        player=fields.choice("player", ("agent", "supervisor")),
        use=fields.choice("use", ("practice", "exam", "both")),
        timed=fields.choice("timed", ("optional", "required")),
        begins=fields.day("from"),
        until=fields.day("until"),
        params=read_names(fields, "params"),
        shared=read_names(fields, "shared"),
        policy=read_policies(fields),
        bind=MappingProxyType(read_bind(fields)),
        pass_mark=read_pass_mark(fields),
        rubric=MappingProxyType(read_rubric(fields)),
        good=read_good(fields, outcomes),
        outcomes=outcomes,
        persona=MappingProxyType(
            {name.text: value.text for name, value in fields.scalars("persona")}
        ),
        meters=read_meters(fields),
        vars=read_variables(fields),
        deal=MappingProxyType(read_deal(fields)),
        case=MappingProxyType(case),
        goal=MappingProxyType(read_goal(fields, case)),
        shuffle=fields.flag("shuffle", default=True),
        places=MappingProxyType(fields.places()),
    )
