"""The wheel carries everything: it starts from any folder, far from this one."""

import os
import site
import subprocess
import sys
import zipfile

import pytest

from tests.browser.site import answer, free_port, running
from tests.structure.source import ROOT

FOLDERS = {
    "templates": "trainer/_data/templates",
    "static": "trainer/_data/static",
    "content": "trainer/_data/content",
    "docs/guide": "trainer/_data/docs/guide",
    "trainer": "trainer",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [built] = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel; its dependencies are those of this one."""
    folder = tmp_path_factory.mktemp("installed")
    python = folder / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "-q"]
    subprocess.run([*pip, "--no-deps", "--no-index", wheel], check=True)
    [packages] = folder.glob("lib/python*/site-packages")
    here = "\n".join(site.getsitepackages())
    (packages / "dependencies.pth").write_text(here + "\n", encoding="utf-8")
    return folder


def files_below(folder):
    paths = (ROOT / folder).rglob("*")
    return {p.relative_to(ROOT / folder).as_posix() for p in paths if p.is_file()}


@pytest.mark.parametrize(("folder", "inside"), FOLDERS.items(), ids=FOLDERS)
def test_the_wheel_carries(wheel, folder, inside):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    own = {n for n in files_below(folder) if "__pycache__" not in n}
    assert own
    assert {f"{inside}/{name}" for name in own} <= names


def test_the_wheel_carries_no_test_and_no_secret(wheel):
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {t for t in tops if not t.endswith(".dist-info")} == {"trainer"}


def test_the_command_runs_from_another_folder(installed, tmp_path):
    shown = subprocess.run(
        [installed / "bin" / "trainer", "--help"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    where = subprocess.run(
        [installed / "bin" / "python", "-c", "import trainer; print(trainer.__file__)"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert "serve" in shown
    assert where.startswith(str(installed))


def test_the_server_starts_from_another_folder(installed, tmp_path):
    port = free_port()
    kept = str(tmp_path / "kept")
    environment = {**os.environ, "TRAINER_INSTANCE": kept, "TRAINER_PORT": str(port)}
    trainer = installed / "bin" / "trainer"
    subprocess.run([trainer, "upgrade"], cwd=tmp_path, env=environment, check=True)
    with running(
        [trainer, "serve"], port=port, environment=environment, folder=tmp_path
    ):
        page = answer(f"http://127.0.0.1:{port}/sign-in")
        sheet = answer(f"http://127.0.0.1:{port}/static/css/tokens.css")
    assert "Staff number" in page
    assert "--accent" in sheet
