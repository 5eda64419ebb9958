"""The one table of facts, and the settings."""

import pytest

HOME = "/studio/late-parcel"
FACTS, SETTINGS = f"{HOME}/facts", f"{HOME}/settings"


def table(studio):
    """Open the table and return what its form would send."""
    studio.get(FACTS)
    return studio.page.form(FACTS)


def number(form, was):
    return next(n.partition("-")[0] for n, v in form.items() if v == was)


def new(form):
    """Return the first empty row."""
    return min(
        (n.partition("-")[0] for n in form if n.endswith("-name")),
        key=lambda name: int(name[1:]),
    )


def typed(studio, **more):
    """Open the settings and return what they would send, lists and all."""
    page = studio.get(SETTINGS)
    form = page.form(SETTINGS)
    boxes = [
        e for e in page.elements("input", type="checkbox") if "checked" in e.attrib
    ]
    for name in ("policy", "good"):
        form[name] = [e.get("value") for e in boxes if e.get("name") == name]
    return {**form, **more}


def changed(before, after):
    one, two = before.split("\n"), after.split("\n")
    return [x for x in one if x not in two], [x for x in two if x not in one]


def test_a_table_nobody_changed_saves_nothing(studio, stored):
    studio.post(FACTS, data=table(studio))

    assert stored().version == 1


def test_values_change_and_only_their_lines(studio, stored):
    before = stored().body
    form = table(studio)
    paid, mood = number(form, "case.paid"), number(form, "meters.mood")

    studio.post(FACTS, data={**form, f"{paid}-value": "35.00", f"{mood}-value": "6"})

    assert changed(before, stored().body) == (
        ["meters: {mood: 4 in 0..10}", "  paid: 34.90"],
        ["meters: {mood: 6 in 0..10}", "  paid: 35.00"],
    )


def test_a_fact_is_added_and_another_deleted(studio, stored):
    form = table(studio)
    row, gone = new(form), number(form, "case.birthday")

    studio.post(
        FACTS,
        data={
            **form,
            f"{row}-name": "Colour of the box",
            f"{row}-kind": "drawn",
            f"{row}-shape": "words",
            f"{row}-value": "red, blue",
            f"{gone}-gone": "yes",
        },
    )

    body = stored().body
    assert "deal:\n  record: [found, missing]\n  colour_of_the_box: [red, blue]" in body
    assert "birthday" not in body


def test_a_field_of_the_desk_has_the_shape_it_always_has(studio, stored):
    form = table(studio)
    row = new(form)

    studio.post(
        FACTS,
        data={**form, f"{row}-name": "order", f"{row}-value": "4711", "do": "save"},
    )

    assert "  order: 4711\n" in stored().body


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("!", "x", "Give the fact a name"),
        ("paid", "1.00", "already"),
        ("colour", "", "Say what"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_at_its_field(
    studio, stored, name, value, told
):
    form = table(studio)
    row = new(form)

    page = studio.post(
        FACTS, status=422, data={**form, f"{row}-name": name, f"{row}-value": value}
    )

    assert told in page.text
    assert len(page.elements("input", **{"aria-invalid": "true"})) == 1
    assert stored().version == 1


def test_more_empty_lines_keep_what_was_typed(studio):
    form = table(studio)
    row = new(form)

    page = studio.post(
        FACTS,
        status=200,
        data={**form, f"{row}-name": "colour", f"{row}-value": "red", "do": "more"},
    )

    assert page.form(FACTS)[f"{row}-name"] == "colour"


def test_what_is_wrong_with_a_fact_stands_beside_it(studio, meanwhile):
    meanwhile("  paid: 34.90", "  paid: much")

    page = studio.get(FACTS)

    assert "“much” is not an amount of money." in page.text


def test_a_fact_only_the_text_can_say_is_kept(studio, stored, meanwhile):
    meanwhile("  proof: no", "  proof: no\n  odd: {a: b}")
    form = table(studio)
    paid = number(form, "case.paid")

    studio.post(FACTS, data={**form, f"{paid}-value": "1.00"})

    assert "  odd: {a: b}\n" in stored().body
    assert "as written in the text" in studio.page.text


@pytest.mark.parametrize("page", [FACTS, SETTINGS])
def test_settings_that_no_form_can_change_lead_to_the_text(
    studio, stored, meanwhile, page
):
    body = stored().body
    meanwhile(
        body[: body.index("## start")], "---\n{id: late-parcel, title: A}\n---\n\n"
    )
    studio.get(page)
    form = studio.page.form(page)
    more = {"f0-name": "x", "f0-value": "y", "title": "B"}

    answer = studio.post(page, status=422, data={**form, **more})

    assert "cannot change safely" in answer.text


def test_settings_nobody_changed_save_nothing(studio, stored):
    studio.post(SETTINGS, data=typed(studio))

    assert stored().version == 1


def test_settings_change_only_their_lines(studio, stored):
    before = stored().body

    studio.post(
        SETTINGS,
        data=typed(
            studio,
            title="The parcel",
            level="3",
            outcomes="Called back, resolved",
            **{
                "persona-name": "Ada Brook",
                "weight-policy": "30",
                "weight-close": "10",
            },
            good=["resolved", "escalated"],
            topics="parcels, , late ones",
        ),
    )

    gone, come = changed(before, stored().body)
    assert come == [
        "title: The parcel",
        "level: 3",
        "topics: parcels, late ones",
        "rubric: {policy: 30, deescalation: 40, discovery: 0, process: 20, close: 10}",
        "good: resolved, escalated",
        "outcomes: called_back, resolved",
        "persona:",
        "  name: Ada Brook",
        "# The parcel",
    ]
    assert len(gone) == 4


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": " "}, "Give the scenario a title."),
        ({"weight-policy": "90"}, "add up to 150"),
        ({"weight-policy": "-1"}, "whole numbers"),
        ({"briefing": "Hm.\n## more"}, "cannot change safely"),
    ],
)
def test_settings_that_cannot_be_taken_are_told_and_kept(studio, stored, wrong, told):
    page = studio.post(SETTINGS, status=422, data=typed(studio, minutes="77", **wrong))

    assert told in page.text
    (summary,) = page.elements("div", **{"class": "errors"})
    assert told in "".join(summary.itertext())
    assert page.form(SETTINGS)["minutes"] == "77"
    assert stored().version == 1


