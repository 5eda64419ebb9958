"""The pictures scenarios show, when a draft is proven and when content is exported."""

import pytest

from tests.services.role_plays import LATE_PARCEL, TEXTS, publish
from trainer.services.exporting import export
from trainer.services.proving import prove_text

FILE = "scenarios/late-parcel.md"
PNG = b"\x89PNG\r\n\x1a\n"
SHOWN = '**Ada:** Where is my parcel?\n\n- show: label.png "A label."\n'
SHOWING = LATE_PARCEL.replace("**Ada:** Where is my parcel?\n", SHOWN, 1)


@pytest.fixture
def content(session, tmp_path):
    """The content folder of the installation, with a picture."""
    folder = tmp_path / "content"
    (folder / "scenarios").mkdir(parents=True)
    (folder / "scenarios" / "label.png").write_bytes(PNG)
    (folder / "scenarios" / "nobodys.png").write_bytes(PNG)
    session.connection().execution_options(trainer_content=folder)
    return folder


@pytest.fixture
def published(session, content, now):
    """A published scenario that shows the picture."""
    publish(session, content, now, {**TEXTS, FILE: SHOWING})


def codes(session, body):
    proof = prove_text(session, file=FILE, body=body, now=lambda: 0.0)
    return {d.code for d in proof.blocking}


@pytest.mark.usefixtures("published")
def test_a_picture_that_is_not_there_keeps_a_draft_from_being_published(session):
    assert codes(session, SHOWING) == set()
    assert codes(session, SHOWING.replace("label", "lable")) == {"picture-missing"}


@pytest.mark.usefixtures("published")
def test_a_picture_put_there_later_is_seen(session, content):
    body = SHOWING.replace("label", "later")
    before = codes(session, body)

    (content / "scenarios" / "later.png").write_bytes(PNG)

    assert before == {"picture-missing"}
    assert codes(session, body) == set()


@pytest.mark.usefixtures("published")
def test_the_pictures_scenarios_show_are_exported_with_them(session, tmp_path):
    folder = tmp_path / "exported"

    first, second = export(session, folder), export(session, folder)

    assert (folder / "scenarios" / "label.png").read_bytes() == PNG
    assert "scenarios/label.png" in first.written
    assert not (folder / "scenarios" / "nobodys.png").exists()
    assert second.written == []


@pytest.mark.usefixtures("published")
def test_a_picture_changed_in_the_folder_is_left_alone(session, tmp_path):
    folder = tmp_path / "exported"
    export(session, folder)
    (folder / "scenarios" / "label.png").write_bytes(b"another")

    done = export(session, folder)

    assert done.kept == ["scenarios/label.png"]
    assert (folder / "scenarios" / "label.png").read_bytes() == b"another"
