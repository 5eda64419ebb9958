"""What changed between conversation tests, in sentences."""

import pytest

from trainer.scenarios.difference_plays import plays_changed

CALM = "play: keeps calm\n    deal cause seal\n    take s1 e1\n    expect total 100\n"
LOST = "play: gives up\n    take s2\n    expect outcome lost\n"


@pytest.mark.parametrize(
    ("before", "after", "sentences"),
    [
        (CALM, CALM, []),
        ("", "", []),
        (CALM, CALM + LOST, ["Play ‘gives up’ is new."]),
        (CALM + LOST, LOST, ["Play ‘keeps calm’ is gone."]),
        (
            CALM,
            "# A note.\n" + CALM.replace("    take s1 e1", "  # Why\n\n  take  s1  e1"),
            [],
        ),
        (
            CALM,
            CALM.replace("take s1", "take s2"),
            ["Play ‘keeps calm’ changed: what is said and done."],
        ),
        (
            CALM,
            CALM.replace("100", "90").replace("seal", "lid"),
            ["Play ‘keeps calm’ changed: what is dealt and what is expected."],
        ),
        (
            CALM + LOST,
            CALM + LOST.replace("gives up", "walks out"),
            ["Play ‘gives up’ is now called ‘walks out’."],
        ),
        (LOST, LOST + LOST, ["Play ‘gives up’ is new."]),
    ],
)
def test_a_change_of_plays_is_told_in_words(before, after, sentences):
    changes = plays_changed(before, after)

    assert [change.sentence for change in changes] == sentences


def test_the_lines_that_changed_stand_beside_the_sentence():
    [change] = plays_changed(CALM, CALM.replace("take s1 e1", "take s2\n    wait"))

    assert (change.before, change.after) == ("take s1 e1", "take s2; wait")
    assert (change.about, change.step, change.weight) == ("play", "", "editorial")
