"""A conversation of the studio as a test that passes."""

import pytest

from tests.services.role_plays import TEXTS
from tests.services.test_studio_play import FILE, begin, go
from trainer.assessments.rehearsal import rehearse
from trainer.content.diagnostics import Report
from trainer.library import Library
from trainer.scenarios.plays import read_plays
from trainer.services.studio_record import recorded
from trainer.services.studio_steps import Did

LONG = (
    Did(move="s2"),
    Did(move="b1", text='I am "sorry"\nabout that.'),
    Did(move="d4"),
    Did(move="w1"),
    Did(action="lookup_purchase", blanks={"card": "4471"}),
)


@pytest.mark.parametrize(
    "trial",
    [
        go(begin()),
        go(begin(), Did(move="s1"), Did(move="d3")),
        go(begin(), *LONG),
        go(begin(), *LONG, Did(action="issue_refund", blanks={"amount": "34.90"})),
        go(begin("found"), Did(move="f2")),
    ],
    ids=["nothing", "lost", "every kind", "paid back", "from the middle"],
)
def test_what_was_played_is_a_test_that_passes(trial):
    report = Report()
    (play,) = read_plays(recorded(trial), "scenarios/late-parcel.play", report)
    rehearse(Library(TEXTS).machine(FILE), play, {}, report)
    assert [str(problem) for problem in report.diagnostics] == []


def test_a_test_tells_what_was_done_in_order():
    assert recorded(go(begin(), *LONG)).split("\n")[1:6] == [
        "    deal record found",
        "    take s2",
        "    write b1 \"I am 'sorry' about that.\"",
        "    wait d4",
        "    take w1",
    ]
