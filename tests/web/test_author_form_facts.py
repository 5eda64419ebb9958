"""The one table of facts, and the settings."""

import pytest

from tests.services import role_plays
from trainer import clock
from trainer.web.database import db

STATE = """---
id: state
title: The state of things
effective: 2026-01-01
currency: EUR
facts:
  days: 0..3650
  condition: unused | used | faulty
  gift: yes | no
---

# State

## 4 What it looks like

### 4.1 In the box {#boxed}

- rule: forbid issue_refund if condition is used or days > 30
- rule: forbid issue_store_credit if gift
"""
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
        (n.partition("-")[0] for n, v in form.items() if n.endswith("-name") and not v),
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
        ({"persona-name": "Zoë: {O'Neil}, #1"}, "A name cannot have “:” in it"),
        ({"briefing": "Hm.\n## more"}, "begins like a heading"),
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


@pytest.fixture
def asking(app, studio, meanwhile, tmp_path):
    """The same draft, under a policy that asks for facts it does not say."""
    texts = {**role_plays.TEXTS, "policies/state.md": STATE}
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "more", clock.now(), texts)
    meanwhile("policy: returns", "policy: [returns, state]")
    return studio


def add(studio, stored):
    """Press the button and return where it leads."""
    data = {"version": stored().version, "policy": "state"}
    return studio.post(f"{FACTS}/add", data=data).location


def lacking(page):
    """Return the forms that add facts, and the lines they stand in."""
    return [
        form for form in page.elements("form") if form.get("action") == f"{FACTS}/add"
    ]


@pytest.mark.parametrize("address", [HOME, FACTS, SETTINGS, f"{HOME}/report"])
def test_what_a_policy_asks_in_vain_is_one_line_with_a_button(asking, address):
    page = asking.get(address)

    assert len(lacking(page)) == 1
    assert "looks at “Days since”, “Condition”" in page.text
    assert "is not known here" not in page.text


def test_the_button_adds_the_facts_with_usual_values_and_says_which(asking, stored):
    before = stored().body

    address = add(asking, stored)

    gone, come = changed(before, stored().body)
    assert not gone
    assert come == ["  days: 0", "  condition: unused", "  gift: no"]
    page = asking.get(address)
    row = number(page.form(FACTS), "case.days")
    assert address.endswith(f"#{row}-value")
    told = "Added as fixed facts: Days since: 0; Condition: unused; A gift: no."
    assert told in page.text
    assert not lacking(page)


def test_facts_that_are_there_are_not_added_twice(asking, stored):
    add(asking, stored)
    version = stored().version

    page = asking.get(add(asking, stored))

    assert stored().version == version
    assert "These facts are in the table already." in page.text


def test_a_fact_that_a_policy_declares_offers_just_what_it_can_be(asking, stored):
    add(asking, stored)
    form = table(asking)
    condition, days = number(form, "case.condition"), number(form, "case.days")

    (select,) = asking.page.elements("select", id=f"{condition}-value")
    (bounded,) = asking.page.elements("input", id=f"{days}-value")

    assert [one.get("value") for one in select] == ["unused", "used", "faulty"]
    assert (bounded.get("min"), bounded.get("max")) == ("0", "3650")
    assert "“The state of things” looks at it in 4.1 In the box." in asking.page.text


def test_a_fact_that_begins_to_change_can_become_all_its_policy_knows(asking, stored):
    add(asking, stored)
    form = table(asking)
    row = number(form, "case.condition")

    asking.post(FACTS, data={**form, f"{row}-kind": "changes", f"{row}-value": "used"})
    assert "  condition: [used, unused, faulty]" in stored().body
    form = table(asking)
    row = number(form, "vars.condition")
    picks = {f"{row}-value": "faulty", f"{row}-pick": ["used", "faulty"]}
    asking.post(FACTS, data={**form, **picks})

    assert "  condition: [faulty, used]" in stored().body


def test_one_of_the_words_a_policy_knows_can_be_drawn(asking, stored):
    add(asking, stored)
    form = table(asking)
    row = number(form, "case.condition")

    asking.post(FACTS, data={**form, f"{row}-kind": "drawn", f"{row}-value": "faulty"})
    form = table(asking)
    row = number(form, "deal.condition")
    asking.post(FACTS, data={**form, f"{row}-pick": ["unused", "faulty"]})

    assert "  condition: [faulty, unused]" in stored().body


def test_a_fact_is_renamed_everywhere_in_one_save(studio, stored):
    form = table(studio)
    row = number(form, "deal.record")
    before = stored().body

    studio.post(FACTS, data={**form, f"{row}-name": "File in the system"})

    now = stored()
    assert now.version == 2
    assert "  file_in_the_system: [found, missing]" in now.body
    assert "record" not in now.body.replace("recorded", "")
    assert before.count("record") == now.body.count("file_in_the_system")
    assert "“Record” is called “File in the system” now." in studio.get(FACTS).text


def test_a_fact_a_policy_asks_for_stays_bound_to_it_under_another_name(studio, stored):
    form = table(studio)
    row = number(form, "vars.proof")

    studio.post(FACTS, data={**form, f"{row}-name": "receipt"})

    body = stored().body
    assert "  receipt: no\n" in body
    assert "bind: {proof: receipt}\n" in body
    assert "- set: receipt = yes" in body
    page = studio.get(FACTS)
    told = "“Proof of purchase” is called “Receipt” now, in 3 more places too."
    assert told in page.text


@pytest.mark.parametrize("name", ["record", "if"])
def test_a_name_that_is_taken_or_a_word_of_the_language_is_refused(
    studio, stored, name
):
    form = table(studio)
    row = number(form, "vars.proof")

    page = studio.post(FACTS, data={**form, f"{row}-name": name}, status=422)

    assert stored().version == 1
    assert f"{row}-name-error" in page.values("p", "id") + page.values("span", "id")
    assert "Choose another name." in page.text


def new_fact(studio, name, **more):
    """Type a name into the first empty row, and return what is sent."""
    studio.get(f"{HOME}/facts")
    sent = studio.page.form(f"{HOME}/facts")
    row = next(n for n in sent if n.endswith("-name") and f"{n[:-5]}-was" not in sent)
    at = row.removesuffix("-name")
    typed = {row: name, f"{at}-kind": "changes", f"{at}-value": "yes"}
    return at, {**sent, **typed, **more}


def test_a_new_fact_keeps_all_its_letters(studio, stored):
    _at, sent = new_fact(studio, "Évidence 2")

    studio.post(f"{HOME}/facts", data=sent)

    assert "  evidence_2: " in stored().body


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("9lives", "begins with a letter"),
        ("чек", "letters a to z"),
        ("paid", "There is a fact “Paid” already."),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_stays_as_typed(
    studio, stored, name, told
):
    before = stored().body
    at, sent = new_fact(studio, name)

    page = studio.post(f"{HOME}/facts", status=422, data=sent)

    (field,) = page.elements("input", id=f"{at}-name")
    assert field.get("aria-invalid") == "true"
    assert field.get("value") == name
    assert told in page.text
    assert stored().body == before