def test_what_is_wrong_with_the_settings_stands_above_them(studio, meanwhile):
    meanwhile("level: 2", "level: 9")

    assert "1 to 5" in studio.get(SETTINGS).text


@pytest.mark.parametrize("page", [FACTS, SETTINGS])
def test_a_text_without_a_step_has_no_form_of_its_settings(
    studio, stored, meanwhile, page
):
    meanwhile(stored().body, "Nothing.\n")

    assert "Open “Text”" in studio.get(page, status=422).text


def test_a_new_customer_says_what_the_old_one_said(studio, stored):
    studio.post(SETTINGS, data=typed(studio, **{"persona-name": "Ada Brook"}))
    assert "**Ada:** Where is my parcel?" in stored().body

    studio.post(SETTINGS, data=typed(studio, **{"persona-name": "Samira Haddad"}))

    assert "**Samira:** Where is my parcel?" in stored().body
    assert "**Ada" not in stored().body
    assert "  customer: Samira Haddad\n" in stored().body
    studio.post(SETTINGS, data=typed(studio, **{"persona-name": ""}))
    assert "**Samira:** Where is my parcel?" in stored().body


@pytest.mark.parametrize(("was", "wrong"), [("case.paid", "much")])
def test_a_saved_fact_that_is_in_the_way_is_told_with_where_it_is(studio, was, wrong):
    form = table(studio)
    row = number(form, was)

    studio.post(FACTS, data={**form, f"{row}-value": wrong})
    page = studio.get(FACTS)

    assert "The facts are saved." not in page.text
    assert "in the way: " in page.text or "in the way; the first: " in page.text
    assert f"#{row}-value" in page.values("a", "href")


@pytest.mark.parametrize(
    ("old", "new", "address"),
    [
        ("level: 2", "level: 9", "#level"),
        ("  paid: 34.90", "  paid: much", f"{HOME}/facts"),
        ("(#blamed)", "(#blamd)", f"{HOME}/steps/start"),
    ],
)
def test_saved_settings_tell_what_is_in_the_way_and_where(
    studio, meanwhile, old, new, address
):
    meanwhile(old, new)

    studio.post(SETTINGS, data=typed(studio, minutes="7"))
    page = studio.get(SETTINGS)

    assert "The settings are saved." not in page.text
    assert "in the way" in page.text
    assert address in page.values("a", "href")


def test_a_new_customer_is_named_in_briefing_and_hints_and_it_is_said_where(
    studio, stored, meanwhile
):
    meanwhile("- coach: She has waited", "- coach: Ada has waited")
    studio.post(SETTINGS, data=typed(studio, **{"persona-name": "Ada Brook"}))
    form = typed(studio, **{"persona-name": "Samira Haddad"})

    studio.post(SETTINGS, data={**form, "briefing": f"{form['briefing']}\nAda calls."})
    page = studio.get(SETTINGS)

    assert "- coach: Samira has waited" in stored().body
    assert "Samira calls." in stored().body
    assert "The new name stands in: " in page.text


def test_where_the_old_name_of_a_customer_still_stands_is_said(studio, meanwhile):
    studio.post(SETTINGS, data=typed(studio, **{"persona-name": "Ada Brook"}))
    meanwhile("- outcome: resolved", "- tag: Ada\n- outcome: resolved")

    studio.post(SETTINGS, data=typed(studio, **{"persona-name": "Samira Haddad"}))

    told = studio.get(SETTINGS).text
    assert "“Ada” still stands in: resolved. Look whether it should." in told
