"""The guided form: the list of steps, and one step to fill in, without JavaScript."""

import pytest

HOME = "/studio/late-parcel"
START = f"{HOME}/steps/start"


def step(studio, name="start"):
    """Open a step and return what its form would send."""
    address = f"{HOME}/steps/{name}"
    studio.get(address)
    return studio.page.form(address)


def beat(body, name):
    """Return the lines of one step in a text."""
    return body.split(f"## {name}\n", 1)[1].split("\n## ", 1)[0].strip()


def changed(before, after):
    one, two = before.split("\n"), after.split("\n")
    return [x for x in one if x not in two], [x for x in two if x not in one]


def test_the_form_opens_first_with_every_step_as_a_card(studio):
    page = studio.get(HOME)

    assert "Where is my parcel?" in page.text
    assert "I am sorry, let me look." in page.text
    assert f"{HOME}/steps/desk" in page.values("a", "href")
    assert "≈" in page.text
    assert "of 100" in page.text
    assert "Mood +2" in page.text
    assert "Nothing is in the way of publishing." in page.text


def test_a_problem_stands_beside_what_it_concerns(studio, meanwhile):
    meanwhile("(#blamed)", "(#blamd)")

    page = studio.get(HOME)
    (card,) = page.elements("li", id="start")

    assert "1 thing to mend" in page.text
    assert "leads to the step “blamd”" in "".join(card.itertext())
    studio.get(START)
    assert "leads to the step “blamd”" in studio.page.text
    assert "#r1-words" in studio.page.values("a", "href")


def test_the_clause_a_reply_rests_on_is_told_beside_it(studio):
    sent = step(studio)
    clause = next(
        one.get("value")
        for one in studio.page.elements("option")
        if "#" in one.get("value", "") and not one.get("value").startswith("#")
    )

    page = studio.post(
        START, status=200, data={**sent, "r0-cite": clause, "do": "more:r0-cite"}
    )

    (told,) = page.elements("div", **{"class": "stack stack--tight cited"})[:1]
    assert told.findall(".//p")


def test_a_problem_of_the_settings_is_told_above_the_steps(studio, meanwhile):
    meanwhile("level: 2", "level: 9")

    page = studio.get(HOME)

    assert f"{HOME}/settings" in page.values("a", "href")
    assert "1 to 5" in page.text


def test_points_have_no_share_before_a_good_ending_can_be_reached(studio, meanwhile):
    meanwhile("- outcome: resolved", "- outcome: lost")

    page = studio.get(HOME)

    assert "what they are worth of 100" in page.text
    assert "+2 points" in page.text


def test_saving_a_step_nobody_changed_saves_nothing(studio, stored):
    before = stored()

    studio.post(START, data={**step(studio), "do": "save"})
    studio.get(START)

    assert stored().version == before.version
    assert "Nothing had changed" in studio.page.text


def test_saving_changes_only_the_lines_of_what_was_edited(studio, stored):
    before = stored().body

    studio.post(
        START,
        data={
            **step(studio),
            "r0-words": "I am sorry [really].",
            "r0-points-deescalation": "3",
            "r0-points-process": "1",
            "r0-change-mood": "+1",
            "r1-why": "He did not\r\n listen.",
        },
    )

    gone, come = changed(before, stored().body)
    assert gone == [
        "- [I am sorry, let me look.](#desk) ^s1",
        "    - mood: +2",
        "    - score: deescalation +2",
    ]
    assert come == [
        r"- [I am sorry \[really\].](#desk) ^s1",
        "    - mood: +1",
        "    - score: deescalation +3, process +1",
        "    - why: He did not listen.",
    ]


def test_a_form_without_a_button_pressed_is_saved_too(studio, stored):
    form = step(studio)
    del form["version"]

    studio.post(START, data={**form, "s-coach": "", "next": "list"})

    assert "- coach: She has waited" not in stored().body


