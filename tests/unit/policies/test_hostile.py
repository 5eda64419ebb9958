import time

import pytest

from tests.unit.policies.policies import HEAD, reading

NAMES = " + ".join(f"fact{chr(97 + i % 26)}x{i}" for i in range(17))
MANY = "".join(f"  fact{i:03}x: 0..9\n" for i in range(190))


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(f"- rule: forbid issue_refund if {NAMES} > 1", id="unknown names"),
        pytest.param("- rule: forbid issue_refund if days > 1", id="many rules"),
        pytest.param("- rule: forbid issue_refund if " + "(" * 100, id="brackets"),
        pytest.param("- rule: " + '"\\' * 2_400, id="quotes"),
        pytest.param("- rule: " + " if" * 1_600, id="ifs"),
        pytest.param("- rule: require " + " for a" * 800, id="fors"),
        pytest.param("- rule: owe a" + " or a" * 900 + "!", id="ors"),
        pytest.param("- rule: limit a" + " " * 4_900, id="spaces"),
        pytest.param("- authority: agent up to " + " " * 4_900 + "x", id="no amount"),
        pytest.param("### 1.1 " + "a {#" * 1_200, id="headings"),
        pytest.param("{a}{b}" * 800, id="braces"),
        pytest.param("<!-- " * 900, id="comments"),
        pytest.param("- rul: a", id="unknown facts"),
        pytest.param("### x", id="broken headings"),
        pytest.param("\0", id="NUL"),
    ],
)
def test_a_hostile_policy_gives_a_message_in_time(line):
    lines = [line] * (900_000 // (len(line) + 1))
    start = time.process_time()

    found, problems = reading(*lines, head=HEAD + MANY)

    assert found is None
    assert problems
    assert time.process_time() - start < 2
