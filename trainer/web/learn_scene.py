"""Everything the template of a role-play needs, as one mapping."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask import url_for

from trainer.errors import ConversationError, WrongBlankError
from trainer.services import scene as scenes
from trainer.services import sending, stage
from trainer.services.sending import Sent
from trainer.services.talks import Talk
from trainer.web.database import db
from trainer.web.learn import practice


def scene(
    talk: Talk,
    *,
    now: datetime,
    since: int | None = None,
    problem: ConversationError | None = None,
    sent: Sent | None = None,
    kept_words: str = "",
) -> dict[str, object]:
    """Return what a role-play page shows.

    Args:
        talk: The attempt as it stands.
        now: For the clock.
        since: The number of the last turn the page has already; ``None`` for a page
            that has nothing yet.
        problem: Why what was sent was not taken.
        sent: What was sent, to be shown again in its form.
        kept_words: Typed words that were not sent.
    """
    conversation = talk.conversation
    script = practice().shelf.script(db.session(), talk.revision)
    place = stage.place_for_words(talk)
    case = stage.case(conversation)
    return {
        "attempt": talk.id,
        "address": url_for("learn.move", attempt=talk.id),
        "kept_words": kept_words,
        "title": conversation.machine.settings.title,
        "name": stage.customer(conversation.machine),
        "persona": conversation.machine.settings.persona,
        "practice": talk.practice,
        "paused": conversation.paused,
        "may_pause": talk.practice or not talk.clock.pauses,
        "outcome": conversation.outcome,
        "left": talk.state == "left",
        "late": talk.late,
        "shown": _shown(talk, since),
        "mood": stage.mood(conversation),
        "coaching": stage.coaching(talk),
        "replies": stage.replies(talk),
        "place": place,
        "draft": practice().words_kept(db.session(), talk) if place else "",
        "seconds": sending.time_left(talk, now),
        "now": f"{talk.seq + 1}.{secrets.token_urlsafe(9)}",
        "acts": stage.acts(talk),
        "order": [fact for fact in case if fact[0] not in stage.ABOUT_CUSTOMER],
        "known": [fact for fact in case if fact[0] in stage.ABOUT_CUSTOMER],
        "policies": script.policies,
        "abuse": script.card["abuse"],
        "problem": problem,
        "blank": problem if isinstance(problem, WrongBlankError) else None,
        "given": dict(sent.blanks) if sent else None,
        "limit": sending.LONGEST_WORDS,
    }


def _shown(talk: Talk, since: int | None) -> list[scenes.Shown]:
    texts = practice().words_sent(db.session(), talk, since=since or 0)
    found = list(scenes.turns(talk, texts, since=since or 0))
    return [scenes.opening(talk), *found] if since is None else found
