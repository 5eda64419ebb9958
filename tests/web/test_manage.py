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


def test_a_code_page_that_is_reloaded_makes_no_new_code(app, supervisor, people):
    supervisor.get("/people/")
    sent = supervisor.page.form(f"/people/{people.trainee}/code")
    path = f"/people/{people.trainee}/code"
    code = CODE.search(supervisor.post(path, status=200, data=sent).text)[0]

    again = supervisor.post(path, status=200, data=sent)

    assert not CODE.search(again.text)
    assert "shown once and is stored nowhere" in again.text
    Browser(app).sign_in("T1", secret=code)
    assert CODE.search(supervisor.submit(path, status=200).text)


def test_a_person_who_was_added_is_not_added_by_a_reload(supervisor):
    sent = supervisor.get("/people/add").form("/people/add")
    sent |= {"name": "Nuria Prat", "staff_number": "N7"}
    assert CODE.search(supervisor.post("/people/add", status=200, data=sent).text)

    again = supervisor.post("/people/add", status=200, data=sent)

    assert "Code for Nuria Prat" in again.text
    assert not CODE.search(again.text)


def test_a_printed_code_names_organisation_product_and_person(supervisor, people):
    supervisor.get("/people/")

    page = supervisor.submit(f"/people/{people.trainee}/code", status=200)

    (slip,) = page.elements("section")
    assert "Organisation, Trainer" in " ".join(slip.itertext())
    assert "Person T1" in " ".join(slip.itertext())


def test_somebody_of_ones_own_teams_is_added_to_one_more(supervisor, people):
    supervisor.get("/people/add")
    page = supervisor.submit(
        "/people/add", status=409, name="Tom", staff_number="T1", team=str(people.store)
    )
    assert "Person T1 has this number" in page.text

    supervisor.submit(f"/people/{people.trainee}/join", team=str(people.store))

    page = supervisor.get("/people/")
    assert "They are in your team now" in page.text
    assert "Trainee, Store 12" in page.text, page.text


def test_a_number_of_another_team_is_explained_without_a_name(supervisor):
    supervisor.get("/people/add")

    page = supervisor.submit("/people/add", status=409, name="Tom", staff_number="T2")

    assert "ask an administrator to add them to your team" in page.text
    assert "Person T2" not in page.text


@pytest.mark.parametrize(
    ("who", "changes", "status"),
    [
        ("outsider", {}, 404),
        ("trainee", {"role": "admin"}, 403),
        ("trainee", {"role": "boss"}, 404),
        ("trainee", {"team": "x"}, 404),
    ],
)
def test_nobody_is_added_who_may_not_be(supervisor, people, who, changes, status):
    data = {"team": str(people.store), "role": "trainee", **changes}
    supervisor.get("/people/")

    supervisor.post(f"/people/{getattr(people, who)}/join", status=status, data=data)
