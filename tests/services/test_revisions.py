"""From a draft to a revision: kinds, notes, approval, and what attempts see of it."""

from itertools import count

import pytest
from sqlalchemy import select

from tests.services.authors import OTHER_POINTS, OTHER_WORDS, SIMPLE, Author
from tests.services.cast import add
from tests.services.role_plays import EXAM, LATE_PARCEL, TEXTS, Desk, publish
from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import (
    catching_up,
    proving,
    publishing,
    reviews,
    revisions,
    starting,
    studio,
)
from trainer.services.audit import rescore_attempts
from trainer.services.catching_up import Decided
from trainer.services.drafts import DraftChangedError
from trainer.services.moving import Movers, UnderWay
from trainer.services.practise import Practice
from trainer.services.proving import Moment
from trainer.services.publishing import NotReadyError, OldDraftError, Publication
from trainer.services.shelf import Shelf
from trainer.services.talks import Talks
from trainer.store import content, drafts, moves
from trainer.store.attempts import Attempt
from trainer.store.audit import AuditEntry
from trainer.store.people import Role, Team


class Publisher(Author):
    """An author who also publishes."""

    def __init__(self, session, person, now):
        super().__init__(session, person, now)
        shelf, numbers = Shelf(), count(1)
        self.movers = Movers(
            practice=Practice(shelf=shelf, talks=Talks(shelf=shelf)),
            draw=lambda: f"{next(numbers):064x}",
        )
        self.moment = Moment(at=now, ticks=lambda: 0.0)

    def revise(self, body, slug="late-parcel"):
        draft = self._do(starting.revise, slug=slug)
        return self.save(draft, body)

    def wish(self, draft, **more):
        return Publication(
            version=draft.version, **{"note": "It reads better.", **more}
        )

    def publish(self, draft, **more):
        return publishing.publish(
            self.session,
            self.movers,
            viewer=self.viewer,
            slug=draft.slug,
            wish=self.wish(draft, **more),
            moment=self.moment,
        )

    def submit(self, draft, **more):
        publishing.submit(
            self.session,
            viewer=self.viewer,
            slug=draft.slug,
            wish=self.wish(draft, **more),
            moment=self.moment,
        )

    def approve(self, slug):
        return publishing.approve(
            self.session,
            self.movers,
            viewer=self.viewer,
            slug=slug,
            moment=self.moment,
        )

    def withdraw(self, slug):
        self._do(revisions.withdraw, slug=slug)

    def history(self, slug="late-parcel"):
        return revisions.history(self.session, viewer=self.viewer, slug=slug)

    def compare(self, before, after, slug="late-parcel"):
        return revisions.compare(
            self.session, viewer=self.viewer, slug=slug, before=before, after=after
        )


@pytest.fixture
def author(session, cast, now):
    return Publisher(session, cast.supervisor, now)


@pytest.fixture
def other(session, cast, now):
    second = add(session, "S2", cast.store, Role.SUPERVISOR, now)
    return Publisher(session, second, now)


@pytest.fixture
def strict(session, cast):
    """The store wants what its supervisors write to be approved."""
    session.get(Team, cast.store).needs_approval = True
    session.flush()


def newest(session, slug="late-parcel"):
    return content.newest(session, kind="scenario", slug=slug)


def acts(session):
    return list(session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


# Publishing


def test_a_new_scenario_is_published_and_its_draft_is_gone(session, author):
    done = author.publish(author.start())

    row = newest(session, "simple")
    assert (done.number, row.number, row.change_kind) == (1, 1, "first")
    assert (row.body, row.source, row.card["title"]) == (SIMPLE, "web", "Simple")
    with pytest.raises(NotFoundError):
        author.open()
    assert acts(session) == ["draft.started", "revision.published"]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("body", "kind"), [(OTHER_WORDS, "editorial"), (OTHER_POINTS, "major")]
)
def test_the_kind_is_at_least_what_is_true(session, author, body, kind):
    done = author.publish(author.revise(body))

    assert (done.number, newest(session).change_kind) == (2, kind)


@pytest.mark.usefixtures("published")
def test_a_change_may_be_called_more_but_never_less_than_it_is(session, author):
    author.publish(author.revise(OTHER_WORDS), kind="minor")
    draft = author.revise(OTHER_POINTS)

    for kind in ("editorial", "minor", "nothing"):
        with pytest.raises(WrongDetailError) as refused:
            author.publish(draft, kind=kind)
        assert refused.value.field == "kind"
    assert newest(session).change_kind == "minor"


