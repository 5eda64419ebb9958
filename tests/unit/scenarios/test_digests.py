import pytest

from tests.unit.scenarios.scripts import FILE, scenario
from trainer.content.diagnostics import Report
from trainer.scenarios.digests import digests
from trainer.scenarios.reader import read_document

BEATS = """
## hello

**Ana (mood >= 6):** Fine.

<!-- Only the author reads this. -->

- [Hi.](#end) ^a
    - mood: +1
    - why: You greeted her.
- [____ Say.](#end) ^w
    - model: "Sorry."
    - expect: apology = sorry
"""
METER = "meters: {mood: 5 in 0..10}\ncase: {paid: 9.00}\ndeal: {luck: [good, bad]}"


def of(text):
    document = read_document(text, FILE, Report())
    return digests(document)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Fine.", "Good."),
        ("Hi.", "Hello there."),
        ("You greeted her.", "That was kind."),
        ("title: The parcel that never came", "title: Another"),
        ("# Parcel", "# Parcel\n\nMore to read."),
    ],
)
def test_words_change_the_text_and_not_the_logic(old, new):
    text = scenario(BEATS, METER)

    before, after = of(text), of(text.replace(old, new))

    assert before[0] == after[0]
    assert before[1] != after[1]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mood: +1", "mood: +2"),
        ("mood >= 6", "mood >= 7"),
        ("(#end) ^a", "(#hello) ^a"),
        ("^a", "^b"),
        ("apology = sorry", "apology = sorry | regret"),
        ("outcome: resolved", "outcome: escalated"),
        ("mood: 5 in", "mood: 4 in"),
    ],
)
def test_what_decides_how_it_plays_changes_the_logic(old, new):
    text = scenario(BEATS, METER)

    assert of(text)[0] != of(text.replace(old, new))[0]


def test_the_authors_own_notes_change_neither():
    text = scenario(BEATS, METER)

    assert of(text) == of(text.replace("Only the author reads this.", "Or nobody."))
