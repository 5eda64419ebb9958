from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.cast import come_in
from trainer.errors import SignInRefusedError, SignInThrottledError
from trainer.services.throttle import LONGEST_WAIT, wait_after
from trainer.store.sessions import SignInThrottle


@given(st.integers(0, 10**6), st.integers(1, 100))
def test_waits_never_shrink_and_stay_below_a_quarter_of_an_hour(failures, free):
    wait, next_wait = (wait_after(n, free=free) for n in (failures, failures + 1))

    assert 0 <= wait <= next_wait <= LONGEST_WAIT == 900


@given(st.integers(1, 100))
def test_the_first_failures_are_free_and_then_waits_double(free):
    waits = [wait_after(n, free=free) for n in range(free + 9)]

    assert waits == [0] * free + [2**n for n in range(1, 10)]


@given(st.integers(1, 100))
def test_a_day_of_guessing_is_about_a_hundred_guesses(free):
    elapsed, guesses = 0, 0
    while elapsed < 86_400:
        guesses += 1
        elapsed += wait_after(guesses, free=free)

    assert guesses < free + 110


@pytest.mark.usefixtures("cast")
def test_after_five_wrong_tries_even_the_right_password_waits(session, now):
    for _ in range(5):
        with pytest.raises(SignInRefusedError):
            come_in(session, now, secret="wrong")

    with pytest.raises(SignInThrottledError) as refusal:
        come_in(session, now)

    assert refusal.value.seconds == 2
    assert come_in(session, now + timedelta(seconds=2))


@pytest.mark.usefixtures("cast")
def test_an_unknown_account_is_slowed_down_like_a_known_one(session, now):
    for _ in range(5):
        with pytest.raises(SignInRefusedError):
            come_in(session, now, number="T9", secret="wrong")

    with pytest.raises(SignInThrottledError):
        come_in(session, now, number="T9", secret="wrong")


@pytest.mark.usefixtures("cast")
def test_an_address_that_tries_many_accounts_is_slowed_down(session, now):
    for n in range(30):
        with pytest.raises(SignInRefusedError):
            come_in(session, now, number=f"X{n}", secret="wrong")

    with pytest.raises(SignInThrottledError):
        come_in(session, now)
    assert come_in(session, now, address="203.0.113.9")


@pytest.mark.usefixtures("cast")
def test_signing_in_forgets_the_failures_of_the_account(session, now):
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(SignInRefusedError):
                come_in(session, now, secret="wrong")
        come_in(session, now)

    assert session.query(SignInThrottle).one().failures == 12


@pytest.mark.usefixtures("cast")
def test_failures_are_forgotten_after_a_day(session, now):
    for _ in range(5):
        with pytest.raises(SignInRefusedError):
            come_in(session, now, secret="wrong")

    for _ in range(4):
        with pytest.raises(SignInRefusedError):
            come_in(session, now + timedelta(hours=25), secret="wrong")


@pytest.mark.usefixtures("cast")
def test_the_throttle_keeps_neither_numbers_nor_addresses(session, now):
    with pytest.raises(SignInRefusedError):
        come_in(session, now, number="my password, oops", secret="wrong")

    keys = [row.key for row in session.query(SignInThrottle)]
    assert all(len(key) == 64 and key.isalnum() for key in keys)
