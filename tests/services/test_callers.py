"""A sub-scene is tried in everything that calls it."""

from itertools import count

from tests.services.authors import SIMPLE
from trainer.library import Library
from trainer.services.callers import try_callers

ASK = """---
id: ask
title: Ask
kind: subscene
language: en
---

## start

**Theo:** Why?

- [For your protection.](#return) ^v1
- [Go away, and do not ask me again.](#return) ^v2
{more}"""
CALLER = SIMPLE.replace(
    "- [Hello.](#resolved) ^s1\n",
    "- [Hello.](ask.md) ^s1\n    - then: #resolved\n",
)
FILE = "scenarios/ask.md"


def tried(more="", *, callers=("simple",), seconds=60.0, caller=CALLER, **given):
    texts = {
        f"scenarios/{name}.md": caller.replace("id: simple", f"id: {name}").replace(
            "title: Simple", f"title: {name.capitalize()}"
        )
        for name in callers
    }
    texts[FILE] = ASK.format(more=more)
    ticks = count()
    return try_callers(
        Library(texts),
        FILE,
        seconds=seconds,
        now=lambda: next(ticks) / 1_000,
        **given,
    )


def told(found):
    return [(one.code, one.place.file, one.message) for one in found.diagnostics]


def test_a_sub_scene_that_harms_nobody_has_no_problems():
    found = tried(callers=("simple", "other"))

    assert found.diagnostics == ()
    assert found.complete


def test_without_callers_only_its_own_text_is_looked_at():
    assert tried(callers=()).complete
    assert told(tried("- [Hm.](#nowhere\n", callers=()))[0][1] == FILE


def test_what_every_caller_has_is_told_once_and_for_none_of_them():
    more = "\n## left\n\n**Theo:** Hm.\n\n- [Hm.](#return) ^l1\n"

    found = tried(more, callers=("simple", "other"))

    [(code, file, message)] = told(found)
    assert (code, file) == ("unreached-beat", FILE)
    assert "which calls this" not in message


def test_what_only_some_callers_have_names_them():
    shared = ASK.replace("language: en", "language: en\nshared: patience")
    ends = "\n## end\n\n- [Go.](#return) ^e1\n    - if: patience > 3\n"
    patient = CALLER.replace("rubric:", "vars: {patience: 5 in 0..9}\nrubric:")
    texts = {
        FILE: shared.format(more=ends).replace("(#return) ^v1", "(#end) ^v1"),
        "scenarios/calm.md": patient.replace("id: simple", "id: calm"),
        "scenarios/simple.md": patient.replace("patience: 5", "patience: 3"),
    }

    found = try_callers(Library(texts), FILE, seconds=60.0, now=lambda: 0.0)

    [stuck] = [message for code, _, message in told(found) if code == "stuck"]
    assert stuck.startswith("In “Simple”, which calls this: The conversation gets")


def test_what_only_spoils_scores_is_no_harm_to_practice():
    scoreless = CALLER.replace("deescalation +1", "deescalation -1")

    strict = tried(caller=scoreless)
    lenient = tried(caller=scoreless, practice=["scenarios/simple.md"])

    assert all(message.startswith("In “Simple”,") for _, _, message in told(strict))
    assert strict.diagnostics
    assert lenient.diagnostics == ()


def test_a_caller_that_no_longer_compiles_is_named():
    found = tried(caller=CALLER.replace("    - then: #resolved\n", ""))

    [(code, file, message)] = told(found)
    assert (code, file) == ("missing-then", "scenarios/simple.md")
    assert message.startswith("In “Simple”, which calls this: ")


def test_warnings_of_a_caller_are_its_own_affair():
    chatty = CALLER.replace("rubric:", "meters: {patience: 3 in 0..9}\nrubric:")

    assert tried(caller=chatty).diagnostics == ()


def test_callers_share_the_time_there_is():
    found = tried(callers=("simple", "other"), seconds=0.0)

    assert not found.complete
