import pytest

from tests.services.cast import add_team, come_in
from trainer.errors import NotAllowedError, NotFoundError
from trainer.services.setup import (
    FirstAdmin,
    add_first_admin,
    print_code_as_operator,
)
from trainer.services.teams import teams_of
from trainer.store.audit import OPERATOR, AuditEntry
from trainer.store.people import Role, Team

ADMIN = FirstAdmin(staff_number="1", name="Ada", organisation="Bright & Sons")


def test_the_first_administrator_comes_in_with_a_code(session, now):
    code = add_first_admin(session, admin=ADMIN, now=now)

    visitor = come_in(session, now, number="1", secret=code).visitor
    assert visitor.roles == {Role.ADMIN}
    assert visitor.must_set_password
    teams = teams_of(session, actor=visitor.person_id, now=now)
    assert [team.name for team in teams] == ["Bright & Sons"]


@pytest.mark.usefixtures("cast")
def test_there_is_one_first_administrator(session, now):
    with pytest.raises(NotAllowedError, match="an administrator already"):
        add_first_admin(session, admin=ADMIN, now=now)


def test_the_operator_lets_a_shut_out_administrator_in(session, cast, now):
    code = print_code_as_operator(session, staff_number="a1", now=now)

    visitor = come_in(session, now, number="A1", secret=code).visitor
    assert visitor.person_id == cast.admin
    assert visitor.reset_by == "the operator"
    assert session.get(AuditEntry, 1).actor == OPERATOR


@pytest.mark.usefixtures("cast")
def test_the_operator_prints_no_code_for_nobody(session, now):
    with pytest.raises(NotFoundError, match="Nobody active"):
        print_code_as_operator(session, staff_number="X", now=now)


def test_an_organisation_that_exists_is_not_made_again(session, now):
    add_team(session, "Older & Co")

    add_first_admin(session, admin=ADMIN, now=now)

    assert [team.name for team in session.query(Team)] == ["Older & Co"]
