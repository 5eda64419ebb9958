"""A picture of a scenario, on every page that shows what its step says."""

from dataclasses import replace

import pytest

from tests.services import role_plays
from tests.services.role_plays import TEXTS
from tests.web.test_learn_play import Player
from trainer import clock
from trainer.web.database import db

PNG = b"\x89PNG\r\n\x1a\nslip"
WORDS = "A receipt: 34.90, paid by card 4471."
ASKS = "**Ada:** Where is my parcel?\n"
SHOWS = f'{ASKS}\n- show: slip.png "{WORDS}"\n'
SHOWING = {file: text.replace(ASKS, SHOWS) for file, text in TEXTS.items()}
ADDRESS = "/pictures/scenarios/slip.png"


@pytest.fixture
def folder(tmp_path):
    """The content folder, with one picture beside the scenario."""
    content = tmp_path / "library"
    role_plays.write(content, SHOWING)
    (content / "scenarios" / "slip.png").write_bytes(PNG)
    return content


@pytest.fixture
def config(config, folder):
    return replace(config, content_dir=folder)


@pytest.fixture
def people(app, folder, people):
    """The cast, and the scenario published."""
    with app.app_context():
        role_plays.publish(db.session(), folder, clock.now(), SHOWING)
    return people


@pytest.fixture
def author(supervisor):
    supervisor.get("/studio/")
    supervisor.submit("/studio/late-parcel/draft")
    return supervisor


def shown(page):
    """(Address, words) of the pictures of a page."""
    return [(e.get("src"), e.get("alt")) for e in page.elements("img")]


@pytest.mark.parametrize(
    ("slug", "mode"), [("late-parcel", "practice"), ("exam-parcel", "assessment")]
)
def test_a_role_play_shows_it_with_words_for_who_cannot_see_it(trainee, slug, mode):
    player = Player(trainee, slug, mode)

    assert shown(player.page) == [(ADDRESS, WORDS)]


def test_the_debrief_shows_it_again(trainee):
    player = Player(trainee)
    player.say("I am sorry")
    player.do("lookup_purchase", card="4471")
    player.do("issue_refund", amount="34.90", tender="card")

    assert (ADDRESS, WORDS) in shown(trainee.get(f"{player.path}/debrief"))


@pytest.mark.parametrize(
    "page", ["preview/start", "text?line=40", "play?beat=start", "huddle", "paper"]
)
def test_the_studio_shows_it(author, page):
    found = shown(author.get(f"/studio/late-parcel/{page}"))

    assert set(found) == {(ADDRESS, WORDS)}


def test_a_browser_keeps_it_and_asks_whether_it_may_show_it(trainee):
    first = trainee.client.get(ADDRESS)
    again = trainee.client.get(
        ADDRESS, headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (first.data, first.mimetype) == (PNG, "image/png")
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert (again.status_code, again.data) == (304, b"")
    for answer in (first, again):
        assert answer.headers.getlist("Cache-Control") == ["private, no-cache"]
        assert "Cookie" in answer.headers["Vary"]


def test_a_stranger_is_asked_to_sign_in_and_nothing_is_kept(app):
    answer = app.test_client().get(ADDRESS)

    assert answer.location.startswith("/sign-in")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        *("scenarios/late-parcel.md", "scenarios/no.png", "policies/returns.md"),
        *("../trainer.db", "%2e%2e/trainer.db", "scenarios/..%2f..%2foutside.png"),
        *("etc/passwd", "scenarios%5cslip.png", "scenarios/%00.png"),
        *("scenarios/slip.png%00.md", "scenarios/slip.png/", "scenarios/%2e/slip.png"),
    ],
)
def test_anything_else_is_a_page_that_says_there_is_none(trainee, tmp_path, path):
    (tmp_path / "outside.png").write_bytes(PNG)

    page = trainee.get(f"/pictures/{path}", status=404)

    assert PNG not in page.response.data
    assert page.response.headers["Cache-Control"] == "no-store"
    assert page.elements("h1")
