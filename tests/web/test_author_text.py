"""A draft as text: shown, checked, completed and saved."""

import pytest

from tests.services.role_plays import LATE_PARCEL

TEXT = "/studio/late-parcel/text"
CHECK = "/studio/late-parcel/check"
COMPLETE = "/studio/late-parcel/complete"
PREVIEW = "/studio/late-parcel/preview"

BROKEN = LATE_PARCEL.replace("](#desk) ^s1", "](#desc) ^s1")
PART = {"HX_Request": "true"}


def line_of(text, words):
    return next(n for n, line in enumerate(text.split("\n"), 1) if words in line)


def test_the_text_is_there_with_its_checks_and_the_first_step(studio):
    page = studio.get(TEXT)
    (area,) = page.elements("textarea", name="body")
    assert "## start" in area.text
    assert "Preview of “start”" in page.text
    assert "Where is my parcel?" in page.text
    assert "De-escalation +2" in page.text


def test_a_line_can_be_asked_for(studio):
    page = studio.get(f"{TEXT}?line={line_of(LATE_PARCEL, '## found')}")
    assert "Preview of “found”" in page.text


def test_problems_stand_with_their_lines_and_a_way_to_mend_them(studio):
    page = studio.post(CHECK, status=200, data={"body": BROKEN}, **PART)
    (problem,) = page.elements("li", **{"data-severity": "error"})
    assert problem.get("data-line") == str(line_of(BROKEN, "#desc"))
    assert "“desc” is not a beat." in page.text
    assert "Did you mean “desk”?" in page.text
    assert "1 problem" in page.text


def test_the_whole_check_plays_every_conversation(studio):
    body = LATE_PARCEL + "\n## alone\n\n- [Bye.](#lost) ^x1\n"
    quick = studio.post(CHECK, status=200, data={"body": body}, **PART)
    assert "alone" not in quick.text
    studio.get(TEXT)
    whole = studio.post(CHECK, status=200, data={"body": body, "whole": "yes"}, **PART)
    assert "alone" in whole.text
    assert whole.elements("section", **{"data-explored": ""})


def test_checking_saves_nothing(studio):
    studio.post(CHECK, status=200, data={"body": BROKEN}, **PART)
    assert "#desc" not in studio.get(TEXT).html


def test_without_a_script_a_check_shows_the_whole_page_with_what_was_typed(studio):
    studio.get(TEXT)
    page = studio.post(CHECK, status=200, data={"body": BROKEN, "version": "1"})
    (area,) = page.elements("textarea", name="body")
    assert "#desc" in area.text
    assert "“desc” is not a beat." in page.text


def test_a_file_that_cannot_be_read_at_all_is_checked_too(studio):
    page = studio.post(CHECK, status=200, data={"body": "Hello"})
    assert "There is no step to show yet." in page.text


def test_saving_keeps_the_text_and_the_place(studio):
    studio.get(TEXT)
    body = LATE_PARCEL.replace("Where is my parcel?", "Where is it?")
    page = studio.submit(TEXT, body=body, line="40")
    assert page.location.endswith("/text?line=40")
    assert "Where is it?" in studio.get(TEXT).html


def test_a_text_with_problems_can_be_saved(studio):
    studio.get(TEXT)
    studio.submit(TEXT, body=BROKEN)
    assert "“desc” is not a beat." in studio.get(TEXT).text


def test_saving_can_go_on_to_playing(studio):
    studio.get(TEXT)
    line = line_of(LATE_PARCEL, "## desk")
    page = studio.submit(TEXT, body=LATE_PARCEL, line=str(line), then="play")
    assert page.location.endswith(f"/play?line={line}")
    assert "Played from “desk”" in studio.get(page.location).text


def test_two_who_change_the_same_line_are_told(studio, arrive):
    other = arrive("M1")
    studio.get(TEXT)
    other.get(TEXT)
    other.submit(TEXT, body=LATE_PARCEL.replace("Where is my parcel?", "Where?"))
    body = LATE_PARCEL.replace("Where is my parcel?", "My parcel?")
    page = studio.submit(TEXT, status=409, body=body)
    assert "You both changed the same lines" in page.text


def test_a_preview_follows_the_line(studio):
    line = line_of(LATE_PARCEL, "So it is my fault?")
    sent = {"body": LATE_PARCEL, "line": str(line)}
    page = studio.post(PREVIEW, status=200, data=sent, **PART)
    assert "Preview of “blamed”" in page.text
    assert "Answer Ada." in page.text


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("- [Hm.](#", "#desk"),
        ("    - score: ", "deescalation +1"),
        ("    - if: said(", "apology"),
        ("    - cite: ", "returns#cash-proof"),
        ("- desk: ", "issue_refund"),
    ],
)
def test_completions_come_from_the_reader(studio, written, offered):
    body = LATE_PARCEL.replace("**Ada:** And now?", written)
    sent = {
        "body": body,
        "line": str(line_of(body, written)),
        "column": str(len(written) + 1),
    }
    studio.get(TEXT)
    found = studio.post(COMPLETE, status=200, data=sent).response.get_json()
    assert offered in [option["label"] for option in found["options"]]
    assert found["column"] <= len(written) + 1


@pytest.mark.usefixtures("studio")
def test_only_authors_read_and_change_it(trainee):
    for path in (TEXT, "/studio/late-parcel/map", "/studio/late-parcel/report"):
        trainee.get(path, status=403)
    trainee.post(CHECK, status=403, data={"body": "x"})


def test_what_has_no_draft_leads_to_its_revisions(studio):
    page = studio.get("/studio/warm-up/text", status=303)
    assert page.location.endswith("/studio/warm-up/revisions")
    studio.get("/studio/no-such-thing/text", status=404)
