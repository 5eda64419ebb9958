"""The ``trainer`` command: for authors, operators and anyone who checks from outside.

Every command exits 0, 1 where it found problems, 2 when used wrongly; results go to
stdout, messages to stderr.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from trainer import extras
from trainer.errors import TrainerError

COMMANDS = {
    "serve": "trainer.cli.serving:serve",
    "demo": "trainer.cli.demo:demo",
    "check": "trainer.cli.attempts:check",
    "content": "trainer.cli.content:content",
    "person": "trainer.cli.people:person",
    "upgrade": "trainer.cli.people:upgrade_command",
}
"""Where each command is; loaded when it is called, as each needs other libraries."""


class _Sentences(click.Group):
    """Says expected failures in a sentence; anything else is a bug and shows itself."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except TrainerError as error:
            click.echo(str(error), err=True)
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - as above
        """Return the names of the commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or ``None`` where there is none of that name."""
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            self.add_command(extras.part(COMMANDS[cmd_name]), cmd_name)
        return super().get_command(ctx, cmd_name)


@click.group(cls=_Sentences)
@click.version_option(package_name="trainer")
def main() -> None:
    """Practise hard conversations, scored by rules you can question."""
