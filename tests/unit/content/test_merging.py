import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.merging import merge

BASE = "a\nb\nc\nd\n"
LINES = st.lists(st.sampled_from(["- a", "- b", "c", "  d", "\te"]), max_size=8).map(
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
    assert dispute.line == 2
    assert found.text({0: choice}) == text


INDENTED = "- a\n  b\n  c\n- d\n  e\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "dispute"),
    [
        pytest.param(
            "- A\n  b\n  c\n- d\n  e\n",
            "- Z\n  b\n  c\n- d\n  e\n",
            (1, "- A\n  b\n  c", "- Z\n  b\n  c"),
            id="the line above",
        ),
        pytest.param(
            "- a\n  b\n  C\n- d\n  e\n",
            "- a\n  b\n  Z\n- d\n  e\n",
            (1, "- a\n  b\n  C", "- a\n  b\n  Z"),
            id="a line below",
        ),
        pytest.param(
            "- a\n  B\n  c\n- d\n  e\n",
            "- a\n  Z\n  Y\n- d\n  e\n",
            (1, "- a\n  B\n  c", "- a\n  Z\n  Y"),
            id="a line below and another",
        ),
        pytest.param(
            "- a\n  b\n  c\n  e\n",
            "- a\n  b\n  c\n- D\n  e\n",
            (1, "- a\n  b\n  c\n  e", "- a\n  b\n  c\n- D\n  e"),
            id="the line above removed",
        ),
    ],
)
def test_a_line_and_those_indented_below_it_are_chosen_together(mine, theirs, dispute):
    (found,) = merge(base=INDENTED, mine=mine, theirs=theirs, heads="- ").disputes

    assert (found.line, "\n".join(found.mine), "\n".join(found.theirs)) == dispute


def test_what_is_indented_below_no_head_is_for_itself():
    mine, theirs = "a\n  x\n", "a\n  y\n"

    (found,) = merge(base="a\n  b\n", mine=mine, theirs=theirs, heads="- ").disputes

    assert (found.mine, found.theirs) == (("  x",), ("  y",))


def test_changes_of_different_lines_below_one_line_are_both_kept():
    mine, theirs = INDENTED.replace("a", "A"), INDENTED.replace("c", "C")

    found = merge(base=INDENTED, mine=mine, theirs=theirs, heads="- ")

    assert found.disputes == ()
    assert found.text() == "- A\n  b\n  C\n- d\n  e\n"


def test_without_a_known_beginning_every_difference_is_disputed():
    found = merge(base="", mine="a\n", theirs="b\n")

    assert [(d.mine, d.theirs) for d in found.disputes] == [(("a",), ("b",))]


@given(base=LINES, mine=LINES)
def test_what_only_one_changed_is_taken_over(base, mine):
    assert merge(base=base, mine=mine, theirs=base).text() == mine
    assert merge(base=base, mine=base, theirs=mine).text() == mine
    assert merge(base=base, mine=mine, theirs=mine).text() == mine


@pytest.mark.parametrize("heads", ["", "- "])
@given(base=LINES, mine=LINES, theirs=LINES)
def test_whoever_wins_every_dispute_keeps_every_line_of_their_own(
    heads, base, mine, theirs
):
    found = merge(base=base, mine=mine, theirs=theirs, heads=heads)
    choices = range(len(found.disputes))
    added = set(theirs.split()) - set(base.split())

    text = found.text(dict.fromkeys(choices, "theirs"))

    assert added <= set(text.split())
    for piece in found.disputes:
        assert piece.mine != piece.theirs
