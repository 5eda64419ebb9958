"""``trainer policy``: try the rules of a policy on a case."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import click

from trainer.content.diagnostics import Report
from trainer.content.text import decode
from trainer.errors import ContentError
from trainer.policies.judge import Outcome, Verdict
from trainer.policies.module import Policy
from trainer.policies.reader import read_policy
from trainer.policies.trial import Trial, read_act, read_done, read_facts, try_out

END = "end"
"""What stands in place of an action to ask about the ending."""

_COLOURS: Mapping[Outcome, str] = {
    Outcome.KEPT: "green",
    Outcome.BROKEN: "red",
    Outcome.NOT_JUDGED: "yellow",
}


@click.group()
def policy() -> None:
    """Try the rules of a policy on a case."""


@policy.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--action", metavar="ACT", help="As in a scenario; “end” asks about the ending."
)
@click.option("--facts", default="", metavar="NAME=VALUE…", help="What is so.")
@click.option("--did", default="", metavar="ACT,…", help="What was done earlier.")
@click.option("--outcome", default="", help="How it ends, for what is owed by then.")
@click.option("--country", default="", help="Whose settings and clauses hold.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def judge(  # noqa: PLR0913 - one argument an option, as click asks
    file: Path,
    *,
    action: str | None,
    facts: str,
    did: str,
    outcome: str,
    country: str,
    as_json: bool,
) -> None:
    """Say what every rule of the policy FILE makes of one action.

    Facts that are not given are not known, and rules that read them are not judged.

    Example: trainer policy judge content/policies/returns.md
    --action "issue_refund tender=cash amount=34.90" --facts "proof=no days=12"
    """
    if not (action or outcome):
        message = "Say what is done with --action, or how it ends with --outcome."
        raise click.UsageError(message)
    found = _read(file)
    if action == END:
        action, outcome = "", outcome or "resolved"
    try:
        trial = _trial(found, action or "", facts, did)
    except ContentError as error:
        raise click.UsageError(str(error)) from error
    verdicts = try_out(found, replace(trial, outcome=outcome, country=country))
    say = _say_json if as_json else _say
    say(verdicts)


def _trial(found: Policy, action: str, facts: str, did: str) -> Trial:
    name, arguments = read_act(action) if action else ("", {})
    return Trial(
        facts=read_facts(found, facts),
        action=name,
        arguments=arguments,
        did=read_done(did),
    )


def _read(file: Path) -> Policy:
    """Read a policy; exit with what is wrong with it."""
    report = Report()
    text = decode(file.read_bytes(), file.name, report)
    found = None if report.errors else read_policy(text, file.name, report)
    if found is None:
        for problem in report.errors:
            click.echo(str(problem), err=True)
        sys.exit(1)
    return found


def _say_json(verdicts: Sequence[Verdict]) -> None:
    found = [
        {
            "clause": verdict.clause,
            "rule": verdict.rule,
            "verdict": str(verdict.outcome),
            "severity": str(verdict.severity),
            "because": verdict.because,
        }
        for verdict in verdicts
    ]
    click.echo(json.dumps({"verdicts": found}, ensure_ascii=False))


def _say(verdicts: Sequence[Verdict]) -> None:
    for verdict in verdicts:
        word = click.style(str(verdict.outcome), fg=_COLOURS[verdict.outcome])
        severity = "-".join(filter(None, (verdict.gate, verdict.severity)))
        click.echo(f"{word}  {verdict.number} {verdict.title} ({severity})")
        click.echo(f"  {verdict.rule}")
        if verdict.because:
            click.echo(f"  {verdict.because}")
    if not verdicts:
        click.echo("No rule of this policy is about that.")
