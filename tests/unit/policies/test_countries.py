import pytest

from tests.unit.policies.policies import HEAD, policy
from trainer.content.diagnostics import Report
from trainer.library import Library
from trainer.policies.countries import in_country
from trainer.policies.judge import bind
from trainer.policies.trial import Trial, try_out

COUNTRIES = HEAD.replace("facts:", "settings for DE:\n  window: 14 days\nfacts:")
BODY = """## 2 Rules

### 2.1 Window {#window}

Within {window}.

- rule: forbid issue_refund if days > window

### 2.2 Only there {#there}

- rule: forbid issue_refund if not proof
- only: DE, AT
"""


@pytest.fixture
def written():
    return policy(head=COUNTRIES, body=BODY)


@pytest.mark.parametrize(
    ("country", "shown", "clauses", "made_for"),
    [
        ("", "Within 30 days.", ["window", "there"], ""),
        ("DE", "Within 14 days.", ["window", "there"], "DE"),
        ("AT", "Within 30 days.", ["window", "there"], "AT"),
        ("FR", "Within 30 days.", ["window"], "FR"),
    ],
)
def test_a_country_has_its_settings_and_the_clauses_in_force_there(
    written, country, shown, clauses, made_for
):
    found = in_country(written, country)

    assert found.fill(found.clauses[0].prose) == shown
    assert [clause.name for clause in found.clauses] == clauses
    assert found.country == made_for


def test_a_policy_that_is_the_same_everywhere_stays_as_it_is():
    found = policy("- rule: forbid issue_refund")

    assert in_country(found, "DE") is found


@pytest.mark.parametrize(
    ("country", "days", "broken"),
    [("", 20, []), ("DE", 20, ["window", "there"]), ("FR", 31, ["window"])],
)
def test_what_is_made_for_a_country_is_judged_by_its_rules(
    written, country, days, broken
):
    trial = Trial(facts={"days": days, "proof": False}, action="issue_refund")

    verdicts = try_out(in_country(written, country), trial)

    found = [
        v.clause.removeprefix("returns#") for v in verdicts if v.outcome == "broken"
    ]
    assert found == broken


def test_a_library_reads_policies_for_its_country():
    text = f"---\n{COUNTRIES}---\n\n# Returns\n\n{BODY}"

    library = Library({"policies/returns.md": text}, country="DE")

    assert library.policy("returns").settings["window"].value == 14
    assert library.beside({}).policy("returns").country == "DE"
    assert bind([library.policy("returns")], NoFacts(), Report()).rulings


class NoFacts:
    """A scenario that knows nothing."""

    def name(self, _name):
        return None

    def field(self, _owner, _name):
        return None
