"""Nothing is longer than a reader can keep in mind."""

from tests.structure.source import MIGRATIONS, MODULES, functions, name_of, text_of

FILE_LINES = 250
FUNCTION_LINES = 45
MOST_FUNCTIONS_LINES = 25

OWN = [path for path in MODULES if not path.is_relative_to(MIGRATIONS)]
SIZES = {
    f"{name_of(path)}:{node.lineno} {node.name}": node.end_lineno - node.lineno + 1
    for path in OWN
    for node in functions(path)
}


def test_a_file_fits_in_a_reading():
    sizes = {name_of(path): text_of(path).count("\n") for path in OWN}
    assert {name: n for name, n in sizes.items() if n > FILE_LINES} == {}


def test_a_function_fits_on_a_screen():
    assert {name: n for name, n in SIZES.items() if n > FUNCTION_LINES} == {}


def test_most_functions_are_short():
    assert sorted(SIZES.values())[int(len(SIZES) * 0.95)] <= MOST_FUNCTIONS_LINES
