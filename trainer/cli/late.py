"""Commands that are loaded when they are called, as each needs other libraries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from trainer import extras


class LateGroup(click.Group):
    """A group some of whose commands stand in modules that are loaded only for them.

    Args:
        places: Where each of them is: ``trainer.cli.serving:serve`` by its name.
    """

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as click declares it
        places: Mapping[str, str],
        **kwargs: Any,  # noqa: ANN401 - as above
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, sorted."""
        return sorted({*super().list_commands(ctx), *self.places})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or ``None`` where there is none of that name."""
        if cmd_name in self.places and cmd_name not in self.commands:
            self.add_command(extras.part(self.places[cmd_name]), cmd_name)
        return super().get_command(ctx, cmd_name)
