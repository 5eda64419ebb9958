import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.merging import merge

BASE = "a\nb\nc\nd\n"
LINES = st.lists(st.sampled_from("abcde"), max_size=8).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        pytest.param("A\nb\nc\nd\n", "a\nb\nc\nD\n", "A\nb\nc\nD\n", id="both ends"),
        pytest.param(BASE, "a\nb\nD\n", "a\nb\nD\n", id="only theirs"),
        pytest.param("a\nd\n", BASE, "a\nd\n", id="only mine"),
        pytest.param("a\nx\nd\n", "a\nx\nd\n", "a\nx\nd\n", id="the same"),
        pytest.param(
            "a\nb\nc\nd\ne\n", "z\na\nb\nc\nd\n", "z\na\nb\nc\nd\ne\n", id="added"
        ),
        pytest.param("b\nc\nd\n", "a\nb\nc\n", "b\nc\n", id="removed"),
    ],
)
def test_changes_of_different_lines_are_both_kept(mine, theirs, merged):
    found = merge(base=BASE, mine=mine, theirs=theirs)

    assert found.disputes == ()
    assert found.text() == merged


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("mine", "a\nmine\nc\nd\n"),
        ("theirs", "a\ntheirs\nc\nd\n"),
        ("both", "a\nmine\ntheirs\nc\nd\n"),
    ],
)
def test_changes_of_the_same_lines_wait_for_a_choice(choice, text):
    found = merge(base=BASE, mine="a\nmine\nc\nd\n", theirs="a\ntheirs\nc\nd\n")

    (dispute,) = found.disputes
    assert (dispute.line, dispute.base) == (2, ("b",))
    assert found.text({0: choice}) == text


def test_without_a_known_beginning_every_difference_is_disputed():
    found = merge(base="", mine="a\n", theirs="b\n")

    assert [(d.mine, d.theirs) for d in found.disputes] == [(("a",), ("b",))]


@given(base=LINES, mine=LINES)
def test_what_only_one_changed_is_taken_over(base, mine):
    assert merge(base=base, mine=mine, theirs=base).text() == mine
    assert merge(base=base, mine=base, theirs=mine).text() == mine
    assert merge(base=base, mine=mine, theirs=mine).text() == mine


@given(base=LINES, mine=LINES, theirs=LINES)
def test_whoever_wins_every_dispute_keeps_every_line_of_their_own(base, mine, theirs):
    found = merge(base=base, mine=mine, theirs=theirs)
    choices = range(len(found.disputes))
    added = set(theirs.split()) - set(base.split())

    text = found.text(dict.fromkeys(choices, "theirs"))

    assert added <= set(text.split())
    for piece in found.disputes:
        assert piece.mine != piece.theirs
