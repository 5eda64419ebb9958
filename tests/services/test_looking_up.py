"""Clauses opened during a conversation, on both databases."""

import pytest

from trainer.errors import NotFoundError
from trainer.services.debrief import debrief
from trainer.services.looking_up import look_up


@pytest.fixture
def open_(desk):
    """Open a clause at the desk: ``open_("returns#cash-proof")``."""

    def opening(cite, person=None):
        return look_up(
            desk.practice,
            desk.session,
            person=person or desk.person,
            attempt=desk.attempt,
            cite=cite,
            now=desk.now,
        )

    return opening


def seen(desk):
    found = debrief(
        desk.practice, desk.session, person=desk.person, attempt=desk.attempt
    )
    return [(one.number, found.turn_after(one.seq)) for one in found.look_ups]


def test_what_was_looked_up_is_told_in_the_debrief(desk, open_):
    open_("returns#look-first")
    desk.say("s1")
    open_("returns#1.1")
    desk.say("d3")

    assert seen(desk) == [("1.2", 1), ("1.1", 2)]


def test_only_the_first_opening_counts(desk, open_):
    open_("returns#cash-proof")
    desk.say("s1")
    open_("returns#cash-proof")
    desk.say("d3")

    assert seen(desk) == [("1.1", 1)]


def test_a_clause_opened_after_a_pause_counts_for_the_answer_after_it(desk, open_):
    open_("returns#cash-proof")
    desk.send(desk.sent(kind="pause"))
    desk.send(desk.sent(kind="resume"))
    desk.say("s1")
    desk.say("d3")

    assert seen(desk) == [("1.1", 1)]


def test_what_is_opened_once_it_has_ended_is_not_noted(desk, open_):
    desk.say("s1")
    desk.say("d3")

    opened = open_("returns#cash-proof")

    assert (opened.slug, opened.number, opened.name) == ("returns", 1, "cash-proof")
    assert seen(desk) == []


def test_it_changes_neither_the_conversation_nor_its_score(desk, open_):
    before = desk.look().conversation
    open_("returns#cash-proof")

    assert desk.look().conversation == before


@pytest.mark.parametrize("cite", ["", "returns", "returns#lost", "other#cash-proof"])
def test_a_clause_the_conversation_does_not_know_is_not_found(open_, cite):
    with pytest.raises(NotFoundError):
        open_(cite)


def test_nobody_notes_anything_in_somebody_elses_conversation(open_, cast):
    with pytest.raises(NotFoundError):
        open_("returns#cash-proof", person=cast.outsider)
