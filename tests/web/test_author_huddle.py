"""A scenario played by a team: hands vote, nothing is kept but a good new answer."""

from sqlalchemy import func, select

from tests.services.authors import SIMPLE, Author
from trainer import clock
from trainer.store.attempts import Attempt
from trainer.web.database import db

HUDDLE = "/studio/late-parcel/huddle"
ANSWER = f"{HUDDLE}/answer"
BETTER = "Where did you look for it first?"


def options(page):
    return [
        " ".join(" ".join(one.itertext()).split())
        for one in page.elements("span", **{"class": "huddle__words"})
    ]


def number(page, words):
    (found,) = [at for at, one in enumerate(options(page), 1) if words in one]
    return found


def play(team, words, status=200):
    return team.submit(HUDDLE, status=status, pick=str(number(team.page, words)))


def propose(team, status=200, **fields):
    sent = {"words": BETTER, "name": "Ana Ruiz", **fields}
    return team.submit(ANSWER, status=status, **sent)


def test_the_customer_speaks_and_the_replies_are_numbered(studio):
    page = studio.get(HUDDLE)

    assert "Where is my parcel?" in page.text
    assert len(options(page)) >= 2
    assert "You heard her first." not in page.text


def test_what_most_hands_were_raised_for_is_played_and_told_afterwards(studio):
    page = studio.get(HUDDLE)
    at = number(page, "let me look")

    page = studio.submit(HUDDLE, status=200, **{f"hands-{at}": "7", "do": "vote"})

    assert "What the last answer was worth" in page.text
    assert "You heard her first." in page.text


def test_a_draw_and_no_hands_are_asked_about_again(studio):
    studio.get(HUDDLE)

    page = studio.submit(HUDDLE, status=422, do="vote")
    assert "Type how many hands each got" in page.text
    votes = {"hands-1": "3", "hands-2": "3", "do": "vote"}
    page = studio.submit(HUDDLE, status=422, **votes)
    assert "Several have as many hands." in page.text
    assert page.values("input", "value", id="hands-1") == ["3"]


def test_a_turn_is_undone(studio):
    studio.get(HUDDLE)
    play(studio, "let me look")

    page = studio.submit(HUDDLE, status=200, back="0")

    assert "What the last answer was worth" not in page.text
    assert "Where is my parcel?" in page.text


def test_own_words_and_the_desk_are_played_and_the_end_is_a_debrief(studio):
    studio.get(HUDDLE)
    play(studio, "It must be the carrier.")
    page = studio.submit(HUDDLE, status=422, do="write", text=" ")
    assert page.elements("div", role="alert")
    studio.submit(HUDDLE, status=200, do="write", text="I am sorry, that was not fair.")
    play(studio, "Look up a purchase · Card ending 4471")

    page = play(studio, "You will get it tomorrow.")

    assert "Debrief" in page.text
    assert "What you chose" in page.text
    assert "The best conversation" in page.text
    assert "The conversation before" not in page.text
    assert not options(page)
    studio.submit(HUDDLE, status=422, do="vote")


def test_a_good_new_answer_goes_into_the_draft_with_its_authors_name(studio, stored):
    studio.get(HUDDLE)

    page = propose(studio)

    assert f"“{BETTER}” by Ana Ruiz is in the draft now." in page.text
    assert "/studio/late-parcel/steps/start" in page.values("a", "href")
    assert number(page, BETTER)
    body = stored().body
    assert "<!-- Proposed by Ana Ruiz in a huddle. -->" in body
    assert f"- [{BETTER}](#" in body


def test_only_the_lines_of_the_new_answer_are_added(studio, stored):
    before = stored().body.splitlines()
    studio.get(HUDDLE)

    propose(studio, words="Is it [the blue] one? -- tell me", name="A <!-- B -->")

    after = stored().body.splitlines()
    added = [line for line in after if line not in before]
    assert [line for line in after if line in before or line == ""] == before
    assert "<!-- Proposed by A ! B in a huddle. -->" in added[0]


def test_an_answer_without_words_a_name_or_a_likeness_is_asked_for_again(studio):
    studio.get(HUDDLE)

    assert "Write down what was proposed." in propose(studio, 422, words=" ").text
    assert "Say whose answer it is." in propose(studio, 422, name="--").text
    assert "Choose which reply" in propose(studio, 422, like="nothing").text
    assert "Nobody would say all that." in propose(studio, 422, words="x" * 401).text
    assert propose(studio)
    assert "stands at the step already" in propose(studio, 422).text


def test_a_draft_is_begun_for_an_answer_where_there_is_none(studio, stored):
    studio.get("/studio/late-parcel/name")
    studio.submit("/studio/late-parcel/discard")
    studio.get(HUDDLE)

    propose(studio)

    assert BETTER in stored().body


def test_a_broken_draft_leaves_the_huddle_with_what_was_published(studio, meanwhile):
    studio.get(HUDDLE)
    meanwhile("(#desk) ^s1", "(#desc) ^s1")

    page = studio.get(HUDDLE)

    assert "as it was last published" in page.text
    assert "as it was last published" in play(studio, "let me look").text
    assert "is in the draft now." in propose(studio).text


def test_what_was_withdrawn_is_played_no_more(studio, meanwhile):
    meanwhile("(#desk) ^s1", "(#desc) ^s1")
    studio.get("/studio/late-parcel/revisions")
    studio.submit("/studio/late-parcel/withdraw")

    broken = studio.get(HUDDLE).text
    studio.get("/studio/late-parcel/name")
    studio.submit("/studio/late-parcel/discard")
    gone = studio.get(HUDDLE).text

    assert "This cannot be played yet." in broken
    assert "as it was last published" not in broken
    assert "This scenario was withdrawn" in gone


def test_what_was_never_published_and_cannot_be_played_says_what_to_mend(
    studio, app, people
):
    studio.get(HUDDLE)
    form = studio.page.form(HUDDLE)
    answer = studio.page.form(ANSWER) | {"words": BETTER, "name": "Ana"}
    with app.app_context():
        author = Author(db.session(), people.supervisor, clock.now())
        author.start(body=SIMPLE.replace("(#lost) ^s2", "(#nowhere) ^s2"))

    assert "cannot be played yet" in studio.get("/studio/simple/huddle").text
    studio.post("/studio/simple/huddle", status=409, data=form)
    answer["like"] = "s1"
    studio.post("/studio/simple/huddle/answer", status=409, data=answer)


def test_nothing_is_stored_of_a_huddle(studio, app):
    studio.get(HUDDLE)
    play(studio, "let me look")

    with app.app_context():
        assert db.session().scalar(select(func.count()).select_from(Attempt)) == 0


def test_trainees_cannot_begin_a_huddle(learner):
    learner.get(HUDDLE, status=403)
