"""Where the readers note what is wrong, at most so many times a file."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.content.diagnostics import Place, Report

MAX_PROBLEMS = 200
"""Problems named in one file; an author who has more mends these first."""


@dataclass(slots=True, kw_only=True)
class Problems:
    """The problems of one file; silent, but not forgetful, once there are too many."""

    file: str
    report: Report
    count: int = 0
    full: bool = False
    """Whether reading on would only repeat itself."""

    def place(self, line: int, column: int = 1) -> Place:
        """Return a place in this file; lines and columns count from 1."""
        return Place(self.file, line, column)

    def error(
        self, place: Place, code: str, message: str, suggestion: str = ""
    ) -> None:
        """Note a problem that keeps the file from being published."""
        if self._room(place):
            self.report.error(place, code, message, suggestion)

    def warn(self, place: Place, code: str, message: str, suggestion: str = "") -> None:
        """Note something the author should look at."""
        if self._room(place):
            self.report.warn(place, code, message, suggestion)

    def _room(self, place: Place) -> bool:
        self.count += 1
        if self.count == MAX_PROBLEMS + 1:
            self.report.error(
                place,
                "too-many-problems",
                f"More than {MAX_PROBLEMS} problems; the others are not told.",
                "Mend these first, then check the file again.",
            )
            self.full = True
        return not self.full
