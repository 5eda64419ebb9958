"""``trainer content``: check, play and tidy the files authors write."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from trainer.cli.content_play import play
from trainer.cli.late import LateGroup
from trainer.content.diagnostics import Diagnostic, Severity
from trainer.library import open_library
from trainer.scenarios.emit import format_text
from trainer.services.checking import check_library

PATHS = click.Path(exists=True, path_type=Path)


@click.group(
    cls=LateGroup,
    places={
        "explore": "trainer.cli.content_explore:explore_file",
        "export": "trainer.cli.content_sync:export_content",
        "load": "trainer.cli.content_sync:load_content",
    },
)
def content() -> None:
    """Check, play and tidy scenarios and policies."""


content.add_command(play)


@content.command()
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def check(paths: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001 - a click flag
    """Say everything that is wrong with the files below PATHS.

    Example: trainer content check content
    """
    files, diagnostics = 0, list[Diagnostic]()
    for library in map(open_library, paths):
        check_library(library)
        files += len(library.asked)
        diagnostics += [
            found
            for found in library.report.in_order()
            if found.place.file in library.asked or not library.asked
        ]
    if as_json:
        click.echo(json.dumps(_document(files, diagnostics), ensure_ascii=False))
    else:
        _say(files, diagnostics)
    sys.exit(int(any(d.severity is Severity.ERROR for d in diagnostics)))


def _document(files: int, diagnostics: list[Diagnostic]) -> dict[str, object]:
    return {
        "files": files,
        "diagnostics": [
            {
                "file": found.place.file,
                "line": found.place.line,
                "column": found.place.column,
                "code": found.code,
                "severity": str(found.severity),
                "message": found.message,
                "suggestion": found.suggestion,
            }
            for found in diagnostics
        ],
    }


def _say(files: int, diagnostics: list[Diagnostic]) -> None:
    for found in diagnostics:
        colour = "red" if found.severity is Severity.ERROR else "yellow"
        where = f"{found.place.file}:{found.place.line}:{found.place.column}"
        click.secho(f"{where}: {found.severity} {found.code}", fg=colour)
        click.echo(f"  {found.message} {found.suggestion}".rstrip())
    errors = sum(d.severity is Severity.ERROR for d in diagnostics)
    warnings = len(diagnostics) - errors
    click.echo(
        f"{files} {_many(files, 'file')}, {errors} {_many(errors, 'error')}, "
        f"{warnings} {_many(warnings, 'warning')}."
    )


def _many(count: int, word: str) -> str:
    return word if count == 1 else f"{word}s"


@content.command()
@click.argument("paths", nargs=-1, required=True, type=PATHS)
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit 1.")
def fmt(paths: tuple[Path, ...], only_check: bool) -> None:  # noqa: FBT001 - a click flag
    """Bring scenarios into canonical form and give every move its ^id.

    Example: trainer content fmt content/scenarios/late-parcel.md
    """
    changed = 0
    for path in _scenario_files(paths):
        text = path.read_text(encoding="utf-8")
        tidy, report = format_text(text, path.name)
        if report.errors:
            click.secho(f"{path}: left as it is", fg="red", err=True)
            for found in report.errors:
                click.echo(f"  {found}", err=True)
            changed += 1
        elif tidy != text:
            changed += 1
            click.echo(str(path))
            if not only_check:
                path.write_text(tidy, encoding="utf-8", newline="\n")
    sys.exit(int(bool(changed) and only_check))


def _scenario_files(paths: tuple[Path, ...]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path
        else:
            yield from sorted(p for p in path.rglob("scenarios/**/*.md"))
