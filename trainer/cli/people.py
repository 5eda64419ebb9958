"""``trainer person`` and ``trainer upgrade``: what an operator does first."""

from __future__ import annotations

import click

from trainer import clock
from trainer.cli.content_sync import say_problems
from trainer.cli.installation import database, session, settings
from trainer.services.publish import load
from trainer.services.setup import (
    FirstAdmin,
    add_first_admin,
    print_code_as_operator,
)
from trainer.store.migrations import upgrade


@click.group()
def person() -> None:
    """Let the first administrator in."""


@person.command()
@click.option("--staff-number", required=True)
@click.option("--name", required=True)
@click.option("--organisation", help="Default: TRAINER_ORGANISATION.")
def add(staff_number: str, name: str, organisation: str | None) -> None:
    """Add the first administrator and print their one-time code.

    Example: trainer person add --staff-number 1001 --name "Amara Osei"
    """
    config = settings()
    with session(config) as opened:
        code = add_first_admin(
            opened,
            admin=FirstAdmin(
                staff_number=staff_number,
                name=name,
                organisation=organisation or config.organisation,
                language=config.language,
                zone=config.zone,
            ),
            now=clock.now(),
        )
    click.echo(f"One-time code for {staff_number}: {code}")
    click.echo(f"It works once, within 24 hours, at {config.public_url}", err=True)


@person.command("code")
@click.option("--staff-number", required=True)
def print_code(staff_number: str) -> None:
    """Print a new one-time code for somebody who is shut out.

    Example: trainer person code --staff-number 1001
    """
    with session(settings()) as opened:
        click.echo(
            print_code_as_operator(opened, staff_number=staff_number, now=clock.now())
        )


@click.command("upgrade")
def upgrade_command() -> None:
    """Bring the database up to date and publish the content that changed.

    Example: trainer upgrade
    """
    config = settings()
    with database(config) as engine:
        upgrade(engine)
    with session(config) as opened:
        published = load(opened, config.content_dir, now=clock.now(), note="Upgrade")
    click.echo(f"Database is up to date; {len(published.added)} files published.")
    say_problems(published)
