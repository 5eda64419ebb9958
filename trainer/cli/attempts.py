"""``trainer check attempts``: every stored score, worked out again."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict

import click

from trainer.cli.installation import session, settings
from trainer.services.audit import rescore_attempts


@click.group()
def check() -> None:
    """Prove that what is stored is what happened."""


@check.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def attempts(*, as_json: bool) -> None:
    """Replay and score every finished attempt again; exit 1 if one differs.

    Example: trainer check attempts
    """
    start = time.perf_counter()
    with session(settings()) as opened:
        found = rescore_attempts(opened)
    seconds = max(time.perf_counter() - start, 1e-9)
    rate = round(found.attempts / seconds)
    if as_json:
        click.echo(json.dumps({**asdict(found), "per_second": rate}))
    else:
        click.echo(
            f"{found.identical} of {found.attempts} attempts give the same result "
            f"({rate} a second)."
        )
        for attempt in found.different:
            click.echo(f"  attempt {attempt} differs", err=True)
    sys.exit(int(bool(found.different)))
