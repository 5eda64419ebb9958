import pytest

from tests.services import role_plays
from tests.services.role_plays import EXAM, TEXTS, WARM_UP
from trainer.errors import NotFoundError
from trainer.services import attesting, briefing, home, study
from trainer.services.attesting import Signing
from trainer.services.shelf import Shelf


def see(desk):
    return home.home(
        desk.session, desk.practice.shelf, person=desk.person, now=desk.now
    )


def read_all(desk):
    for policy in study.policies(desk.session, Shelf(), person=desk.person):
        opened = open_(desk, policy.slug)
        sign(desk, opened)


def open_(desk, slug="returns"):
    return study.policy(
        desk.session, Shelf(), person=desk.person, slug=slug, today=desk.now.date()
    )


def sign(desk, opened):
    signing = Signing(
        person=desk.person,
        slug=opened.slug,
        revision=opened.revision,
        language="en",
        answers={},
    )
    attesting.sign(desk.session, Shelf(), signing=signing, now=desk.now)


@pytest.fixture
def idle(seat):
    """The trainee, who has not begun anything."""
    return seat(slug=None)


def test_the_warm_up_comes_first(idle):
    step = see(idle).step

    assert (step.kind, step.slug, step.minutes) == ("warm-up", "warm-up", 3)


def test_what_is_going_on_comes_before_everything(desk):
    step = see(desk).step

    assert (step.kind, step.attempt) == ("resume", desk.attempt)


def test_after_the_warm_up_the_policy_is_read_then_the_scenario_played(idle):
    idle.begin("warm-up")
    idle.say("s1")
    assert (see(idle).step.kind, see(idle).step.slug) == ("policy", "returns")

    read_all(idle)

    assert (see(idle).step.kind, see(idle).step.slug) == ("scenario", "exam-parcel")
    assert (see(idle).policies_read, see(idle).percent) == (1, 50)


def pass_(desk, slug):
    desk.begin(slug)
    desk.say("s1")
    desk.do("lookup_purchase", card="4471")
    desk.do("issue_refund", amount="34.90", tender="card")


def test_when_all_is_passed_nothing_is_due(idle):
    idle.begin("warm-up")
    idle.say("s1")
    read_all(idle)
    pass_(idle, "exam-parcel")
    pass_(idle, "late-parcel")

    assert (see(idle).step.kind, see(idle).percent) == ("done", 100)
    assert [one.title for one in see(idle).recent][-1] == "Warm-up"


def test_an_empty_product_has_nothing_due(session, cast, now):
    seen = home.home(session, Shelf(), person=cast.trainee, now=now)

    assert (seen.step.kind, seen.percent, seen.scenarios) == ("done", 0, ())


def test_a_card_tells_how_far_one_has_come(idle):
    pass_(idle, "late-parcel")
    idle.begin("late-parcel")

    cards = home.catalogue(idle.session, Shelf(), person=idle.person, now=idle.now)

    (card,) = [card for card in cards if card.slug == "late-parcel"]
    assert (card.tries, card.best, card.passed, card.done) == (1, 100, True, True)
    assert card.open_attempt == idle.attempt


def test_exams_and_other_seasons_are_not_on_offer(session, cast, now, tmp_path):
    def dated(slug, setting):
        text = WARM_UP.replace("warm-up", slug).replace("minutes: 3", setting)
        return {f"scenarios/{slug}.md": text}

    texts = {
        **TEXTS,
        "scenarios/exam-only.md": EXAM.replace("use: both", "use: exam").replace(
            "exam-parcel", "exam-only"
        ),
        **dated("in-spring", "minutes: 3\nfrom: 2026-04-01"),
        **dated("in-winter", "minutes: 3\nuntil: 2026-03-01"),
        **dated("today", "minutes: 3\nfrom: 2026-03-02\nuntil: 2026-03-02"),
    }
    done = role_plays.publish(session, tmp_path, now, texts)

    slugs = {
        c.slug for c in home.catalogue(session, Shelf(), person=cast.trainee, now=now)
    }

    assert done.problems == []
    assert slugs == {"warm-up", "late-parcel", "exam-parcel", "today"}


def test_attempts_come_page_by_page(desk, monkeypatch):
    monkeypatch.setattr(home, "A_PAGE", 2)
    for _ in range(2):
        desk.begin()

    first, older = home.attempts(desk.session, person=desk.person)
    rest, end = home.attempts(desk.session, person=desk.person, before=older)

    assert ([row.number for row in first], [row.number for row in rest]) == (
        [3, 2],
        [1],
    )
    assert end is None


def test_a_briefing_tells_what_to_expect(idle):
    told = briefing.briefing(
        idle.session, Shelf(), slug="late-parcel", person=idle.person
    )

    assert told.body.strip() == "Ada waits at the counter."
    assert (told.timed, told.scored, told.tries, told.best) == (True, True, 0, None)
    assert told.policies == (("returns", "Returns", False),)


def test_a_briefing_of_nothing_is_not_found(idle):
    with pytest.raises(NotFoundError, match="Choose one of those under Practice"):
        briefing.briefing(idle.session, Shelf(), slug="lost", person=idle.person)
