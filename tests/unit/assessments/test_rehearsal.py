import pytest

from tests.unit.scenarios.scripts import machine
from trainer.assessments.rehearsal import dealt, rehearse
from trainer.content.diagnostics import Report
from trainer.scenarios.plays import read_plays

SUB = """\
---
id: check
title: Check
kind: subscene
---

## start

- [Ask.](#return) ^v1
"""

SCRIPT = machine(
    """
    ## hello

    - [Good.](#desk) ^good
        - score: policy +4
    - [Rude.](#desk) ^rude
        - critical: Insulted the customer
    - [Check.](check.md) ^d1
        - then: #desk
    - [____ Say.](#desk) ^w
        - model: "Sorry."
        - expect: apology (close +1) = sorry
        - mood: +1 if said(apology)
    - [after 60s](#gone) ^slow

    ## desk

    - [`lookup_order order=case.order`](#desk) ^find
    - [`issue_refund *`](#desk) ^pay
    - [Bye.](#end) ^bye
        - if: luck is good
    - [Sorry.](#gone) ^sorry

    ## gone

    - outcome: lost
    """,
    """
    meters: {mood: 5 in 0..10}
    deal: {luck: [good, bad]}
    case: {order: A-1, paid: 9.00, tender: cash}
    """,
    check=SUB,
)
REFERENCE = {"policy": 4, "close": 1}


def run(text, machine=SCRIPT):
    report = Report()
    plays = read_plays(f"play: one\n{text}\n", "scenarios/late-parcel.play", report)
    done = rehearse(machine, plays[0], REFERENCE, report)
    return done, [d.message for d in report.errors]


def mend(text):
    """How to mend the only problem of a play."""
    report = Report()
    plays = read_plays(f"play: one\n{text}\n", "scenarios/late-parcel.play", report)
    rehearse(SCRIPT, plays[0], REFERENCE, report)
    (problem,) = report.errors
    return problem.suggestion


@pytest.mark.parametrize(
    "text",
    [
        "    take good bye\n    expect outcome resolved, total 60, not passed",
        "    take rude bye\n    expect critical Insulted, total 0, critical",
        '    write w "So sorry."\n    expect said apology, mood 6, mood >= 6',
        '    write w "No."\n    expect not said apology, mood 5',
        "    take w\n    expect said apology",
        "    take d1 d1/v1\n    expect beat desk",
        "    wait\n    expect outcome lost",
        "    wait slow\n    expect outcome lost, total <= 0",
        "    deal luck bad\n    take good sorry\n    expect outcome lost, mood != 4",
        "    take good find\n    expect beat desk",
        '    take good\n    do find order="A-1"\n    expect beat desk',
        "    take good\n    do issue_refund amount=case.paid\n    expect total > 50",
        "    take good\n    expect total < 70\n    take bye\n    expect beat end",
        "    take good bye\n    expect not critical, not passed",
    ],
)
def test_a_play_that_holds_reports_nothing(text):
    done, problems = run(text)

    assert (problems, done.passed) == ([], True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("    take good\n    expect outcome resolved", "not over yet"),
        ("    take good bye\n    expect outcome lost", "is resolved"),
        ("    take good bye\n    expect total 100", "The total is 60.0."),
        ("    take good bye\n    expect passed", "Not passed: total, criterion."),
        ("    take good bye\n    expect critical", "Critical errors: none."),
        ("    take good\n    expect said apology", "nothing wanted"),
        ("    take good\n    expect beat hello", "It stands at “desk”."),
        ("    take good\n    expect mood 9", "“mood” is 5."),
        ("    take good\n    expect patience 9", "no meter “patience”"),
        ("    take bye\n    expect outcome lost", "At “hello”, “bye” cannot be done."),
        (
            "    deal lcuk bad\n    take good\n    expect beat desk",
            "“lcuk” is not dealt",
        ),
        ("    deal luck odd\n    take good\n    expect beat desk", "never “odd”"),
        (
            "    take good\n    do issue_refund amunt=1.00\n    expect beat desk",
            "has no “amunt”",
        ),
        (
            "    take good\n    do issue_refund amount=many\n    expect beat desk",
            "amount",
        ),
        ("    take good\n    wait\n    expect beat desk", "“after” cannot be done"),
        ("    take good bye sorry\n    expect outcome lost", "ended there (resolved)"),
        ("    do good amount=1.00\n    expect beat desk", "has no “amount”"),
    ],
)
def test_what_does_not_hold_is_said_at_its_line(text, found):
    done, problems = run(text)

    assert not done.passed
    assert found in " ".join(problems)


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("take d1 v1", "Write “d1/v1”: the call it is reached through comes first."),
        ("take godo", "Did you mean “good”?"),
        ("take good desk", "Open there: find, pay, bye, sorry."),
        ('write ww "So sorry."', "Did you mean “w”?"),
        ("take good\n    wait", "Open there: find, pay, bye, sorry."),
        ("take good bye sorry", "End the play here, or change what comes before."),
    ],
)
def test_a_play_that_is_stuck_says_what_is_open_there(text, mended):
    assert mended in mend(f"    {text}\n    expect beat desk")


@pytest.mark.parametrize(
    ("expected", "mended"),
    [
        ("outcome resovled", "Did you mean “resolved”?"),
        ("outcome zither", "It has resolved, escalated, lost, failed."),
        ("beat dsek", "Did you mean “desk”?"),
        ("beat zither", "Write its name as behind “##”."),
    ],
)
def test_a_play_cannot_expect_an_ending_or_a_beat_there_is_not(expected, mended):
    assert mend(f"    take good\n    expect {expected}") == mended


def test_a_pass_is_said_when_none_was_expected():
    _, problems = run(
        "    take good\n    expect not passed",
        machine("## hello\n\n- [Hi.](#end) ^good\n    - score: policy +4, close +1\n"),
    )
    assert problems == ["It is passed."]


def test_a_play_that_deals_nothing_is_dealt_the_first_of_everything():
    report = Report()
    play = read_plays(
        "play: one\n    take good\n    expect beat desk\n", "a.play", report
    )

    assert dealt(SCRIPT, play[0]) == {"luck": "good"}
