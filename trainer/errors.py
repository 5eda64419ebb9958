"""Every failure the product can name.

An error says what is wrong, where, and what to do about it, in words its reader
(a trainee, an author or an operator) would use. The web layer turns ``status``
into a response; nothing below it knows about HTTP.
"""

from __future__ import annotations

from typing import ClassVar


class TrainerError(Exception):
    """Base of all expected failures; anything else is a bug."""

    status: ClassVar[int] = 400


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
            f"“{move}” cannot be done at this point of the conversation. "
            "Reload the page to see where it stands."
        )
        self.move = move


class AttemptOverError(ConversationError):
    """The conversation has already ended."""

    def __init__(self) -> None:
        super().__init__(
            "This conversation has ended, so nothing was added to it. "
            "Open the debrief to see how it went."
        )
