"""Several authors at the same moment, on both databases."""

import threading
from itertools import count

import pytest
from sqlalchemy.orm import Session

from tests.services.authors import SIMPLE, viewer_of
from tests.services.cast import gather
from tests.services.role_plays import TEXTS, publish
from trainer.services import drafts, publishing, revisions, starting
from trainer.services.moving import Movers
from trainer.services.practise import Practice
from trainer.services.proving import Moment
from trainer.services.publishing import Publication
from trainer.services.shelf import Shelf
from trainer.services.talks import Talks
from trainer.store.audit import first_broken

MANY = 6
BEATS = "".join(f"\n## b{n}\n\n- [On {n}.](#resolved) ^m{n}\n" for n in range(MANY))
LONG = SIMPLE.replace("\n## resolved", f"{BEATS}\n## resolved")


@pytest.fixture
def viewer(own_engine, now, tmp_path):
    """A supervisor, with the small library published and a long draft begun."""
    with Session(own_engine) as session:
        cast = gather(session, now)
        session.commit()
        viewer = viewer_of(session, cast.supervisor)
        publish(session, tmp_path / "library", now, TEXTS)
        drafts.start(session, viewer=viewer, slug="simple", body=LONG, now=now)
    return viewer


def together(engine, action):
    """Do something many times at one moment; return what became of each."""
    barrier, outcomes = threading.Barrier(MANY), []

    def one(number):
        with Session(engine) as session:
            barrier.wait()
            try:
                action(session, number)
                outcomes.append("done")
            except Exception as error:  # noqa: BLE001 - its name is the outcome
                outcomes.append(type(error).__name__)

    threads = [threading.Thread(target=one, args=(n,)) for n in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_what_many_save_at_once_is_all_kept(own_engine, viewer, now):
    def save(session, number):
        body = LONG.replace(f"On {number}.", f"Off {number}.")
        drafts.save(
            session, viewer=viewer, slug="simple", version=1, body=body, now=now
        )

    assert together(own_engine, save) == ["done"] * MANY

    with Session(own_engine) as session:
        draft = drafts.open_draft(session, viewer=viewer, slug="simple")
        assert (draft.version, draft.body.count("Off ")) == (MANY + 1, MANY)
        assert first_broken(session) is None


def test_a_draft_is_begun_once_however_many_ask_for_it(own_engine, viewer, now):
    def revise(session, _number):
        starting.revise(session, viewer=viewer, slug="late-parcel", now=now)

    assert together(own_engine, revise) == ["done"] * MANY


def test_a_draft_is_published_once_however_many_press_the_button(
    own_engine, viewer, now
):
    shelf, numbers = Shelf(), count(1)
    movers = Movers(
        practice=Practice(shelf=shelf, talks=Talks(shelf=shelf)),
        draw=lambda: f"{next(numbers):064x}",
    )
    with Session(own_engine) as session:
        drafts.start(session, viewer=viewer, slug="short", body=SIMPLE, now=now)

    def press(session, _number):
        publishing.publish(
            session,
            movers,
            viewer=viewer,
            slug="short",
            wish=Publication(version=1, note="New."),
            moment=Moment(at=now, ticks=lambda: 0.0),
        )

    outcomes = together(own_engine, press)

    assert outcomes.count("done") == 1
    assert set(outcomes) == {"done", "NotADraftError"}
    with Session(own_engine) as session:
        history = revisions.history(session, viewer=viewer, slug="short")
        assert [r.number for r in history.revisions] == [1]
