"""Steps are added, moved, copied and deleted, each with a plain form."""

import pytest

HOME = "/studio/late-parcel"


def order(body):
    return [line[3:] for line in body.split("\n") if line.startswith("## ")]


def send(studio, action, **changes):
    studio.get(HOME)
    return studio.submit(action, **changes)


def test_a_step_is_added_behind_another_and_opened(studio, stored):
    page = send(
        studio,
        f"{HOME}/steps",
        id="Ask  again!",
        words="Are you\nthere?",
        after="blamed",
    )

    assert page.response.headers["Location"] == f"{HOME}/steps/ask-again"
    body = stored().body
    assert order(body)[1:3] == ["blamed", "ask-again"]
    assert "## ask-again\n\n**Ada:** Are you there?\n\n## desk" in body


def test_an_ending_is_added(studio, stored):
    send(studio, f"{HOME}/steps", id="gone", words="", outcome="escalated")

    assert "## gone\n\n- outcome: escalated\n" in stored().body


@pytest.mark.parametrize(
    ("name", "told"), [("!", "in a word or two"), ("start", "already")]
)
def test_a_step_without_a_name_of_its_own_is_not_added(studio, stored, name, told):
    studio.get(HOME)

    page = studio.submit(f"{HOME}/steps", status=422, id=name, words="Typed.")

    assert told in page.text
    assert "Typed." in page.text
    assert page.elements("input", id="id")[0].get("aria-invalid") == "true"
    assert stored().version == 1


def test_a_step_moves_up_and_down(studio, stored):
    send(studio, f"{HOME}/steps/desk/up")
    assert order(stored().body)[:3] == ["start", "desk", "blamed"]

    send(studio, f"{HOME}/steps/desk/down")
    assert order(stored().body)[:3] == ["start", "blamed", "desk"]


def test_the_first_step_has_no_way_up_and_the_last_no_way_down(studio):
    page = studio.get(HOME)

    actions = page.values("form", "action")
    assert f"{HOME}/steps/start/up" not in actions
    assert f"{HOME}/steps/lost/down" not in actions


def test_a_copy_is_opened_with_replies_of_its_own(studio, stored):
    page = send(studio, f"{HOME}/steps/waited/copy")

    assert page.response.headers["Location"] == f"{HOME}/steps/waited-2"
    body = stored().body
    assert order(body)[4] == "waited-2"
    assert body.count("- [Sorry, I am here.](#desk) ^w") == 2
    assert body.count("^w1\n") == 1


def test_deleting_a_step_asks_where_its_replies_shall_lead(studio, stored):
    page = studio.get(f"{HOME}/steps/blamed/delete")
    assert "1 reply leads here" in page.text
    assert "It must be the carrier." in page.text

    studio.submit(f"{HOME}/steps/blamed/delete", instead="desk")

    body = stored().body
    assert "blamed" not in order(body)
    assert "- [It must be the carrier.](#desk) ^s2" in body


def test_replies_may_lead_nowhere_for_now(studio, stored):
    studio.get(f"{HOME}/steps/blamed/delete")
    studio.submit(f"{HOME}/steps/blamed/delete", instead="blamed")

    assert "](#blamed) ^s2" in stored().body
    assert "1 thing to mend" in studio.get(HOME).text


def test_a_step_nothing_leads_to_is_deleted_at_once(studio, stored):
    send(studio, f"{HOME}/steps", id="spare", words="")

    page = studio.get(f"{HOME}/steps/spare/delete")
    studio.submit(f"{HOME}/steps/spare/delete")

    assert "No reply leads here" in page.text
    assert "spare" not in order(stored().body)


def test_the_only_step_stays(studio, stored, meanwhile):
    body = stored().body
    meanwhile(body[body.index("## blamed") :], "")
    studio.get(f"{HOME}/steps/start/delete")

    page = studio.submit(f"{HOME}/steps/start/delete", status=422)

    assert "This is the only step." in page.text


def test_a_step_that_is_gone_cannot_be_moved(studio):
    studio.get(HOME)

    studio.post(f"{HOME}/steps/nowhere/up", status=404, data={"version": "1"})
    studio.get(f"{HOME}/steps/nowhere/delete", status=404)