def test_a_reply_is_added_filled_in_and_leads_to_a_new_step(studio, stored):
    form = step(studio)
    page = studio.post(START, status=200, data={**form, "do": "add-reply:say"})
    fields = studio.page.form(START)
    number = max(int(n[1]) for n in fields if n.endswith("-kind") and n[0] == "r")
    assert page.elements("textarea", id=f"r{number}-words")[0].get("autofocus") == ""

    studio.post(
        START,
        data={
            **fields,
            f"r{number}-words": "Whose name is on it?",
            f"r{number}-target": "+",
            f"r{number}-new": "Ask again!",
        },
    )

    body = stored().body
    assert "- [Whose name is on it?](#ask-again) ^s" in body
    assert beat(body, "ask-again") == ""
    page = studio.get(START)
    assert "The new step “ask-again” has no replies yet." in page.text
    assert f"{HOME}/steps/ask-again" in page.values("a", "href")


def test_a_new_step_asks_for_what_is_said_and_for_two_replies(studio, stored):
    form = step(studio)
    studio.post(START, data={**form, "r0-target": "+", "r0-new": "Ask again"})

    new = step(studio, "ask-again")

    assert (new["p0-name"], new["p0-text"]) == ("Ada", "")
    assert [new[f"r{at}-words"] for at in (0, 1)] == ["", ""]
    said = {**new, "p0-text": "Whose name?", "r0-words": "Mine.", "r0-target": "#desk"}
    studio.post(f"{HOME}/steps/ask-again", data=said)
    assert beat(stored().body, "ask-again") == (
        "**Ada:** Whose name?\n\n- [Mine.](#desk) ^aa1"
    )


def test_saving_goes_on_to_the_next_step_and_a_new_one_is_next(studio):
    first = step(studio)
    new = {**first, "r0-target": "+", "r0-new": "Ask again", "next": "step"}

    assert studio.post(START, data=new).location.endswith("/steps/ask-again")
    last = studio.get(HOME).values("li", "id")[-1]
    end = {**step(studio, last), "next": "step"}
    assert studio.post(f"{HOME}/steps/{last}", data=end).location.endswith(f"#{last}")


def test_a_new_step_that_exists_is_led_to_and_one_without_a_name_asked_for(
    studio, stored
):
    form = step(studio)
    studio.post(START, data={**form, "r0-target": "+", "r0-new": "Blamed"})
    assert "let me look.](#blamed) ^s1" in stored().body

    page = studio.post(
        START, status=422, data={**step(studio), "r1-target": "+", "r1-new": "!"}
    )

    assert "Say in a word or two" in page.text
    assert page.elements("input", id="r1-new")[0].get("aria-invalid") == "true"


def test_replies_change_places_are_copied_and_deleted(studio, stored):
    form = step(studio)

    studio.post(START, status=200, data={**form, "do": "down:0"})
    studio.post(START, status=200, data={**studio.page.form(START), "do": "copy:1"})
    studio.post(START, status=200, data={**studio.page.form(START), "do": "drop:0"})
    studio.post(START, data={**studio.page.form(START), "do": "save"})

    lines = beat(stored().body, "start").split("\n")
    replies = [line for line in lines if line.startswith("- [")]
    assert replies[0] == "- [I am sorry, let me look.](#desk) ^s1"
    assert replies[1].startswith("- [I am sorry, let me look.](#desk) ^")
    assert not any("^s2" in line for line in replies)


def test_a_paragraph_is_added_and_taken_away(studio, stored):
    form = step(studio)

    studio.post(START, status=200, data={**form, "do": "add-paragraph:speech"})
    fields = studio.page.form(START)
    assert fields["p1-name"] == "Ada"
    studio.post(
        START,
        status=200,
        data={
            **fields,
            "p1-text": "Well?",
            "p1-when": "mood < 3",
            "do": "add-paragraph:stage",
        },
    )
    studio.post(
        START,
        status=200,
        data={**studio.page.form(START), "p2-text": "x", "do": "drop-paragraph:0"},
    )
    studio.post(START, data={**studio.page.form(START), "do": "save"})

    assert beat(stored().body, "start").startswith("**Ada (mood < 3):** Well?\n\nx\n")


