"""Two authors at one step: whoever saves second comes to where the step is now."""

from tests.web.test_author_form import HOME, START, step

BLAMED = f"{HOME}/steps/blamed"


def rename(meanwhile, old, new):
    """Give a step another name as somebody else, with all that leads to it."""
    meanwhile(f"#{old}", f"#{new}")
    meanwhile(f"## {old}", f"## {new}")


def test_a_step_that_was_renamed_meanwhile_is_saved_and_shown_by_its_new_name(
    studio, stored, meanwhile
):
    sent = step(studio, "blamed") | {"p0-text": "Whose fault is it, then?"}
    rename(meanwhile, "blamed", "scolded")

    answer = studio.post(BLAMED, data=sent)

    assert answer.location == f"{HOME}/steps/scolded"
    assert "Whose fault is it, then?" in stored().body
    page = studio.get(answer.location)
    assert "The step “blamed” is called “scolded” now." in page.text


def test_a_step_that_is_gone_after_both_texts_are_one_leads_to_the_list(
    studio, stored, meanwhile
):
    sent = step(studio, "blamed") | {"p0-text": "Whose fault is it, then?"}
    body = stored().body
    start = body.index("## blamed")
    meanwhile(body[start : body.index("## ", start + 3)], "")
    studio.post(BLAMED, status=409, data=sent)

    answer = studio.submit(f"{HOME}/merge", **{"choice-0": "theirs"})

    assert answer.location == HOME
    assert "The step “blamed” is not there any more." in studio.get(HOME).text


def test_a_step_that_is_where_it_was_is_shown_after_both_texts_are_one(
    studio, meanwhile
):
    sent = step(studio) | {"r0-words": "I am so sorry."}
    meanwhile("I am sorry, let me look.", "I am sorry.")
    studio.post(START, status=409, data=sent)

    answer = studio.submit(f"{HOME}/merge", **{"choice-0": "mine"})

    assert answer.location == START
