"""Files nobody would write by hand: each gets a message, none a crash."""

import pytest

from tests.unit.scenarios.examples import BODY, HEAD, body
from trainer.content.diagnostics import Report
from trainer.content.frontmatter import split
from trainer.scenarios.emit import format_text
from trainer.scenarios.plays import read_plays
from trainer.scenarios.settings import read_settings

FILE = "scenarios/kettle.md"
MEGABYTE = 1_000_000
ROOM = MEGABYTE - len(HEAD) - 10


def front(text):
    return f"---\nid: kettle\ntitle: Kettle\n{text}\n---\n\n{BODY}"


def filled(line):
    return HEAD + line * (ROOM // len(line))


BOMB = "\n".join(
    ["a: &a [x]"] + [f"{y}: &{y} [{', '.join(f'*{x}' for _ in range(9))}]"
                     for x, y in zip("abcdefgh", "bcdefghi", strict=True)]
)  # fmt: skip

HOSTILE = {
    "a line of 10 MB": body("## a", "x" * 10 * MEGABYTE),
    "a line of 1 MB": body("## a", "x" * (MEGABYTE // 2)),
    "100,000 beats": filled("## a\n"),
    "100,000 other beats": body(*(f"## b{at}" for at in range(100_000))),
    "moves without a target": filled("- [\n"),
    "moves of a beat": HEAD + "## a\n" + "- [a](#a)\n" * 90_000,
    "facts of a move": filled("## a\n- [a](#a)\n" + "    - why: a\n" * 40),
    "a fact on many lines": HEAD
    + "## a\n- [a](#a)\n    - if: a\n"
    + "      a\n" * 40_000
    + "- [",
    "brackets within brackets": body("## a", *["- " + "[" * 4_000] * 100),
    "brackets and targets": body("## a", *["- [" + "](" * 2_000] * 100),
    "braces within braces": body("## a", "**A:** " + "{" * 4_900, "}" * 4_900),
    "stars": body("## a", *["**" * 2_400] * 80, "- ["),
    "speakers": body("## a", *["**A" * 1_600] * 80, "- ["),
    "bars and quotes": body(
        "## a", "- [____](#a) ^s", *["    - expect: " + '"|' * 2_000 + '"'] * 100
    ),
    "arguments": body("## a", "- [`a " + "b=" * 2_400 + "`](#a)"),
    "quotes within quotes": body("## a", *["> " * 2_400] * 80, "", "- [", ""),
    "lists within lists": body("## a", *[" " * n + "- a" for n in range(900)], "- ["),
    "comments within comments": body("## a", "<!--" * 1_200, "<!--" * 1_200),
    "comments without an end": filled("## a\n<!-- \n\n"),
    "fences without an end": body(
        *("`" * n for n in range(1_200, 3, -1)), *("~" * n for n in range(400, 3, -1))
    ),
    "blank lines": HEAD + "\n" * ROOM,
    "NUL bytes": body("## a", "\0" * 4_000, "- [\0](#\0) ^\0"),
    "direction marks": body("## \u202estart\u202c", "- [\u2066](#\u202ea) ^s\u200b1"),
    "lone surrogates": body("## a", "\ud800 \udfff", "- ["),
    "combining marks": body("## a" + "\u0301" * 4_000, "- [" + "\u0301" * 4_000),
    "digits of other scripts": body("## a", "- [after ٣s](#a)", "- [after ²s](#)"),
    "nothing": "",
    "a billion laughs": front(BOMB),
    "an alias to itself": front("a: &a [*a]"),
    "a tag that builds": front("a: !!python/object/apply:os.system [ls]"),
    "lists within lists of settings": front("a: " + "[" * 4_900),
    "settings without an end": HEAD[:-5] + "\n" + "a: b\n" * 100_000,
    "100,000 settings": front("\n".join(f"a{at}: b" for at in range(9_000))),
    "a case of everything": front(
        "case: {" + ", ".join(f"a{n}: {n}" for n in range(900)) + "}\nvars: {b: 1}"
    ),
    "a number of 4,000 digits": front(
        "level: " + "9" * 4_000 + "\nmeters: {m: 1 in 0..1e9}"
    ),
    "a timer of 4,000 digits": body("## a", "- [after " + "9" * 4_000 + "s](#a) ^s"),
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_gets_a_message_and_is_left_alone(text):
    result, report = format_text(text, FILE)
    settings, _ = split(text, FILE, report)
    read_settings(settings, report)

    assert result == text
    assert report.errors
    assert len(report.diagnostics) < 1_000


PLAYS = {
    "a line of 10 MB": "play: a\n" + "x" * 10 * MEGABYTE,
    "100,000 plays": "play: a\n" * 100_000,
    "moves": "play: a\n" + ("take " + "a " * 2_400 + "\n") * 200,
    "lines": "play: a\n" + "take a\n" * 140_000,
    "expectations": "play: a\n" + ("expect " + "," * 4_900 + "\n") * 100,
    "quotes": "play: a\nexpect " + '"' * 4_901,
    "NUL bytes": "play: \0\n",
    "a long number": "play: a\nexpect mood " + "9" * 4_000,
}


@pytest.mark.parametrize("text", PLAYS.values(), ids=PLAYS)
def test_hostile_plays_get_a_message(text):
    report = Report()

    read_plays(text, "scenarios/kettle.play", report)

    assert report.errors
    assert len(report.diagnostics) < 1_000
