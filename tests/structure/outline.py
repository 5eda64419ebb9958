"""Write the README's map of the code from the first lines of its modules."""

import ast

from tests.structure.source import MODULES, ROOT, name_of, text_of, tree_of

README = ROOT / "README.md"
BEGIN = "<!-- the map: written by make map -->\n```text\n"
END = "\n```\n<!-- end of the map -->"


def outline():
    """One line a module: where it is, and what it says it is for."""
    for path in MODULES:
        if "migrations/versions" in name_of(path):
            continue
        summary = (ast.get_docstring(tree_of(path)) or "").split("\n")[0]
        yield f"{name_of(path).removesuffix('__init__.py'):38} {summary}"


def rewritten(readme):
    head, rest = readme.split(BEGIN)
    _, tail = rest.split(END)
    return f"{head}{BEGIN}" + "\n".join(outline()) + f"{END}{tail}"


if __name__ == "__main__":
    README.write_text(rewritten(text_of(README)), encoding="utf-8")
