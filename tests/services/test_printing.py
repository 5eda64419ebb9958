from datetime import timedelta

import pytest

from tests.services.cast import add, come_in
from trainer.errors import NotAllowedError, NotFoundError
from trainer.services.account import set_password
from trainer.services.people import print_code
from trainer.services.teams import Post, enter
from trainer.store.audit import AuditEntry
from trainer.store.people import Membership, Person, Role


@pytest.mark.parametrize(
    ("actor", "person", "refusal"),
    [
        ("supervisor", "trainee", None),
        ("manager", "trainee", None),
        ("admin", "trainee", None),
        ("admin", "outsider", None),
        ("admin", "manager", None),
        ("admin", "admin", NotAllowedError),
        ("supervisor", "outsider", NotFoundError),
        ("supervisor", "manager", NotAllowedError),
        ("manager", "supervisor", NotAllowedError),
        ("supervisor", "supervisor", NotAllowedError),
        ("supervisor", "admin", NotFoundError),
        ("trainee", "trainee", NotAllowedError),
        ("trainee", "outsider", NotFoundError),
    ],
)
def test_who_may_print_a_code_for_whom(session, cast, now, actor, person, refusal):
    ids = {"actor": getattr(cast, actor), "person_id": getattr(cast, person)}

    if refusal is None:
        assert print_code(session, **ids, now=now)
    else:
        with pytest.raises(refusal):
            print_code(session, **ids, now=now)


def test_a_manager_lets_a_new_supervisor_in_and_resets_none(session, cast, now):
    new = add(session, "S7", cast.counter, Role.SUPERVISOR, now, password=None)

    code = print_code(session, actor=cast.manager, person_id=new, now=now)

    visitor = come_in(session, now, number="S7", secret=code).visitor
    set_password(
        session, visitor=visitor, current="", new="nine calm otters at tea", now=now
    )
    with pytest.raises(NotAllowedError):
        print_code(session, actor=cast.manager, person_id=new, now=now)


@pytest.mark.parametrize(
    ("actor", "team", "role"),
    [
        ("supervisor", "counter", Role.SUPERVISOR),
        ("manager", "store", Role.MANAGER),
        ("manager", "store", Role.ADMIN),
    ],
)
def test_nobody_lets_in_whom_they_could_not_add(session, cast, now, actor, team, role):
    new = add(session, "S7", getattr(cast, team), role, now, password=None)

    with pytest.raises(NotAllowedError):
        print_code(session, actor=getattr(cast, actor), person_id=new, now=now)


def test_nobody_resets_a_trainee_who_is_more_elsewhere(session, cast, now):
    post = Post(person_id=cast.trainee, team_id=cast.centre, role=Role.MANAGER)
    enter(session, post=post, now=now)

    with pytest.raises(NotAllowedError):
        print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)


def test_a_supervisor_whose_time_is_over_has_no_say(session, cast, now):
    later = now + timedelta(days=1)
    session.query(Membership).filter_by(
        person_id=cast.supervisor
    ).one().valid_to = later

    assert print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    with pytest.raises(NotFoundError):
        print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=later)


def test_a_printed_and_a_used_code_are_in_the_audit_log(session, cast, now):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    come_in(session, now, secret=code)

    printed, used = session.query(AuditEntry).order_by(AuditEntry.id)
    supervisor = session.get(Person, cast.supervisor)
    trainee = session.get(Person, cast.trainee)
    assert (printed.action, printed.actor, printed.subject) == (
        "code.printed",
        supervisor.audit_id,
        trainee.audit_id,
    )
    assert (used.action, used.actor) == ("code.used", trainee.audit_id)
    assert code.replace("-", "") not in printed.detail + used.detail
