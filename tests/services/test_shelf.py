import pytest
from sqlalchemy import update

from trainer.errors import ContentError, NotFoundError
from trainer.services import shelf as shelves
from trainer.services.shelf import Shelf
from trainer.store import content
from trainer.store.content import Revision


def revision(session, kind, slug):
    return content.newest(session, kind=kind, slug=slug).id


@pytest.mark.usefixtures("published")
def test_a_revision_is_compiled_once(session):
    shelf, number = Shelf(), revision(session, "scenario", "late-parcel")

    assert shelf.script(session, number) is shelf.script(session, number)
    assert [policy.id for policy in shelf.script(session, number).policies] == [
        "returns"
    ]


@pytest.mark.usefixtures("published")
def test_a_kind_is_not_taken_for_another(session):
    shelf = Shelf()

    with pytest.raises(NotFoundError, match="no scenario revision"):
        shelf.script(session, revision(session, "policy", "returns"))
    with pytest.raises(NotFoundError, match="no policy revision"):
        shelf.policy(session, revision(session, "scenario", "late-parcel"))


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("kind", "slug"), [("scenario", "late-parcel"), ("policy", "returns")]
)
def test_what_cannot_be_read_any_more_is_named(session, kind, slug):
    number = revision(session, kind, slug)
    session.execute(update(Revision).where(Revision.id == number).values(body="gone"))
    open_it = Shelf().script if kind == "scenario" else Shelf().policy

    with pytest.raises(ContentError, match="publish it again"):
        open_it(session, number)


@pytest.mark.usefixtures("published")
def test_only_so_many_are_kept(session, monkeypatch):
    monkeypatch.setattr(shelves, "MOST_KEPT", 1)
    shelf = Shelf()
    first = shelf.script(session, revision(session, "scenario", "warm-up"))

    shelf.script(session, revision(session, "scenario", "late-parcel"))

    assert shelf.script(session, revision(session, "scenario", "warm-up")) is not first


@pytest.mark.usefixtures("published")
def test_a_list_is_made_anew_when_something_was_withdrawn(session):
    shelf = Shelf()
    before = shelf.listed(session.connection())
    assert shelf.listed(session.connection()) is before

    session.execute(
        update(Revision)
        .where(Revision.id == revision(session, "scenario", "warm-up"))
        .values(state="withdrawn")
    )

    slugs = {row.slug for row in shelf.listed(session.connection())}
    assert "warm-up" not in slugs
