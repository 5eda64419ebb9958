"""The map of a draft."""

from tests.services.role_plays import LATE_PARCEL

MAP = "/studio/late-parcel/map"
TEXT = "/studio/late-parcel/text"


def save(studio, body):
    studio.get(TEXT)
    studio.submit(TEXT, body=body)
    return studio.get(MAP)


def test_every_box_is_a_link_to_its_step(studio):
    page = studio.get(MAP)
    steps = {f"/studio/late-parcel/steps/{name}" for name in ("start", "desk", "lost")}
    assert steps <= set(page.values("a", "href"))
    assert "7 steps" in page.text


def test_the_list_says_the_same_in_words(studio):
    page = studio.get(MAP)
    assert "Where is my parcel?" in page.text
    assert "I am sorry, let me look. → desk" in page.text
    assert page.elements("li", id="step-desk")


def test_a_step_nobody_gets_to_is_marked_in_words_and_by_a_sign(studio):
    page = save(studio, LATE_PARCEL + "\n## alone\n\n- [Bye.](#lost) ^x1\n")
    assert "Nobody gets to 1 step:" in page.text
    assert "nobody gets here" in page.text


def test_links_to_nowhere_and_to_sub_scenes_are_told(studio):
    body = LATE_PARCEL.replace("(#blamed) ^s2", "(#blame) ^s2")
    body += "\n## anywhere\n\n- [Check.](check.md) ^a1\n    - then: #desk\n"
    page = save(studio, body)
    assert "blame, which does not exist" in page.text
    assert "through check.md" in page.text


def test_a_text_without_a_step_has_no_map_yet(studio):
    page = save(studio, "Hello\n")
    assert "There is no step to draw yet." in page.text


def test_a_wide_map_says_that_it_can_be_moved_sideways(studio):
    page = studio.get(MAP)
    assert "The drawing is wider than this screen" in page.text
    (drawing,) = page.elements("div", **{"class": "chart-map"})
    assert drawing.get("tabindex") == "0"
    assert drawing.get("role") == "region"
