"""The ``trainer`` command: for authors, operators and anyone who checks from outside.

Every command exits 0, 1 where it found problems, 2 when used wrongly; results go to
stdout, messages to stderr.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from trainer.cli.attempts import check
from trainer.cli.content import content
from trainer.cli.people import person, upgrade_command
from trainer.cli.serving import demo, serve
from trainer.errors import TrainerError


class _Sentences(click.Group):
    """Says expected failures in a sentence; anything else is a bug and shows itself."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except TrainerError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group(cls=_Sentences)
@click.version_option(package_name="trainer")
def main() -> None:
    """Practise hard conversations, scored by rules you can question."""


for command in (serve, demo, check, content, person, upgrade_command):
    main.add_command(command)
