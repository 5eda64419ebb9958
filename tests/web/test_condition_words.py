"""Conditions as people read them, and chosen in the form without writing one."""

import pytest

from tests.web.test_author_form import HOME, START, beat, step
from trainer.web.condition_words import condition_words

BLAMED = f"{HOME}/steps/blamed"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("said(apology)", "they said: apology"),
        ("not said(own_it)", "they did not say: own it"),
        ("chose(s1)", "they chose: s1"),
        ("did(issue_refund)", "they did: Refund"),
        ("not seen(ask-again)", "they were not in the step “ask-again”"),
        (
            "visits(start) >= 2",
            "how often they were in the step “start” is at least 2",
        ),
        (
            "proof and days > 30",
            "Proof of purchase is yes and Days since is more than 30",
        ),
        ("not proof or mood == 0", "Proof of purchase is no or Mood is 0"),
        ("a and (b or not (c and d))", None),
        ("record in (lost, found)", "Record is one of lost, found"),
        ("record not in (lost,)", "Record is none of lost"),
        ("case.paid is not 34.90", "Paid is not 34.90"),
        ("case.paid > case.price", "Paid is more than Price"),
        ("mood + 1 > -2", "Mood + 1 is more than −2"),
        ("said(apology) is no", "they said: apology is no"),
        ("gift_card is yes", "Gift card is yes"),
        ("otherwise", "otherwise"),
        ("mood >=", "mood >="),
    ],
)
def test_a_condition_reads_as_a_sentence(app, text, words):
    nested = "A is yes and (B is yes or not: (C is yes and D is yes))"
    with app.test_request_context():
        assert condition_words(text) == (words or nested)


def test_the_list_of_steps_and_the_preview_tell_conditions_in_words(studio, meanwhile):
    meanwhile("**Ada:** Well?", "**Ada (said(apology) and proof):** Well?")

    listed = studio.get(HOME).text
    preview = studio.get(f"{HOME}/preview/desk").text

    assert "only if they said: apology and Proof of purchase is yes" in listed
    assert "only if they said: apology and Proof of purchase is yes" in preview
    assert "only if said(apology)" not in listed + preview


def test_a_ready_made_condition_is_chosen_in_words(studio, stored):
    sent = step(studio, "blamed")
    words = studio.page.text

    studio.post(BLAMED, data=sent | {"p0-when": "said(apology)"})

    assert "they said: apology" in words
    assert "**Ada (said(apology)):** So" in beat(stored().body, "blamed")


def test_a_condition_of_ones_own_is_typed_and_stays_as_it_was_written(studio, stored):
    sent = step(studio) | {"p0-when": "=", "p0-when-own": "mood  >= 4 and not proof"}
    studio.post(START, data=sent)
    before = stored()

    again = step(studio)
    studio.post(START, data={**again, "do": "save"})

    assert again["p0-when"] == again["p0-when-own"] == "mood >= 4 and not proof"
    assert "Mood is at least 4 and Proof of purchase is no" in studio.page.text
    assert stored().version == before.version
    assert "**Ada (mood >= 4 and not proof):**" in before.body


def test_a_condition_is_taken_away_by_choosing_always(studio, stored, meanwhile):
    meanwhile("**Ada:** Where", "**Ada (proof):** Where")

    studio.post(START, data=step(studio) | {"p0-when": ""})

    assert "**Ada:** Where" in stored().body


def test_what_else_happens_takes_a_condition_of_ones_own(studio, stored):
    sent = step(studio) | {"r0e0-what": "set:proof", "r0e0-value": "yes"}
    sent |= {"r0e0-when": "=", "r0e0-when-own": "if mood >= 4"}

    studio.post(START, data=sent)

    assert "- set: proof = yes if mood >= 4" in stored().body


def test_a_condition_names_facts_as_the_table_of_facts_does(studio):
    table = studio.get(f"{HOME}/facts")
    (called,) = table.elements("span", id="f0-called")
    facts = {"".join(e.itertext()) for e in table.elements("span") if "id" in e.attrib}
    page = studio.get(f"{HOME}/steps/start")
    (select,) = page.elements("select", id="r0c0-name")
    offered = {one.text for one in select.iter("option")}

    assert "Proof of purchase" in facts & offered
    assert called.text in offered
