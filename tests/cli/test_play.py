import json

import pytest

SCENARIO = "scenarios/late-parcel.md"


def played(trainer, *arguments, code=0):
    result = trainer("content", "play", SCENARIO, "--json", *arguments, code=code)
    return json.loads(result.stdout)


def test_a_conversation_is_played_to_its_end(trainer):
    document = played(trainer, "--moves", "good,w,bye")

    assert document["outcome"] == "resolved"
    assert (document["total"], document["passed"]) == (100.0, True)
    assert document["meters"] == {"mood": 5}
    assert [event["move"] for event in document["events"]] == ["good", "w", "bye"]


def test_own_words_are_matched(trainer):
    document = played(trainer, "--moves", "good,w", "--write", "w=No way.")

    assert document["events"][1]["hits"] == []
    assert document["outcome"] is None


def test_a_breach_is_told_with_the_values_that_decided_it(trainer):
    document = played(trainer, "--moves", "good,pay", "--deal", "luck=good")

    broken = [v for v in document["verdicts"] if v["verdict"] == "broken"]
    assert {v["clause"] for v in broken} == {"parcels#look-first", "parcels#proof"}
    assert document["critical"] == ["parcels#proof"]
    assert document["deal"] == {"luck": "good"}


def test_the_seed_decides_what_is_dealt(trainer):
    dealt = {played(trainer, "--seed", str(n))["deal"]["luck"] for n in range(12)}

    assert dealt == {"good", "bad"}


def test_a_person_reads_the_same_in_words(trainer):
    result = trainer("content", "play", SCENARIO, "--moves", "rude,bye")

    assert "At “end”, resolved." in result.stdout
    assert "Critical: Insulted the customer" in result.stdout


def test_a_picture_is_told_in_words(trainer):
    trainer.write("scenarios/slip.png", "")
    trainer.scenario('## hello\n\n- show: slip.png "A slip."\n\n- [Bye.](#end) ^b')

    result = trainer("content", "play", SCENARIO, "--moves", "b")

    assert "  [picture: A slip.]\n" in result.stdout


def test_a_move_that_is_not_open_is_a_problem(trainer):
    result = trainer("content", "play", SCENARIO, "--moves", "bye", code=1)

    assert "At “hello”, “bye” cannot be done." in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (SCENARIO, "--deal", "luck"),
        (".",),
    ],
)
def test_a_wrong_call_exits_2(trainer, arguments):
    if arguments == (".",):
        trainer.write("scenarios/other.md", "---\nid: other\n---\n")
        trainer.write("scenarios/third.md", "---\nid: third\ntitle: T\n---\n\n## a\n")

    trainer("content", "play", *arguments, code=2)


def test_a_scenario_with_errors_cannot_be_played(trainer):
    trainer.scenario("## hello\n\n- [Hi.](#ned) ^a\n")

    result = trainer("content", "play", SCENARIO, code=1)

    assert "“ned” is not a beat" in result.stderr


def test_every_play_is_run(trainer):
    result = trainer("content", "play", ".", "--plays")

    assert "1 of 1 plays hold." in result.stdout


def test_a_play_that_fails_says_why(trainer):
    trainer.write(
        "scenarios/late-parcel.play", "play: x\n    take rude bye\n    expect passed\n"
    )

    result = trainer("content", "play", SCENARIO, "--plays", code=1)

    assert "fails" in result.stdout
    assert "Not passed: critical" in result.stdout


def test_plays_are_one_json_document(trainer):
    result = trainer("content", "play", ".", "--plays", "--json")

    assert json.loads(result.stdout)["plays"][0] == {
        "file": SCENARIO,
        "play": "the good way",
        "ok": True,
        "outcome": "resolved",
        "total": 100.0,
        "problems": [],
    }


def test_without_a_path_the_starter_pack_is_meant(trainer):
    assert "plays hold." in trainer("content", "play", "--plays").stdout
