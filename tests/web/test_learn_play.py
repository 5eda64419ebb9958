"""A role-play in the browser, with and without htmx, and everything that goes wrong."""

from datetime import timedelta

import pytest

from tests.pages import Browser
from tests.services import role_plays
from tests.services.role_plays import LATE_PARCEL, RETURNS
from trainer import clock
from trainer.web.database import db


class Player:
    """A browser at a role-play."""

    def __init__(self, browser, slug="late-parcel", mode="practice"):
        self.browser = browser
        browser.get(f"/practice/{slug}")
        self.path = browser.submit(f"/practice/{slug}", mode=mode).location

    @property
    def page(self):
        return self.browser.get(self.path)

    def token(self, words):
        """The token of the reply with these words on the page as it is now."""
        (button,) = [
            b
            for b in self.page.elements("button", name="move")
            if words in " ".join(b.itertext())
        ]
        return button.get("value")

    def form(self, **fields):
        (now, *_) = self.page.values("input", "value", name="now")
        return {"now": now, **fields}

    def send(self, status=303, *, htmx=False, **fields):
        headers = {"HX_Request": "true"} if htmx else {}
        return self.browser.post(self.path, status=status, data=fields, **headers)

    def say(self, words, status=303, **options):
        return self.send(status, **self.form(move=self.token(words)), **options)

    def do(self, action, status=303, **blanks):
        return self.send(status, **self.form(action=action, **blanks))


@pytest.fixture
def player(learner):
    return Player(learner)


def test_a_conversation_without_javascript(player):
    player.say("I am sorry")
    player.do("lookup_purchase", card="4471")
    player.do("issue_refund", amount="34.90", tender="card")

    page = player.page
    assert "Resolved: the customer leaves with an answer." in page.text
    debrief = player.browser.get(f"{player.path}/debrief")
    assert "Passed" in debrief.text
    assert "100 of 100" in debrief.text
    assert "Found it in the end." in debrief.text


def test_htmx_gets_the_new_turns_and_what_changed(player):
    page = player.say("I am sorry", status=200, htmx=True)

    assert page.response.headers["HX-Retarget"] == "#log"
    assert page.response.headers["HX-Reswap"] == "beforeend"
    assert "Well?" in page.text
    assert "Where is my parcel?" not in page.text
    parts = page.values("hx-partial", "hx-target")
    assert parts == ["#mood", "#composer", "#tools", "#desk-hints"]


def test_htmx_gets_the_desk_where_it_changed(player):
    player.say("I am sorry")
    page = player.send(
        200, htmx=True, **player.form(action="issue_refund", amount="1", tender="card")
    )

    assert "not done" in page.text
    assert "#acts" in page.values("hx-partial", "hx-target")


def test_htmx_gets_what_a_look_up_revealed(app, learner, tmp_path):
    hidden = LATE_PARCEL.replace("late-parcel", "hidden").replace(
        "    - set: proof = yes", "    - reveal: paid"
    )
    texts = {"scenarios/hidden.md": hidden, "policies/returns.md": RETURNS}
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "more", clock.now(), texts)
    player = Player(learner, "hidden")
    player.say("I am sorry")

    looked = player.form(action="lookup_purchase", card="4471")
    page = player.send(200, htmx=True, **looked)

    assert "#order" in page.values("hx-partial", "hx-target")
    assert "34.90" in page.text


def test_htmx_asks_for_what_the_clock_did(player):
    page = player.browser.get(player.path, HX_Request="true")

    assert page.html.lstrip().startswith('<div class="stage"')


def test_practice_shows_verdicts_advice_and_numbers(player):
    assert "She has waited for a week." in player.page.text
    assert "Mood 4" in player.page.text

    player.say("It must be the carrier")

    assert "De-escalation −1" in player.page.text


def test_an_assessment_shows_none_of_it(learner):
    player = Player(learner, slug="exam-parcel", mode="assessment")
    assert "She has waited" not in player.page.text

    player.say("It must be the carrier")

    assert "De-escalation" not in player.page.text
    assert "Mood 2" not in player.page.text


def test_no_page_carries_where_a_reply_leads_or_what_it_is_worth(player):
    html = player.page.html

    for secret in ('"s1"', '"s2"', "#blamed", "blamed", "+2", "lost"):
        assert secret not in html.replace('href="#main"', "")


def test_a_locked_reply_says_why(player):
    assert "You have not found it yet." in player.page.text


def test_a_blank_that_cannot_be_read_is_shown_again_beside_its_field(player):
    player.say("I am sorry")

    page = player.do("issue_refund", status=422, amount="a lot", tender="card")

    (field,) = page.elements("input", id="act-issue_refund-amount")
    assert (field.get("value"), field.get("aria-invalid")) == ("a lot", "true")
    assert "“a lot” does not fit “Amount”. Write an amount like 34.90." in page.text
    (desk,) = page.elements("details", id="desk")
    assert "open" in desk.attrib


