"""For leaders: who has signed which policy, and signatures on paper."""

import pytest

from tests.services import role_plays
from trainer import clock
from trainer.web.database import db


@pytest.fixture
def leader(app, supervisor, tmp_path):
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now())
    return supervisor


@pytest.fixture
def form(leader, people):
    path = f"/people/{people.trainee}/policies/returns"
    leader.get(path)
    return path


def test_the_list_says_how_many_have_signed(leader):
    page = leader.get("/people/policies")

    assert "0 of 2 signed" in page.text
    assert "/people/policies/returns" in page.values("a", "href")


def test_an_empty_product_says_why(supervisor):
    assert "No policy is published yet." in supervisor.get("/people/policies").text


def test_the_people_lead_to_their_signatures(leader):
    assert "/people/policies" in leader.get("/people/").values("a", "href")


def test_who_signed_is_seen_and_who_did_not(leader, arrive):
    trainee = arrive("T1")
    trainee.get("/policies/returns")
    trainee.submit("/policies/returns")

    page = leader.get("/people/policies/returns")

    assert "1 of 2 of your people have signed it." in page.text
    assert "Signed on" in page.text
    assert "Person T2" not in page.text


def test_a_signature_on_paper_counts(leader, form, arrive):
    leader.submit(form, note="Folder 3", revision="1")

    page = leader.get("/people/policies/returns")
    assert "Recorded: the signature on paper counts from now on." in page.text
    assert "on paper: Folder 3" in page.text
    assert "Read and signed" in arrive("T1").get("/policies").text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"note": ""}, "This is empty."),
        ({"note": "x", "day": "2096-01-01"}, "This day has not come yet."),
        ({"note": "x", "day": "soon"}, "Choose the day on the paper."),
        ({"note": "x", "revision": "77"}, "Choose a revision from the list."),
        ({"note": "x", "revision": "one"}, "Choose a revision from the list."),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(leader, form, changes, says):
    page = leader.submit(form, status=422, **changes)

    assert says in page.text
    assert page.values("input", "value", name="note") == [changes["note"]]


def test_nobody_records_for_other_teams_or_for_themself(leader, people):
    leader.get(f"/people/{people.outsider}/policies/returns", status=404)
    page = leader.get(f"/people/{people.supervisor}/policies/returns", status=403)

    assert "Somebody else records what you signed on paper." in page.text


@pytest.mark.parametrize("path", ["/people/policies", "/people/policies/returns"])
def test_a_trainee_sees_none_of_it(learner, path):
    learner.get(path, status=403)
