"""Nothing is longer than a reader can keep in mind."""

import pytest

from tests.structure.source import MIGRATIONS, MODULES, functions, name_of, text_of

FILE_LINES = 250
FUNCTION_LINES = 45
MOST_FUNCTIONS_LINES = 25

OWN = [path for path in MODULES if not path.is_relative_to(MIGRATIONS)]


def lines(node):
    return node.end_lineno - node.lineno + 1


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_a_file_fits_in_a_reading(path):
    assert text_of(path).count("\n") <= FILE_LINES


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_a_function_fits_on_a_screen(path):
    long = {n.name: lines(n) for n in functions(path) if lines(n) > FUNCTION_LINES}
    assert long == {}


def test_most_functions_are_short():
    sizes = sorted(lines(node) for path in OWN for node in functions(path))
    assert sizes[int(len(sizes) * 0.95)] <= MOST_FUNCTIONS_LINES