@pytest.mark.parametrize(
    ("action", "blanks", "words"),
    [
        ("issue_refund", {}, "Fill in “Amount” first. Nothing was booked."),
        ("issue_refund", {"amount": "1", "tender": "x"}, "“x” does not fit “Pay back"),
        ("lookup_purchase", {"card": "4" * 201}, "“Card ending” takes up to 200"),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_the_form(player, action, blanks, words):
    page = player.do(action, status=422, **blanks)

    assert words in page.text
    assert ("Nothing was booked" in page.text) is (action == "issue_refund")


def test_an_amount_is_shown_in_the_currency_of_the_policies(player):
    assert "Paid €34.90" in player.page.text
    player.say("I am sorry")
    player.do("lookup_purchase", card="4471")
    player.do("issue_refund", amount="€99,999.00", tender="cash")

    assert "The till cannot give €99,999.00: only €34.90 of what" in player.page.text


def test_leaving_keeps_the_words_and_pauses(player):
    player.say("It must be the carrier")

    answer = player.send(**player.form(do="leave", words="I was just about to"))

    assert answer.location == "/"
    assert "It is paused, and everything is kept." in player.browser.get("/").text
    assert "The conversation is paused" in player.page.text
    player.send(**player.form(do="resume"))
    (area,) = player.page.elements("textarea", id="words")
    assert area.text.strip() == "I was just about to"


def test_leaving_with_htmx_goes_home_too(player):
    answer = player.send(200, htmx=True, **player.form(do="leave"))

    assert answer.response.headers["HX-Redirect"] == "/"


def test_leaving_from_a_page_that_is_old_only_keeps_the_words(player):
    old = player.form(do="leave", words="One moment please")
    player.say("It must be the carrier")

    player.send(**old)

    (area,) = player.page.elements("textarea", id="words")
    assert area.text.strip() == "One moment please"


def test_an_assessment_that_was_paused_says_that_its_clock_runs_on(learner):
    player = Player(learner, slug="exam-parcel", mode="assessment")
    player.say("I am sorry")
    assert "the clock runs on" not in player.page.text
    player.send(**player.form(do="leave"))
    player.send(**player.form(do="resume"))

    assert "Leave; the clock runs on" in player.page.text
    player.send(**player.form(do="leave"))
    assert "The clock of that conversation runs on." in player.browser.get("/").text


def test_hints_on_desk_actions_are_shown_in_practice_only(learner):
    player = Player(learner)
    page = player.say("I am sorry", status=200, htmx=True)
    assert "Look up a purchase: What does the card say?" in page.text
    assert "#desk-hints" in page.values("hx-partial", "hx-target")

    exam = Player(learner, slug="exam-parcel", mode="assessment")
    exam.say("I am sorry")
    assert "What does the card say?" not in exam.page.text


def test_a_pause_hides_the_replies_until_one_goes_on(player):
    player.send(**player.form(do="pause"))
    assert "The conversation is paused" in player.page.text
    assert not player.page.elements("button", name="move")

    player.send(**player.form(do="resume"))

    assert player.page.elements("button", name="move")


def test_words_are_kept_while_they_are_typed(player):
    player.say("It must be the carrier")
    player.browser.post(f"{player.path}/draft", status=204, data={"words": "I was"})

    (area,) = player.page.elements("textarea", id="words")
    assert area.text.strip() == "I was"


@pytest.mark.parametrize(
    "words",
    ["Sorry \N{PERSON WITH FOLDED HANDS}", "סליחה, sorry", "a\x00b <i>sorry</i>"],
)
def test_words_of_any_script_are_shown_as_they_were_typed(player, words):
    player.say("It must be the carrier")
    player.send(
        **player.form(
            move=player.page.values("button", "value", name="move")[-1], words=words
        )
    )

    assert words.replace("\x00", "") in player.page.text


def test_a_megabyte_of_words_is_refused_and_all_of_it_shown(player):
    player.say("It must be the carrier")
    token = player.page.values("button", "value", name="move")[-1]

    words = "sorry " * 170_000
    page = player.send(413, **player.form(move=token, words=words))

    assert "has 1,020,000 characters, and up to 5,000 can be sent" in page.text
    (whole,) = page.elements("textarea", id="kept")
    assert whole.text.strip() == words.strip()
    (area,) = page.elements("textarea", id="words")
    assert len(area.text.strip()) > 19_900
    assert "maxlength" not in area.attrib


def test_an_answer_a_little_too_long_stays_in_its_box(player):
    player.say("It must be the carrier")
    token = player.page.values("button", "value", name="move")[-1]
    words = "sorry, Ada. " * 500

    page = player.send(413, **player.form(move=token, words=words))

    assert "All of it is kept." in page.text
    (area,) = page.elements("textarea", id="words")
    assert area.text.strip() == words.strip()
    assert not page.elements("textarea", id="kept")


def test_more_than_can_be_read_leaves_the_saved_draft_alone(player, config):
    player.say("It must be the carrier")
    player.browser.post(f"{player.path}/draft", status=204, data={"words": "I was"})
    fields = player.form(words="sorry " * (config.max_upload // 6))

    page = player.send(413, **fields)
    assert "what was last saved of it is still there" in page.text
    beside = player.send(413, htmx=True, **fields)
    assert beside.response.headers["HX-Retarget"] == "#answer"
    assert "All of it is still here in its box" in beside.text

    (area,) = player.page.elements("textarea", id="words")
    assert area.text.strip() == "I was"


def test_an_empty_answer_is_asked_for(player):
    player.say("It must be the carrier")
    token = player.page.values("button", "value", name="move")[-1]

    assert "Type your answer first." in player.send(422, **player.form(move=token)).text


def test_a_stale_tab_is_told_and_its_words_kept(player):
    old = player.form(move=player.token("I am sorry"), words="Let me look for you")
    player.say("It must be the carrier")

    page = player.send(409, **old)

    assert "has moved on since that page was shown" in page.text
    assert any("Let me look" in (a.text or "") for a in page.elements("textarea"))


def test_a_stale_tab_gets_the_whole_stage_from_htmx(player):
    old = player.form(move=player.token("I am sorry"))
    player.say("It must be the carrier")

    page = player.send(409, htmx=True, **old)

    assert page.html.lstrip().startswith('<div class="stage"')
    assert "HX-Retarget" not in page.response.headers


def test_a_double_click_is_one_move(player):
    form = player.form(move=player.token("I am sorry"))

    first = player.send(200, htmx=True, **form)
    second = player.send(200, htmx=True, **form)

    assert "Well?" in first.text
    assert "Well?" in second.text
    assert player.page.text.count("I am sorry, let me look.") == 1


@pytest.mark.parametrize(
    "now",
    ["", "x", "1", "-3.a", "99999999999999999999.a", "1.", "\N{SUPERSCRIPT TWO}.a"],
)
def test_a_form_without_its_number_is_not_taken(player, now):
    player.send(
        409 if now not in {"1", "1."} else 303, now=now, move=player.token("I am")
    )


def test_an_unknown_move_is_explained(player):
    page = player.send(409, **player.form(move="0" * 20))

    assert "That answer is not open at this point" in page.text
    page = player.do("open_the_safe", status=409)
    assert "“Open the safe” is not among the desk actions" in page.text


def test_a_move_after_the_end_is_explained(player):
    player.say("I am sorry")
    player.say("There is nothing I can do")

    page = player.send(409, now="3.x", move="0" * 20, words="Wait, one more thing")

    assert "This conversation has ended" in page.text
    assert "The customer left without an answer." in page.text


def test_somebody_elses_attempt_is_not_there(app, player):
    other = Browser(app).sign_in("T2")

    assert "no such role-play" in other.get(player.path, status=404).text
    other.post(player.path, status=404, data={"now": "1.a", "move": "x"})
    other.post(f"{player.path}/draft", status=404, data={"words": "x"})
    other.post(f"{player.path}/again", status=404, data={"turn": "1"})
    other.post(f"{player.path}/leave", status=404)
    other.get(f"{player.path}/debrief", status=404)


def test_an_answer_after_the_time_is_explained_and_kept(player, monkeypatch):
    player.say("I am sorry")
    assert player.page.values("span", "data-clock")
    form = player.form(move=player.token("There is nothing"), words="One moment")
    later = clock.now() + timedelta(seconds=40)
    monkeypatch.setattr(clock, "now", lambda: later)

    page = player.send(200, htmx=True, **form)

    assert "That came after the time was up" in page.text
    assert "Hello?" in page.text


def test_the_clock_is_answered_without_javascript_too(player, monkeypatch):
    player.say("I am sorry")
    later = clock.now() + timedelta(minutes=20)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert "Hello?" in player.page.text


def test_one_may_try_again_from_a_turn(player):
    player.say("I am sorry")
    player.say("There is nothing I can do")
    debrief = player.browser.get(f"{player.path}/debrief")
    assert "Try again from turn 2" in debrief.text

    again = player.browser.post(f"{player.path}/again", data={"turn": "2"}).location

    assert again.split("#")[0] != player.path
    assert "Well?" in player.browser.get(again.split("#")[0]).text


def test_a_debrief_before_the_end_is_explained(player):
    page = player.browser.get(f"{player.path}/debrief", status=404)

    assert "has not ended" in page.text


def test_a_failed_assessment_keeps_the_best_conversation_to_itself(learner):
    player = Player(learner, slug="exam-parcel", mode="assessment")
    player.say("I am sorry")
    player.say("There is nothing I can do")

    page = player.browser.get(f"{player.path}/debrief")

    assert "shown here once you have passed the assessment" in page.text
    assert "Try again from turn" not in page.text
    assert "Breaks 1.2: Look first" in page.text


def test_what_an_author_fences_is_shown_as_it_is_written(app):
    with app.test_request_context():
        turns = app.jinja_env.get_template("learn/turns.html").make_module()
        html = str(turns.line("code", "", "```\nReceipt {n}  <1>\n  two\n```"))

    assert '<div class="narration"><pre tabindex="0"><code>' in html
    assert "Receipt {n}  &lt;1&gt;\n  two\n" in html
