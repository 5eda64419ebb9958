"""People, adding somebody, printing a code."""

import re

import pytest

from tests.pages import Browser

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def test_a_supervisor_sees_their_own_teams_only(supervisor):
    page = supervisor.get("/people/")

    assert "Person T1" in page.text
    assert "Person T2" not in page.text


def test_a_trainee_is_told_that_the_page_is_not_part_of_the_role(trainee):
    assert "not part of your role" in trainee.get("/people/", status=403).text


def test_somebody_is_found_by_a_part_of_the_name_or_number(admin):
    assert "Person T2" in admin.get("/people/?q=t2").text
    assert "Person T1" not in admin.page.text


def test_a_search_that_finds_nobody_says_what_to_do(admin):
    assert "Nobody in your teams matches “zzz”" in admin.get("/people/?q=zzz").text


def test_adding_a_person_shows_the_code_they_come_in_with(app, supervisor):
    supervisor.get("/people/add")

    page = supervisor.submit(
        "/people/add", status=200, name="Nuria Prat", staff_number="n 7"
    )

    code = CODE.search(page.text)[0]
    newcomer = Browser(app)
    newcomer.get("/sign-in")
    where = newcomer.submit("/sign-in", staff_number="N7", secret=code).location
    assert where == "/account/password"


def test_a_staff_number_that_is_taken_is_said_at_its_field(supervisor):
    supervisor.get("/people/add")

    page = supervisor.submit(
        "/people/add", status=409, name="Nuria Prat", staff_number="T1"
    )

    assert page.elements("p", id="staff_number-error")
    assert page.form("/people/add")["name"] == "Nuria Prat"


@pytest.mark.parametrize("changes", [{"team": "x"}, {"role": "boss"}, {"team": ""}])
def test_a_team_or_role_that_is_no_choice_is_refused(supervisor, changes):
    supervisor.get("/people/add")
    typed = {"name": "Nuria Prat", "staff_number": "N7", **changes}

    page = supervisor.submit("/people/add", status=422, **typed)

    assert "Choose a team and a role from the lists." in page.text


def test_a_supervisor_cannot_make_an_administrator(supervisor):
    supervisor.get("/people/add")

    page = supervisor.submit(
        "/people/add", status=403, name="Nuria Prat", staff_number="N7", role="admin"
    )

    assert "Supervisors add trainees" in page.text


def test_managers_and_administrators_are_offered_more_roles(arrive, admin):
    manager = arrive("M1")

    offered = [
        browser.get("/people/add").values("option", "value")
        for browser in (manager, admin)
    ]

    assert "supervisor" in offered[0]
    assert "admin" not in offered[0]
    assert "admin" in offered[1]


def test_a_code_can_be_printed_again_from_the_list(supervisor, people):
    supervisor.get("/people/")

    page = supervisor.submit(f"/people/{people.trainee}/code", status=200)

    assert CODE.search(page.text)


def test_nobody_prints_a_code_for_another_team(supervisor, people):
    supervisor.get("/people/")

    page = supervisor.post(f"/people/{people.outsider}/code", status=404)

    assert "no such person in your teams" in page.text


def test_a_supervisor_without_people_is_told_how_to_begin(admin, people):
    admin.get("/people/add")
    done = admin.submit(
        "/people/add",
        status=200,
        name="Lone Lead",
        staff_number="L1",
        team=str(people.centre),
        role="supervisor",
    )

    assert CODE.search(done.text)
