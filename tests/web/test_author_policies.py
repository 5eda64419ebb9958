"""Policies in the studio, as supervisors see and change them."""

from datetime import timedelta

import pytest

from tests.services.role_plays import RETURNS
from trainer import clock
from trainer.store.plans import PolicyPlan
from trainer.web.database import db

HOME = "/studio/policies/returns"
TEXT = f"{HOME}/text"
REVIEW = f"{HOME}/review"
PART = {"HX_Request": "true"}
DEARER = RETURNS.replace("credit_limit: 50.00", "credit_limit: 80.00")


def line_of(text, words):
    return next(n for n, line in enumerate(text.split("\n"), 1) if words in line)


@pytest.fixture
def writer(studio):
    """A supervisor with a draft of the policy on returns."""
    studio.get("/studio/policies")
    studio.submit(f"{HOME}/draft")
    return studio


def write(browser, body, **more):
    browser.get(TEXT)
    return browser.submit(TEXT, body=body, **more)


def test_the_list_leads_to_every_policy(studio):
    page = studio.get("/studio/policies")

    assert "Published, revision 1" in page.text
    assert "governs 3 scenarios" in page.text
    assert studio.get("/studio/").elements("a", href="/studio/policies")


def test_a_draft_shows_its_text_and_a_preview(writer):
    page = writer.get(f"{TEXT}?line={line_of(RETURNS, 'Cash goes back')}")

    (area,) = page.elements("textarea", name="body")
    assert "### 1.1 Cash needs proof" in area.text
    assert "Preview of clause 1.1" in page.text
    assert "no rule contradicts another" in page.text
    assert "Go on writing" in writer.get("/studio/policies").text


def test_problems_stand_with_their_lines(writer):
    broken = RETURNS.replace("issue_refund if", "issue_refunds if")
    page = writer.post(f"{HOME}/check", status=200, data={"body": broken}, **PART)

    (problem,) = page.elements("li", **{"data-severity": "error"})
    assert problem.get("data-line") == str(line_of(broken, "issue_refunds"))


def test_without_a_script_a_check_shows_the_whole_page(writer):
    page = writer.post(f"{HOME}/check", status=200, data={"body": "Hello"})

    assert page.elements("textarea", name="body")
    assert "as soon as the problems above are mended" in page.text


def test_the_preview_fills_in_the_settings(writer):
    body = RETURNS.replace("Look before", "Up to {credit_limit}, look before")
    sent = {"body": body, "line": str(line_of(body, "look before"))}
    page = writer.post(f"{HOME}/preview", status=200, data=sent, **PART)

    assert "Up to 50.00 EUR, look before" in page.text


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("Up to {cre", "credit_limit"),
        ("- se", "severity:"),
        ("- rule: ", "forbid"),
        ("- rule: forbid is", "issue_refund"),
        ("- rule: forbid issue_refund if pr", "proof"),
        ("Words", ""),
    ],
)
def test_what_can_stand_in_a_place_is_offered(writer, written, offered):
    body = f"{RETURNS}{written}"
    line = len(body.split("\n"))
    sent = {"body": body, "line": str(line), "column": str(len(written) + 1)}
    page = writer.post(f"{HOME}/complete", status=200, data=sent)

    assert (offered in page.html) if offered else '"options":[]' in page.html


def test_nothing_is_offered_above_the_text(writer):
    sent = {"body": RETURNS, "line": "2", "column": "1"}
    page = writer.post(f"{HOME}/complete", status=200, data=sent)

    assert '"options":[]' in page.html


def test_two_who_change_the_same_line_choose(writer, arrive):
    other = arrive("M1")
    writer.get(TEXT)
    write(other, RETURNS.replace("only against proof", "with proof"))

    mine = RETURNS.replace("only against proof", "against a receipt")
    page = writer.submit(TEXT, status=409, body=mine)
    assert "You both changed the same lines" in page.text
    writer.submit(f"{HOME}/merge", **{"choice-0": "mine"})
    assert "against a receipt" in writer.get(TEXT).html


def test_publishing_tells_what_it_governs(writer):
    write(writer, DEARER)
    page = writer.get(REVIEW)
    assert "3 scenarios are judged by it" in page.text
    assert "80.00 EUR" in page.text

    done = writer.submit(REVIEW, note="Prices rose.", kind="major", do="publish")

    page = writer.get(done.location)
    assert "published as revision 2" in page.text
    assert "3 scenarios are judged by it from now on" in page.text
    assert "Prices rose." in page.text
    page = writer.get(f"{HOME}/difference?from=1&to=2")
    assert "80.00 EUR" in page.text


def test_a_note_is_mandatory(writer):
    write(writer, DEARER)
    writer.get(REVIEW)
    page = writer.submit(REVIEW, status=422, note=" ", kind="major", do="publish")

    assert "Say in a sentence what changed" in page.text


