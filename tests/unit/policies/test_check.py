import pytest

from tests.unit.policies.policies import reading
from trainer.policies.check import MOST_QUESTIONS, MOST_WRONG
from trainer.policies.countries import in_country

BODY = """## 2 Rules

### 2.1 Clause {#clause}

Words.

## Check

{lines}
"""
QUESTION = """- question: Until when may it come back?
  - right: For {window}
  - wrong: For a week
  - wrong: Always
  - clause: clause"""


def read(lines):
    return reading(body=BODY.replace("{lines}", lines))


def codes(lines):
    found, problems = read(lines)
    assert found is None
    return [(problem.code, problem.place.line) for problem in problems]


FIRST = 27
"""The line of the first question."""


def test_a_check_has_questions_with_answers_and_a_clause():
    found, problems = read(QUESTION + "\n\n" + QUESTION)

    (question, _again) = found.check
    assert not problems
    assert question.text == "Until when may it come back?"
    assert (question.right, question.clause) == ("For {window}", "clause")
    assert question.wrong == ("For a week", "Always")


def test_answers_stand_in_an_order_that_tells_nothing():
    found, _problems = read(QUESTION)

    (question,) = found.check
    assert set(question.options) == {"For {window}", "For a week", "Always"}
    assert question.options == read(QUESTION)[0].check[0].options


def test_a_policy_without_a_check_asks_nothing():
    found, _problems = reading("Words.")

    assert found.check == ()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("", [("check-incomplete", -2)]),
        ("Some words.", [("check-form", 0), ("check-incomplete", -2)]),
        ("#words", [("check-form", 0), ("check-incomplete", -2)]),
        ("- right: Yes", [("check-form", 0), ("check-incomplete", -2)]),
        ("- question: Yes?", [("check-incomplete", 0)]),
        (QUESTION + "\n  - wrogn: No", [("check-form", 5)]),
        (QUESTION + "\n  - wrong:", [("fact-empty", 5)]),
        (QUESTION + "\n  - wrong: Always", [("check-twice", 5)]),
        (QUESTION + "\n  - right: Other", [("check-twice", 5)]),
        (QUESTION + "\n  - clause: 2.1", [("check-twice", 5)]),
        (QUESTION.replace(": clause", ": clauses"), [("check-clause", 4)]),
        (QUESTION.replace(": clause", ": #x"), [("check-clause", 4)]),
        (QUESTION.replace("{window}", "{widnow}"), [("unknown-setting", 1)]),
        (QUESTION + "\n\n## 3 More", [("check-elsewhere", 6)]),
    ],
)
def test_what_is_wrong_with_a_check_is_told_at_its_line(lines, expected):
    assert codes(lines) == [
        (code, FIRST + line) for code, line in sorted(expected, key=lambda e: e[1])
    ]


def test_a_check_is_not_too_long():
    many = "\n".join([QUESTION] * (MOST_QUESTIONS + 1))
    wrong = "".join(f"\n  - wrong: No {n}" for n in range(MOST_WRONG - 1))

    assert [code for code, _line in codes(many)] == ["check-long"]
    assert [code for code, _line in codes(QUESTION + wrong)] == ["check-long"]


def test_a_question_about_a_clause_of_another_country_is_not_asked():
    only = BODY.replace("Words.", "Words.\n\n- only: DE").replace("{lines}", QUESTION)
    found, _problems = reading(body=only)

    assert len(in_country(found, "DE").check) == 1
    assert in_country(found, "FR").check == ()
