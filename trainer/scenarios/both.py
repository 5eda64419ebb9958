"""Whether both of two versions can stand in one text, or an author has to choose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trainer.content.diagnostics import Report
from trainer.content.merging import Merged
from trainer.scenarios.emit_ids import with_own_ids
from trainer.scenarios.reader import read_document
from trainer.scenarios.settings import read_settings


def both_may_stand(
    merged: Merged, number: int, file: str, choices: Mapping[int, str] | None = None
) -> bool:
    """Tell whether both versions of a place can stay, so that the text still reads.

    Two replies can stand one below the other; two lines of the same setting cannot.

    Args:
        merged: Two texts brought together.
        number: Of the dispute, from 0.
        file: The file the text is of.
        choices: What is chosen about the other disputes; mine stays where nothing is.
    """
    mine, theirs, both = (
        _errors(merged.text({**(choices or {}), number: choice}), file)
        for choice in ("mine", "theirs", "both")
    )
    return not both - (mine | theirs)


def may_all_stand(merged: Merged, choices: Mapping[int, str], file: str) -> bool:
    """Tell whether both may stand wherever that was chosen."""
    return all(
        both_may_stand(merged, number, file, choices)
        for number, choice in choices.items()
        if choice == "both"
    )


def _errors(text: str, file: str) -> Counter[str]:
    """Return what keeps a text from being read, by code."""
    report = Report()
    document = read_document(with_own_ids(text, file), file, report)
    if document is not None:
        read_settings(document.settings, report)
    return Counter(one.code for one in report.errors)
