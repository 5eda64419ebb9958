"""Practise: say and do things in a conversation, pause it, come back to it.

Every writing service here takes the moment as an argument, holds one transaction, and
is safe to repeat: a form carries the number its event is to have and a token of its
own, so a double click, a retry or a second tab is answered and never counted twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection
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
from trainer.services.sending import LONGEST_DRAFT, Sent
from trainer.services.shelf import Shelf
from trainer.services.talks import Talk, Talks, taken
from trainer.store import direct, events


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of something that was sent."""

    talk: Talk
    since: int
    """Events with a higher number are news to the page that sent it."""
    problem: ConversationError | None = None
    """Why it was not taken; nothing was added to the conversation then."""
    kept: str = ""
    """Typed words that were not sent: all of them; the draft holds what it can."""


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
        with direct.writing(session) as connection:
            talk = self._hold(session, connection, person, attempt)
            if sending.is_over(talk, now):
                event = sending.by_the_clock(talk)
                sent = Sent(seq=event.seq, token="")
                talk = self._write(session, connection, talk, sent, event, now)
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
        if sent.text:
            sent = replace(sent, text=printable(sent.text))
        with direct.writing(session) as connection:
            talk = self._hold(session, connection, person, attempt)
            try:
                answer = self._take(session, connection, talk, sent, now)
            except ConversationError as problem:
                lost = isinstance(problem, StaleMoveError | AttemptOverError)
                place = "" if lost else sending.place_of_words(talk)
                kept = _keep(connection, talk, sent.text, now, place=place)
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
        with direct.writing(session) as connection:
            talk = self._hold(session, connection, person, attempt)
            if not talk.conversation.outcome:
                place = sending.place_of_words(talk)
                _keep(connection, talk, text, now, place=place)

    def step_away(
        self, session: Session, *, person: int, attempt: int, sent: Sent, now: datetime
    ) -> Talk:
        """Keep what is being typed, and stop the clock where that may be done.

        Practice is paused always, an assessed attempt while a clock runs and its one
        pause is left. Words typed on a page older than the conversation are kept and
        change nothing else.

        Raises:
            NotFoundError: if the attempt is not this person's.
        """
        with direct.writing(session) as connection:
            talk = self._hold(session, connection, person, attempt)
            fresh = sent.seq == talk.seq + 1 and not talk.conversation.outcome
            place = sending.place_of_words(talk) if fresh else ""
            _keep(connection, talk, sent.text, now, place=place)
            if fresh and talk.state == "open" and sending.stops_by_leaving(talk, now):
                event = Event(seq=sent.seq, kind="pause")
                talk = self._write(session, connection, talk, sent, event, now)
        self.talks.keep(talk)
        return talk

    def words_kept(self, session: Session, talk: Talk) -> str:
        """Return the words kept for the present beat, or those without a place."""
        with direct.reading(session) as connection:
            kept = events.drafts(connection, talk.id)
        return kept.get(sending.place_of_words(talk)) or kept.get("", "")

    @staticmethod
    def words_sent(session: Session, talk: Talk, *, since: int = 0) -> dict[int, str]:
        """Return the words typed after a turn, by event; erased ones are missing."""
        wrote = any(t.event.kind == "write" for t in talk.conversation.turns[since:])
        if not wrote:
            return {}
        with direct.reading(session) as connection:
            return events.texts(connection, talk.id)

    def _hold(
        self, session: Session, connection: Connection, person: int, attempt: int
    ) -> Talk:
        """Find an attempt to write to; nobody else writes to it until we are done."""
        events.lock(connection, attempt)
        return self.talks.find(
            session, person=person, attempt=attempt, connection=connection
        )

    def _take(
        self,
        session: Session,
        connection: Connection,
        talk: Talk,
        sent: Sent,
        now: datetime,
    ) -> Answer:
        if 1 <= sent.seq <= talk.seq:
            return _repeated(connection, talk, sent)
        if sent.seq != talk.seq + 1:
            raise StaleMoveError
        if talk.conversation.outcome or talk.state != "open":
            raise AttemptOverError
        kept, scorer = "", ""
        if sending.is_over(talk, now, grace=GRACE):
            kept = _keep(connection, talk, sent.text, now, place="")
            event = sending.by_the_clock(talk)
        elif talk.conversation.paused and sent.kind != "resume":
            raise PausedError
        else:
            event, scorer = sending.event_of(talk, sent)
        if scorer:
            sent = replace(sent, scorer=scorer)
        after = self._write(session, connection, talk, sent, event, now)
        if event.kind == "pause":
            place = sending.place_of_words(talk)
            _keep(connection, talk, sent.text, now, place=place)
        return Answer(talk=after, since=talk.seq, kept=kept)

    def _write(
        self,
        session: Session,
        connection: Connection,
        talk: Talk,
        sent: Sent,
        event: Event,
        now: datetime,
    ) -> Talk:
        """Add an event and, at the end, what the attempt was worth."""
        late = event.kind == "wait" and bool(sent.token)
        token = sent.token or f"clock-{event.seq}"
        after = taken(talk, event, at=now, token=token, late=late)
        text = sent.text if event.kind == "write" else ""
        row = sending.row_of(after, text=text, scorer=sent.scorer, at=now)
        events.add_event(connection, row)
        if text:
            events.add_text(connection, talk.id, event.seq, text)
            events.drop_drafts(connection, talk.id, (event.move, ""))
        if after.conversation.outcome:
            reference = self.shelf.script(session, talk.revision).reference(talk.deal)
            evaluate.finish(
                connection, after, reference, pass_mark=self.pass_mark, now=now
            )
            after = replace(after, state="finished")
        return after


def _keep(
    connection: Connection, talk: Talk, text: str, now: datetime, *, place: str
) -> str:
    """Keep words as a draft, as many as it may hold; return all of them.

    Words that lost their place are kept without one: they replace nothing, and the
    next place for words offers them.
    """
    words = printable(text)
    kept = words[:LONGEST_DRAFT]
    if kept.strip():
        events.keep_draft(connection, attempt=talk.id, move=place, text=kept, now=now)
    return words


def _repeated(connection: Connection, talk: Talk, sent: Sent) -> Answer:
    """Answer a form that was answered before; refuse another one for the same turn."""
    row = events.one(connection, talk.id, sent.seq)
    if row.client_token != sent.token or not sending.is_same(talk, row, sent):
        raise StaleMoveError
    return Answer(talk=talk, since=sent.seq - 1)
