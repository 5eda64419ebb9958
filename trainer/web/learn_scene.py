"""Everything the template of a role-play needs, as one mapping."""

from __future__ import annotations

import secrets
from datetime import datetime

from flask import request

from trainer.errors import ConversationError, WrongBlankError
from trainer.services import scene as scenes
from trainer.services import sending, stage
from trainer.services.sending import Sent
from trainer.services.shelf import Script
from trainer.services.talks import Talk
from trainer.web import form_token
from trainer.web.database import db
from trainer.web.learn import practice


def scene(
    talk: Talk,
    *,
    now: datetime,
    problem: ConversationError | None = None,
    sent: Sent | None = None,
    kept_words: str = "",
) -> dict[str, object]:
    """Return what a whole role-play page shows.

    Args:
        talk: The attempt as it stands.
        now: For the clock.
        problem: Why what was sent was not taken.
        sent: What was sent, to be shown again in its form.
        kept_words: Typed words that were not sent.
    """
    shown = {
        **news(talk, now=now),
        **desk(talk),
        "title": talk.conversation.machine.settings.title,
        "persona": talk.conversation.machine.settings.persona,
        "policies": _script(talk).policies,
        "problem": problem,
        "kept_words": kept_words,
        "overflows": len(kept_words) > sending.LONGEST_DRAFT,
    }
    if isinstance(problem, WrongBlankError) and sent is not None:
        shown |= {"blank": problem, "given": dict(sent.blanks)}
    return shown


def news(talk: Talk, *, now: datetime, since: int | None = None) -> dict[str, object]:
    """Return what can be new after a move: turns, mood, what can be said, the clock.

    The page and its moves have one address, so the next form goes where this one went.

    Args:
        talk: The attempt as it stands.
        now: For the clock.
        since: The number of the last turn the page has already; ``None`` for a page
            that has nothing yet.
    """
    conversation = talk.conversation
    place = stage.place_for_words(talk)
    return {
        "attempt": talk.id,
        "address": request.script_root + request.path,
        "csrf": form_token.token(),
        "name": stage.customer(conversation.machine),
        "practice": talk.practice,
        "paused": conversation.paused,
        "may_pause": talk.may_pause,
        "outcome": conversation.outcome,
        "abuse": bool(conversation.outcome) and _script(talk).card["abuse"],
        "left": talk.state == "left",
        "late": talk.late,
        "shown": _shown(talk, since),
        "mood": stage.mood(conversation),
        "coaching": stage.coaching(talk),
        "replies": stage.replies(talk),
        "place": place,
        "draft": practice().words_kept(db.session(), talk) if place else "",
        "limit": sending.LONGEST_WORDS,
        "seconds": sending.time_left(talk, now),
        "now": f"{talk.seq + 1}.{secrets.token_urlsafe(9)}",
        "actions": sending.desk_actions(talk),
        "desk_hints": stage.desk_hints(talk, conversation.situation),
    }


def desk(talk: Talk) -> dict[str, object]:
    """Return what lies on the desk: the case, and the forms of its actions."""
    case = stage.case(talk.conversation)
    return {
        "acts": stage.acts(talk),
        "currency": talk.conversation.machine.currency,
        "order": [fact for fact in case if fact[0] not in stage.ABOUT_CUSTOMER],
        "known": [fact for fact in case if fact[0] in stage.ABOUT_CUSTOMER],
    }


def _script(talk: Talk) -> Script:
    return practice().shelf.script(db.session(), talk.revision)


def _shown(talk: Talk, since: int | None) -> list[scenes.Shown]:
    texts = practice().words_sent(db.session(), talk, since=since or 0)
    found = list(scenes.turns(talk, texts, since=since or 0))
    return [scenes.opening(talk), *found] if since is None else found
