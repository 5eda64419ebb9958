"""What can stand at a place of a scenario file, for an editor to offer."""

from trainer.scenarios.completion.complete import complete
from trainer.scenarios.completion.options import Completion, Option, OptionKind

__all__ = ["Completion", "Option", "OptionKind", "complete"]
