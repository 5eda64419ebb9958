"""The project's own files, read once for every test that looks at them."""

import ast
import functools
import subprocess

from trainer.paths import DATA as ROOT

MODULES = sorted((ROOT / "trainer").rglob("*.py"))
MIGRATIONS = ROOT / "trainer" / "store" / "migrations"


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@functools.cache
def text_of(path):
    return path.read_text(encoding="utf-8")


@functools.cache
def tree_of(path):
    return ast.parse(text_of(path), name_of(path))


def functions(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, kinds)]


@functools.cache
def tracked():
    """Every file that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    paths = (ROOT / name.decode() for name in listed.stdout.split(b"\0") if name)
    return [path for path in paths if path.is_file()]
