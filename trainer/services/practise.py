"""Practise: say and do things in a conversation, pause it, come back to it.

Every writing service here takes the moment as an argument, holds one transaction, and
is safe to repeat: a form carries the number its event is to have and a token of its
own, so a double click, a retry or a second tab is answered and never counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from trainer.errors import (
    AttemptOverError,
    ConversationError,
    PausedError,
    StaleMoveError,
)
from trainer.scenarios.conversation import Event
from trainer.services import evaluate, sending
from trainer.services.blanks import printable
from trainer.services.clock import GRACE
from trainer.services.sending import LONGEST_WORDS, Sent
from trainer.services.shelf import Shelf
from trainer.services.talks import Talk, Talks, taken
from trainer.store import events
from trainer.store.engine import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of something that was sent."""

    talk: Talk
    since: int
    """Events with a higher number are news to the page that sent it."""
    problem: ConversationError | None = None
    """Why it was not taken; nothing was added to the conversation then."""
    kept: str = ""
    """Typed words that were not sent; they are kept as a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """What is on the shelf, and the conversations that are going on."""

    shelf: Shelf
    talks: Talks
    pass_mark: int = 75
    """The organisation's, percent."""

    def look(
        self, session: Session, *, person: int, attempt: int, now: datetime
    ) -> Talk:
        """Return where an attempt stands; a clock that ran out is answered first.

        Raises:
            NotFoundError: if the attempt is not this person's.
        """
        talk = self.talks.find(session, person=person, attempt=attempt)
        if not sending.is_over(talk, now):
            return talk
        with writing(session):
            events.lock(session.connection(), attempt)
            talk = self.talks.find(session, person=person, attempt=attempt)
            if sending.is_over(talk, now):
                late = sending.by_the_clock(talk)
                talk = self._write(
                    session, talk, Sent(seq=talk.seq + 1, token=""), late, now
                )
        self.talks.keep(talk)
        return talk

    def take(
        self,
        session: Session,
        *,
        person: int,
        attempt: int,
        sent: Sent,
        now: datetime,
    ) -> Answer:
        """Take what was sent, once, however often it arrives.

        A move that comes after the clock is answered by the clock's own move; words
        that cannot be taken are kept as a draft.

        Raises:
            NotFoundError: if the attempt is not this person's.
        """
        sent = replace(sent, text=printable(sent.text))
        with writing(session):
            events.lock(session.connection(), attempt)
            talk = self.talks.find(session, person=person, attempt=attempt)
            try:
                answer = self._take(session, talk, sent, now)
            except ConversationError as problem:
                kept = self._keep(session, talk, sent.text, now)
                return Answer(talk=talk, since=talk.seq, problem=problem, kept=kept)
        self.talks.keep(answer.talk)
        return answer

    def keep_words(
        self,
        session: Session,
        *,
        person: int,
        attempt: int,
        text: str,
        now: datetime,
    ) -> None:
        """Keep words that are typed but not sent, in place of those kept before.

        Raises:
            NotFoundError: if the attempt is not this person's.
        """
        with writing(session):
            talk = self.talks.find(session, person=person, attempt=attempt)
            if not talk.conversation.outcome:
                self._keep(session, talk, text, now)

    def words_kept(self, session: Session, talk: Talk) -> str:
        """Return the words kept for the present beat, or those without a place."""
        kept = events.drafts(session.connection(), talk.id)
        return kept.get(sending.place_of_words(talk)) or kept.get("", "")

    @staticmethod
    def words_sent(session: Session, talk: Talk, *, since: int = 0) -> dict[int, str]:
        """Return the words typed after a turn, by event; erased ones are missing."""
        wrote = any(t.event.kind == "write" for t in talk.conversation.turns[since:])
        return events.texts(session.connection(), talk.id) if wrote else {}

    def _take(self, session: Session, talk: Talk, sent: Sent, now: datetime) -> Answer:
        if 1 <= sent.seq <= talk.seq:
            return _repeated(session, talk, sent)
        if sent.seq != talk.seq + 1:
            raise StaleMoveError
        if talk.conversation.outcome or talk.state != "open":
            raise AttemptOverError
        if sending.is_over(talk, now, grace=GRACE):
            kept = self._keep(session, talk, sent.text, now)
            event = sending.by_the_clock(talk)
            after = self._write(session, talk, sent, event, now)
            return Answer(talk=after, since=talk.seq, kept=kept)
        if talk.conversation.paused and sent.kind != "resume":
            raise PausedError
        event, scorer = sending.event_of(talk, sent)
        after = self._write(session, talk, sent, event, now, scorer)
        return Answer(talk=after, since=talk.seq)

    def _write(
        self,
        session: Session,
        talk: Talk,
        sent: Sent,
        event: Event,
        now: datetime,
        scorer: str = "",
    ) -> Talk:
        """Add an event and, at the end, what the attempt was worth."""
        late = event.kind == "wait"
        token = sent.token or f"clock-{event.seq}"
        after = taken(talk, event, at=now, token=token, late=late and bool(sent.token))
        connection = session.connection()
        text = sent.text if event.kind == "write" else ""
        row = sending.row_of(
            after, sent=replace(sent, text=text), at=now, scorer=scorer
        )
        events.add_events(connection, [row])
        if text:
            words: list[dict[str, Any]] = [
                {"attempt_id": talk.id, "seq": event.seq, "text": text}
            ]
            events.add_texts(connection, words)
            events.drop_drafts(connection, talk.id, (event.move, ""))
        if after.conversation.outcome:
            reference = self.shelf.script(session, talk.revision).reference(talk.deal)
            evaluate.finish(
                connection, after, reference, pass_mark=self.pass_mark, now=now
            )
            after = replace(after, state="finished")
        return after

    @staticmethod
    def _keep(session: Session, talk: Talk, text: str, now: datetime) -> str:
        kept = printable(text)[:LONGEST_WORDS]
        if kept.strip():
            place = "" if talk.conversation.outcome else sending.place_of_words(talk)
            events.keep_draft(
                session.connection(), attempt=talk.id, move=place, text=kept, now=now
            )
        return kept


def _repeated(session: Session, talk: Talk, sent: Sent) -> Answer:
    """Answer a form that was answered before; refuse another one for the same turn."""
    row = events.one(session.connection(), talk.id, sent.seq)
    if row.client_token != sent.token or not sending.is_same(talk, row, sent):
        raise StaleMoveError
    return Answer(talk=talk, since=sent.seq - 1)
