"""Colours stand in one file, and every pair of them can be read."""

import re

import pytest

from trainer.paths import STATIC

TOKENS = STATIC / "css" / "tokens.css"
SHEETS = sorted(p for p in STATIC.rglob("*.css") if "vendor" not in p.parts)
COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|light-dark)a?\(",
    re.IGNORECASE,
)
TEXT, SHAPE = 4.5, 3.0
"""WCAG 2.2, level AA: contrast of text (1.4.3) and of what marks a control (1.4.11)."""

GROUNDS = ("bg", "surface", "sunken")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("ink", "muted", "accent") for ground in GROUNDS),
    *((tone, "surface", TEXT) for tone in ("good", "warn", "bad")),
    *((tone, "bg", TEXT) for tone in ("good", "warn", "bad")),
    *((tone, f"{tone}-soft", TEXT) for tone in ("accent", "good", "warn", "bad")),
    *(("ink", f"{tone}-soft", TEXT) for tone in ("accent", "good", "warn", "bad")),
    ("on-accent", "accent-fill", TEXT),
    ("on-accent", "accent-hover", TEXT),
    ("line-strong", "surface", SHAPE),
    ("line-strong", "bg", SHAPE),
    ("line-strong", "sunken", SHAPE),
]


def css(path):
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def tokens(theme):
    """Name → (red, green, blue) as shown in that theme."""
    found = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", css(TOKENS)):
        hexes = re.findall(r"#([0-9a-f]{6}|[0-9a-f]{3})\b", value, re.IGNORECASE)
        if hexes:
            digits = hexes[-1 if theme == "dark" else 0]
            digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
            found[name] = tuple(bytes.fromhex(digits))
    return found


def luminance(colour):
    def linear(part):
        part /= 255
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = map(linear, colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_a_pair_of_colours_can_be_read(theme, front, ground, least):
    colours = tokens(theme)
    assert contrast(colours[front], colours[ground]) >= least


def test_black_on_white_is_the_highest_contrast():
    assert round(contrast((0, 0, 0), (255, 255, 255)), 1) == 21.0


def test_only_the_tokens_name_colours():
    named = {s.name: m[0] for s in SHEETS if (m := COLOUR.search(css(s)))}
    assert set(named) <= {TOKENS.name}, named


def test_every_custom_property_that_is_used_exists():
    text = "\n".join(map(css, SHEETS))
    used = set(re.findall(r"var\(\s*--([\w-]+)", text))
    defined = set(re.findall(r"(?<![\w(-])--([\w-]+)\s*:", text))
    assert used - defined == set()


def test_no_sheet_asks_another_host():
    assert not [s.name for s in SHEETS if re.search(r"url\(\W*(?:https?:)?//", css(s))]