@pytest.mark.parametrize("note", ["", "  ", "x" * 501])
def test_a_note_is_mandatory_and_short(author, note):
    with pytest.raises(WrongDetailError) as refused:
        author.publish(author.start(), note=note)

    assert refused.value.field == "note"


def test_what_has_errors_is_not_published_not_even_for_practice(author):
    draft = author.start(body=SIMPLE.replace("(#lost)", "(#los)"))

    for practice_only in (False, True):
        with pytest.raises(NotReadyError) as refused:
            author.publish(draft, practice_only=practice_only)
        assert [p.code for p in refused.value.problems] == ["unknown-beat"]


def test_a_draft_somebody_saved_meanwhile_is_looked_at_again(author, other):
    draft = author.start()
    other.replace(draft, "Hello.](", "Good day.](")

    with pytest.raises(OldDraftError, match="Person S2 saved"):
        author.publish(draft)


@pytest.mark.usefixtures("published")
def test_what_says_nothing_new_is_not_published(author):
    with pytest.raises(WrongDetailError, match="Nothing has changed"):
        author.publish(author.revise(LATE_PARCEL))


def test_a_revision_is_published_by_somebody_who_may_write(session, cast, author, now):
    draft = author.start()

    with pytest.raises(NotAllowedError):
        Publisher(session, cast.trainee, now).publish(draft)


# For practice only


@pytest.mark.usefixtures("published", "strict")
def test_practice_needs_no_approval_and_counts_for_no_assessment(session, author, seat):
    body = EXAM.replace("deescalation +2", "deescalation +3")
    author.publish(author.revise(body, slug="exam-parcel"), practice_only=True)

    desk = seat(slug="exam-parcel")
    assert desk.look().revision == newest(session, "exam-parcel").id
    exam = seat(slug="exam-parcel", mode="assessment")
    assert exam.look().revision != desk.look().revision
    assert newest(session, "exam-parcel").practice_only


def test_what_was_only_ever_for_practice_cannot_be_assessed(author, seat):
    author.publish(
        author.start(body=SIMPLE.replace("level: 1", "level: 1\nuse: both")),
        practice_only=True,
    )

    with pytest.raises(NotFoundError):
        seat(slug="simple", mode="assessment")


@pytest.mark.usefixtures("published")
def test_what_was_for_practice_is_published_for_everything_later(session, author):
    author.publish(author.revise(OTHER_WORDS), practice_only=True)

    done = author.publish(author.revise(OTHER_WORDS))

    assert (done.number, newest(session).practice_only) == (3, False)


# Approval


@pytest.mark.usefixtures("strict")
def test_where_the_team_wants_it_somebody_else_approves(session, author, other):
    draft = author.start()
    with pytest.raises(NotAllowedError, match="another supervisor"):
        author.publish(draft)

    author.submit(draft)
    assert author.open().state == "in-review"
    done = other.approve("simple")

    row = newest(session, "simple")
    assert done.number == 1
    assert author.history("simple").revisions[0].published_by == "Person S1"
    assert author.history("simple").revisions[0].approved_by == "Person S2"
    assert row.change_kind == "first"


def test_nobody_approves_what_they_wrote_or_submitted(author, other):
    author.submit(author.start())

    with pytest.raises(NotAllowedError, match="Somebody else"):
        author.approve("simple")
    saved = other.replace(author.open(), "Hello.](", "Good day.](")
    author.submit(saved)
    with pytest.raises(NotAllowedError, match="Somebody else"):
        other.approve("simple")


@pytest.fixture
def third(session, cast, now):
    who = add(session, "S3", cast.store, Role.SUPERVISOR, now)
    return Publisher(session, who, now)


def test_nobody_approves_a_draft_they_ever_saved_into(session, author, other, third):
    other.replace(author.start(), "Hello.](", "Good day.](")
    author.submit(author.replace(author.open(), "Good day.](", "Good evening.]("))

    with pytest.raises(NotAllowedError, match="you wrote in it"):
        other.approve("simple")
    assert reviews.review_of(session, viewer=other.viewer, slug="simple").mine
    assert not reviews.review_of(session, viewer=third.viewer, slug="simple").mine
    assert third.approve("simple").number == 1


