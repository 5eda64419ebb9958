"""Own words in the form: what is listened for, and sample answers that show it."""

import pytest

HOME = "/studio/late-parcel"
BLAMED = f"{HOME}/steps/blamed"


def step(studio):
    studio.get(BLAMED)
    return studio.page.form(BLAMED)


def tried(studio, sample, text, **more):
    form = {**step(studio), **more}
    return studio.post(
        f"{BLAMED}/words",
        status=200,
        data={**form, "of": "r0", "sample": sample, f"r0-{sample}": text},
        HX_Request="true",
    ).text


def test_three_good_and_three_bad_answers_are_asked_for(studio):
    form = step(studio)

    assert [n for n in form if n.startswith(("r0-good", "r0-bad"))] == [
        *(f"r0-good{n}" for n in range(3)),
        *(f"r0-bad{n}" for n in range(3)),
    ]


def test_an_answer_shows_at_once_what_it_meets(studio):
    good = tried(studio, "good0", "I am so sorry.")
    missed = tried(studio, "good0", "Well.")
    taken = tried(studio, "bad1", "Sorry, but no.")
    bad = tried(studio, "bad2", "No.")

    assert "as it should be" in good
    assert "apology" in good
    assert "not good enough yet" in missed
    assert "is missing" in missed
    assert "taken for a good one" in taken
    assert "rightly not taken" in bad
    assert tried(studio, "good0", " ").strip() == ""


def test_what_is_being_typed_counts_already(studio):
    more = {
        "r0x1-key": "avoid",
        "r0x1-name": "blames others",
        "r0x1-value": "carrier",
    }

    told = tried(studio, "good0", "Sorry, the carrier was late.", **more)

    assert "blames others" in told
    assert "should not be there" in told


@pytest.mark.parametrize(("of", "sample"), [("r9", "good0"), ("r0", "model")])
def test_nothing_else_can_be_tried(studio, of, sample):
    form = {**step(studio), "of": of, "sample": sample}

    studio.post(f"{BLAMED}/words", status=400, data=form)


def test_samples_are_kept_with_the_scenario(studio, stored):
    typed = {"r0-good0": "I am sorry.", "r0-good1": 'So "sorry".', "r0-bad0": "No."}

    studio.post(BLAMED, data={**step(studio), **typed})

    body = stored().body
    assert (
        '    - good: "I am sorry."\n    - good: "So ”sorry”."\n    - bad: "No."\n'
        in body
    )
    assert step(studio)["r0-good0"] == "I am sorry."
    assert "sample answer" not in studio.get(HOME).text


def test_a_sample_that_is_not_taken_as_meant_is_told_in_the_list(studio):
    studio.post(BLAMED, data={**step(studio), "r0-good0": "No.", "r0-bad0": "Sorry."})

    page = studio.get(HOME)

    assert "2 sample answers are not taken as they should be." in page.text


def test_what_to_listen_for_is_typed_one_way_a_line(studio, stored):
    typed = {
        "r0x0-value": "sorry\r\napolog*\r\nI didn't mean it, really",
        "r0x0-name": "Says sorry",
        "r0x0-criterion": "deescalation",
        "r0x0-points": "3",
        "r0x1-key": "expect",
        "r0x1-value": "@date",
        "r0-least": "5",
        "r0-words": "Answer Ada, please.",
        "r0-model": "Sorry, it comes tomorrow.",
    }

    studio.post(BLAMED, data={**step(studio), **typed})

    body = stored().body
    ways = 'sorry | apolog* | "I didn\'t mean it, really"'
    assert f"    - expect: says_sorry (deescalation +3) = {ways}\n" in body
    assert "    - expect: date = @date\n" in body
    assert "    - words: 5..200\n" in body
    assert "- [____ Answer Ada, please.](#desk) ^b1" in body
    studio.post(BLAMED, data={**step(studio), "r0-least": "", "r0-most": ""})
    assert "- words:" not in stored().body


def test_what_is_not_listened_for_any_more_goes(studio, stored):
    studio.post(BLAMED, data={**step(studio), "r0x0-value": ""})

    assert "expect" not in stored().body


def test_trying_the_answers_without_javascript_saves_nothing(studio, stored):
    form = {**step(studio), "r0-good0": "Well.", "do": "more:r0-good0"}

    page = studio.post(BLAMED, status=200, data=form)

    assert "not good enough yet" in page.text
    assert stored().version == 1
