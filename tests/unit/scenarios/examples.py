"""Scenario files to read: a small one to vary, and larger ones with everything."""

from __future__ import annotations

from hypothesis import strategies as st

HEAD = """\
---
id: kettle
title: The kettle
language: en
meters: {mood: 3 in 0..10}
---

"""
"""Seven lines, so that a body begins on line 8."""

BODY = """\
## start

**Dana:** I want my money back.

- [Do you have the receipt?](#end) ^s1
    - mood: +1

## end

*She leaves.*

- outcome: resolved
"""

FULL = """\
---
# Kept with the kettle.
id: kettle
title: The kettle
language: en
level: 2
minutes: 8
channel: counter
use: practice
policy: returns
pass: 75
rubric: {policy: 35, deescalation: 25, discovery: 15, process: 15, close: 10}
meters: {mood: 3 in 0..10}
vars:
  # Found in the system?
  proof: no
  offered: [nothing, credit, refund]
  tries: 0 in 0..3
deal:
  record: [missing, found]
case:
  customer: Dana Kowalska
  paid: 34.90
# The end.
---

# The kettle

Four people are waiting. <!-- a Saturday -->

<!-- The briefing
is short on purpose. -->

```
Receipt 4711 {not a fill}
```

## start

<!-- Dana is angry, not rude. -->

*Dana sets a box on the counter.*

**Dana (mood >= 4):** Hello {offered}.
I have \\{questions\\}.

**Dana (otherwise):** You again!

~~~ text
## not a beat
~~~

- coach: A missing receipt is
    not a missing purchase.
<!-- for the desk -->
- desk: lookup_purchase, issue_refund

<!-- the good one -->
- [Let me look \\[now\\].](#look) ^s1
    - if: record is found
    - once: yes
    <!-- points -->
    - mood: +1
    - score: deescalation +2
    - why: You showed that you
      had heard her.
- [`lookup_purchase loyalty=case.loyalty`](#look) ^s2
- [`lookup_purchase *`](check.md#find) ^s3
    - then: #look
- [____ Say it in your own words.](#look) ^s4
    - model: "I am sorry."
    - expect: sorry (deescalation +1) = sorry | "yes | no"
- [after 60s](#look) ^s5

<!-- no more moves -->

## look

- [Fine.](#return) ^l1

## anywhere

- [go](#look) ^a1
    - if: mood <= 0
"""
"""Every construct of the language, in canonical form."""


def _options(text: str) -> tuple[str, ...]:
    """Return the lines of a text; ``⏎`` stands for a line break, ``→`` for a tab."""
    lines = text.strip("\n").split("\n")
    return tuple(line.replace("⏎", "\n").replace("→", "\t") for line in lines)


FRAGMENTS = _options(r"""
## start
##end
## A b
# title
---
```
~~~
<!--
-->
<!-- a -->
**Dana:** Hello
**Dana (otherwise):**
**Dana (mood > 1):** x
- [Yes](#end) ^s1
- [Yes](#end)
- [`ring_up item="a"`](#end) ^r1
- [____ say](#end) ^w1
- [after 5s](#end) ^t1
- [go](#end) ^g1
- [
](
    - mood: +1
  - if: x
→- set: a = b
    - expect: a = "b | c" | d
      runs on
- coach: be kind
- outcome: lost
- review: ★ "No."
plain words
{fill}
\{
- an item
  - an item
> quote
    code
id: kettle
vars:
  a: no
# note
rubric: {a: 1}
""")
"""Lines, and parts of lines, of the language; some of them wrong."""

any_lines = st.lists(
    st.one_of(
        st.sampled_from(FRAGMENTS),
        st.just(""),
        st.tuples(st.sampled_from(FRAGMENTS), st.sampled_from(FRAGMENTS)).map(" ".join),
        st.text(max_size=12),
    ),
    max_size=40,
)
"""Bodies that look like the language now and then."""

_GAPS = ("", " ", "<!-- a\n\n- [no](#move) -->", "   <!-- note -->")
_PROSE = _options(r"""
**Dana:** Hello <!-- softly --> there
  **Dana (mood > 1):** A⏎B
*stage*
**Dana (proof):** x⏎**Dana (otherwise):**  y
- an item⏎  - another
> quote
```⏎## code⏎⏎  x  ⏎```
**Dana:**⏎Hello
\{ {proof} {case.paid}
<!-- a --> text <!-- b⏎c --> more⏎and more
    indented
__Note__ well
text⏎<!-- between -->⏎text
""")
_BEAT_FACTS = _options(r"""
- review: ★ "No." if mood > 1
- show: a.png⏎  and more <!-- x -->
- tag: <!-- y --> a
- enter: mood -1
""")
_MOVES = _options(r"""
- [Yes, {proof} \[ok\]](#end)
  - [`ring_up  item="a"`]( #end )
- [after  5 s](check.md#a)
- [go](#return)
""")
_FACTS = _options(r"""
    - mood: +1
→- set: a = b
      - score: policy +1
    - expect: a = "b | c" | d
    - go: #end if a⏎      runs on
    - cite: a#b <!-- c⏎ d⏎⏎ e -->
  -  with:  y
    - avoid: a = b
""")


def _lines(options: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(options), max_size=most)


def _spaced(options: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    one = st.tuples(st.sampled_from(options), _lines(_GAPS, 2)).map(_flat)
    return st.lists(one, max_size=most).map(_flat)


def _flat(parts):
    return [
        line for part in parts for line in ([part] if isinstance(part, str) else part)
    ]


_move = st.tuples(st.sampled_from(_MOVES), _spaced(_FACTS, 4)).map(_flat)
_beat = st.tuples(
    _lines(_GAPS, 2),
    _spaced(_PROSE, 5),
    _spaced(_BEAT_FACTS, 4),
    st.lists(_move, max_size=4).map(_flat),
).map(_flat)

tidy_bodies = st.lists(_beat, min_size=1, max_size=4).map(
    lambda beats: _flat((f"## b-{at}", *beat) for at, beat in enumerate(beats))
)
"""Bodies laid out in many ways, most of them without an error."""


def body(*lines: str) -> str:
    """Return a file whose body is these lines; the first is line 8."""
    return HEAD + "\n".join(lines) + "\n"
