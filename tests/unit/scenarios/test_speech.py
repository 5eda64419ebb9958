from tests.unit.scenarios.scripts import Talk, machine
from trainer.scenarios import speech
from trainer.scenarios.syntax import MoveKind

METER = "meters: {mood: 5 in 0..10}\nvars: {kind: [cash, card], calm: no}"

BEATS = """
## hello

*She waits.*

**Ana (mood >= 8):** Lovely.

**Ana (mood >= 6):** Fine.

**Ana (otherwise):** Well?

**Ana:** I paid {case.paid} by {kind}, mood {mood}, calm {calm}.

<!-- Never shown. -->

- [Give \\[{mood}\\].](#hello) ^a
    - mood: +1
- [Only when calm.](#end) ^locked
    - if: calm
    - lock: She is too upset.
- [Hidden.](#end) ^hidden
    - if: calm
- [Once.](#hello) ^once
    - once: yes
    - if: mood < 9
    - lock: Not now.
- [____ Your words.](#hello) ^w
    - model: "Sorry."
- [`list_charges`](#hello) ^act
- [after 90s](#end) ^slow
- [after 60s](#end) ^fast
    - if: mood < 9
- [Bye.](#bye) ^bye

## bye

- outcome: resolved
- review: ★★★★★ "Great." if mood >= 6
- review: ★★ "Meh."
"""


CASE = METER + "\ncase: {paid: 34.90}"
PICTURE = """
- show: slip.png "A slip with the number 7."
"""


def talk():
    return Talk(machine(BEATS, CASE))


def shown(talk, step):
    return [(line.name, line.text) for line in speech.lines(talk.machine, step)]


def test_a_picture_is_shown_below_what_is_said():
    now = Talk(machine(BEATS.replace("<!-- Never", PICTURE + "\n<!-- Never"), CASE))

    last = speech.lines(now.machine, now.now.opening)[-1]

    assert last == ("picture", "scenarios/slip.png", "A slip with the number 7.")


def test_a_beat_shows_what_holds_and_otherwise_closes_the_run():
    now = talk()

    assert shown(now, now.now.opening) == [
        ("", "*She waits.*"),
        ("Ana", "Well?"),
        ("Ana", "I paid 34.90 by cash, mood 5, calm no."),
    ]


def test_otherwise_is_silent_when_one_of_the_run_was_shown():
    now = talk().take("a", "a", "a")

    texts = [text for _, text in shown(now, now.last.step)]

    assert texts[1:3] == ["Lovely.", "Fine."]


def test_labels_are_plain_text_with_their_blanks_filled():
    now = talk()

    offered = speech.offers(now.machine, now.now.situation)

    assert offered[0].label == "Give [5]."


def test_a_closed_reply_with_a_reason_is_shown_and_a_hidden_one_is_not():
    now = talk()

    offered = {o.key: o.lock for o in speech.offers(now.machine, now.now.situation)}

    assert offered["locked"] == "She is too upset."
    assert offered["a"] == ""
    assert "hidden" not in offered
    assert "act" not in offered


def test_a_reply_that_was_used_up_is_not_shown_as_locked():
    now = talk().take("once")

    assert "once" not in {o.key for o in speech.offers(now.machine, now.now.situation)}


def test_what_was_said_is_the_label_as_it_was_offered():
    now = talk().take("a")
    words = talk().write("w")

    assert speech.said(now.last) == "Give [5]."
    assert speech.said(words.last) == ""
    assert words.last.move.kind is MoveKind.WRITE


def test_the_shortest_open_clock_runs():
    now = talk()
    calmer = talk().take(*"aaaa")

    assert speech.timer(now.machine, now.now.situation).id == "fast"
    assert speech.timer(now.machine, calmer.now.situation).id == "slow"


def test_no_clock_runs_where_none_is_written():
    now = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n"))

    assert speech.timer(now.machine, now.now.situation) is None


def test_the_first_review_that_holds_is_earned():
    grumpy, glad = talk().take("bye"), talk().take("a", "bye")

    assert speech.review(grumpy.machine, grumpy.now.situation).stars == 2
    assert speech.review(glad.machine, glad.now.situation).text == "Great."


def test_no_review_where_none_is_written():
    now = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n")).take("a")

    assert speech.review(now.machine, now.now.situation) is None
