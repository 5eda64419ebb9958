"""Compile a scenario with everything it calls."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from trainer.content.actions import DESK_ACTIONS
from trainer.content.diagnostics import Report
from trainer.policies.judge import Judge, bind
from trainer.policies.module import Policy
from trainer.scenarios.compiler.beats import compile_beat
from trainer.scenarios.compiler.compiled import Compiled, compiled
from trainer.scenarios.compiler.context import Context
from trainer.scenarios.compiler.effects import SHOWN
from trainer.scenarios.compiler.instances import (
    ANYWHERE,
    Instance,
    Sources,
    body,
    link,
)
from trainer.scenarios.compiler.moves import compile_move
from trainer.scenarios.compiler.names import (
    Names,
    case_names,
    desk_of,
    goal_of,
    local_names,
    root_names,
)
from trainer.scenarios.compiler.policies import (
    ScenarioFacts,
    beyond_missing,
    check_bound,
    policies_of,
    sum_type,
)
from trainer.scenarios.compiler.scope import FileScope, most_visits, remember
from trainer.scenarios.compiler.slots import SlotTable
from trainer.scenarios.machine import Beat, Machine, Move
from trainer.scenarios.settings import Settings, read_settings
from trainer.scenarios.syntax import BeatSyntax, Document


def compile_scenario(document: Document, sources: Sources, report: Report) -> Compiled:
    """Compile a scenario.

    Args:
        document: As read.
        sources: The other files and policies it may refer to.
        report: Where every problem goes.
    """
    told = Report()
    settings = read_settings(document.settings, told)
    if settings is None:
        return Compiled()
    instances = link(document, settings, sources, told)
    policies = policies_of(document, settings, sources, told)
    own = Report()
    machine = _Draft(instances, settings, policies, sources, own).machine()
    told.extend(beyond_missing(own.diagnostics, settings, policies))
    report.extend(told.diagnostics)
    whole = len(policies) == len(settings.policy)
    return compiled(machine, {one.code for one in told.errors}, whole=whole)


class _Draft:
    """A scenario being compiled; the parts are made in the order they need."""

    def __init__(
        self,
        instances: list[Instance],
        settings: Settings,
        policies: list[Policy],
        sources: Sources,
        report: Report,
    ) -> None:
        self.instances = instances
        self.settings = settings
        self.policies = policies
        self.sources = sources
        self.report = report
        self.table = SlotTable()
        self.modules = {policy.id: policy for policy in policies}
        self.desk = desk_of(instances, policies, settings)
        self.names = self._names()
        self.case = case_names(settings, policies, self.table, self.desk, report)
        self.contexts = [self._context(instance) for instance in instances]
        self._number_beats()

    def machine(self) -> Machine:
        """Return the machine; only complete where nothing was reported."""
        moves, beats = self._moves_and_beats()
        judge = self._judge()
        return Machine(
            id=self.settings.id,
            file=self.instances[0].file,
            settings=self.settings,
            briefing=self.instances[0].document.briefing,
            beats=tuple(beats),
            moves=tuple(moves),
            meters={m.name: self.names[0].slots[m.name] for m in self.settings.meters},
            deals={
                name: (self.names[0].slots[name], options)
                for name, options in self.settings.deal.items()
            },
            case=self.case,
            shown=self._shown(),
            goal=goal_of(self.settings, self.case, self.report),
            actions=tuple(DESK_ACTIONS[name] for name in self.desk),
            did=self._did(),
            acted={n: self.table.flag(f"acted:{n}") for n in sorted(judge.needs_did)},
            sums={needed: self._sum(*needed) for needed in sorted(judge.needs_sum)},
            judge=judge,
            digest=self._digest(),
            cited=frozenset(move.cite for move in moves if move.cite),
            currency=next((p.currency for p in self.policies if p.currency), ""),
            slots=tuple(self.table.slots),  # last: everything above may add some
            conditions=tuple(self.table.conditions),
            reads=self.table.reads,
        )

    def _judge(self) -> Judge:
        """Bind the policies to what the scenario knows."""
        names, case = self.names[0].slots, self.case
        check_bound(self.settings, self.policies, names, case, self.report)
        facts = ScenarioFacts(
            settings=self.settings,
            table=self.table,
            slots=self.names[0].slots,
            case=self.case,
        )
        key = self.instances[0].document.settings.key("policy")
        place = key.place if key else None
        return bind(self.policies, facts, self.report, place=place)

    def _sum(self, action: str, argument: str) -> int:
        name, type_ = f"sum:{action}.{argument}", sum_type(action, argument)
        return self.table.add(name, type_, 0)

    def _shown(self) -> dict[str, int]:
        return {
            name.removeprefix(SHOWN): slot
            for name, slot in self.table.places.items()
            if name.startswith(SHOWN)
        }

    def _names(self) -> list[Names]:
        names = [root_names(self.settings, self.table)]
        for instance in self.instances[1:]:
            assert instance.caller is not None  # noqa: S101 - the first has none
            caller = names[instance.caller.number]
            names.append(local_names(instance, caller, self.table, self.report))
        return names

    def _context(self, instance: Instance) -> Context:
        names = self.names[instance.number]
        scope = FileScope(
            instance=instance,
            table=self.table,
            slots=names.slots,
            case=self.case,
            modules=self.modules,
            most=most_visits(instance),
            changeable=frozenset(names.changeable),
        )
        remember(instance, scope)
        weighed = {c for c, weight in self.settings.rubric.items() if weight > 0}
        return Context(
            instance=instance,
            scope=scope,
            table=self.table,
            report=self.report,
            sources=self.sources,
            criteria=frozenset(weighed),
            bounds=names.bounds,
            outcomes=self.settings.outcomes,
            calls={
                called.number: (
                    tuple(self.names[called.number].resets.items()),
                    self.names[called.number].parameters,
                )
                for called in instance.subscenes.values()
            },
        )

    def _number_beats(self) -> None:
        index = 0
        for instance in self.instances:
            for beat in body(instance.document):
                instance.beats[beat.id] = index
                index += 1

    def _moves_and_beats(self) -> tuple[list[Move], list[Beat]]:
        moves: list[Move] = []
        beats: list[Beat] = []
        everywhere: dict[int, list[Move]] = {}
        for context in self.contexts:
            own = [b for b in context.instance.document.beats if b.id == ANYWHERE]
            callers = (
                everywhere[context.instance.caller.number]
                if context.instance.caller
                else []
            )
            made = self._moves(context, own, moves, -1)
            everywhere[context.instance.number] = [*made, *callers]
        for context in self.contexts:
            for beat in body(context.instance.document):
                index = context.instance.beats[beat.id]
                made = self._moves(context, [beat], moves, index)
                open_here = [*made, *everywhere[context.instance.number]]
                beats.append(compile_beat(context, beat, index, open_here))
        return moves, beats

    @staticmethod
    def _moves(
        context: Context, beats: Sequence[BeatSyntax], moves: list[Move], beat: int
    ) -> list[Move]:
        made: list[Move] = []
        for syntax in (move for b in beats for move in b.moves):
            move = compile_move(context, syntax, len(moves), beat)
            moves.append(move)
            made.append(move)
        return made

    def _did(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for name, slot in self.table.places.items():
            if name.startswith("did:"):
                _, file, action = name.split(":", 2)
                found[file, action] = slot
        return found

    def _digest(self) -> str:
        parts = [instance.document.digest for instance in self.instances]
        parts += [policy.digest for policy in self.policies]
        return blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
