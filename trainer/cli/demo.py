"""``trainer demo``: a place to look around, with people and history made up."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Sequence

import click
from sqlalchemy.orm import Session

from trainer import clock
from trainer.cli.installation import database, settings
from trainer.config import Config
from trainer.errors import NotAllowedError
from trainer.services.demo import DemoPerson, fill_demo
from trainer.services.demo_history import add_history
from trainer.services.publish import load
from trainer.services.setup import print_code_as_operator
from trainer.store.migrations import upgrade

_DOORS = ("1005", "1003", "1002", "1001")
"""One of each role in the demo: trainee, supervisor, manager, administrator."""


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="Default: TRAINER_PORT.")
@click.option("--people", type=click.IntRange(5, 500), default=12, show_default=True)
@click.option("--attempts", type=click.IntRange(0, 5000), default=24, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--no-serve", is_flag=True, help="Only fill the database.")
def demo(
    *, port: int | None, people: int, attempts: int, seed: int, no_serve: bool
) -> None:
    """Make a demo with people, teams and history, print how to sign in, and serve it.

    A demo that is there already is kept. Example: trainer demo --people 20
    """
    if port is not None:
        os.environ["TRAINER_PORT"] = str(port)
    config = settings()
    with database(config) as engine:
        upgrade(engine)
        with Session(engine) as opened:
            _fill(opened, config, people=people, attempts=attempts, seed=seed)
    if not no_serve:
        _serve(config.port)


def _fill(
    opened: Session, config: Config, *, people: int, attempts: int, seed: int
) -> None:
    now = clock.now()
    published = load(opened, config.content_dir, now=now, note="Starter pack")
    for problem in published.problems:
        click.echo(str(problem), err=True)
    try:
        made = fill_demo(
            opened, chance=secrets.SystemRandom(), now=now, seed=seed, people=people
        )
    except NotAllowedError:
        _again(opened, config)
        return
    trainees = [person.id for person in made if str(person.role) == "trainee"]
    add_history(opened, trainees=trainees, attempts=attempts, seed=seed, now=now)
    _welcome(config, made)


def _welcome(config: Config, people: Sequence[DemoPerson]) -> None:
    click.echo(f"\n  Trainer is at  {config.public_url}\n")
    click.echo("  Sign in with a staff number and its password:\n")
    for person in people:
        if person.password:
            click.echo(
                f"    {person.staff_number}  {person.role:<10}  "
                f"{person.password:<44}  {person.name}, {person.team}"
            )
    click.echo("\n  These passwords are new and are not shown again.\n")


def _again(opened: Session, config: Config) -> None:
    """Somebody starts the demo once more: codes let them in, nothing is reset."""
    click.echo(f"\n  Trainer is at  {config.public_url}\n")
    click.echo("  The demo is as you left it. If the passwords are gone, these")
    click.echo("  one-time codes let you choose new ones:\n")
    for number in _DOORS:
        code = print_code_as_operator(opened, staff_number=number, now=clock.now())
        click.echo(f"    {number}  {code}")
    click.echo()


def _serve(port: int) -> None:
    """Become ``trainer serve``: nothing of what filled the demo stays in memory."""
    sys.stdout.flush()
    itself = [sys.executable, "-P", "-m", "trainer.cli"]  # -P: nothing from this folder
    command = [*itself, "serve", "--port", str(port)]
    os.execv(sys.executable, command)  # noqa: S606 - our own arguments, no shell
