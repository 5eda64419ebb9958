"""The map of a draft, from its text."""

from tests.services.role_plays import TEXTS
from trainer.content.diagnostics import Report
from trainer.scenarios.reader import read_document
from trainer.services import studio_map

FILE = "scenarios/late-parcel.md"

MORE = """
## alone

- [Bye.](#nowhere) ^x1

## anywhere

- [go](#lost) ^a1
    - if: mood <= 0
- [Ask.](check.md) ^a2
    - then: #desk
"""


def drawn(text=TEXTS[FILE], reached=None):
    document = read_document(text, FILE, Report())
    return studio_map.chart(document, good=("resolved",), reached=reached)


def states(chart):
    return {one.box.id: one.state for one in chart.stations}


def test_every_step_is_on_the_map():
    found = states(drawn())
    assert found == {
        "start": "start",
        "blamed": "step",
        "desk": "step",
        "waited": "step",
        "found": "step",
        "resolved": "good",
        "lost": "end",
    }


def test_steps_nothing_leads_to_are_marked():
    chart = drawn(TEXTS[FILE] + MORE)
    assert states(chart)["alone"] == "unreached"
    assert states(chart)["anywhere"] == "anywhere"
    assert [one.box.id for one in chart.unreached] == ["alone"]
    assert not chart.proven


def test_steps_no_conversation_comes_to_are_marked_too():
    chart = drawn(reached={"start", "desk", "found", "resolved"})
    assert [one.box.id for one in chart.unreached] == ["blamed", "waited", "lost"]
    assert chart.proven


def test_ways_out_are_told_in_words():
    chart = drawn(TEXTS[FILE] + MORE)
    exits = {one.box.id: one.exits for one in chart.stations}
    assert exits["start"][0].words == "I am sorry, let me look."
    assert exits["desk"][0].words == "lookup_purchase card=case.card"
    assert [one.known for one in exits["alone"]] == [False]
    goes, asks = exits["anywhere"]
    assert (goes.words, goes.goal) == ("", "lost")
    assert (asks.file, asks.goal) == ("check.md", "desk")


def test_a_step_begins_with_what_is_said_first():
    opening = {one.box.id: one.opening for one in drawn().stations}
    assert opening["resolved"] == "Ada leaves."
    assert opening["lost"] == ""


def test_a_step_written_twice_is_drawn_once():
    chart = drawn(TEXTS[FILE] + "\n## lost\n\n- outcome: failed\n")
    assert list(states(chart)).count("lost") == 1
