"""From files as written to a machine that can be played.

``compile_scenario`` resolves every name, target, condition and effect of a scenario
and its sub-scenes; every problem is reported, and only a scenario without errors can be
played.
"""

from trainer.scenarios.compiler.compiled import Compiled
from trainer.scenarios.compiler.instances import Sources
from trainer.scenarios.compiler.scenario import compile_scenario

__all__ = ["Compiled", "Sources", "compile_scenario"]
