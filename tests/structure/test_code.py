"""What every module promises its next reader."""

import ast

import pytest

from tests.structure.source import MIGRATIONS, MODULES, functions, name_of, tree_of

LATE_IMPORTS_ALLOWED = {"trainer/extras.py"}


def public(tree):
    """Functions, classes and methods whose dotted name has no underscore."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for node in getattr(tree, "body", []):
        if isinstance(node, kinds) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is_for(path):
    first, _, rest = (ast.get_docstring(tree_of(path)) or "").partition("\n")
    assert first.endswith("."), "the first line of its docstring is one sentence"
    assert not rest or rest.startswith("\n"), "an empty line follows it"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_public_name_says_what_its_caller_gets(path):
    silent = [n.name for n in public(tree_of(path)) if not ast.get_docstring(n)]
    assert silent == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_stand_at_the_top(path):
    late = [
        f"{function.name}:{node.lineno}"
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]
    assert late == [] or name_of(path) in LATE_IMPORTS_ALLOWED


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_say_what_a_thing_is(path):
    empty = ("manager", "helper", "util")
    classes = [n.name for n in ast.walk(tree_of(path)) if isinstance(n, ast.ClassDef)]
    names = [path.stem, *classes]
    assert not [n for n in names if any(word in n.lower() for word in empty)]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_nested_function_is_short(path):
    nested = [
        f"{inner.name}:{inner.lineno}"
        for outer in functions(path)
        for inner in ast.walk(outer)
        if inner is not outer
        and isinstance(inner, (ast.FunctionDef, ast.AsyncFunctionDef))
        and inner.end_lineno - inner.lineno > 12
    ]
    assert nested == [] or path.is_relative_to(MIGRATIONS)