@pytest.mark.parametrize("days", [2, 0])
def test_a_day_to_come_is_planned_and_can_be_called_off(app, writer, days):
    tomorrow = clock.now().date() + timedelta(days=2)
    write(writer, RETURNS.replace("2026-01-01", str(tomorrow)))
    page = writer.get(REVIEW)
    assert "and not before" in page.text
    done = writer.submit(REVIEW, note="Soon.", kind="major", do="publish")
    assert "is published by itself on" in writer.get(done.location).text
    assert "In force from" in writer.get("/studio/policies").text

    if days:
        writer.get(REVIEW)
        writer.submit(REVIEW, do="call-off")
    app.extensions["trainer.planned"].again = 0.0
    with app.app_context():
        day = PolicyPlan.__table__.update().values(on_day=clock.now().date())
        db.session().execute(day)
        db.session().commit()
    page = writer.get(f"{HOME}/revisions")
    assert ("Revision 2" in page.text) is not bool(days)


def test_somebody_else_sends_it_back_or_approves(writer, arrive):
    write(writer, DEARER)
    writer.get(REVIEW)
    writer.submit(REVIEW, note="Prices rose.", kind="major", do="submit")
    assert "It waits for approval" in writer.get(REVIEW).text

    other = arrive("M1")
    assert "asks for your approval" in other.get(REVIEW).text
    other.submit(REVIEW, do="send-back", answer="By how much?")
    assert "By how much?" in writer.get(REVIEW).text
    writer.submit(REVIEW, note="By a half.", kind="major", do="submit")
    writer.get(REVIEW)
    writer.submit(REVIEW, do="take-back")
    writer.get(REVIEW)
    writer.submit(REVIEW, note="By a half.", kind="major", do="submit")
    other.get(REVIEW)
    done = other.submit(REVIEW, do="approve")
    assert "revision 2" in other.get(done.location).text


def test_an_unknown_wish_changes_nothing(writer):
    writer.get(REVIEW)
    assert "Can be published" in writer.submit(REVIEW, status=400, do="what").text


def test_a_draft_can_be_compared_and_thrown_away(writer):
    write(writer, DEARER)
    assert "80.00 EUR" in writer.get(f"{HOME}/difference?from=1&to=draft").text
    assert "same" in writer.get(f"{HOME}/difference?from=1&to=1").text
    writer.get(f"{HOME}/difference?from=1&to=9", status=404)

    writer.get(TEXT)
    writer.submit(f"{HOME}/discard")
    assert writer.get(TEXT, status=303).location.endswith("/revisions")


def test_a_policy_that_governs_something_stays(studio):
    studio.get(f"{HOME}/revisions")
    page = studio.submit(f"{HOME}/withdraw", status=403)
    assert "late-parcel" in page.text


def test_a_new_policy_begins_with_a_text_that_works(studio):
    studio.get("/studio/policies/new")
    page = studio.submit("/studio/policies/new", status=422, title=" ")
    assert "Give it a title" in page.text
    done = studio.submit("/studio/policies/new", title="Gift cards")
    assert done.location == "/studio/policies/gift-cards/text"
    page = studio.get(done.location)
    assert "Nothing found" in page.text
    studio.get("/studio/policies/gift-cards/review")
    done = studio.submit(
        "/studio/policies/gift-cards/review", note="New.", do="publish"
    )
    studio.get(done.location)
    done = studio.submit("/studio/policies/gift-cards/withdraw")
    assert "It is withdrawn" in studio.get(done.location).text


def test_a_trainee_has_no_policies_in_the_studio(trainee):
    trainee.get("/studio/policies", status=403)


def test_a_rule_is_tried_on_a_case(writer):
    page = writer.get(f"{HOME}/try")
    assert "Choose what is done" in page.text
    assert page.elements("select", name="proof")

    page = writer.get(f"{HOME}/try?action=issue_refund&proof=no&blank.amount=34.90")
    assert "Cash needs proof" in page.text
    assert "Broken" in page.text
    assert "critical" in page.text
    page = writer.get(f"{HOME}/try?action=issue_refund&proof=yes")
    assert "Kept" in page.text
    page = writer.get(f"{HOME}/try?action=issue_refund")
    assert "Not judged" in page.text


def test_what_was_done_before_counts(writer):
    assert "Broken" in writer.get(f"{HOME}/try?action=refuse_return").text
    before = "before=lookup_purchase&before=nothing"
    page = writer.get(f"{HOME}/try?action=refuse_return&{before}")
    assert "Kept" in page.text


def test_a_value_that_cannot_be_read_is_told(writer):
    page = writer.get(f"{HOME}/try?action=issue_refund&blank.amount=much")
    assert "Write an amount" in page.text
    assert "a value cannot be read" in page.text


def test_an_ending_is_tried_too(writer):
    owing = "- rule: owe issue_store_credit if case.paid > credit_limit\n"
    body = RETURNS.replace("- severity: critical\n", f"{owing}- severity: critical\n")
    write(writer, body, then="try")
    page = writer.get(f"{HOME}/try?action=end&case.paid=60,00")
    assert "Broken" in page.text
    page = writer.get(f"{HOME}/try?action=handed-over&case.paid=60,00")
    assert "No rule of this policy speaks of it" in page.text


def test_what_is_published_is_tried_where_nobody_writes(studio):
    page = studio.get(f"{HOME}/try?action=issue_refund&proof=no")
    assert page.elements("a", href="/policies/returns#cash-proof")
    studio.get("/studio/policies/refunds/try", status=404)


def test_a_text_with_errors_is_not_tried(writer):
    write(writer, "Hello")
    assert "as soon as the text can be read" in writer.get(f"{HOME}/try").text
