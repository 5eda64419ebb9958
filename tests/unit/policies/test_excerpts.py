import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policies.policies import HEAD, policy
from trainer.policies.excerpts import (
    LONGEST_EXCERPT,
    entries,
    excerpt,
    marked,
    plain,
)

LONG = " ".join(f"word{n}" for n in range(100))


def shown(pieces):
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**Bold** and *soft*, `code`", "Bold and soft, code"),
        ("see [the list](list.md) now", "see the list now"),
        ("> quoted\n\n- one\n- two_three _four_", "quoted one two_three four"),
        ("2 \\{window\\} well-known", "2 {window} well-known"),
    ],
)
def test_markdown_is_taken_off(markdown, words):
    assert plain(markdown) == words


def test_a_clause_is_found_by_its_number_title_prose_and_every_countrys_settings():
    head = HEAD + "settings for DE:\n  window: 14 days\n  most: 4\n"
    found = policy(
        "Within *{window}*, {strange}.".replace(", {strange}", ""), head=head
    )

    (entry,) = entries(found)

    assert (entry.name, entry.number) == ("clause", "2.1")
    assert entry.title_words == "2 1 clause clause"
    assert entry.words == "within 30 days 14 days"
    assert entry.module_words == "returns"


def test_a_title_is_shown_whole():
    assert shown(marked("Cash <needs> proof", ("nee",))) == "Cash <[needs]> proof"


@pytest.mark.parametrize(
    ("terms", "begins", "ends"),
    [
        (("word1",), "[word1]"[:0] + "word0 [word1]", " …"),
        (("word50",), "… ", " …"),
        (("word99",), "… ", "[word99]"),
        (("nowhere",), "word0", " …"),
    ],
)
def test_a_long_text_is_cut_around_the_words(terms, begins, ends):
    found = shown(excerpt(LONG, terms))

    assert found.startswith(begins)
    assert found.endswith(ends)


def test_the_part_with_the_most_hits_is_shown():
    text = f"key {LONG} key lock key {LONG}"

    assert "[key] [lock] [key]" in shown(excerpt(text, ("key", "lock")))


def test_a_text_without_spaces_is_cut_too():
    assert len("".join(p.text for p in excerpt("x" * 999, ("x",)))) >= LONGEST_EXCERPT


@given(st.text(max_size=600), st.lists(st.text(min_size=1, max_size=3), max_size=3))
def test_nothing_is_added_to_a_text_but_ellipses(text, terms):
    text = plain(text)

    found = "".join(piece.text for piece in excerpt(text, tuple(terms)))

    assert found.removeprefix("… ").removesuffix(" …") in text + "… "
