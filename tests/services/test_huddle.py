"""A scenario played by a team: what can be voted for, and what a proposal becomes."""

import pytest

from tests.services.authors import SIMPLE, Author
from tests.services.test_studio_play import begin, go
from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import huddle, proposing, studio_check, studio_play
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

    added = propose(author, words="  Good \n\x1b day. ", name="Ana  Ruiz")

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
    "words",
    [
        "Is it {blue}?",
        "A lone { here",
        "{case.order}",
        "_Oh_, *no*, `yes`",
        "____ or not",
        "[it](#lost) ^s1",
        "a \\[ b \\\\ c \\",
        "## (not) a heading",
        "- [____](#lost)",
    ],
)
def test_marks_in_a_proposal_are_said_as_they_were_typed(author, words):
    author.start()

    draft = propose(author, words=words).draft

    machine = studio_check.glance(
        author.session, file=draft.file, body=draft.body
    ).machine
    trial = studio_play.begin(machine, "start", dealt={}, now=author.now)
    assert words in [option.words for option in huddle.options(trial)]
    with pytest.raises(WrongDetailError, match="already"):
        propose(author, words=words)


@pytest.mark.parametrize("words", ["go", "after 60s"])
def test_a_proposal_that_would_happen_by_itself_is_refused(author, words):
    before = author.start()

    with pytest.raises(MisreadError):
        propose(author, words=words)

    assert author.open() == before


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("words", " "),
        ("words", "x" * 401),
        ("words", "Wait <!-- here"),
        ("name", "<>"),
        ("like", ""),
        ("like", "q"),
    ],
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
