"""``python -m trainer.cli``: the command where its script is not on the path."""

from __future__ import annotations

from trainer.cli import main

main(prog_name="trainer")
