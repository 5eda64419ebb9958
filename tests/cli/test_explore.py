import json

SCENARIO = "scenarios/late-parcel.md"

TWO_WAYS = """\
## hello

- [Greet.](#bye) ^good
    - score: policy +2
- [Grumble.](#bye) ^bad
    - score: policy -1

## bye

- [Bye.](#end) ^bye
    - score: close +1
- [Wait.](#late) ^never
    - if: seen(late)

## late

- [Back.](#end) ^back
"""


def test_everything_about_a_scenario_is_one_json_document(trainer):
    trainer.scenario(TWO_WAYS)

    found = json.loads(trainer("content", "explore", SCENARIO, "--json").stdout)

    assert (found["situations"], found["complete"]) == (3, True)
    assert found["seconds"] >= 0
    assert found["best"]["moves"] == ["good", "bye"]
    assert (found["best"]["total"], found["best"]["clean"]) == (100.0, True)
    assert found["best_by_deal"] == [found["best"]]
    assert found["random_pass"] == 0.5
    assert found["endings"] == [
        {"beat": "end", "outcome": "resolved", "random_share": 1.0, "reachable": True}
    ]
    assert [(one["kind"], one["id"]) for one in found["unreached"]] == [
        ("beat", "late"),
        ("move", "never"),
    ]
    assert found["points_of_no_return"] == [
        {"beat": "hello", "move": "bad", "lost": "pass", "always": True}
    ]


def test_what_was_found_is_said_in_words(trainer):
    trainer.scenario(TWO_WAYS)

    result = trainer("content", "explore", SCENARIO, "--seconds", "9")

    assert "3 situations, all there are." in result.stdout
    assert "Best: 100.0 (resolved): good, bye" in result.stdout
    assert "Random play passes 50.00% of the time." in result.stdout
    assert "Keeping to “first” passes" in result.stdout
    assert "No pass any more after bad at hello." in result.stdout
    assert "Never reached: beat late, line" in result.stdout


def test_a_situation_with_nothing_to_do_is_said_with_its_way_and_exits_1(trainer):
    trainer.scenario("## hello\n\n- [Hi.](#end) ^a\n    - if: seen(end)\n")

    result = trainer("content", "explore", SCENARIO, code=1)

    assert "Best: none" in result.stdout
    assert "Stuck at hello: at once." in result.stdout
    assert "end (resolved): never of random play" in result.stdout


def test_a_folder_is_no_scenario(trainer):
    result = trainer("content", "explore", ".", code=2)

    assert "is a directory" in result.stderr


def test_a_circle_is_told_as_checking_tells_it(trainer):
    circle = TWO_WAYS + "\n- [go](#late) ^on\n    - if: seen(bye)\n"
    trainer.scenario(circle.replace("    - if: seen(late)\n", ""))

    explored = trainer("content", "explore", SCENARIO, code=1).stdout
    checked = trainer("content", "check", SCENARIO, code=1).stdout

    told = "goes on by itself without end at “late” after good, never."
    assert told in explored
    assert told in checked
    assert "Stuck" not in explored


def test_a_circle_is_no_place_to_be_stuck_in_the_json_document(trainer):
    circle = TWO_WAYS + "\n- [go](#late) ^on\n    - if: seen(bye)\n"
    trainer.scenario(circle.replace("    - if: seen(late)\n", ""))

    result = trainer("content", "explore", SCENARIO, "--json", code=1)

    found = json.loads(result.stdout)
    assert found["stuck"] == []
    assert [one["moves"] for one in found["circles"]] == [["good"]]


def test_a_template_is_checked_and_explored_beside_the_policies(trainer):
    file = trainer.scenario(TWO_WAYS, "policy: parcels")
    template = trainer.write("templates/late-parcel.md", file.read_text("utf-8"))
    trainer.write("templates/other.md", "Not a scenario.")

    explored = trainer("content", "explore", template, code=0).stdout
    checked = trainer("content", "check", template).stdout
    folder = trainer("content", "check", "templates", code=1).stdout

    assert "3 situations, all there are." in explored
    assert "templates/late-parcel.md" in checked
    assert "1 file, 0 errors" in checked
    assert "2 files, 2 errors" in folder


def test_a_sub_scene_is_explored_by_what_calls_it(trainer):
    part = trainer.write(
        "scenarios/ask.md", "---\nkind: subscene\n---\n\n## a\n\nHm.\n"
    )

    said = trainer("content", "explore", part, code=2).stderr

    assert "ask.md is a sub-scene: explore a scenario that calls it." in said


def test_only_one_scenario_that_can_be_read_is_explored(trainer):
    policy = trainer("content", "explore", "policies/parcels.md", code=2).stderr
    broken = trainer.write("scenarios/broken.md", "Nothing.")

    said = trainer("content", "explore", broken, code=1).stderr

    assert "Name one scenario file." in policy
    assert "broken.md, line 1" in said
