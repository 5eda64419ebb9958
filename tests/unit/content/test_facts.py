import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.facts import fact_in, split_if


@pytest.mark.parametrize(
    ("line", "key", "value", "columns"),
    [
        ("- severity: error", "severity", "error", (3, 13)),
        ("    - mood: +2 if said(x)  ", "mood", "+2 if said(x)", (7, 13)),
        ("\t-  then:\t#look", "then", "#look", (5, 11)),
        ("- once:", "once", "", (3, 8)),
        ("- once:   ", "once", "", (3, 8)),
        ("- Why_so-much: a: b", "Why_so-much", "a: b", (3, 16)),
    ],
)
def test_a_fact_knows_where_its_key_and_value_stand(line, key, value, columns):
    fact = fact_in(line, "a.md", 9)

    assert (fact.key, fact.value) == (key, value)
    assert (fact.place.column, fact.value_place.column) == columns
    assert fact.place.line == fact.value_place.line == 9
    assert line.startswith(fact.indent + "-")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "text",
        "- a list item",
        "- https://example.org",
        "-x: y",
        "- [a](#b)",
        "* a: b",
    ],
)
def test_other_lines_are_not_facts(line):
    assert fact_in(line, "a.md", 1) is None


@pytest.mark.parametrize(
    ("text", "head", "condition"),
    [
        ("+2 if said(apology)", "+2", "said(apology)"),
        ("+2", "+2", None),
        ("if mood > 3", "", "mood > 3"),
        ("+2 if", "+2", ""),
        ('"Ask me if you dare." if mood >= 6', '"Ask me if you dare."', "mood >= 6"),
        ('"a \\" if b" if c', '"a \\" if b"', "c"),
        ("“what if” if c", "“what if”", "c"),
        ('"open if c', '"open if c', None),
        ("iffy notif", "iffy notif", None),
        ("a if b if c", "a", "b if c"),
    ],
)
def test_a_condition_begins_at_the_first_if_outside_quotes(text, head, condition):
    found_head, found, offset = split_if(text)

    assert (found_head, found) == (head, condition)
    assert text[offset:].strip() == (condition or "")


@given(st.text(alphabet='if "“”\\a', max_size=30))
def test_any_text_splits_into_parts_of_itself(text):
    head, condition, offset = split_if(text)

    assert text.strip().startswith(head)
    assert 0 <= offset <= len(text)
    assert condition is None or text[offset:].strip() == condition
