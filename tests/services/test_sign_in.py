from datetime import timedelta

import pytest

from tests.services.cast import PASSWORD, add, come_in
from trainer.errors import SignInRefusedError
from trainer.services.devices import of_person as devices
from trainer.services.devices import revoke
from trainer.services.people import deactivate, print_code
from trainer.services.sign_in import recall, sign_out
from trainer.store.people import Person, Role
from trainer.store.sessions import OneTimeCode, SignedInSession


def test_a_staff_number_and_a_password_open_a_session(session, cast, now):
    entered = come_in(session, now)

    visitor = recall(session, token=entered.token, now=now)
    assert visitor == entered.visitor
    assert (visitor.person_id, visitor.name) == (cast.trainee, "Person T1")
    assert visitor.roles == {Role.TRAINEE}
    assert visitor.teams == {cast.counter}
    assert not visitor.must_set_password
    assert visitor.reset_at is None


@pytest.mark.usefixtures("cast")
def test_the_database_knows_only_the_hash_of_a_token(session, now):
    entered = come_in(session, now)

    stored = session.get(SignedInSession, entered.visitor.session_id).token_hash
    assert entered.token not in stored
    assert len(stored) == 64


@pytest.mark.parametrize("typed", ["t1", " T 1 ", "\u200bT1", "Ｔ１"])
def test_a_staff_number_may_be_typed_carelessly(session, cast, now, typed):
    assert come_in(session, now, number=typed).visitor.person_id == cast.trainee


@pytest.mark.parametrize(
    ("number", "secret"),
    [
        ("T1", "not the password at all"),
        ("T1", ""),
        ("T9", PASSWORD),
        ("", PASSWORD),
        ("T1\x00", "\x00"),
        ("T1", "\ud800" * 20),
        ("x" * 100_000, "x" * 100_000),
    ],
)
@pytest.mark.usefixtures("cast")
def test_whoever_is_wrong_is_refused_in_the_same_words(session, now, number, secret):
    with pytest.raises(SignInRefusedError, match="do not belong together"):
        come_in(session, now, number=number, secret=secret)

    assert session.query(SignedInSession).count() == 0


def test_a_deactivated_person_cannot_sign_in(session, cast, now):
    before = come_in(session, now)
    deactivate(session, actor=cast.admin, person_id=cast.trainee, now=now)

    assert recall(session, token=before.token, now=now) is None
    with pytest.raises(SignInRefusedError):
        come_in(session, now)


def test_a_printed_code_lets_a_new_person_in_to_set_a_password(session, cast, now):
    newcomer = add(session, "T7", cast.store, Role.TRAINEE, now, password=None)
    code = print_code(session, actor=cast.supervisor, person_id=newcomer, now=now)

    visitor = come_in(session, now, number="T7", secret=code).visitor

    assert visitor.person_id == newcomer
    assert visitor.must_set_password
    assert visitor.reset_at is None


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " ")])
def test_a_code_may_be_typed_carelessly(session, cast, now, change):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    assert come_in(session, now, secret=change(code)).visitor.must_set_password


def test_a_code_works_once(session, cast, now):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    come_in(session, now, secret=code)

    with pytest.raises(SignInRefusedError):
        come_in(session, now, secret=code)


def test_a_code_works_for_24_hours(session, cast, now):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    with pytest.raises(SignInRefusedError):
        come_in(session, now + timedelta(hours=24), secret=code)

    assert come_in(session, now + timedelta(hours=23, minutes=59), secret=code)


def test_a_new_code_replaces_the_one_before(session, cast, now):
    first = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    second = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    with pytest.raises(SignInRefusedError):
        come_in(session, now, secret=first)
    assert come_in(session, now, secret=second)


def test_a_code_opens_nobody_elses_account(session, cast, now):
    code = print_code(session, actor=cast.admin, person_id=cast.trainee, now=now)

    with pytest.raises(SignInRefusedError):
        come_in(session, now, number="T2", secret=code)


def test_using_a_code_ends_the_password_and_every_session(session, cast, now):
    before = come_in(session, now)
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    after = come_in(session, now, secret=code)

    assert recall(session, token=before.token, now=now) is None
    assert recall(session, token=after.token, now=now).must_set_password
    with pytest.raises(SignInRefusedError):
        come_in(session, now, secret=PASSWORD)


def test_a_printed_code_nobody_used_changes_nothing(session, cast, now):
    before = come_in(session, now)
    print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    assert recall(session, token=before.token, now=now)
    assert come_in(session, now).visitor.reset_at is None


def test_a_reset_is_told_at_once_and_at_the_next_sign_in_only(session, cast, now):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    at_once = come_in(session, now, secret=code).visitor
    trainee = session.get(Person, cast.trainee)
    trainee.password_hash = session.get(Person, cast.outsider).password_hash

    later = now + timedelta(days=2)
    following, last = (come_in(session, later).visitor for _ in range(2))

    assert (at_once.reset_by, at_once.reset_at) == ("Person S1", now)
    assert (following.reset_by, following.reset_at) == ("Person S1", now)
    assert (last.reset_by, last.reset_at) == ("", None)


def test_only_the_hash_of_a_code_is_kept(session, cast, now):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    stored = session.query(OneTimeCode).one()
    assert code.replace("-", "") not in repr(vars(stored))
    assert len(stored.code_hash) == 64


@pytest.mark.usefixtures("cast")
def test_signing_out_makes_a_copied_token_useless(session, now):
    token = come_in(session, now).token

    sign_out(session, token=token, now=now)
    sign_out(session, token=token, now=now)

    assert recall(session, token=token, now=now) is None


def test_somebody_sees_their_devices_and_ends_one(session, cast, now):
    till = come_in(session, now, till=True, user_agent="Till\x00")
    phone = come_in(session, now + timedelta(minutes=1), user_agent="Phone")
    come_in(session, now, number="T2")

    shown = devices(session, person_id=cast.trainee, now=now + timedelta(minutes=2))
    revoke(
        session,
        person_id=cast.trainee,
        session_id=till.visitor.session_id,
        now=now,
    )

    assert [device.user_agent for device in shown] == ["Phone", "Till"]
    assert [device.shared_till for device in shown] == [False, True]
    assert recall(session, token=till.token, now=now) is None
    assert recall(session, token=phone.token, now=now + timedelta(minutes=2))


def test_a_device_is_listed_until_its_session_is_over(session, cast, now):
    come_in(session, now, till=True)
    come_in(session, now)

    at_six = devices(session, person_id=cast.trainee, now=now + timedelta(minutes=6))
    at_noon = devices(session, person_id=cast.trainee, now=now + timedelta(hours=13))

    assert [device.shared_till for device in at_six] == [False]
    assert at_noon == ()


def test_nobody_ends_the_session_of_somebody_else(session, cast, now):
    entered = come_in(session, now)

    revoke(
        session,
        person_id=cast.outsider,
        session_id=entered.visitor.session_id,
        now=now,
    )

    assert recall(session, token=entered.token, now=now)
