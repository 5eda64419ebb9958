"""Where a picture of a scenario is, and what is never given out as one."""

import pytest

from trainer.errors import NotFoundError
from trainer.services import pictures

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "scenarios" / "parts").mkdir(parents=True)
    (folder / "policies").mkdir()
    (folder / "scenarios" / "slip.png").write_bytes(PNG)
    (folder / "scenarios" / "parts" / "label.jpeg").write_bytes(PNG)
    (folder / "scenarios" / "late-parcel.md").write_text("secret")
    (folder / "scenarios" / "drawn.svg").write_text("<svg/>")
    (folder / "scenarios" / ".hidden").mkdir()
    (folder / "scenarios" / ".hidden" / "slip.png").write_bytes(PNG)
    (folder / "policies" / "plan.png").write_bytes(PNG)
    (folder / "scenarios" / "folder.png").mkdir()
    (tmp_path / "outside.png").write_bytes(PNG)
    return folder


def is_refused(content, file):
    with pytest.raises(NotFoundError):
        pictures.find(content, file)
    return True


@pytest.mark.parametrize("file", ["scenarios/slip.png", "scenarios/parts/label.jpeg"])
def test_a_picture_beside_a_scenario_is_found(content, file):
    assert pictures.find(content, file) == (content / file).resolve()


@pytest.mark.parametrize(
    "file",
    [
        *("", "slip.png", "scenarios", "scenarios/", "scenarios/nothing.png"),
        *("scenarios/late-parcel.md", "scenarios/drawn.svg", "scenarios/folder.png"),
        *("policies/plan.png", "scenarios/.hidden/slip.png", "scenarios//slip.png"),
        *("../outside.png", "scenarios/../../outside.png", "scenarios/../policies/a"),
        *("scenarios/../policies/plan.png", "scenarios/./slip.png", "/etc/passwd"),
        *("scenarios\\slip.png", "scenarios/..\\..\\outside.png", "C:/slip.png"),
        *("scenarios/slip.png\0.md", "scenarios/sl\0ip/slip.png"),
        f"scenarios/{'a' * 200}.png",
        f"scenarios/{'/'.join(['a' * 99] * 60)}/slip.png",
    ],
)
def test_nothing_else_is_given_out(content, file):
    assert is_refused(content, file)


def test_an_absolute_path_is_no_picture(content, tmp_path):
    assert is_refused(content, str(tmp_path / "outside.png"))


def test_a_link_that_leads_out_is_no_picture(content, tmp_path):
    inside = content / "scenarios"
    (inside / "out.png").symlink_to(tmp_path / "outside.png")
    (inside / "round.png").symlink_to(inside / "round.png")
    (inside / "text.png").symlink_to(inside / "late-parcel.md")
    (inside / "away").symlink_to(tmp_path)

    for file in ("out.png", "round.png", "text.png", "away/outside.png"):
        assert is_refused(content, f"scenarios/{file}")


def test_a_link_within_the_folder_is_followed(content):
    (content / "scenarios" / "same.png").symlink_to("slip.png")

    assert pictures.find(content, "scenarios/same.png").name == "slip.png"


def test_the_content_folder_may_be_a_link_itself(content, tmp_path):
    (tmp_path / "current").symlink_to(content)

    assert pictures.find(tmp_path / "current", "scenarios/slip.png").is_file()
