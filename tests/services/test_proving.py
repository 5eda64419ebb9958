"""What is known about a draft, how often it is found out, and what lists are told."""

from datetime import timedelta
from itertools import count

import pytest

from tests.services.authors import SIMPLE, Author
from tests.services.role_plays import LATE_PARCEL
from trainer.services import health, proving
from trainer.services.proving import prove_text
from trainer.store.proofs import KEPT_FOR

FILE = "scenarios/simple.md"


@pytest.fixture
def prove(session):
    """Proves a text, as if nothing had been proven; a look at the clock takes 1 ms."""
    proving._KEPT.proofs.clear()
    ticks = count()

    def proven(body=SIMPLE, file=FILE, **more):
        return prove_text(
            session, file=file, body=body, now=lambda: next(ticks) / 1_000, **more
        )

    return proven


def test_a_sound_text_can_be_published(prove):
    proof = prove()

    assert proof.publishable
    assert proof.practice_only_possible
    assert (proof.blocking, proof.complete) == ((), True)
    assert proof.machine.id == "simple"
    assert proof.exploration.complete


def test_a_text_is_proven_once_however_often_it_is_asked_about(prove):
    assert prove() is prove()
    assert prove() is not prove(SIMPLE.replace("Hello", "Hi"))


def test_a_hurried_proof_is_made_again_when_there_is_time(prove, published):
    assert published
    body = LATE_PARCEL.replace("Where is my parcel?", "Where?")
    hurried = prove(body, "scenarios/late-parcel.md", seconds=0.0)
    again = prove(body, "scenarios/late-parcel.md", seconds=0.0)
    calm = prove(body, "scenarios/late-parcel.md", seconds=60.0)

    assert not hurried.complete
    assert hurried.practice_only_possible
    assert not hurried.publishable
    assert again is hurried
    assert calm.publishable


def test_a_text_without_steps_can_be_nothing(prove):
    proof = prove("---\nid: simple\n---\n")

    assert proof.document is None
    assert not proof.practice_only_possible


def test_what_is_only_about_scores_does_not_keep_it_from_practice(prove):
    proof = prove(SIMPLE.replace("    - score: deescalation +1\n", ""))

    assert [p.code for p in proof.blocking] == ["nothing-to-score"]
    assert proof.structural == ()
    assert proof.practice_only_possible
    assert not proof.publishable


def test_the_draft_or_another_text_of_it_is_proven(session, cast, now):
    draft = Author(session, cast.supervisor, now).start()

    own = proving.prove(session, draft, now=lambda: 0.0)
    other = proving.prove(
        session, draft, now=lambda: 0.0, body=draft.body.replace("(#lost)", "(#los)")
    )

    assert own.publishable
    assert not other.publishable


def test_a_policy_that_changed_asks_for_a_new_proof(session, prove, published):
    assert published
    before = prove()
    around = proving.key_of(FILE, SIMPLE, "other")

    assert before.key != around
    assert health.healths(session, [(FILE, SIMPLE, "")]) == {FILE: None}


def test_what_was_noted_long_ago_is_forgotten(session, prove, now):
    health.note_health(session, prove(), at=now)
    assert health.healths(session, [(FILE, SIMPLE, "")])[FILE].publishable

    later = now + KEPT_FOR + timedelta(seconds=1)
    health.note_health(session, prove(SIMPLE.replace("Hello", "Hi")), at=later)

    assert health.healths(session, [(FILE, SIMPLE, "")])[FILE] is None
