"""Searching the policies, on both databases."""

import pytest

from tests.services import role_plays
from trainer.services.searching import search
from trainer.services.shelf import Shelf

DOMY = """---
id: domy
title: Zwroty w Łodzi
effective: 2026-01-01
currency: EUR
settings:
  window: 30 days
settings for DE:
  window: 14 days
facts:
  proof: yes | no
---

# Zwroty

## 1 Sklep

### 1.1 Gotówka źle liczona {#gotowka}

Über die **Kürzung** der Straße spricht man *mañana* è [così](https://example.org).

### 1.2 Kettles and <b>boilers</b> {#kettles}

A kettle comes back within {window}. Bring the receipt & the box & more.

### 2.1 Elsewhere {#elsewhere}

Whoever asks about a lamp is shown the lamps.
"""

TEXTS = {**role_plays.TEXTS, "policies/domy.md": DOMY}


@pytest.fixture
def shelved(session, cast, tmp_path, now):  # noqa: ARG001 - only has to be there
    role_plays.publish(session, tmp_path / "library", now, TEXTS)
    return lambda sought, **more: search(session, Shelf(), sought=sought, **more)


def names(findings):
    return [hit.name for hit in findings.hits]


def text(pieces):
    return "".join(f"[{p.text}]" if p.hit else p.text for p in pieces)


@pytest.mark.parametrize(
    ("sought", "name"),
    [
        ("gotówka", "gotowka"),
        ("GOTOWKA", "gotowka"),
        ("zle", "gotowka"),
        ("kurzung", "gotowka"),
        ("uber die strasse", "gotowka"),
        ("Straße", "gotowka"),
        ("manana", "gotowka"),
        ("cosi", "gotowka"),
        ("lodzi sklep gotowka", None),
        ("łodzi gotówka", "gotowka"),
        ("30 days", "kettles"),
        ("14 days", "kettles"),
        ("kett", "kettles"),
        ("kett comes", None),
        ("1.2 kettles", "kettles"),
        ("boilers b", "kettles"),
    ],
)
def test_a_clause_is_found_whatever_the_accents(shelved, sought, name):
    found = names(shelved(sought))

    assert found == ([name] if name else [])


def test_a_word_in_the_title_counts_more_than_one_in_the_text(shelved):
    assert names(shelved("proof"))[0] == "cash-proof"
    assert names(shelved("look"))[0] == "look-first"


def test_the_words_looked_for_are_marked_where_they_stand(shelved):
    (hit,) = shelved("kettle receipt").hits

    assert text(hit.title) == "Kettles and <b>boilers</b>"
    assert text(hit.excerpt).startswith("A [kettle] comes back within 30 days.")
    assert "[receipt] & the box" in text(hit.excerpt)


HOSTILE = [
    '"',
    "' OR 1=1 --",
    "kettle AND NOT (",
    "title_words:kettle",
    "kettle*",
    "NEAR(kettle box, 2)",
    "^kettle",
    "kettle & ! box | <->",
    "kettle\x00box",
    "%_\\",
    "kettle:* & 'x",
    "\ud83d\ude00 kettle",
    "k" * 10_000,
    "kettle " * 2_000,
    "",
    "   ",
]


@pytest.mark.parametrize("sought", HOSTILE)
def test_whatever_is_typed_is_answered(shelved, sought):
    found = shelved(sought)

    assert set(names(found)) <= {"kettles"}
    assert len(found.sought) <= 200


def test_only_the_newest_revision_is_found_unless_all_are_asked_for(
    shelved, session, tmp_path, now
):
    changed = {**TEXTS, "policies/domy.md": DOMY.replace("A kettle", "A pan")}
    role_plays.publish(session, tmp_path / "library", now, changed)

    assert names(shelved("pan")) == ["kettles"]
    assert not shelved("kettle comes").hits
    (older,) = shelved("kettle comes", everywhere=True).hits
    assert (older.name, older.revision) == ("kettles", 1)
