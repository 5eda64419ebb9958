"""The parts of README and docs that are written from the code: `make docs`.

They stand between two comments, and a test fails while they differ from the code.
"""

import ast
import inspect
import re
from itertools import pairwise

import click

from tests.content.examples_of_messages import areas as pages
from tests.content.examples_of_messages import sections
from tests.structure.messages import messages
from tests.structure.source import MODULES, ROOT, name_of, tree_of
from trainer.cli import main
from trainer.config import PREFIX


def the_map():
    """One line a module: where it is, and what it says it is for."""
    lines = []
    for path in MODULES:
        summary = (ast.get_docstring(tree_of(path)) or "").split("\n")[0]
        if "migrations/versions/" not in name_of(path):
            lines.append(f"{name_of(path).removesuffix('__init__.py'):40} {summary}")
    return "\n".join(["```text", *lines, "```"])


def the_settings():
    """A table of every setting: its name, and what its docstring says."""
    [config] = [
        node
        for node in tree_of(ROOT / "trainer" / "config.py").body
        if isinstance(node, ast.ClassDef) and node.name == "Config"
    ]
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    for field, words in pairwise(config.body):
        if isinstance(field, ast.AnnAssign):
            value = getattr(field.value, "value", None)
            shown = f"`{value}`" if isinstance(value, str | int) else ""
            text = " ".join(words.value.value.replace("``", "`").split())
            rows.append(f"| `{PREFIX}{field.target.id.upper()}` | {shown} | {text} |")
    return "\n".join(rows)


def the_commands(group=main, prefix="trainer"):
    """Every command with its arguments, what it does and its options."""
    parts = []
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        words = f"{prefix} {name}"
        if isinstance(command, click.Group):
            parts.append(the_commands(command, words))
        else:
            parts.append(_command(words, command))
    return "\n".join(parts)


def _command(words, command):
    with click.Context(command, info_name=words) as context:
        usage = " ".join(command.collect_usage_pieces(context))
        rows = [p.get_help_record(context) for p in command.get_params(context)]
    options = [row for row in rows if row and not row[0].startswith("--help")]
    lines = [f"## `{words}`", "", f"    {words} {usage}", ""]
    lines += [inspect.cleandoc(command.help or ""), ""]
    lines += [f"* `{option}` {about}" for option, about in options]
    return "\n".join([*lines, ""] if options else lines)


def the_messages():
    """Every message to authors under its code, with its page and its wordings."""
    parts = []
    areas = {code: page.stem for page in pages() for code in sections(page)}
    for code, wordings in messages().items():
        parts.append(f"### [{code}](messages/{areas[code]}.md#{code})\n")
        parts.extend(f"* {_plain(text)}" for text in wordings)
        parts.append("")
    return "\n".join(parts)


def _plain(text):
    escaped = re.sub(r"([*`\[\]])", r"\\\1", " ".join(text.split()))
    return escaped.replace("<", "&lt;")


PLACES = {
    ROOT / "README.md": ("map", the_map),
    ROOT / "docs" / "operating.md": ("settings", the_settings),
    ROOT / "docs" / "commands.md": ("commands", the_commands),
    ROOT / "docs" / "guide" / "messages.md": ("messages", the_messages),
}


def rewritten(path):
    """The file as it should be, its generated part written anew."""
    name, write = PLACES[path]
    begin, end = f"<!-- {name}: written by make docs -->", f"<!-- end of {name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    text = path.read_text(encoding="utf-8")
    assert pattern.search(text), f"{path.name} has no part called {name}"
    return pattern.sub(lambda _: f"{begin}\n{write()}\n{end}", text)


if __name__ == "__main__":
    for place in PLACES:
        place.write_text(rewritten(place), encoding="utf-8")
