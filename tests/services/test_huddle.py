"""A scenario played by a team: what can be voted for, and what a proposal becomes."""

import pytest

from tests.services.authors import SIMPLE, Author
from tests.services.test_studio_play import begin, go
from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import huddle, proposing
from trainer.services.form_saving import MisreadError, OnlyAsTextError
from trainer.services.proposing import Proposal
from trainer.services.studio_steps import Did


@pytest.fixture
def author(session, cast, now):
    return Author(session, cast.supervisor, now)


def propose(author, slug="simple", **fields):
    proposal = {"beat": "start", "like": "s1", "words": "Good day.", "name": "Ana"}
    return proposing.add(
        author.session,
        viewer=author.viewer,
        slug=slug,
        proposal=Proposal(**{**proposal, **fields}),
        now=author.now,
    )


def test_replies_are_numbered_before_what_can_be_done_at_the_desk():
    replies = huddle.options(begin("start"))
    desk = huddle.options(begin("desk"))

    assert [one.number for one in replies] == [1, 2]
    assert {one.move for one in replies} == {"s1", "s2"}
    assert [one.action for one in desk] == ["", "lookup_purchase"]
    assert dict(desk[1].blanks) == {"card": "4471"}


def test_nothing_is_voted_for_at_the_end():
    assert huddle.options(begin("resolved")) == ()


@pytest.mark.parametrize(
    ("hands", "winner"),
    [((), None), ((0, 0), None), ((1, 0), 0), ((2, 5, 1), 1), ((3, 3), None)],
)
def test_most_hands_win_and_a_draw_is_decided_by_people(hands, winner):
    assert huddle.voted(hands) == winner


def test_the_debrief_shows_the_best_conversation_beside_the_teams():
    steps = [Did(move="s2"), Did(move="b1", text="Well."), Did(move="d3")]
    trial = go(begin("start", dealt={"record": "found"}), *steps)

    found = huddle.debrief(trial, pass_mark=75)

    assert found.card.outcome == "lost"
    assert not found.card.passed
    assert [turn.kind for turn in found.best] == ["say", "act", "act"]
    assert found.best[0].seq == trial.conversation.seq + 1


def test_a_proposal_stands_behind_the_reply_it_is_like(author):
    before = author.start()

    added = propose(author, words="  Good \n day. ", name="Ana  Ruiz")

    assert (added.words, added.name, added.beat) == ("Good day.", "Ana Ruiz", "start")
    assert added.draft.version == before.version + 1
    old = "    - score: deescalation +1\n"
    new = "<!-- Proposed by Ana Ruiz in a huddle. -->\n- [Good day.](#resolved) ^"
    assert f"{old}{new}" in added.draft.body


def test_a_proposal_leads_where_its_like_leads_and_earns_nothing(author):
    text = SIMPLE.replace(
        "^s2", "^s2\n    - score: close -1\n    - go: #resolved if yes"
    )
    text = text.replace("go: #resolved if yes", "go: #resolved if seen(lost)")
    author.start(body=text)

    body = propose(author, like="s2").draft.body

    assert body.count("- go: #resolved if seen(lost)") == 2
    assert body.count("close -1") == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("words", " "), ("words", "x" * 401), ("name", "<>"), ("like", ""), ("like", "q")],
)
def test_what_is_missing_is_named(author, field, value):
    before = author.start()

    with pytest.raises(WrongDetailError) as error:
        propose(author, **{field: value})

    assert error.value.field == field
    assert author.open() == before


def test_the_same_answer_is_added_once(author):
    author.start()
    propose(author)

    with pytest.raises(WrongDetailError, match="already"):
        propose(author)


def test_a_step_that_no_form_shows_whole_is_left_alone(author):
    author.start(
        body=SIMPLE.replace("**Theo:** Hello.", "**Theo:** Hello.\n\n## start")
    )

    with pytest.raises((OnlyAsTextError, MisreadError)):
        propose(author)


def test_there_must_be_such_a_step_and_somebody_who_may_write(
    author, session, cast, now
):
    author.start()

    with pytest.raises(NotFoundError):
        propose(author, beat="nowhere")
    with pytest.raises(NotFoundError):
        propose(author, slug="nothing")
    with pytest.raises(NotAllowedError):
        propose(Author(session, cast.trainee, now))
