"""What is wrong with a file, where, and how to mend it.

A reader never stops at the first problem: it notes it in a ``Report`` and goes on,
so that an author sees everything at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """Whether a problem keeps a file from being published."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """Where something stands: lines and columns count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def shifted(self, columns: int) -> Place:
        """Return the place this many columns further right on the same line."""
        return Place(self.file, self.line, self.column + columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One problem, in its author's words."""

    place: Place
    code: str
    """Stable, kebab-case: ``unknown-beat``. Each code has a page in the guide."""
    severity: Severity
    message: str
    suggestion: str = ""
    """How to mend it, one sentence; empty where nothing helpful can be said."""

    def __str__(self) -> str:
        """Return ``late-parcel.md, line 38: “asks” is not a beat. Did you mean …?``."""
        text = f"{self.place.file}, line {self.place.line}: {self.message}"
        return f"{text} {self.suggestion}" if self.suggestion else text


@dataclass(slots=True)
class Report:
    """Collects the problems found while reading one or more files."""

    diagnostics: list[Diagnostic] = field(default_factory=list)

    def error(
        self, place: Place, code: str, message: str, suggestion: str = ""
    ) -> None:
        """Note a problem that keeps the file from being published."""
        self._add(place, code, Severity.ERROR, message, suggestion)

    def warn(self, place: Place, code: str, message: str, suggestion: str = "") -> None:
        """Note something the author should look at."""
        self._add(place, code, Severity.WARNING, message, suggestion)

    def _add(
        self, place: Place, code: str, severity: Severity, message: str, suggestion: str
    ) -> None:
        self.diagnostics.append(
            Diagnostic(
                place=place,
                code=code,
                severity=severity,
                message=message,
                suggestion=suggestion,
            )
        )

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add problems found elsewhere."""
        self.diagnostics.extend(diagnostics)

    @property
    def errors(self) -> list[Diagnostic]:
        """The problems that keep the file from being published, by place."""
        return [d for d in self.in_order() if d.severity is Severity.ERROR]

    def in_order(self) -> list[Diagnostic]:
        """Return every problem once, by file, line and column."""
        unique = {(d.place, d.code, d.message): d for d in self.diagnostics}
        return sorted(unique.values(), key=lambda d: (d.place, d.code, d.message))
