from decimal import Decimal

import pytest

from tests.services.cast import PASSWORD, come_in
from trainer.errors import (
    NotFoundError,
    SignInRefusedError,
    SignInThrottledError,
    WeakPasswordError,
    WrongDetailError,
)
from trainer.services.account import Preferences, change_settings, set_password
from trainer.services.people import print_code
from trainer.services.sign_in import recall
from trainer.store.audit import AuditEntry
from trainer.store.people import Person

NEW = "eleven quiet lanterns drifting"


def test_a_new_password_replaces_the_old_one(session, cast, now):
    visitor = come_in(session, now).visitor

    set_password(session, visitor=visitor, current=PASSWORD, new=NEW, now=now)

    assert come_in(session, now, secret=NEW).visitor.person_id == cast.trainee
    with pytest.raises(SignInRefusedError):
        come_in(session, now, secret=PASSWORD)


@pytest.mark.usefixtures("cast")
def test_a_new_password_ends_the_sessions_on_other_devices(session, now):
    elsewhere = come_in(session, now)
    here = come_in(session, now)

    set_password(session, visitor=here.visitor, current=PASSWORD, new=NEW, now=now)

    assert recall(session, token=here.token, now=now)
    assert recall(session, token=elsewhere.token, now=now) is None


def test_after_a_code_no_current_password_is_asked_for(session, cast, now):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    entered = come_in(session, now, secret=code)

    set_password(session, visitor=entered.visitor, current="", new=NEW, now=now)

    assert not recall(session, token=entered.token, now=now).must_set_password
    assert session.get(Person, cast.trainee).password_set_at == now


@pytest.mark.usefixtures("cast")
def test_a_wrong_current_password_changes_nothing(session, now):
    visitor = come_in(session, now).visitor

    with pytest.raises(WrongDetailError, match="not your current password") as refusal:
        set_password(session, visitor=visitor, current="wrong", new=NEW, now=now)

    assert refusal.value.field == "current"
    assert come_in(session, now)


@pytest.mark.usefixtures("cast")
def test_guessing_the_current_password_is_slowed_down(session, now):
    visitor = come_in(session, now).visitor
    for _ in range(5):
        with pytest.raises(WrongDetailError):
            set_password(session, visitor=visitor, current="wrong", new=NEW, now=now)

    with pytest.raises(SignInThrottledError):
        set_password(session, visitor=visitor, current=PASSWORD, new=NEW, now=now)


@pytest.mark.parametrize("weak", ["too short", "Person T1 Person T1"])
@pytest.mark.usefixtures("cast")
def test_a_weak_password_changes_nothing(session, now, weak):
    visitor = come_in(session, now).visitor

    with pytest.raises(WeakPasswordError):
        set_password(session, visitor=visitor, current=PASSWORD, new=weak, now=now)

    assert come_in(session, now)


@pytest.mark.usefixtures("cast")
def test_setting_a_password_is_in_the_audit_log(session, now):
    visitor = come_in(session, now).visitor

    set_password(session, visitor=visitor, current=PASSWORD, new=NEW, now=now)

    entry = session.query(AuditEntry).one()
    assert (entry.action, entry.actor) == ("password.set", visitor.audit_id)


def preferences(**changes):
    usual = {"language": "en", "zone": "UTC", "time_factor": 1, "theme": "auto"}
    return Preferences(**(usual | changes))


@pytest.mark.parametrize(
    "wish",
    [
        {"language": "pt-BR"},
        {"zone": "Europe/Warsaw"},
        {"time_factor": None},
        {"time_factor": Decimal("2.5")},
        {"theme": "light"},
    ],
)
def test_preferences_are_kept(session, cast, now, wish):
    change_settings(session, person_id=cast.trainee, preferences=preferences(**wish))

    visitor = come_in(session, now).visitor
    (field, value), *_ = wish.items()
    assert getattr(visitor, field) == value


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({"language": "English"}, "language"),
        ({"language": ""}, "language"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"time_factor": Decimal("0.5")}, "time_factor"),
        ({"time_factor": Decimal(6)}, "time_factor"),
        ({"theme": "purple"}, "theme"),
    ],
)
def test_a_preference_that_is_not_on_offer_is_refused(session, cast, wish, field):
    with pytest.raises(WrongDetailError) as refusal:
        change_settings(
            session, person_id=cast.trainee, preferences=preferences(**wish)
        )

    assert refusal.value.field == field


def test_preferences_of_nobody_cannot_be_kept(session):
    with pytest.raises(NotFoundError):
        change_settings(session, person_id=-1, preferences=preferences())
