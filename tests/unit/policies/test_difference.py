import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policies.policies import HEAD, reading
from trainer.policies import difference
from trainer.policies.difference import Change, compare, word_by_word

BODY = """## 1 Hearing

### 1.1 Hear first {#hear}

Let them say what happened within {window}.

### 1.2 Then look {#look}

Look it up.

- rule: forbid refuse_return if proof
- severity: error

### 1.3 By number

Cited by its number.
"""


def both(old="", new="", *, head=HEAD):
    before, _warnings = reading(body=BODY)
    after, _warnings = reading(body=BODY.replace(old, new), head=head)
    assert old in BODY
    return compare(before, after)


def shown(stretches):
    signs = {Change.NEW: "+", Change.GONE: "-", None: ""}
    return " ".join(f"{signs[one.change]}{one.words}" for one in stretches)


def test_the_same_text_has_no_difference():
    assert not both()


def test_another_line_break_is_no_change():
    assert not both("Let them say", "Let them\nsay")


def test_changed_words_are_marked():
    (change,) = both("say what happened", "tell what went wrong").clauses

    assert (change.change, change.name, change.number) == ("changed", "hear", "1.1")
    assert shown(change.title) == "Hear first"
    assert shown(change.text) == (
        "Let them -say +tell what -happened +went wrong within 30 days."
    )


def test_a_clause_without_id_is_known_by_its_number():
    (change,) = both("Cited by its number.", "Cited so.").clauses

    assert (change.change, change.name) == ("changed", "1.3")


def test_a_clause_that_moved_is_the_same_clause():
    changes = both("### 1.2 Then look {#look}", "### 1.4 Then look {#look}")

    assert not changes.clauses


def test_a_clause_that_moved_and_changed_says_where_it_stood():
    (change,) = both("### 1.2 Then look {#", "### 1.4 Then look again {#").clauses

    assert (change.number, change.number_before) == ("1.4", "1.2")
    assert shown(change.title) == "Then look +again"


def test_a_new_clause_and_one_that_is_gone():
    new, gone = both("### 1.1 Hear first {#hear}", "### 1.1 Listen {#listen}").clauses

    assert (new.change, new.name, shown(new.title)) == ("new", "listen", "+Listen")
    assert (gone.change, gone.name, shown(gone.title)) == (
        "gone",
        "hear",
        "-Hear first",
    )


def test_changed_rules_are_told_as_written():
    (change,) = both("if proof", "if not proof").clauses

    assert change.rules_gone == ("forbid refuse_return if proof",)
    assert change.rules_new == ("forbid refuse_return if not proof",)
    assert not change.weighs


def test_another_severity_is_a_change():
    (change,) = both("severity: error", "severity: critical").clauses

    assert change.weighs


@pytest.mark.parametrize(
    ("old", "new", "change", "before", "after", "clauses"),
    [
        (
            "window: 30 days",
            "window: 14 days",
            "changed",
            "30 days",
            "14 days",
            ("1.1",),
        ),
        ("  most: 3\n", "", "gone", "3", "", ()),
        ("  most: 3\n", "  most: 3\n  least: 1\n", "new", "", "1", ()),
    ],
)
def test_a_setting_that_changed_is_no_changed_clause(
    old, new, change, before, after, clauses
):
    found = both(head=HEAD.replace(old, new))

    (setting,) = found.settings
    assert not found.clauses
    assert (setting.change, setting.before, setting.after) == (change, before, after)
    assert (setting.country, setting.clauses) == ("", clauses)


def test_a_country_of_its_own_is_told_apart():
    (setting,) = both(head=HEAD + "settings for DE:\n  window: 14 days\n").settings

    assert (setting.country, setting.name, setting.after) == ("DE", "window", "14 days")


def test_texts_too_long_to_compare_are_replaced_whole(monkeypatch):
    monkeypatch.setattr(difference, "MOST_COMPARED", 3)

    assert shown(word_by_word("one two", "one three")) == "-one two +one three"


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_the_difference(before, after):
    found = word_by_word(before, after)

    was = [one.words for one in found if one.change != Change.NEW]
    now = [one.words for one in found if one.change != Change.GONE]
    assert " ".join(was).split() == before.split()
    assert " ".join(now).split() == after.split()
