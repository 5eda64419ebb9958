import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.errors import WeakPasswordError
from trainer.services.passwords import _AT_ONCE, hashed, matches, refuse_weak

KNOWN = ("T4711-88", "Rosalinda", "Li")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "has 0 characters"),
        ("short but sweet"[:14], "has 14 characters; it needs 15"),
        ("x1" * 101, "longer than 200"),
        ("aaaaaaaaaaaaaaaaa", "repetition"),
        ("abcabcabcabcabcabc", "repetition"),
        ("abcdefghijklmnopq", "row of keys"),
        ("987654321098765432", "row of keys"),
        ("PASSWORD password Passwort", "words anybody would try"),
        ("Trainer Trainer 12345", "words anybody would try"),
        ("correct horse battery staple", "words anybody would try"),
        ("qwertyuiop asdfghjkl", "words anybody would try"),
        ("T4711-88 T4711-88", "words anybody would try"),
        ("rosalinda t4711-88 abc", "words anybody would try"),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused(password, reason):
    with pytest.raises(WeakPasswordError, match=reason) as refusal:
        refuse_weak(password, known=KNOWN)

    assert "Four or five words" in str(refusal.value)
    assert refusal.value.field == "password"


@pytest.mark.parametrize(
    "password",
    [
        "seven green kettles humming",
        "olivenbaum zwirn kessel",
        "żółta łódka na stawie",
        "水槽の中に青い魚が七匹いるのだ",
        "rosalinda paints tall windmills",
        "Li paints tall windmills",
        "k9$Lw2!vTq8#mZx",
    ],
)
def test_a_long_password_needs_no_mixture_of_signs(password):
    refuse_weak(password, known=KNOWN)


@pytest.mark.parametrize("password", ["a b" * 7, "é" * 20, "pass\x00word and others"])
def test_a_stored_password_matches_itself_alone(password):
    stored = hashed(password)

    assert matches(stored, password)
    assert not matches(stored, password + "!")
    assert password not in stored


def test_the_same_letters_match_however_the_keyboard_composes_them():
    assert matches(hashed("cafe\u0301 und kuchen um vier"), "café und kuchen um vier")


def test_equal_passwords_are_stored_differently():
    assert hashed("seven green kettles") != hashed("seven green kettles")


def test_hashes_are_argon2id_with_19_mib_and_two_passes():
    assert hashed("x").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_nothing_matches_an_account_without_a_password(password):
    assert not matches(None, password)


def test_an_unknown_account_takes_as_long_as_a_known_one():
    stored = hashed("seven green kettles")

    known, unknown = (_fastest(lambda s=s: matches(s, "x")) for s in (stored, None))

    assert 0.4 < unknown / known < 2.5


def test_at_most_two_passwords_are_hashed_at_once():
    with _AT_ONCE, _AT_ONCE:
        third = threading.Thread(target=hashed, args=("waiting",))
        third.start()
        third.join(0.1)
        assert third.is_alive()
    third.join(5)
    assert not third.is_alive()


def _fastest(action):
    times = []
    for _ in range(5):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times)
