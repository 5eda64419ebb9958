"""The ``trainer`` command: for authors, operators and anyone who checks from outside.

Every command exits 0, 1 where it found problems, 2 when used wrongly; results go to
stdout, messages to stderr.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from trainer.cli.late import LateGroup
from trainer.errors import TrainerError

COMMANDS = {
    "serve": "trainer.cli.serving:serve",
    "demo": "trainer.cli.demo:demo",
    "check": "trainer.cli.attempts:check",
    "content": "trainer.cli.content:content",
    "person": "trainer.cli.people:person",
    "policy": "trainer.cli.policy:policy",
    "upgrade": "trainer.cli.people:upgrade_command",
}
"""Where each command is."""


class _Sentences(LateGroup):
    """Says expected failures in a sentence; anything else is a bug and shows itself."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - as click declares it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except TrainerError as error:
            click.echo(str(error), err=True)
            sys.exit(1)


@click.group(cls=_Sentences, places=COMMANDS)
@click.version_option(package_name="trainer")
def main() -> None:
    """Practise hard conversations, scored by rules you can question."""
