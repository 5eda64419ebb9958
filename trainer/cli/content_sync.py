"""``trainer content load`` and ``export``: keep files and the web in step."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trainer import clock
from trainer.cli.installation import session, settings
from trainer.services.exporting import export
from trainer.services.health import check_published
from trainer.services.proving import Moment
from trainer.services.publish import Published, load

CHECKING = 20.0
"""Seconds after which loading checks no further scenario; the studio's list goes on."""


@click.command("load")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--note", default="", help="Why, for the history of the content.")
def load_content(path: Path, note: str) -> None:
    """Publish what changed below PATH into this installation.

    Nothing written on the web is overwritten: such files are named and left alone.

    Example: trainer content load content --note "Longer return window"
    """
    with session(settings()) as opened:
        published = load(opened, path, now=clock.now(), note=note)
        moment = Moment(at=clock.now(), ticks=clock.monotonic)
        check_published(opened, moment=moment, seconds=CHECKING)
    for file in published.added:
        click.echo(file)
    say_problems(published)
    click.echo(f"{len(published.added)} published, {published.unchanged} unchanged.")
    conflicts = any(conflict.reported for conflict in published.conflicts)
    sys.exit(int(bool(published.problems) or conflicts))


@click.command("export")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def export_content(folder: Path) -> None:
    """Write what is published back to FOLDER, in canonical form.

    Files that were changed there since are named and left alone.

    Example: trainer content export content
    """
    with session(settings()) as opened:
        done = export(opened, folder)
    for file in done.written:
        click.echo(file)
    for file in done.removed:
        click.echo(f"{file} removed: its scenario is published without plays")
    for file in done.kept:
        click.echo(_why_kept(file, overtaken=file in done.overtaken), err=True)
    for file in done.withdrawn:
        click.echo(f"{file}: withdrawn on the web. Remove the file.", err=True)
    click.echo(f"{len(done.written)} written, {done.unchanged} unchanged.")
    sys.exit(int(bool(done.kept)))


def _why_kept(file: str, *, overtaken: bool) -> str:
    if overtaken:
        return (
            f"{file}: changed in the folder, and not based on what was published on "
            "the web. Move it away, export again, and bring your change into what is "
            "written."
        )
    return (
        f"{file}: changed in the folder; what it says was never published. Load it, "
        "or move it away and export again."
    )


def say_problems(published: Published) -> None:
    """Say what kept files from being published."""
    for problem in published.problems:
        click.echo(str(problem), err=True)
    for conflict in published.conflicts:
        click.echo(conflict.message, err=True)
