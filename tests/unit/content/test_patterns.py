import pytest

from trainer.content.diagnostics import Place, Report
from trainer.content.patterns import PatternKind, parse_patterns

HERE = Place("a.md", 7, 20)


def parsed(text):
    report = Report()
    return parse_patterns(text, HERE, report), report.diagnostics


def test_alternatives_are_words_phrases_and_signals():
    patterns, problems = parsed('sorry | apolog* | "a | b" | @amount 34.90 | @date')

    assert problems == []
    assert [(p.kind, p.text, p.value) for p in patterns] == [
        (PatternKind.WORDS, "sorry", ""),
        (PatternKind.WORDS, "apolog*", ""),
        (PatternKind.PHRASE, "a | b", ""),
        (PatternKind.SIGNAL, "amount", "34.90"),
        (PatternKind.SIGNAL, "date", ""),
    ]


@pytest.mark.parametrize(
    ("text", "code", "column", "mend"),
    [
        ("", "no-pattern", 20, "quoted phrases"),
        ("sorry | | voucher", "bad-pattern", 28, "Remove one"),
        ("sorry | a/b", "bad-pattern", 28, "in quotes"),
        ('sorry | "open', "bad-pattern", 28, '"open"'),
        ('""', "bad-pattern", 20, "I am sorry"),
        ('"a" b"', "bad-pattern", 20, "Write"),
        ("@qestion", "unknown-signal", 20, "“question”"),
        ("@zzz", "unknown-signal", 20, "There are"),
        ("@Date", "unknown-signal", 20, "“date”"),
        ("@amount", "bad-signal", 20, "@amount 34.90"),
        ("@amount x", "bad-signal", 20, "@amount 34.90"),
        ("@date 3", "bad-signal", 20, "@amount"),
    ],
)
def test_a_bad_pattern_is_named_at_its_column(text, code, column, mend):
    _, problems = parsed(text)

    assert [(p.code, p.place.column) for p in problems] == [(code, column)]
    assert mend in problems[0].suggestion
