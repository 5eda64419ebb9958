"""Policies in the studio: listed, written, published with what they govern."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.services import role_plays
from tests.services.authors import Author
from tests.services.cast import add
from tests.services.role_plays import LATE_PARCEL, RETURNS, TEXTS
from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import (
    drafts,
    policy_drafts,
    policy_outlook,
    policy_plans,
    policy_publishing,
    reviews,
    revisions,
    starting,
    studio,
)
from trainer.services.drafts import DraftChangedError, NotADraftError
from trainer.services.exporting import export
from trainer.services.policy_publishing import PolicyNotReadyError
from trainer.services.proving import Moment
from trainer.services.readiness import OldDraftError, Publication
from trainer.store import content
from trainer.store.people import Role, Team

KEY = "policies/returns"
LATER_CREDIT = RETURNS.replace("credit_limit: 50.00", "credit_limit: 80.00")


class Writer(Author):
    """Somebody who writes policies."""

    def revise(self):
        return self._do(starting.revise, slug=KEY)

    def write(self, body):
        draft = self.revise()
        return self._do(drafts.save, slug=KEY, version=draft.version, body=body)

    def wish(self, **wish):
        version = drafts.open_draft(self.session, viewer=self.viewer, slug=KEY).version
        return Publication(version=version, **{"note": "Because.", **wish})

    def publish(self, **wish):
        return self._act(policy_publishing.publish, wish=self.wish(**wish))

    def submit(self, **wish):
        wish = self.wish(**wish)
        return self._do(policy_publishing.submit, slug=KEY, wish=wish)

    def approve(self):
        return self._act(policy_publishing.approve)

    def outlook(self):
        return self._act(policy_outlook.outlook)

    def entries(self, **later):
        today = (self.now + timedelta(**later)).date()
        return policy_drafts.entries(self.session, viewer=self.viewer, today=today)

    def day(self, days):
        return (self.now + timedelta(days=days)).date()

    def later(self, text):
        return text.replace("2026-01-01", str(self.day(60)))

    def bring_in(self, *, days):
        return policy_plans.publish_due(
            self.session, now=self.now, today=self.day(days)
        )

    def _act(self, service, **more):
        return self._do(service, slug=KEY, today=self.now.date(), **more)


@pytest.fixture
def author(session, cast, now, published):
    assert published
    return Writer(session, cast.supervisor, now)


@pytest.fixture
def other(session, cast, now):
    return Writer(session, add(session, "S2", cast.store, Role.SUPERVISOR, now), now)


def pins_of(session, slug="late-parcel"):
    row = content.newest(session, kind="scenario", slug=slug)
    return {pin.slug: pin.number for pin in content.pinned(session, row.id)}


def test_the_list_shows_state_and_what_is_governed(author):
    (entry,) = author.entries()

    assert (entry.slug, entry.title, entry.draft) == ("returns", "Returns", "")
    assert (entry.published.number, entry.governs) == (1, 3)
    assert (entry.due, entry.not_yet) == ("", False)


@pytest.mark.parametrize(("days", "due"), [(0, ""), (40, "soon"), (70, "overdue")])
def test_the_list_tells_when_a_policy_is_to_be_read_again(author, days, due):
    day = (author.now + timedelta(days=60)).date()
    author.write(RETURNS.replace("currency:", f"review_by: {day}\ncurrency:"))
    author.publish()

    assert author.entries(days=days)[0].due == due


def test_a_draft_of_a_policy_is_no_scenario(session, author):
    draft = author.revise()

    moment = Moment(at=author.now, ticks=lambda: 0.0)
    listed = studio.drafts_of(session, viewer=author.viewer, moment=moment)
    assert (draft.kind, draft.file, draft.body) == ("policy", f"{KEY}.md", RETURNS)
    assert "returns" not in {entry.slug for entry in listed}
    with pytest.raises(NotFoundError, match="no scenario"):
        author.open("returns")


def test_a_scenario_and_a_policy_may_share_a_name(author):
    author.revise()

    assert author.start("returns").file == "scenarios/returns.md"


def test_a_policy_without_a_draft_is_told_from_none(author):
    with pytest.raises(NotADraftError):
        author.open(KEY)
    with pytest.raises(NotFoundError, match="no policy “refunds”"):
        author.open("policies/refunds")


def test_a_new_policy_begins_with_a_text_that_can_be_published(session, author):
    draft = author._do(policy_drafts.begin, title="Gift cards: rules", slug="")

    author_of = {"viewer": author.viewer, "slug": draft.slug}
    when = {"now": author.now, "today": author.now.date()}
    found = policy_outlook.outlook(session, **author_of, **when)
    assert (draft.slug, draft.title) == (
        "policies/gift-cards-rules",
        "Gift cards: rules",
    )
    assert (found.least, found.ready, found.proof.diagnostics) == ("first", True, ())
    wish = Publication(version=1, note="New.")
    done = policy_publishing.publish(session, **author_of, **when, wish=wish)
    assert (done.number, done.also) == (1, ())
    assert {entry.slug for entry in author.entries()} == {"returns", "gift-cards-rules"}


@pytest.mark.parametrize(
    ("title", "slug", "field"), [(" ", "", "title"), ("X", "new", "slug")]
)
def test_a_new_policy_needs_a_name_of_its_own(author, title, slug, field):
    with pytest.raises(WrongDetailError) as refused:
        author._do(policy_drafts.begin, title=title, slug=slug)

    assert refused.value.field == field


def test_two_who_write_other_lines_are_merged(author, other):
    draft = author.revise()
    other.write(RETURNS.replace("only against proof", "against proof alone"))

    mine = RETURNS.replace("before you refuse", "before you say no")
    saved = author.save(draft, mine)

    assert saved.merged_with == "Person S2"
    assert "proof alone" in saved.body
    assert "say no" in saved.body


def test_two_who_write_the_same_line_choose(author, other):
    draft = author.revise()
    other.write(RETURNS.replace("only against proof", "against proof alone"))

    with pytest.raises(DraftChangedError):
        author.save(draft, RETURNS.replace("only against proof", "with proof"))


def test_publishing_gives_what_it_governs_the_new_pin(session, author):
    author.write(LATER_CREDIT)

    done = author.publish(note="Prices rose.")

    assert (done.number, len(done.also), done.left) == (2, 3, ())
    assert "A late parcel" in done.also
    assert pins_of(session) == {"returns": 2}
    row = content.newest(session, kind="policy", slug="returns")
    assert (row.change_kind, row.source) == ("major", "web")
    with pytest.raises(NotADraftError):
        author.open(KEY)


def test_a_scenario_that_cannot_be_played_under_it_stays_as_it_was(
    session, author, tmp_path
):
    cited = "    - cite: returns#cash-proof\n    - score: policy +3"
    text = LATE_PARCEL.replace("    - score: policy +3", cited)
    texts = {**TEXTS, "scenarios/late-parcel.md": text}
    role_plays.publish(session, tmp_path / "cited", author.now, texts)
    author.write(RETURNS.replace("{#cash-proof}", "{#cash}"))

    assert author.outlook().left == ("A late parcel",)
    assert author.publish().left == ("A late parcel",)
    assert pins_of(session) == {"returns": 1}


def test_words_alone_may_be_editorial_and_rules_are_not(author):
    author.write(RETURNS.replace("before you refuse", "before you say no"))
    assert author.outlook().kinds == ("editorial", "minor", "major")

    author.write(
        RETURNS.replace("before you refuse", "first") + "\n### 1.3 New\n\nA.\n"
    )
    assert author.outlook().least == "minor"

    author.write(RETURNS.replace("if not proof", "if proof"))
    assert author.outlook().least == "major"
    with pytest.raises(WrongDetailError, match="more than minor"):
        author.publish(kind="minor")


@pytest.mark.parametrize(
    ("wish", "field"), [({"note": " "}, "note"), ({"kind": "x"}, "kind")]
)
def test_a_note_and_a_kind_are_asked_for(author, wish, field):
    author.write(LATER_CREDIT)

    with pytest.raises(WrongDetailError) as refused:
        author.publish(**wish)

    assert refused.value.field == field


def test_the_same_text_is_not_published_again(author):
    author.revise()

    with pytest.raises(WrongDetailError, match="Nothing has changed"):
        author.publish()


def test_a_text_with_errors_is_not_published(author):
    author.write(RETURNS.replace("issue_refund if", "issue_refunds if"))

    with pytest.raises(PolicyNotReadyError) as refused:
        author.publish()

    assert not author.outlook().ready
    assert refused.value.problems


@pytest.fixture
def planned(author):
    """The policy on returns, published with a day sixty days from now."""
    author.write(author.later(RETURNS))
    return author.publish(note="From summer on.", kind="major")


def test_a_day_to_come_is_planned_and_comes_by_itself(session, author, planned):
    assert (planned.number, planned.planned) == (0, author.day(60))
    assert author.bring_in(days=59) == ()
    assert author.entries()[0].planned == author.outlook().planned == author.day(60)
    assert pins_of(session) == {"returns": 1}

    (done,) = author.bring_in(days=60)

    assert (done.number, len(done.also)) == (2, 3)
    assert pins_of(session) == {"returns": 2}
    assert author.bring_in(days=61) == ()
    row = revisions.history(session, viewer=author.viewer, slug=KEY).revisions[0]
    assert (row.note, row.published_by) == ("From summer on.", "Person S1")


@pytest.mark.usefixtures("planned")
def test_whoever_saves_a_planned_text_calls_it_off(author):
    author.write(author.later(RETURNS).replace("only against proof", "with proof"))

    assert author.entries()[0].planned is None
    assert author.bring_in(days=60) == ()
    assert author.entries()[0].draft == "draft"


@pytest.mark.usefixtures("planned")
def test_a_plan_can_be_called_off(author):
    for _twice in range(2):
        author._do(policy_plans.call_off, slug=KEY)

    assert author.outlook().planned is None
    assert author.bring_in(days=60) == ()


@pytest.mark.usefixtures("planned")
def test_a_plan_goes_with_its_draft(author):
    author._do(drafts.discard, slug=KEY)

    assert author.bring_in(days=60) == ()


def test_a_plan_for_what_is_published_just_so_comes_to_nothing(
    session, author, tmp_path
):
    text = author.later(RETURNS)
    author.write(text)
    author.publish()
    texts = {**TEXTS, f"{KEY}.md": text}
    assert role_plays.publish(session, tmp_path / "same", author.now, texts).added

    assert author.bring_in(days=60) == ()
    assert author.entries()[0].draft == "draft"


def test_what_somebody_approved_is_planned_too(session, author, other):
    author.write(author.later(RETURNS))
    author.submit()

    assert other.approve().planned == author.day(60)
    author.bring_in(days=60)
    row = revisions.history(session, viewer=author.viewer, slug=KEY).revisions[0]
    assert (row.published_by, row.approved_by) == ("Person S1", "Person S2")


def test_what_was_saved_meanwhile_is_looked_at_first(author, other):
    author.write(RETURNS.replace("before you refuse", "before you say no"))
    wish = replace(other.wish(), version=1)
    with pytest.raises(OldDraftError):
        other._act(policy_publishing.publish, wish=wish)


def test_somebody_else_approves_where_the_team_wants_it(session, author, other, cast):
    session.get(Team, cast.store).needs_approval = True
    session.commit()
    author.write(LATER_CREDIT)
    with pytest.raises(NotAllowedError):
        author.publish()

    author.submit(note="Prices rose.")

    assert author.entries()[0].draft == "in-review"
    with pytest.raises(NotAllowedError, match="Somebody else"):
        author.approve()
    assert not reviews.review_of(session, viewer=other.viewer, slug=KEY).mine
    assert other.approve().number == 2


def test_a_policy_that_governs_something_is_not_withdrawn(session, author):
    with pytest.raises(NotAllowedError, match="late-parcel"):
        author._do(revisions.withdraw, slug=KEY)

    for slug in ("late-parcel", "exam-parcel", "warm-up"):
        author._do(revisions.withdraw, slug=slug)
    author._do(revisions.withdraw, slug=KEY)

    assert author.entries()[0].published.state == "withdrawn"
    history = revisions.history(session, viewer=author.viewer, slug=KEY)
    assert [one.state for one in history.revisions] == ["withdrawn"]


def test_a_trainee_writes_no_policies(session, cast, now):
    with pytest.raises(NotAllowedError):
        Writer(session, cast.trainee, now).entries()


def test_files_do_not_overwrite_what_was_published_on_the_web(
    session, author, tmp_path
):
    author.write(LATER_CREDIT)
    author.publish()

    for text, reported in [(RETURNS, False), (RETURNS.replace("50.00", "70.00"), True)]:
        texts = {**TEXTS, f"{KEY}.md": text}
        done = role_plays.publish(session, tmp_path / "files", author.now, texts)
        (conflict,) = done.conflicts
        assert (conflict.file, conflict.reported) == (f"{KEY}.md", reported)

    assert content.newest(session, kind="policy", slug="returns").body == LATER_CREDIT


def test_an_export_writes_what_was_published_on_the_web(session, author, tmp_path):
    author.write(LATER_CREDIT)
    author.publish()

    export(session, tmp_path / "out")

    assert (tmp_path / "out" / f"{KEY}.md").read_text() == LATER_CREDIT
