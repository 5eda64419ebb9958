import pytest
from sqlalchemy import select

from tests.services import role_plays
from tests.services.role_plays import LATE_PARCEL, RETURNS, TEXTS, publish
from trainer.services.publish import load
from trainer.store import content
from trainer.store.content import Revision, RevisionPin


def newest(session, slug, kind="scenario"):
    return content.newest(session, kind=kind, slug=slug)


def test_every_file_becomes_a_revision_with_what_it_refers_to(session, published):
    assert sorted(published.added) == sorted(TEXTS)
    assert published.problems == []
    row = newest(session, "late-parcel")
    (pin,) = content.pinned(session, row.id)
    assert (row.number, pin.kind, pin.slug) == (1, "policy", "returns")


@pytest.mark.usefixtures("published")
def test_a_scenario_is_published_with_what_full_marks_mean(session):
    (found, missing) = newest(session, "late-parcel").reference

    assert found["deal"] == {"record": "found"}
    assert found["points"] == {"policy": 3, "deescalation": 2, "process": 2}
    assert [step["move"] for step in missing["best"]] == ["s1", "d1", "f1"]


@pytest.mark.usefixtures("published")
def test_loading_twice_changes_nothing(session, tmp_path, now):
    again = load(session, tmp_path / "library", now=now)

    assert (again.added, again.unchanged) == ([], len(TEXTS))


@pytest.mark.usefixtures("published")
def test_a_changed_policy_makes_new_revisions_of_what_it_governs(
    session, tmp_path, now
):
    stricter = RETURNS.replace("50.00", "30.00")

    again = publish(
        session, tmp_path / "library", now, {"policies/returns.md": stricter}
    )

    assert sorted(again.added) == sorted(TEXTS)
    row = newest(session, "late-parcel")
    assert (row.number, row.body) == (2, LATE_PARCEL)


@pytest.mark.usefixtures("published")
def test_a_change_of_words_is_told_from_a_change_of_logic(session, tmp_path, now):
    words = LATE_PARCEL.replace("Where is my parcel?", "Where is it?")
    publish(session, tmp_path / "library", now, {"scenarios/late-parcel.md": words})
    logic = words.replace("deescalation +2", "deescalation +3")
    publish(session, tmp_path / "library", now, {"scenarios/late-parcel.md": logic})

    kinds = session.scalars(
        select(Revision.change_kind)
        .where(Revision.file == "scenarios/late-parcel.md")
        .order_by(Revision.number)
    )
    assert list(kinds) == ["first", "editorial", "major"]


@pytest.mark.usefixtures("published")
def test_a_file_with_errors_stays_as_it_was(session, tmp_path, now):
    broken = LATE_PARCEL.replace("(#desk)", "(#dekc)", 1)

    again = publish(
        session, tmp_path / "library", now, {"scenarios/late-parcel.md": broken}
    )

    assert again.added == []
    assert "dekc" in again.problems[0].message
    assert newest(session, "late-parcel").body == LATE_PARCEL


def test_what_refers_to_a_broken_file_is_not_published(session, now, tmp_path):
    texts = {**TEXTS, "policies/returns.md": RETURNS.replace("forbid", "forbids")}

    done = publish(session, tmp_path, now, texts)

    assert done.added == []
    assert session.scalars(select(RevisionPin)).all() == []


def test_sub_scenes_are_pinned_with_their_callers(session, now, tmp_path):
    ask = """---
id: ask
title: Ask
kind: subscene
language: en
shared: [mood]
rubric: {process: 100}
---

## start

**Caller:** Why?

- [For your protection.](#return) ^v1
    - mood: +1
    - score: process +1
"""
    calling = role_plays.LATE_PARCEL.replace(
        "[Here is your parcel.](#resolved) ^s3\n    - if: proof\n"
        "    - lock: You have not found it yet.",
        "[First a question.](ask.md) ^s3\n    - then: #desk",
    )
    texts = {**TEXTS, "scenarios/ask.md": ask, "scenarios/late-parcel.md": calling}

    done = publish(session, tmp_path, now, texts)

    assert done.problems == []
    row = newest(session, "late-parcel")
    assert {pin.slug for pin in content.pinned(session, row.id)} == {"ask", "returns"}
