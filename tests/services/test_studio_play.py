"""A draft played in the studio: the real engine, nothing stored."""

import pytest

from tests.services.role_plays import TEXTS
from trainer import clock
from trainer.errors import MoveNotOpenError, NoWordsError
from trainer.library import Library
from trainer.scenarios.conversation import fold
from trainer.services import studio_play
from trainer.services.sending import Sent
from trainer.services.studio_steps import Did, dumped, loaded

FILE = "scenarios/late-parcel.md"
UNREACHED = "\n## alone\n\n**Ada:** Hm.\n\n- [Bye.](#lost) ^x1\n"


def compiled(text=TEXTS[FILE]):
    machine = Library({**TEXTS, FILE: text}).machine(FILE)
    assert machine is not None
    return machine


def begin(beat="start", text=TEXTS[FILE], dealt=None):
    return studio_play.begin(compiled(text), beat, dealt=dealt, now=clock.now())


def go(trial, *steps):
    return studio_play.go_on(trial, steps, now=clock.now())


def test_playing_begins_where_a_conversation_gets_there():
    trial = begin("found")
    assert trial.conversation.beat == "found"
    assert [line.text for line in trial.opening] == ["And now?"]
    assert len(trial.before) == trial.conversation.seq > 0


def test_an_unknown_step_is_the_first():
    assert begin("no-such-step").beat == "start"


def test_a_step_nothing_leads_to_begins_as_if():
    trial = begin("alone", TEXTS[FILE] + UNREACHED, dealt={"record": "missing"})
    assert trial.way is None
    assert trial.conversation.beat == "alone"
    assert trial.talk.deal == {"record": "missing"}


def test_turns_show_what_they_were_worth():
    trial = go(begin(), Did(move="s1"))
    (turn,) = trial.turns
    assert turn.points == 2
    assert turn.why == "You heard her first."


def test_every_kind_of_step_can_be_taken():
    trial = go(
        begin(),
        Did(move="s2"),
        Did(move="b1", text="I am sorry about that."),
        Did(move="d4"),
        Did(move="w1"),
        Did(action="lookup_purchase", blanks={"card": "4471"}),
        Did(move="f2"),
    )
    assert trial.problem is None
    assert trial.conversation.outcome == "resolved"
    kinds = [turn.kind for turn in trial.turns]
    assert kinds == ["say", "write", "wait", "say", "act", "say"]
    assert trial.turns[1].words == "I am sorry about that."


def test_the_first_step_that_does_not_fit_ends_it():
    trial = go(begin(), Did(move="s1"), Did(move="f1"), Did(move="d3"))
    assert isinstance(trial.problem, MoveNotOpenError)
    assert trial.steps == (Did(move="s1"),)


def test_empty_words_are_said_to_be_empty():
    trial = go(begin("blamed"), Did(move="b1", text=" "))
    assert isinstance(trial.problem, NoWordsError)


def test_what_a_page_sends_becomes_a_step_by_key():
    trial = go(begin(), Did(move="s1"))
    token, seconds = studio_play.waits(trial)
    assert seconds == 30
    sent = Sent(seq=0, token="", move=token)
    assert studio_play.did_of(trial, sent) == Did(move="d4")
    unknown = Sent(seq=0, token="", move="nothing")
    assert studio_play.did_of(trial, unknown).move == "nothing"
    desk = Sent(seq=0, token="", action="lookup_purchase", blanks={"card": "4471"})
    assert studio_play.did_of(trial, desk).blanks == {"card": "4471"}


def test_no_clock_runs_where_none_is_written():
    assert studio_play.waits(begin()) is None


def test_facts_tell_what_the_last_step_changed():
    changed = {f.name: f.value for f in facts("s1") if f.changed}
    assert changed == {"mood": 6}
    assert [f.name for f in facts()] == ["mood", "proof", "record"]


def facts(*moves):
    trial = go(begin(), *(Did(move=move) for move in moves))
    return studio_play.facts(trial.conversation)


def test_playing_is_the_engine_playing():
    trial = go(begin(), Did(move="s1"), Did(move="d3"))
    events = [turn.event for turn in trial.conversation.turns]
    again = fold(trial.conversation.machine, trial.talk.deal, events)
    assert again.ledger == trial.conversation.ledger
    assert again.situation == trial.conversation.situation


def test_steps_come_back_from_a_page_as_they_were():
    steps = (Did(move="b1", text="ä"), Did(action="a", blanks={"card": "1"}))
    assert loaded(dumped(steps)) == steps


@pytest.mark.parametrize(
    "text", ["", "{", "[1]", "7", '{"a": 1}', '[{"blanks": []}]', "null"]
)
def test_steps_nobody_wrote_are_none(text):
    assert loaded(text) == ()
