"""What every module promises its next reader."""

import ast

from tests.structure.source import MIGRATIONS, MODULES, functions, name_of, tree_of

LATE_IMPORTS_ALLOWED = {"trainer/extras.py"}
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
IMPORTS = (ast.Import, ast.ImportFrom)
LONGEST_NESTED = 12
EMPTY_WORDS = ("manager", "helper", "util")


def public(tree):
    """Functions, classes and methods whose dotted name has no underscore."""
    for node in tree.body:
        if isinstance(node, DEFINITIONS) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def nested(path):
    """Functions inside functions, with their lines."""
    for outer in functions(path):
        for inner in ast.walk(outer):
            if inner is not outer and isinstance(inner, DEFINITIONS[:2]):
                yield inner, inner.end_lineno - inner.lineno + 1


def test_a_module_says_in_one_sentence_what_it_is_for():
    first = {path: ast.get_docstring(tree_of(path)) or "" for path in MODULES}
    lines = {name_of(path): text.split("\n") for path, text in first.items()}
    assert [n for n, text in lines.items() if not text[0].endswith(".")] == []
    assert [n for n, text in lines.items() if text[1:2] not in ([], [""])] == []


def test_a_public_name_says_what_its_caller_gets():
    silent = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node in public(tree_of(path))
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_imports_stand_at_the_top():
    late = [
        f"{name_of(path)}:{node.lineno}"
        for path in MODULES
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, IMPORTS) and name_of(path) not in LATE_IMPORTS_ALLOWED
    ]
    assert late == []


def test_names_say_what_a_thing_is():
    named = [(path, path.stem) for path in MODULES] + [
        (path, node.name)
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
    ]
    empty = [n for n in named if any(word in n[1].lower() for word in EMPTY_WORDS)]
    assert empty == []


def test_a_nested_function_is_short():
    long = [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in MODULES
        for node, lines in nested(path)
        if lines > LONGEST_NESTED and not path.is_relative_to(MIGRATIONS)
    ]
    assert long == []
