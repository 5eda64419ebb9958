"""Problems told to whoever fills in forms: by steps and fields, not lines and marks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.content.diagnostics import Diagnostic
from trainer.scenarios.forms.spots import beat_at
from trainer.scenarios.syntax import BeatSyntax
from trainer.web.author import pages
from trainer.web.language import gettext as _
from trainer.web.learn_names import marked

_NAMED = re.compile(r"“\^?([^”]*)”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A problem as the pages of the form tell it."""

    words: str
    mend: str


_WORDS: Mapping[str, tuple[str, str]] = {
    "dead-end": (
        marked("The conversation stops in this step without an end."),
        marked("Add a reply, or choose under “After it” how the conversation ends."),
    ),
    "unknown-beat": (
        marked("A reply leads to the step “%(name)s”, which does not exist."),
        marked("Choose another step under “Leads to”, or a new one."),
    ),
    "missing-target": (
        marked("A reply leads nowhere yet."),
        marked("Choose a step under “Leads to”."),
    ),
    "empty-label": (
        marked("A reply has no words yet."),
        marked("Write what is said, or delete the reply."),
    ),
    "missing-id": (
        marked("A reply has no name of its own yet, by which attempts are compared."),
        marked("Save this step once: that gives it one."),
    ),
    "unknown-outcome": (
        marked("“%(name)s” is not an ending of this scenario."),
        marked("Choose one of those under “After it”."),
    ),
    "moves-after-the-end": (
        marked("The conversation ends in this step, so nobody can choose its replies."),
        marked("Choose “the conversation goes on” under “After it”, or delete them."),
    ),
    "unreached-beat": (
        marked("Nobody ever comes to this step."),
        marked(
            "Choose it under “Leads to” at a reply of another step, change the "
            "condition that is in the way, or delete it."
        ),
    ),
    "unreached-move": (
        marked("What “%(name)s” says or does can never be chosen."),
        marked("Change “When it can be chosen”, or delete it."),
    ),
    "stuck": (
        "",
        marked(
            "Add a reply that can always be chosen, or change “When it can be chosen” "
            "at one of them."
        ),
    ),
    "no-good-ending": (
        "",
        marked(
            "Let a reply lead to a step that ends well, or choose in the settings "
            "which endings count as success."
        ),
    ),
    "never-returns": (
        marked("No reply of this sub-scene leads back to where it was called."),
        marked(
            "Lead at least one of them back to where it was called: choose it under "
            "“Leads to” in the step where it ends, most often the last one."
        ),
    ),
    "constant-strategy": ("", ""),
    "good-without-ending": (
        marked("“%(name)s” counts as a good ending, and no step ends with it."),
        marked(
            "Choose it under “After it” in a step, or take it out of the good endings "
            "in the settings."
        ),
    ),
}
"""Code → what is wrong and how to mend it; empty: as it is told in the text."""


@pages.app_template_filter()
def form_wording(found: Diagnostic) -> Wording:
    """Return a problem in the words of the form; those of the text where it has none.

    A name that the wording needs is the first the message quotes; without one the
    message stays.
    """
    words, mend = _WORDS.get(found.code, ("", ""))
    named = _NAMED.search(found.message)
    told = ""
    if words and ("%(name)s" not in words or named):
        told = _(words, name=named[1] if named else "")
    return Wording(
        words=told or found.message, mend=_(mend) if mend else found.suggestion
    )


@pages.app_template_filter()
def step_with(found: Diagnostic, beats: Sequence[BeatSyntax], file: str) -> str:
    """Return the step a problem stands in; empty in the settings or elsewhere."""
    beat = beat_at(beats, found.place.line) if found.place.file == file else None
    return beat.id if beat else ""
