"""Sheets for tests of forms: a small scenario, and one step changed."""

from trainer.content.diagnostics import Place
from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.sheet import open_sheet, with_beat
from trainer.scenarios.forms.writing import beat_of

FILE = "scenarios/kettle.md"
NOWHERE = Place("")

HEAD = """\
---
id: kettle
title: The kettle
language: en
meters: {mood: 3 in 0..10}
---

# The kettle

Read this.

"""


def sheet(*lines, head=HEAD):
    """Return a sheet whose steps are these lines."""
    found = open_sheet(head + "\n".join(lines) + "\n", FILE)
    assert found is not None
    return found


def one_step(*lines):
    """Return the sheet and the form of a file whose only step is ``## a``."""
    found = sheet("## a", "", *lines)
    return found, step_of(found.document.beats[0])


def saved(found, step, id_="a"):
    """Return the lines of a step after its form was saved, without the heading."""
    before = found.beat(id_)
    text = with_beat(found, id_, beat_of(step, before))
    again = open_sheet(text, FILE)
    return again.written(again.beat(id_)).rstrip("\n").split("\n")[2:]
