from datetime import UTC, datetime, timedelta

import pytest

from tests.services.cast import PASSWORD, come_in
from trainer.errors import SignInRefusedError, WrongDetailError
from trainer.services import account, authenticator, people
from trainer.services.authenticator import CodeWantedError, WrongCodeError
from trainer.services.sign_in import Place, recall, sign_in_with_code
from trainer.store.people import Person

RFC_6238 = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of the test vectors of RFC 6238, appendix B, in base 32."""

HERE = Place(address="192.0.2.1", shared_till=False, user_agent="Test")


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924")],
)
def test_codes_are_those_of_the_standard(seconds, code):
    step = authenticator.accepted_step(RFC_6238, code, now=at(seconds), after=0)

    assert step == seconds // 30


@pytest.mark.parametrize(
    ("off", "holds"), [(-61, False), (-30, True), (0, True), (30, True), (61, False)]
)
def test_a_phones_clock_may_be_half_a_minute_off(off, holds):
    moment = at(1234567890 + off)

    found = authenticator.accepted_step(RFC_6238, "005 924", now=moment, after=0)

    assert (found is not None) is holds


def test_a_code_works_once():
    now = at(1234567890)
    step = authenticator.accepted_step(RFC_6238, "005924", now=now, after=0)

    again = authenticator.accepted_step(RFC_6238, "005924", now=now, after=step)

    assert again is None


def code_at(key, now):
    return authenticator.pyotp.TOTP(key).at(now)


@pytest.fixture
def secured(session, cast, now):
    """A supervisor with an authenticator; returns the key."""
    assert cast
    visitor = come_in(session, now, number="S1").visitor
    authenticator.turn_on(
        session, visitor=visitor, key=RFC_6238, typed=code_at(RFC_6238, now), now=now
    )
    return visitor


def half_way(session, now):
    with pytest.raises(CodeWantedError) as wanted:
        come_in(session, now, number="S1")
    return wanted.value.half


def test_a_password_alone_opens_nothing_where_a_code_is_asked_for(
    session, secured, now
):
    assert secured
    half = half_way(session, now)

    later = now + timedelta(minutes=1)
    signed_in = sign_in_with_code(
        session, half=half, typed=code_at(RFC_6238, later), place=HERE, now=later
    )

    assert recall(session, token=signed_in.token, now=later) == signed_in.visitor
    assert signed_in.visitor.staff_number == "S1"


@pytest.mark.parametrize(
    ("minutes", "typed"), [(1, "000000"), (1, ""), (6, None)], ids=str
)
@pytest.mark.usefixtures("secured")
def test_a_wrong_code_or_one_that_comes_too_late_is_refused(
    session, now, minutes, typed
):
    half, later = half_way(session, now), now + timedelta(minutes=minutes)
    typed = code_at(RFC_6238, later) if typed is None else typed

    with pytest.raises(WrongCodeError, match="does not hold"):
        sign_in_with_code(session, half=half, typed=typed, place=HERE, now=later)


@pytest.mark.usefixtures("secured")
def test_another_password_makes_half_a_sign_in_worthless(session, cast, now):
    half, later = half_way(session, now), now + timedelta(minutes=1)
    session.get(Person, cast.supervisor).password_hash = "another"
    session.commit()

    with pytest.raises(WrongCodeError):
        sign_in_with_code(
            session, half=half, typed=code_at(RFC_6238, later), place=HERE, now=later
        )


@pytest.mark.usefixtures("secured")
def test_half_a_sign_in_of_somebody_who_left_is_refused(session, cast, now):
    half = half_way(session, now)
    session.get(Person, cast.supervisor).deactivated_at = now
    session.commit()

    with pytest.raises(SignInRefusedError):
        sign_in_with_code(session, half=half, typed="1", place=HERE, now=now)


def test_a_printed_code_switches_the_second_step_off(session, cast, secured, now):
    code = people.print_code(
        session, actor=cast.admin, person_id=secured.person_id, now=now
    )

    come_in(session, now, number="S1", secret=code)

    assert not authenticator.is_on(session, person_id=secured.person_id)


def test_a_code_that_does_not_fit_the_key_sets_nothing_up(session, cast, now):
    visitor = come_in(session, now, number="S1").visitor

    with pytest.raises(WrongDetailError, match="not the code for this key"):
        authenticator.turn_on(
            session, visitor=visitor, key=RFC_6238, typed="123", now=now
        )

    assert not authenticator.is_on(session, person_id=cast.supervisor)


def test_a_password_may_be_shorter_where_a_code_follows(session, secured, now):
    account.set_password(
        session, visitor=secured, current=PASSWORD, new="kettle 7 owl", now=now
    )

    with pytest.raises(WrongDetailError, match="15 characters or more"):
        authenticator.turn_off(
            session, visitor=secured, password="kettle 7 owl", now=now
        )
    assert authenticator.is_on(session, person_id=secured.person_id)


def test_switching_it_off_asks_for_the_password(session, secured, now):
    with pytest.raises(WrongDetailError, match="not your current password"):
        authenticator.turn_off(session, visitor=secured, password="no", now=now)

    authenticator.turn_off(session, visitor=secured, password=PASSWORD, now=now)

    assert come_in(session, now, number="S1").visitor.staff_number == "S1"
