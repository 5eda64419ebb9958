"""Reading and signing policies, on both databases."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.services import role_plays
from tests.services.role_plays import RETURNS
from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import attesting, demo_reading, home, signatures, study
from trainer.services.attesting import OnPaper, Signing
from trainer.services.shelf import Shelf
from trainer.services.study import Standing
from trainer.store import reading
from trainer.store.attestations import Attestation
from trainer.store.audit import AuditEntry
from trainer.store.content import Revision

CHECK = """
## Check

- question: No receipt. May you pay {credit_limit} in cash?
  - right: No
  - wrong: Yes
  - clause: cash-proof
- question: A refusal?
  - right: After a look
  - wrong: At once
  - clause: look-first
"""
CHECKED = RETURNS + CHECK


class Reader:
    """Somebody who reads and signs."""

    def __init__(self, session, person, now):
        self.session, self.person, self.now = session, person, now

    def open(self, **more):
        more = {"slug": "returns", "today": self.now.date(), **more}
        return study.policy(self.session, Shelf(), person=self.person, **more)

    def listed(self):
        return study.policies(self.session, Shelf(), person=self.person)[0]

    def sign(self, opened=None, **changes):
        opened = opened or self.open()
        right = {
            place: question.options.index(question.right)
            for place, question in enumerate(opened.module.check)
        }
        signing = Signing(
            person=self.person,
            slug="returns",
            revision=opened.revision,
            language="en",
            answers=right,
        )
        return attesting.sign(
            self.session, Shelf(), signing=replace(signing, **changes), now=self.now
        )


@pytest.fixture
def reader(session, now, cast, published):  # noqa: ARG001 - only has to be there
    return Reader(session, cast.trainee, now)


@pytest.fixture
def publish(session, tmp_path, now):
    """Publish the policy anew: ``publish(text, kind="editorial", note=…)``."""

    def again(text, kind="", note=""):
        files = {"policies/returns.md": text}
        folder = role_plays.write(tmp_path / "library", files)
        role_plays.load(session, folder, now=now, note=note)
        if kind:
            last = session.scalars(select(Revision).order_by(Revision.id.desc()))
            revision = next(r for r in last if r.file == "policies/returns.md")
            revision.change_kind = kind
            session.flush()

    return again


def count(session, table):
    return len(session.scalars(select(table)).all())


def test_a_policy_without_a_check_is_read_and_signed(reader):
    assert reader.listed().standing is Standing.NEW

    signed = reader.sign()

    assert (signed.title, signed.number, signed.wrong) == ("Returns", 1, ())
    assert reader.listed().standing is Standing.SIGNED
    assert reader.open().signed.signed_on == reader.now.date()


def test_what_was_read_before_there_were_signatures_is_not_signed(reader, session):
    reading.mark(
        session, person=reader.person, revision=reader.open().revision, now=reader.now
    )

    assert reader.listed().standing is Standing.READ


def test_the_first_signature_is_kept(reader, session):
    reader.sign()
    reader.now += timedelta(days=3)
    reader.sign()

    assert reader.open().signed.signed_on == reader.now.date() - timedelta(days=3)
    assert count(session, Attestation) == 1


def test_a_signature_is_in_the_audit_log_once(reader, session):
    reader.sign()
    reader.sign()

    actions = session.scalars(select(AuditEntry.action)).all()
    assert actions.count("policy.signed") == 1


def test_a_signature_counts_for_each_language(reader, session):
    reader.sign()
    reader.sign(language="pl")

    assert count(session, Attestation) == 2


@pytest.mark.parametrize("answers", [{}, {0: 9, 1: 9}, {0: -1}, {7: 0}])
def test_a_wrong_answer_signs_nothing_and_keeps_nothing(
    reader, publish, session, answers
):
    publish(CHECKED)

    signed = reader.sign(answers=answers)

    assert signed.wrong == (0, 1)
    assert reader.listed().standing is Standing.NEW
    assert (count(session, Attestation), count(session, AuditEntry)) == (0, 0)


def test_all_answers_right_signs_with_their_digest(reader, publish, session):
    publish(CHECKED)

    assert reader.sign().wrong == ()
    (kept,) = session.scalars(select(Attestation))
    assert len(kept.answers_digest) == 64


def test_one_wrong_answer_is_named(reader, publish):
    publish(CHECKED)
    question = reader.open().module.check[1]
    wrong = question.options.index("At once")

    assert 1 in reader.sign(answers={1: wrong}).wrong


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("editorial", Standing.SIGNED),
        ("minor", Standing.CHANGED),
        ("major", Standing.CHANGED),
    ],
)
def test_only_an_editorial_change_keeps_the_signature(reader, publish, kind, standing):
    reader.sign()

    publish(RETURNS.replace("only against", "just against"), kind=kind)

    assert reader.listed().standing is standing
    assert bool(reader.open().signed) is (standing is Standing.SIGNED)


def test_an_editorial_change_after_another_one_does_not_bring_it_back(reader, publish):
    reader.sign()
    publish(RETURNS.replace("only", "just"), kind="major")
    publish(RETURNS.replace("only", "solely"), kind="editorial")

    assert reader.listed().standing is Standing.CHANGED
    reader.sign(reader.open(number=2))
    assert reader.listed().standing is Standing.SIGNED


def test_home_asks_again_after_a_change(reader, publish, session):
    reader.sign()
    publish(RETURNS.replace("50.00", "40.00"))

    seen = home.home(session, Shelf(), person=reader.person, now=reader.now)

    assert seen.policies_read == 0


def test_an_older_revision_that_is_signed_leaves_the_newest_unsigned(reader, publish):
    opened = reader.open()
    publish(RETURNS.replace("50.00", "40.00"))

    reader.sign(opened)

    assert reader.listed().standing is Standing.CHANGED


def test_what_changed_since_it_was_read_is_told(reader, publish):
    reader.sign()
    publish(
        RETURNS.replace("50.00", "40.00").replace("Look before", "Always look before"),
        note="Smaller credits.",
    )

    news = reader.open().news

    assert news.since == 1
    assert [note.change_note for note in news.notes] == ["Smaller credits."]
    assert [one.number for one in news.difference.clauses] == ["1.2"]
    assert [one.after for one in news.difference.settings] == ["40.00 EUR"]


def test_there_is_no_news_for_who_never_read_it_or_reads_an_old_one(reader, publish):
    publish(RETURNS.replace("50.00", "40.00"))
    assert reader.open().news is None

    reader.sign(reader.open(number=1))

    assert reader.open(number=1).news is None
    assert reader.open().news.since == 1


def test_a_revision_that_cannot_be_read_any_more_is_not_compared(
    reader, publish, session
):
    reader.sign()
    publish(RETURNS.replace("50.00", "40.00"))
    session.get(Revision, reader.open(number=1).revision).body = "broken"
    session.flush()

    assert reader.open().news is None


def test_an_old_revision_can_be_read_and_says_what_is_in_force(reader, publish):
    publish(RETURNS.replace("50.00", "40.00"))

    old = reader.open(number=1)

    assert (old.number, old.newest, old.in_force) == (1, 2, 2)
    assert not old.is_newest
    assert [row.number for row in old.revisions] == [2, 1]


def test_what_is_published_for_later_is_not_in_force_yet(reader, publish):
    publish(RETURNS.replace("2026-01-01", "2026-09-01"))

    assert reader.open().in_force == 1
    assert reader.open(today=date(2026, 9, 1)).in_force == 2
    assert reader.open(today=date(2020, 1, 1)).in_force == 0


@pytest.mark.parametrize("wanted", [{"slug": "lost"}, {"number": 9}])
def test_an_unknown_policy_or_revision_is_not_found(reader, wanted):
    with pytest.raises(NotFoundError, match="no policy"):
        reader.open(**wanted)


def test_what_is_no_policy_cannot_be_signed(reader):
    with pytest.raises(NotFoundError, match="no policy"):
        reader.sign(revision=999_999)


@pytest.fixture
def record(session, cast, now, reader):
    """Record a signature on paper: ``record(actor="manager", note="")``."""

    def on_paper(actor="supervisor", person="trainee", today=None, **changes):
        paper = OnPaper(
            person_id=getattr(cast, person),
            slug="returns",
            number=1,
            signed_on=now.date(),
            note="Folder in the back office",
        )
        attesting.record_on_paper(
            session,
            actor=getattr(cast, actor),
            paper=replace(paper, **changes),
            today=today or reader.now.date(),
            now=reader.now,
        )

    return on_paper


@pytest.mark.parametrize("actor", ["supervisor", "manager", "admin"])
def test_whoever_leads_the_team_records_a_signature_on_paper(
    record, reader, session, cast, actor
):
    record(actor)

    signed = reader.open().signed
    assert signed.recorded_by == getattr(cast, actor)
    assert signed.note == "Folder in the back office"
    assert reader.listed().standing is Standing.SIGNED
    assert session.scalars(select(AuditEntry.action)).all() == [
        "policy.signed-on-paper"
    ]


def test_recording_it_twice_keeps_the_first(record, session):
    record()
    record("manager", note="Another")

    (kept,) = session.scalars(select(Attestation))
    assert kept.note == "Folder in the back office"


@pytest.mark.parametrize(
    ("wish", "error", "says"),
    [
        ({"actor": "trainee"}, NotAllowedError, "Somebody else"),
        ({"person": "outsider"}, NotFoundError, "no such person"),
        ({"actor": "outsider"}, NotFoundError, "no such person"),
        ({"note": "  "}, WrongDetailError, "empty"),
        ({"note": "x" * 501}, WrongDetailError, "501"),
        ({"number": 2}, WrongDetailError, "revision from the list"),
        ({"slug": "lost"}, NotFoundError, "no policy"),
        ({"signed_on": date(2026, 3, 3)}, WrongDetailError, "not come yet"),
    ],
)
def test_a_signature_on_paper_that_cannot_be_right_is_refused(
    record, session, wish, error, says
):
    with pytest.raises(error) as refused:
        record(**wish)

    assert says in str(refused.value)
    assert count(session, Attestation) == 0


def test_a_supervisor_sees_who_of_the_team_has_signed(
    reader, session, cast, publish, now
):
    def seen():
        team = signatures.team(session, actor=cast.supervisor, slug="returns", now=now)
        return {m.person.staff_number: m.holds for m in team.members}, team.signed

    assert seen()[1] == 0
    reader.sign()
    people, signed = seen()
    assert (people["T1"], signed) == (True, 1)
    assert "T2" not in people

    publish(RETURNS.replace("50.00", "40.00"))
    assert seen()[1] == 0


def test_the_overview_counts_every_policy(reader, session, cast, now):
    reader.sign()

    (team,) = signatures.overview(session, Shelf(), actor=cast.supervisor, now=now)

    assert (team.slug, team.title, team.signed) == ("returns", "Returns", 1)


def test_an_unknown_policy_has_no_signatures(session, cast, now):
    with pytest.raises(NotFoundError, match="no policy"):
        signatures.team(session, actor=cast.supervisor, slug="lost", now=now)


def test_the_people_of_the_demo_sign_what_they_play_by(reader, publish, session):
    publish(CHECKED)
    module = reader.open().module

    demo_reading.read_before(
        session, Shelf(), person=reader.person, policies=(module,), now=reader.now
    )

    assert reader.listed().standing is Standing.SIGNED
