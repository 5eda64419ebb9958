"""Every failure the product can name.

An error says what is wrong, where, and what to do about it, in words its reader
(a trainee, an author or an operator) would use; a page says it in their language. The
web layer turns ``status`` into a response; nothing below it knows about HTTP.
"""

from __future__ import annotations

from typing import ClassVar

from trainer.sentences import said


class TrainerError(Exception):
    """Base of all expected failures: a sentence and what fills its blanks."""

    status: ClassVar[int] = 400

    def __init__(self, text: str = "", **values: object) -> None:
        self.sentence = said(text, **values)
        super().__init__(str(self.sentence))


class NotFoundError(TrainerError):
    """The thing asked for does not exist, or is not this person's to see."""

    status = 404


class NotAllowedError(TrainerError):
    """The person may see the thing but not do this to it."""

    status = 403


class ConfigurationError(TrainerError):
    """A setting is missing, wrong or unsafe; the product does not start."""


class ContentError(TrainerError):
    """A file cannot be used as written; carries everything that is wrong with it."""

    status = 422


class ConversationError(TrainerError):
    """A move cannot be taken here; nothing was recorded."""

    status = 409


class MoveNotOpenError(ConversationError):
    """The move does not exist, or the conversation does not offer it here."""

    def __init__(self, move: str) -> None:
        super().__init__(
            "“%(move)s” cannot be done at this point of the conversation. "
            "Choose something that is open where it stands now.",
            move=move,
        )
        self.move = move


class ActionNotOpenError(MoveNotOpenError):
    """The desk does not offer the action here."""

    def __init__(self, action: str) -> None:
        super().__init__(action.replace("_", " "))
        self.action = action


class AttemptOverError(ConversationError):
    """The conversation has already ended."""

    def __init__(self) -> None:
        super().__init__(
            "This conversation has ended, so nothing was added to it. "
            "Open the debrief to see how it went."
        )


class StaleMoveError(ConversationError):
    """The page the move was made on is older than the conversation."""

    def __init__(self) -> None:
        super().__init__(
            "This conversation has moved on since that page was shown, perhaps in "
            "another tab. Nothing was sent. Below is where it stands now."
        )


class PausedError(ConversationError):
    """The conversation is paused, so nothing can be said."""

    def __init__(self) -> None:
        super().__init__(
            "This conversation is paused, so nothing was sent. Go on with it first."
        )


class NoPauseLeftError(ConversationError):
    """An assessed attempt can be paused once only."""

    def __init__(self) -> None:
        super().__init__(
            "An assessed role-play can be paused once, and you have done that. "
            "The conversation goes on."
        )


class NoWordsError(ConversationError):
    """An answer in own words was sent empty."""

    status = 422

    def __init__(self) -> None:
        super().__init__("There is nothing to send yet. Type your answer first.")


class WordsTooLongError(ConversationError):
    """An answer in own words is longer than anybody would say it."""

    status = 413

    def __init__(self, limit: int, length: int) -> None:
        super().__init__(
            "Your answer has %(length)s characters, more than the %(limit)s that can "
            "be sent, so it was not sent. Shorten it and send it again.",
            length=length,
            limit=limit,
        )
        self.limit = limit
        self.length = length


class WrongBlankError(ConversationError):
    """A blank of a desk action is empty or cannot be read; nothing was booked."""

    status = 422

    def __init__(
        self, action: str, blank: str, message: str, *, fault: str, written: str = ""
    ) -> None:
        """Make the error.

        Args:
            action: The action's name.
            blank: The argument's name.
            message: The whole sentence, for readers without a page.
            fault: ``empty``, ``long``, or what it had to be: ``money``, ``whole``,
                ``words``, ``flag``, ``day``.
            written: What was typed.
        """
        super().__init__(message)
        self.action = action
        self.blank = blank
        self.fault = fault
        self.written = written


class StoreBusyError(TrainerError):
    """Others are writing, and the wait for them took too long; nothing was changed."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Many people are at work right now and this could not be saved in time. "
            "Nothing was changed. Send it again."
        )


class SignInRefusedError(TrainerError):
    """Nobody was signed in; the same words for every reason, so nothing leaks."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "That staff number and password do not belong together, or the code was "
            "used already or is older than 24 hours. Try again, or ask your "
            "supervisor to print a new code."
        )


class SignInThrottledError(TrainerError):
    """Too many tries failed; the next one has to wait."""

    status = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(
            "That was not right several times in a row. Wait a moment (seconds: "
            "%(seconds)s), then try again, or ask your supervisor to print a new code.",
            seconds=seconds,
        )
        self.seconds = seconds


class WrongDetailError(TrainerError):
    """One field of a form about a person cannot be taken; nothing was changed."""

    status = 422

    def __init__(self, field: str, message: str, **values: object) -> None:
        super().__init__(message, **values)
        self.field = field


_ADVICE = (
    "Four or five words that do not belong together are easy to remember and hard to "
    "guess, such as names of things in your kitchen. Spaces are welcome."
)


class WeakPasswordError(WrongDetailError):
    """A password would be guessed too soon."""

    def __init__(self, reason: str, **values: object) -> None:
        super().__init__(
            "password",
            "%(reason)s %(advice)s",
            reason=said(reason, **values),
            advice=said(_ADVICE),
        )


class StaffNumberTakenError(WrongDetailError):
    """Somebody active has this staff number."""

    status = 409

    def __init__(self, staff_number: str) -> None:
        super().__init__(
            "staff_number",
            "%(number)s already belongs to somebody. Check the number.",
            number=staff_number,
        )


class LastAdministratorError(TrainerError):
    """Without this person nobody could administer the installation."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "This is the only administrator. Make somebody else administrator first."
        )
