import json

from tests.unit.scenarios.scripts import Talk, machine
from trainer.scenarios.states import dumped, situation_of, state_of

SCRIPT = machine(
    """
    ## hello

    - [Check.](check.md) ^d1
        - then: #end
        - mood: +1
    """,
    """
    meters: {mood: 5 in 0..10}
    deal: {luck: [good, bad]}
    case: {purchased: 2026-11-07, paid: 9.00}
    """,
    check="""\
    ---
    id: check
    title: Check
    kind: subscene
    ---

    ## start

    - [Ask.](#return) ^v1
    """,
)


def test_a_state_survives_json():
    situation = Talk(SCRIPT, luck="bad").take("d1").now.situation

    text = json.dumps(state_of(SCRIPT, situation))

    assert situation_of(SCRIPT, json.loads(text)) == situation


def test_a_state_names_what_it_holds():
    state = state_of(SCRIPT, Talk(SCRIPT).take("d1").now.situation)

    assert (state["file"], state["beat"]) == ("scenarios/check.md", "start")
    assert state["slots"]["case.purchased"] == "2026-11-07"
    assert state["slots"]["mood"] == 6


def test_equal_conversations_dump_to_equal_bytes():
    one, same = Talk(SCRIPT).take("d1", "d1/v1"), Talk(SCRIPT).take("d1", "d1/v1")

    assert dumped(one.now) == dumped(same.now)
    assert dumped(one.now) != dumped(Talk(SCRIPT).take("d1").now)
