"""What a ``show`` names."""

import pytest

from trainer.scenarios.pictures import TYPES, is_picture, picture_of

FILE = "scenarios/parts/call.md"


@pytest.mark.parametrize("ending", TYPES)
def test_a_picture_lies_beside_the_file_that_shows_it(ending):
    picture = picture_of(FILE, f'a-1_B{ending} "A letter of 3 May: 24.90."')

    assert picture == (f"scenarios/parts/a-1_B{ending}", "A letter of 3 May: 24.90.")
    assert picture.name == f"a-1_B{ending}"


@pytest.mark.parametrize("words", ['"  A letter. "', "“A letter.”", '\t"A letter."'])
def test_words_stand_in_quotes_of_either_kind(words):
    assert picture_of(FILE, f"a.png {words}").words == "A letter."


@pytest.mark.parametrize(
    "name",
    [
        *("", "png", ".png", "a", "a.svg", "a.PNG", "a.png.exe", "a b.png", "ä.png"),
        *("../a.png", "/a.png", "b/a.png", "b\\a.png", "a\0.png", "a.png\n"),
        f"{'a' * 61}.png",
    ],
)
def test_what_is_no_plain_name_is_no_picture(name):
    assert not is_picture(name)


@pytest.mark.parametrize(
    "value", ["", "a.png words", 'a.png "words', 'a.png"words" more', '"words"']
)
def test_what_is_written_otherwise_is_no_picture(value):
    assert picture_of(FILE, value) is None
