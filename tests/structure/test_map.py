"""The README's map of the code is the code's own first lines."""

from tests.structure.outline import README, rewritten
from tests.structure.source import text_of


def test_the_readme_shows_the_map():
    assert text_of(README) == rewritten(text_of(README)), "run `make map`"
