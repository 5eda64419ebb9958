"""What went wrong, in the words of the page."""

import pytest

from trainer.content.actions import DESK_ACTIONS
from trainer.errors import (
    MoveNotOpenError,
    PausedError,
    SignInThrottledError,
    WordsTooLongError,
    WrongBlankError,
)
from trainer.services.blanks import read
from trainer.web.problems import sentence


def wrong(action, **given):
    with pytest.raises(WrongBlankError) as found:
        read(DESK_ACTIONS[action], given)
    return found.value


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            wrong("verify_caller", birthday="May"),
            "“May” does not fit “Date of birth”. Write a day like 2026-11-24.",
        ),
        (
            wrong("ring_up", quantity="0"),
            (
                "“0” does not fit “Quantity”. Write a whole number, 1 to 99. "
                "Nothing was booked."
            ),
        ),
        (
            wrong("issue_refund", amount="1", tender="gold"),
            (
                "“gold” does not fit “Pay back by”. Choose one of these: cash, card, "
                "check, gift card, transfer. Nothing was booked."
            ),
        ),
        (wrong("lookup_order"), "Fill in “Order” first."),
        (
            wrong("lookup_order", order="7" * 201),
            "“Order” takes up to 200 characters. Shorten it.",
        ),
        (
            SignInThrottledError(1),
            (
                "That was not right several times in a row. Wait 1 second, then try "
                "again, or ask your supervisor to print a new code."
            ),
        ),
        (PausedError(), str(PausedError())),
    ],
)
def test_a_problem_is_a_sentence(app, error, words):
    with app.test_request_context():
        assert sentence(error) == words


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (SignInThrottledError(30), "Wait 30 seconds,"),
        (WordsTooLongError(5000, 6000), "All of it is kept."),
        (WordsTooLongError(5000, 60_000), "the first 20,000 characters"),
        (MoveNotOpenError("d1/v4"), "choose from that"),
    ],
)
def test_a_problem_says_what_to_do(app, error, part):
    with app.test_request_context():
        assert part in sentence(error)
        assert "d1/v4" not in sentence(error)