@pytest.mark.parametrize(
    "do",
    ["up:0", "down:9", "drop:x", "copy:9", "more:r0c1-name", "dance", "add-reply:sing"],
)
def test_a_button_that_has_nothing_to_do_keeps_what_was_typed(studio, stored, do):
    before = stored().version

    page = studio.post(
        START, status=200, data={**step(studio), "r0-words": "Typed.", "do": do}
    )

    assert "Typed." in page.text
    assert stored().version == before


def test_htmx_gets_only_the_form(studio):
    form = step(studio)

    page = studio.post(
        START, status=200, data={**form, "do": "add-reply:go"}, HX_Request="true"
    )

    assert page.elements("form", id="step-form")
    assert not page.elements("h1")


def test_words_that_would_be_read_as_something_else_are_refused_at_their_field(
    studio, stored
):
    before = stored().version

    page = studio.post(
        START, status=422, data={**step(studio), "p0-text": "Hm.\n## desk"}
    )

    assert "would be read as something else" in page.text
    (field,) = page.elements("textarea", id="p0-text")
    assert field.get("aria-invalid") == "true"
    assert "## desk" in field.text
    assert stored().version == before


def test_paragraphs_change_places(studio, stored):
    form = step(studio)
    studio.post(START, status=200, data={**form, "do": "add-paragraph:stage"})
    more = studio.page.form(START)
    last = max(
        int(n[1:].split("-")[0]) for n in more if n.endswith("-text") and n[0] == "p"
    )
    typed = {**more, f"p{last}-text": "The door opens."}
    studio.post(START, status=200, data={**typed, "do": f"up-paragraph:{last}"})
    assert (
        "autofocus"
        in studio.page.elements("textarea", id=f"p{last - 1}-text")[0].attrib
    )
    studio.post(START, data=studio.page.form(START))

    text = beat(stored().body, "start")
    assert text.index("The door opens.") < text.index("Where is my parcel?")
    same = {**step(studio), "do": "up-paragraph:0"}
    assert studio.post(START, status=200, data=same)


def test_a_step_is_renamed_with_all_that_leads_to_it(studio, stored):
    studio.post(
        f"{HOME}/steps/desk", data={**step(studio, "desk"), "called": "look-up"}
    )

    body = stored().body
    assert "](#look-up) ^s1" in body
    assert "## look-up\n" in body
    assert "#desk" not in body


@pytest.mark.parametrize("called", ["start", "No way", "anywhere"])
def test_a_name_no_step_can_have_is_refused_at_its_field(studio, called):
    form = {**step(studio, "desk"), "called": called, "p0-text": "Typed."}

    page = studio.post(f"{HOME}/steps/desk", status=422, data=form)

    assert page.elements("input", id="called")[0].get("aria-invalid") == "true"
    assert "Typed." in page.text


def test_conditions_are_rows_or_text(studio, stored):
    form = step(studio)
    studio.post(
        START,
        data={**form, "r0c0-name": "mood", "r0c0-operator": ">=", "r0c0-value": "3"},
    )
    assert "    - if: mood >= 3\n" in stored().body

    form = step(studio)
    studio.post(
        START,
        data={
            **form,
            "r0c1-name": "seen",
            "r0c1-operator": "is not",
            "r0c1-value": "#desk",
            "r0-every": "any",
        },
    )
    assert "    - if: mood >= 3 or not seen(desk)\n" in stored().body

    form = step(studio)
    studio.post(
        START,
        data={
            **form,
            "r0-if": "visits(start) >= 2",
            "r0-lock": "Not yet.",
            "r0-once": "yes",
        },
    )
    body = stored().body
    assert (
        "    - if: visits(start) >= 2\n    - lock: Not yet.\n    - once: yes\n" in body
    )
    assert "r0c0-name" not in step(studio)


