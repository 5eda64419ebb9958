"""The ``trainer`` command: for authors, operators and anyone who checks from outside.

Every command exits 0, 1 where it found problems, 2 when used wrongly; results go to
stdout, messages to stderr.
"""

from __future__ import annotations

import click

from trainer.cli.content import content


@click.group()
@click.version_option(package_name="trainer")
def main() -> None:
    """Practise hard conversations, scored by rules you can question."""


main.add_command(content)
