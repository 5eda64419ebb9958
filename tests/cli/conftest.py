import pytest
from click.testing import CliRunner

from tests.unit.scenarios.scripts import POLICY, scenario
from trainer.cli import main

BEATS = """
## hello

- [Good.](#desk) ^good
    - score: policy +4
- [Rude.](#desk) ^rude
    - critical: Insulted the customer

## desk

- [____ Say sorry.](#desk) ^w
    - once: yes
    - model: "Sorry."
    - expect: apology (close +1) = sorry
- [`issue_refund *`](#end) ^pay
    - if: luck is good
- [Bye.](#end) ^bye
"""
SETTINGS = """
policy: parcels
meters: {mood: 5 in 0..10}
deal: {luck: [good, bad]}
case: {order: A-1, paid: 9.00, proof: no, tender: cash}
"""
PLAYS = """\
play: the good way
    take good w bye
    expect outcome resolved, total 100
"""


class Trainer:
    """The command in a folder of its own, with an installation of its own."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        monkeypatch.chdir(folder)
        monkeypatch.setenv("TRAINER_INSTANCE", str(folder / "instance"))
        self.write("policies/parcels.md", POLICY)
        self.scenario(BEATS, SETTINGS)
        self.write("scenarios/late-parcel.play", PLAYS)
        monkeypatch.setenv("TRAINER_CONTENT_DIR", str(folder))

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file

    def scenario(self, beats, settings=""):
        return self.write("scenarios/late-parcel.md", scenario(beats, settings))

    def __call__(self, *arguments, code=0):
        result = CliRunner().invoke(main, [str(a) for a in arguments])
        assert result.exit_code == code, result.output + str(result.exception)
        return result


@pytest.fixture
def trainer(tmp_path, monkeypatch):
    return Trainer(tmp_path, monkeypatch)