def test_what_else_happens_has_a_line_each(studio, stored):
    form = step(studio)
    first = [
        {"what": "score:process", "value": "2", "when": "if mood > 3"},
        {"what": "go", "value": "blamed", "when": "mood <= 1"},
        {"what": "meter:mood", "value": "-1", "when": "mood > 8"},
        {"what": "set:proof", "value": "yes", "when": ""},
        {"what": "", "value": "lost", "when": ""},
    ]
    typed = {
        f"r0e{at}-{key}": value
        for at, row in enumerate(first)
        for key, value in row.items()
    }

    studio.post(START, data={**form, **typed})

    text = beat(stored().body, "start")
    for line in (
        "    - score: process +2 if mood > 3",
        "    - go: #blamed if mood <= 1",
        "    - mood: -1 if mood > 8",
        "    - set: proof = yes",
    ):
        assert line in text.split("\n")
    studio.post(START, data={**step(studio), "r0e0-value": "", "do": "save"})
    assert "process +2" not in beat(stored().body, "start") or "proof = yes" in text


def test_what_a_form_cannot_express_is_shown_and_kept(studio, stored, meanwhile):
    meanwhile(
        "    - why: You heard her first.",
        "    - why: You heard her first.\n    - critical: Left it if mood > 9",
    )
    form = step(studio)

    assert "critical: Left it if mood > 9" in studio.page.text
    studio.post(START, data={**form, "r0-words": "Sorry."})

    assert "    - critical: Left it if mood > 9\n" in stored().body


def test_an_ending_has_reviews(studio, stored):
    name = "resolved"
    form = step(studio, name)

    studio.post(
        f"{HOME}/steps/{name}",
        data={
            **form,
            "v0-name": "★★★★",
            "v0-value": "It came.",
            "v0-when": "mood >= 6",
            "n0-name": "mood",
            "n0-value": "+1",
        },
    )
    form = step(studio, name)

    assert '- review: ★★★★ "It came." if mood >= 6' in stored().body
    assert form["v0-value"] == "It came."
    studio.post(f"{HOME}/steps/{name}", data={**form, "v0-value": ""})
    assert "It came." not in stored().body


def test_a_step_with_lines_no_form_can_show_is_mended_in_the_text(studio, meanwhile):
    meanwhile(
        "- coach: She has waited for a week.",
        "- coach: c\n\n- [x](#desk) ^zz\n    - no fact here",
    )

    page = studio.get(START)

    assert "lines that no form can show" in page.text
    assert not page.elements("form", id="step-form")


def test_two_authors_of_different_steps_are_merged(studio, stored, meanwhile):
    form = step(studio)
    meanwhile("- outcome: resolved", "- tag: end\n- outcome: resolved")

    studio.post(START, data={**form, "r0-words": "Sorry."})
    page = studio.get(START)

    assert "- [Sorry.](#desk) ^s1" in stored().body
    assert "- tag: end" in stored().body
    assert "Person M1" in page.text


def test_two_authors_of_the_same_words_choose(studio, meanwhile):
    form = step(studio)
    meanwhile("I am sorry, let me look.", "Oh dear.")

    page = studio.post(START, status=409, data={**form, "r0-words": "Sorry."})

    assert "Oh dear." in page.text
    assert "Sorry." in page.text


def test_buttons_of_an_old_page_keep_what_was_typed(studio, meanwhile):
    form = step(studio)
    meanwhile("## start\n", "## begin\n")

    page = studio.post(
        START, status=200, data={**form, "r0-words": "Typed.", "do": "add-reply:say"}
    )

    assert "Typed." in page.text


def test_a_step_that_is_gone_is_said_to_be(studio):
    page = studio.get(f"{HOME}/steps/nowhere", status=404)

    assert "There is no step" in page.text


def test_a_text_without_steps_leads_to_the_text(studio, stored, meanwhile):
    meanwhile(stored().body, "Nothing here.\n")

    page = studio.get(HOME)

    assert "no step that could be shown" in page.text
    assert f"{HOME}/text" in page.values("a", "href")