def test_who_saved_long_ago_is_not_forgotten(author, other, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_SAVES", 1)
    other.replace(author.start(), "Hello.](", "Good day.](")
    for before, after in (("Good day", "Ahoy"), ("Ahoy", "Well")):
        author.replace(author.open(), f"{before}.](", f"{after}.](")
    author.submit(author.open())

    with pytest.raises(NotAllowedError, match="you wrote in it"):
        other.approve("simple")


def test_an_approval_is_of_one_text_only(author, other):
    author.submit(author.start())
    author.replace(author.open(), "Hello.](", "Good day.](")

    assert author.open().state == "draft"
    with pytest.raises(NotFoundError, match="Nothing waits"):
        other.approve("simple")


def test_a_draft_is_sent_back_with_a_note(session, author, other):
    author.submit(author.start())

    other._do(reviews.send_back, slug="simple", answer="Say who Theo is.")

    seen = reviews.review_of(session, viewer=author.viewer, slug="simple")
    assert author.open().state == "draft"
    assert (seen.answer, seen.answered_by, seen.mine) == (
        "Say who Theo is.",
        "Person S2",
        True,
    )
    with pytest.raises(WrongDetailError):
        other._do(reviews.send_back, slug="simple", answer=" ")


def test_a_submitted_draft_can_be_taken_back(session, author):
    author.submit(author.start())

    for _twice in range(2):
        author._do(reviews.take_back, slug="simple")

    assert author.open().state == "draft"
    assert acts(session).count("draft.taken-back") == 1
    with pytest.raises(NotFoundError):
        author._do(reviews.take_back, slug="nothing")


def test_a_draft_never_submitted_has_no_review(session, author):
    author.start()

    assert reviews.review_of(session, viewer=author.viewer, slug="simple") is None
    with pytest.raises(NotFoundError):
        reviews.review_of(session, viewer=author.viewer, slug="nothing")


def rule(session, author, team):
    found = reviews.teams_to_set(session, viewer=author.viewer, now=author.now)
    return {one.id: on for one, on in found}.get(team)


def test_whoever_manages_a_team_decides_whether_it_wants_approval(
    session, cast, author, now
):
    manager = Publisher(session, cast.manager, now)
    admin = Publisher(session, cast.admin, now)
    for who, team in ((manager, cast.counter), (admin, cast.centre)):
        for needed in (True, True, False):
            who._do(reviews.set_approval, team_id=team, needed=needed)
        assert rule(session, who, team) is False
    with pytest.raises(NotAllowedError):
        author._do(reviews.set_approval, team_id=cast.store, needed=True)
    assert rule(session, author, cast.store) is None
    assert acts(session) == ["team.approval-set"] * 4


@pytest.mark.parametrize(
    ("team", "needed"),
    [("organisation", True), ("store", True), ("counter", False), ("centre", False)],
)
def test_the_rule_of_a_team_holds_for_those_who_lead_it_or_a_team_below(
    session, cast, author, team, needed
):
    session.get(Team, getattr(cast, team)).needs_approval = True
    session.flush()

    assert reviews.needs_approval(session, viewer=author.viewer) is needed


# History


@pytest.mark.usefixtures("published")
def test_the_history_tells_who_published_what_and_why(author):
    author.publish(author.revise(OTHER_WORDS))

    history = author.history()

    assert [(r.number, r.kind, r.note, r.source) for r in history.revisions] == [
        (2, "editorial", "It reads better.", "web"),
        (1, "first", "", "files"),
    ]
    assert [r.offered for r in history.revisions] == [True, False]
    assert history.offered
    assert not history.has_draft


@pytest.mark.usefixtures("published")
def test_results_count_together_where_only_words_changed(session, author, seat):
    seat()
    author.publish(author.revise(OTHER_WORDS))
    seat()
    author.publish(author.revise(OTHER_POINTS))
    seat()

    third, second, first = author.history().revisions

    assert [r.attempts for r in (first, second, third)] == [1, 1, 1]
    assert [r.counted for r in (first, second, third)] == [2, 2, 1]
    assert (first.counted_with, second.counted_with) == ((2,), (1,))
    together = revisions.counted_together(session, slug="late-parcel", number=1)
    assert len(together) == 2
    assert revisions.counted_together(session, slug="late-parcel", number=9) == set()


@pytest.mark.usefixtures("published")
def test_a_change_of_policy_ends_counting_together(session, author, tmp_path, now):
    texts = {"policies/returns.md": TEXTS["policies/returns.md"].replace("50", "40")}
    publish(session, tmp_path / "library", now, texts)

    assert [r.counted_with for r in author.history().revisions] == [(), ()]


def test_a_scenario_that_was_never_published_has_an_empty_history(author):
    author.start()

    history = author.history("simple")

    assert (history.revisions, history.has_draft, history.title) == ((), True, "Simple")
    with pytest.raises(NotFoundError):
        author.history("nothing")


@pytest.mark.usefixtures("published")
def test_two_revisions_are_told_apart_in_sentences(author):
    author.publish(author.revise(OTHER_POINTS))
    author.revise(OTHER_WORDS)

    points = author.compare("1", "2").changes
    words = author.compare("1", "draft")

    (change,) = points
    assert change.sentence == (
        "In step ‘start’, reply “I am sorry, let me look.” now earns 3 instead of 2 "
        "points for de-escalation."
    )
    assert words.changes[0].after == "Where is it?"
    for before, after in (("1", "9"), ("x", "1")):
        with pytest.raises(NotFoundError):
            author.compare(before, after)


# Withdrawing


@pytest.mark.usefixtures("published")
def test_a_withdrawn_scenario_is_offered_no_more_but_can_be_finished(
    session, author, desk, seat
):
    author.publish(author.revise(OTHER_WORDS))
    author.withdraw("late-parcel")

    assert newest(session) is None
    with pytest.raises(NotFoundError):
        seat()
    desk.say("s1")
    assert desk.look().conversation.beat == "desk"
    first = author.history().revisions[0]
    assert (first.state, first.withdrawn_by) == ("withdrawn", "Person S1")


@pytest.mark.usefixtures("published")
def test_what_was_withdrawn_can_be_published_again(session, author):
    author.withdraw("late-parcel")

    author.publish(author.revise(OTHER_WORDS))

    assert (newest(session).number, newest(session).change_kind) == (2, "editorial")


@pytest.mark.usefixtures("published")
def test_what_is_not_published_cannot_be_withdrawn(author):
    author.withdraw("late-parcel")

    for slug in ("late-parcel", "nothing"):
        with pytest.raises(NotFoundError):
            author.withdraw(slug)


# Sub-scenes

ASK = """---
id: ask
title: Ask
kind: subscene
language: en
shared: [mood]
rubric: {process: 100}
---

## start

**Caller:** Why?

- [For your protection.](#return) ^v1
    - mood: +1
    - score: process +1
"""
CALLING = LATE_PARCEL.replace(
    "[Here is your parcel.](#resolved) ^s3\n    - if: proof\n"
    "    - lock: You have not found it yet.",
    "[First a question.](ask.md) ^s3\n    - then: #desk",
)


@pytest.fixture
def calling(session, now, tmp_path):
    texts = {**TEXTS, "scenarios/ask.md": ASK, "scenarios/late-parcel.md": CALLING}
    done = publish(session, tmp_path, now, texts)
    assert done.problems == []


@pytest.mark.usefixtures("calling")
def test_a_new_sub_scene_is_played_in_every_scenario_that_calls_it(session, author):
    done = author.publish(author.revise(ASK.replace("Why?", "What for?"), slug="ask"))

    assert done.also == ("scenarios/late-parcel.md",)
    row = newest(session)
    pins = {pin.slug: pin for pin in content.pinned(session, row.id)}
    assert (row.number, row.change_kind) == (2, "editorial")
    assert "What for?" in pins["ask"].body
    assert author.history().revisions[0].note == "Ask: It reads better."


@pytest.mark.usefixtures("calling")
def test_a_sub_scene_that_breaks_a_caller_is_not_published(author):
    draft = author.revise(ASK.replace("shared: [mood]", "shared: [patience]"), "ask")

    with pytest.raises(NotReadyError):
        author.publish(draft)


PLAYS = """\
play: keeps calm
    take s3 s3/v1
    expect beat desk, mood 4
"""


@pytest.fixture
def played(session, now, tmp_path, calling):
    """The caller has a play that goes through the sub-scene."""
    assert calling is None
    publish(session, tmp_path, now, {"scenarios/late-parcel.play": PLAYS})
    assert content.newest(session, kind="scenario", slug="late-parcel").plays == PLAYS


@pytest.mark.usefixtures("played")
def test_a_sub_scene_that_fails_a_play_of_a_caller_is_not_published(author):
    draft = author.revise(ASK.replace("mood: +1", "mood: -1"), "ask")

    with pytest.raises(NotReadyError) as refused:
        author.publish(draft)

    [told] = refused.value.problems
    assert told.code == "play-failed"
    assert told.message == (
        "In “A late parcel”, which calls this, the play “keeps calm” fails: "
        "“mood” is 3."
    )


@pytest.mark.usefixtures("calling")
def test_a_sub_scene_is_proven_anew_when_a_caller_changed(session, now, tmp_path):
    slower = ASK.replace("mood: +1", "mood: -1")
    texts = {"file": "scenarios/ask.md", "body": slower, "now": lambda: 0.0}
    before = proving.prove_text(session, **texts)

    publish(session, tmp_path, now, {"scenarios/late-parcel.play": PLAYS})

    assert before.publishable
    assert not proving.prove_text(session, **texts).publishable


@pytest.mark.usefixtures("calling")
def test_a_sub_scene_that_leaves_a_caller_without_a_way_on_is_not_published(author):
    never = ASK.replace("    - mood: +1\n", "    - if: mood > 9\n")

    with pytest.raises(NotReadyError) as refused:
        author.publish(author.revise(never, "ask"))

    [told] = [one for one in refused.value.problems if one.code == "stuck"]
    assert told.place.file == "scenarios/ask.md"


@pytest.mark.usefixtures("calling")
def test_a_sub_scene_is_never_for_practice_only_nor_withdrawn_under_its_callers(
    author,
):
    draft = author.revise(ASK.replace("Why?", "What for?"), "ask")

    with pytest.raises(NotAllowedError, match="whole scenarios"):
        author.publish(draft, practice_only=True)
    with pytest.raises(NotAllowedError, match="late-parcel"):
        author.withdraw("ask")


# Something was published meanwhile


@pytest.fixture
def overtaken(session, author, tmp_path, now):
    """A draft whose author did not know of the revision published after it."""
    assert author
    publish(session, tmp_path / "library", now)
    draft = author._do(starting.revise, slug="late-parcel")
    publish(
        session, tmp_path / "library", now, {"scenarios/late-parcel.md": OTHER_POINTS}
    )
    return draft


def test_a_draft_takes_in_what_was_published_meanwhile(session, author, overtaken):
    draft = author.replace(overtaken, "Where is my parcel?", "Where is it?")
    with pytest.raises(OldDraftError, match="Revision 2"):
        author.publish(draft)

    caught = author._do(catching_up.catch_up, slug="late-parcel")
    done = author.publish(caught)

    assert done.number == 3
    assert "Where is it?" in newest(session).body
    assert "deescalation +3" in newest(session).body


def test_lines_changed_in_both_are_chosen_by_the_author(session, author, overtaken):
    draft = author.replace(overtaken, "deescalation +2", "deescalation +4")
    with pytest.raises(DraftChangedError) as clash:
        author._do(catching_up.catch_up, slug="late-parcel")

    stale = Decided(version=draft.version, onto=0, choices={0: "mine"})
    with pytest.raises(DraftChangedError):
        author._do(catching_up.catch_up, slug="late-parcel", decided=stale)
    decided = Decided(
        version=clash.value.version, onto=clash.value.onto, choices={0: "mine"}
    )
    caught = author._do(catching_up.catch_up, slug="late-parcel", decided=decided)

    assert "deescalation +4" in caught.body
    assert caught.based_on == newest(session).id
    with pytest.raises(NotFoundError):
        author._do(catching_up.catch_up, slug="nothing")


@pytest.mark.usefixtures("published")
def test_a_scenario_published_anew_with_its_policy_overtakes_no_draft(
    session, author, tmp_path, now
):
    draft = author.revise(OTHER_WORDS)
    texts = {"policies/returns.md": TEXTS["policies/returns.md"].replace("50", "40")}
    publish(session, tmp_path / "library", now, texts)

    assert author.publish(draft).number == 3


# Attempts under way


def go_on(desk, attempt):
    desk.attempt = attempt
    return desk.look()


@pytest.mark.usefixtures("published")
def test_who_is_in_the_middle_finishes_on_the_old_revision(session, author, desk):
    desk.say("s1")
    before = desk.look().revision

    done = author.publish(author.revise(OTHER_POINTS))
    desk.do("lookup_purchase", card="4471")
    desk.say("f2")

    talk = desk.look()
    assert (talk.revision, talk.state) == (before, "finished")
    assert done.moved.finishing == 1
    assert newest(session).id != before
    assert rescore_attempts(session).different == []


@pytest.mark.usefixtures("published")
def test_a_replay_goes_on_at_the_same_place_of_the_new_revision(session, author, desk):
    old = desk.attempt
    desk.say("s2")
    desk.write("b1", "I am sorry about that.")

    done = author.publish(
        author.revise(OTHER_POINTS.replace("deescalation -1", "deescalation -2")),
        under_way=UnderWay.REPLAY,
    )

    new = done.moved.by_attempt[old]
    talk = go_on(desk, new)
    assert (talk.conversation.beat, talk.seq) == ("desk", 2)
    assert talk.revision == newest(session).id
    assert talk.conversation.turns[0].counted[0].points == -2
    row = session.get(Attempt, new)
    assert (row.branched_from, row.branched_seq, row.number) == (old, 2, 2)
    assert session.get(Attempt, old).state == "left"
    words = desk.practice.words_sent(session, talk)
    assert words == {2: "I am sorry about that."}
    desk.do("lookup_purchase", card="4471")
    desk.say("f2")
    assert rescore_attempts(session).different == []


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("blame", "blames", id="the step has another name"),
        pytest.param("(#blamed) ^s2", "(#desk) ^s2", id="it leads elsewhere"),
        pytest.param("^s2", "^s9", id="the reply is another one"),
        pytest.param("[found, missing]", "[lost, gone]", id="it is dealt otherwise"),
    ],
)
def test_where_there_is_no_such_place_the_old_revision_is_finished(
    author, desk, old, new
):
    desk.say("s2")
    body = LATE_PARCEL.replace(old, new)

    done = author.publish(author.revise(body), under_way=UnderWay.REPLAY)

    assert (done.moved.finishing, done.moved.replayed) == (1, 0)
    assert desk.look().state == "open"


