"""``trainer content load``: publish files into this installation."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trainer import clock
from trainer.cli.installation import session, settings
from trainer.services.publish import load


@click.command("load")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--note", default="", help="Why, for the history of the content.")
def load_content(path: Path, note: str) -> None:
    """Publish what changed below PATH into this installation.

    Example: trainer content load content --note "Longer return window"
    """
    with session(settings()) as opened:
        published = load(opened, path, now=clock.now(), note=note)
    for file in published.added:
        click.echo(file)
    for problem in published.problems:
        click.echo(str(problem), err=True)
    click.echo(f"{len(published.added)} published, {published.unchanged} unchanged.")
    sys.exit(int(bool(published.problems)))