@pytest.mark.usefixtures("studio")
def test_a_trainee_has_no_studio(arrive):
    arrive("T1").get(HOME, status=403)


def test_what_a_page_did_not_ask_for_stays(studio, stored):
    form = step(studio)
    kept = ("-kind", "-at", "-text", "-words", "-target", "version")
    before = beat(stored().body, "start")

    studio.post(
        START,
        data={
            **{name: value for name, value in form.items() if name.endswith(kept)},
            "p0-kind": "song",
            "p0-at": "",
            "p0-text": "",
            "p0-name": "",
            "r0-words": "Sorry.",
        },
    )

    after = beat(stored().body, "start")
    gone, come = changed(before, after)
    assert come == ["- [Sorry.](#desk) ^s1"]
    assert gone == [
        "**Ada:** Where is my parcel?",
        "- [I am sorry, let me look.](#desk) ^s1",
    ]


def test_somebody_who_speaks_without_a_name_is_something_that_happens(studio, stored):
    studio.post(START, data={**step(studio), "p0-name": ""})

    assert beat(stored().body, "start").startswith("Where is my parcel?\n")


def test_a_note_to_other_authors_is_shown_without_its_marks(studio, stored, meanwhile):
    meanwhile("**Ada:** Where", "<!-- Ada is tired. -->\n\n**Ada:** Where")
    form = step(studio)
    assert form["p0-text"] == "Ada is tired."
    studio.post(START, data=form)
    assert "\n<!-- Ada is tired. -->\n" in stored().body

    studio.post(START, data={**step(studio), "p0-text": "Ada is late."})

    assert "\n<!-- Ada is late. -->\n" in stored().body
    assert "Ada is late." in studio.get(HOME).text


def means(page, field="r2e0-what"):
    """Return what an answer counts as, as people read it in the form."""
    (select,) = page.elements("select", id=field)
    chosen = [one for one in select.iter("option") if "selected" in one.attrib]
    return [one.text for one in chosen]


def test_what_an_answer_counts_as_is_chosen_by_its_name(studio, stored):
    form = step(studio, "desk")
    assert means(studio.page) == ["Refuse the return"]

    address = f"{HOME}/steps/desk"
    studio.post(address, data={**form, "r2e0-what": "means:promise_refund"})

    assert "    - means: promise_refund\n" in stored().body


def test_what_has_no_name_stays_in_the_words_of_the_text(studio, stored, meanwhile):
    meanwhile("    - means: refuse_return", "    - means: promise_refund amount=9.00")
    form = step(studio, "desk")

    studio.post(f"{HOME}/steps/desk", data={**form, "r2-why": "It helps nobody."})

    assert form["r2e0-value"] == "promise_refund amount=9.00"
    assert "    - means: promise_refund amount=9.00\n" in stored().body
    assert "    - why: It helps nobody.\n" in stored().body


def test_a_step_saved_with_a_problem_says_so(studio):
    form = step(studio, "lost")

    studio.post(f"{HOME}/steps/lost", data={**form, "s-outcome": ""})
    studio.get(f"{HOME}/steps/lost")

    assert (
        "Saved. One thing is in the way of publishing: "
        "The conversation stops in this step without an end." in studio.page.text
    )


def test_a_new_step_named_in_one_reply_is_offered_in_the_others(studio):
    form = {**step(studio), "r0-target": "+", "r0-new": "Ask again!"}

    page = studio.post(START, status=200, data={**form, "do": "add-reply:say"})

    (other,) = page.elements("select", id="r1-target")
    assert "#ask-again" in [one.get("value") for one in other.iter("option")]


def test_what_is_usual_stands_beside_points_and_order(studio):
    page = studio.get(START)

    assert "usual: 1 small, 2 clear, 3 decisive" in page.text
    assert "Replies are shuffled for trainees." in page.text
    assert "below 50 of 100 in any one of them" in studio.get(f"{HOME}/settings").text
    assert "/help/writing-in-the-studio" in studio.get("/studio/new").values(
        "a", "href"
    )