@pytest.mark.usefixtures("published")
def test_a_restart_begins_again_on_the_new_revision(session, author, desk):
    old = desk.attempt
    desk.say("s2")
    desk.practice.keep_words(
        session, person=desk.person, attempt=old, text="I am", now=desk.now
    )

    done = author.publish(author.revise(OTHER_POINTS), under_way=UnderWay.RESTART)

    assert done.moved.restarted == 1
    new = moves.successor(session.connection(), old)
    talk = go_on(desk, new)
    assert (talk.seq, talk.conversation.beat) == (0, "start")
    assert talk.deal == session.get(Attempt, old).deal
    desk.say("s2")
    assert desk.practice.words_kept(session, desk.look()) == "I am"


@pytest.mark.usefixtures("published")
def test_only_a_major_change_moves_anybody(author, desk):
    desk.say("s1")

    done = author.publish(author.revise(OTHER_WORDS), under_way=UnderWay.RESTART)

    assert (done.moved.finishing, done.moved.by_attempt) == (1, {})


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("mode", ["practice", "assessment"])
@pytest.mark.parametrize("how", [UnderWay.REPLAY, UnderWay.RESTART])
def test_nobody_is_moved_to_what_is_for_practice_only(author, seat, mode, how):
    desk = seat(slug="exam-parcel", mode=mode)
    desk.say("s1")
    before = desk.look().revision
    body = EXAM.replace("deescalation +2", "deescalation +3")

    done = author.publish(
        author.revise(body, slug="exam-parcel"), under_way=how, practice_only=True
    )

    assert (done.moved.finishing, done.moved.by_attempt) == (1, {})
    assert (desk.look().state, desk.look().revision) == ("open", before)


@pytest.mark.usefixtures("published")
def test_an_attempt_that_nobody_moved_has_no_successor(session, desk, author):
    author.publish(author.revise(OTHER_WORDS))
    Desk(session, desk.person, desk.now)

    assert moves.successor(session.connection(), desk.attempt) is None


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("how", [UnderWay.REPLAY, UnderWay.RESTART])
def test_an_attempt_that_moved_on_counts_once_and_where_it_is(
    session, author, desk, how
):
    desk.say("s2")

    author.publish(author.revise(OTHER_POINTS), under_way=how)

    assert [r.attempts for r in author.history().revisions] == [1, 0]
    entries = studio.drafts_of(session, viewer=author.viewer, moment=author.moment)
    assert {e.slug: e.attempts for e in entries}["late-parcel"] == 1
