"""Passwords: which are too easy to guess, and how they are kept.

Length is what makes a password hard to guess, so length is asked for and no mixture
of signs. Source: NIST SP 800-63B-4, section 3.1.1.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from itertools import pairwise
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from trainer.errors import WeakPasswordError

SHORTEST, LONGEST = 15, 200
"""Characters of a password; longer ones would only make hashing them slower."""

COMMON = (
    "trainer", "password", "passphrase", "passwort", "contraseña", "correct horse",
    "battery staple", "qwertyuiop", "asdfghjkl", "zxcvbnm", "letmein", "iloveyou",
    "welcome", "customer", "service",
)  # fmt: skip
"""What guessers try first; a password must hold more than these."""

_REST = 8
"""Characters a password must hold besides words anybody would try."""

_FEWEST_DIFFERENT = 6
"""A password of fewer different characters is a repetition."""

_MOST_STEPS = 0.6
"""Share of neighbours such as ab, 43 or 77 that makes a password a sequence."""

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
"""argon2id with 19 MiB and two passes, as OWASP advises."""

_AT_ONCE = BoundedSemaphore(2)
"""Bounds the memory a rush of sign-ins takes to 38 MiB."""

_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$ayuQEljcDh4JSvOxO8j2WA"
    "$gxgCvHnfsbxayNNwB4gH2aDzZ6jCfKkdmjtXqarXPmc"
)
"""Checked for unknown accounts, so that they take as long as known ones."""


def refuse_weak(
    password: str, *, known: Iterable[str] = (), shortest: int = SHORTEST
) -> None:
    """Return quietly if the password is hard to guess.

    Args:
        password: As typed.
        known: Words anybody would try for this person: staff number, name, company.
        shortest: Characters it needs at least.

    Raises:
        WeakPasswordError: saying why, and how to find a better one.
    """
    plain = _plain(password)
    if len(plain) < shortest:
        raise WeakPasswordError(
            "Your password has %(length)s characters; it needs %(shortest)s or more.",
            length=len(plain),
            shortest=shortest,
        )
    if len(plain) > LONGEST:
        raise WeakPasswordError(
            "Your password is longer than %(longest)s characters.", longest=LONGEST
        )
    folded = plain.casefold()
    if len(set(folded)) < _FEWEST_DIFFERENT or _steps(folded) >= _MOST_STEPS:
        raise WeakPasswordError("Your password is a repetition or a row of keys.")
    rest = folded
    for word in (*COMMON, *known):
        rest = rest.replace(word.casefold(), "") if len(word) > 2 else rest  # noqa: PLR2004 - initials may stay
    if len(rest.replace(" ", "")) < min(_REST, shortest // 2):
        raise WeakPasswordError("Your password is made of words anybody would try.")


def hashed(password: str) -> str:
    """Return what to store for a password; a different text every time."""
    with _AT_ONCE:
        return _HASHER.hash(_bytes(password))


def matches(stored: str | None, password: str) -> bool:
    """Return whether the password is the stored one; takes as long if none is."""
    try:
        with _AT_ONCE:
            _HASHER.verify(stored or _NOBODY, _bytes(password))
    except VerifyMismatchError:
        return False
    return stored is not None


def _plain(password: str) -> str:
    return unicodedata.normalize("NFKC", password)


def _bytes(password: str) -> bytes:
    return _plain(password[: 2 * LONGEST]).encode("utf-8", "surrogatepass")


def _steps(folded: str) -> float:
    close = sum(abs(ord(one) - ord(other)) <= 1 for one, other in pairwise(folded))
    return close / len(folded)
