import json

SCENARIO = "scenarios/late-parcel.md"


def test_a_sound_library_is_said_to_be_so(trainer):
    result = trainer("content", "check", ".")

    assert "3 files, 0 errors" in result.stdout


def test_every_problem_is_said_with_its_line_and_exits_1(trainer):
    trainer.scenario("## hello\n\n- [Hi.](#ned) ^a\n    - mod: +1\n")

    result = trainer("content", "check", SCENARIO, code=1)

    assert "scenarios/late-parcel.md:" in result.stdout
    assert "“ned” is not a beat. Did you mean “end”?" in result.stdout
    assert "unknown-fact" in result.stdout


def test_problems_are_one_json_document(trainer):
    trainer.scenario("## hello\n\n- [Hi.](#ned) ^a\n")

    result = trainer("content", "check", "--json", SCENARIO, code=1)

    document = json.loads(result.stdout)
    found = document["diagnostics"][0]
    assert document["files"] == 1
    assert (found["code"], found["severity"]) == ("unknown-beat", "error")
    assert found["line"] > 1


def test_a_warning_is_no_failure(trainer):
    trainer.scenario("## hello\n\n- [Hi.](#end)\n    - score: policy +1\n")
    trainer.write("scenarios/late-parcel.play", "")

    result = trainer("content", "check", SCENARIO)

    assert "missing-id" in result.stdout
    assert "0 errors, " in result.stdout
    assert "0 warnings" not in result.stdout


def test_a_play_that_fails_is_a_problem_of_the_library(trainer):
    trainer.write(
        "scenarios/late-parcel.play", "play: x\n    take rude bye\n    expect passed\n"
    )

    assert "play-failed" in trainer("content", "check", ".", code=1).stdout


def test_formatting_adds_ids_and_says_what_it_changed(trainer):
    file = trainer.scenario("## hello\n\n- [Hi.](#end)\n    - score: policy +1\n")

    assert trainer("content", "fmt", "--check", ".", code=1).stdout
    assert str(file.name) in trainer("content", "fmt", ".").stdout
    assert "^h1" in file.read_text()
    assert trainer("content", "fmt", "--check", ".").stdout == ""


def test_a_file_with_errors_is_left_as_it_is(trainer):
    file = trainer.scenario("## hello\n\n- [Hi.(#end)\n")
    before = file.read_text()

    result = trainer("content", "fmt", SCENARIO)

    assert "left as it is" in result.stderr
    assert file.read_text() == before


def test_loading_publishes_once(trainer):
    trainer("upgrade")
    trainer.scenario("## hello\n\n- [Hi.](#end) ^a\n    - score: policy +1\n")

    first = trainer("content", "load", ".", "--note", "Shorter")
    again = trainer("content", "load", ".")

    assert "scenarios/late-parcel.md" in first.stdout
    assert "0 published" in again.stdout


def test_loading_names_the_problems_of_files_it_leaves_out(trainer):
    trainer("upgrade")
    trainer.scenario("## hello\n\n- [Hi.](#ned) ^a\n")

    assert "“ned” is not a beat" in trainer("content", "load", ".", code=1).stderr


def test_nothing_is_loaded_into_a_database_of_another_version(trainer):
    result = trainer("content", "load", ".", code=1)

    assert "Run “trainer upgrade” first" in result.stderr
