"""The README's examples are run, not believed."""

import re
import shlex

import pytest
from click.testing import CliRunner

from trainer.cli import main
from trainer.paths import DATA

EXAMPLES = re.findall(
    r"```console\n\$ trainer (.+)\n((?:.*\n)*?)```", (DATA / "README.md").read_text()
)


def test_the_readme_has_an_example_of_a_score():
    assert any("content play" in command for command, _ in EXAMPLES)


@pytest.mark.parametrize(("command", "shown"), EXAMPLES)
def test_an_example_prints_what_the_readme_shows(command, shown, monkeypatch):
    monkeypatch.chdir(DATA)

    assert CliRunner().invoke(main, shlex.split(command)).stdout == shown
