import pytest

from tests.unit.scenarios.scripts import Talk, machine, problems
from trainer.errors import MoveNotOpenError
from trainer.scenarios import speech

CALLER = """
## hello

- [Check.](check.md) ^d1
    - then: #after
- [Bye.](#end) ^bye

## after

- [Again.](check.md) ^d2
    - then: #after
- [Bye.](#end) ^e
    - if: verified

## anywhere

- [I give up.](#gone) ^x

## gone

- outcome: lost
"""

CHECK = """\
---
id: check
title: Check
kind: subscene
shared: [verified]
vars: {tries: 0 in 0..2}
---

## start

- [Ask.](#start) ^v1
    - once: yes
    - set: tries = tries + 1
- [Done.](#return) ^v2
    - set: verified = yes if tries == 1
- [Leave.](#return) ^v3
"""

VARS = "vars: {verified: no}"


@pytest.fixture(scope="module")
def script():
    return machine(CALLER, VARS, check=CHECK)


def test_a_sub_scene_returns_to_where_its_caller_says(script):
    talk = Talk(script).take("d1")

    assert talk.now.beat == "start"
    assert talk.take("d1/v3").now.beat == "after"


def test_shared_names_are_the_callers_own(script):
    talk = Talk(script).take("d1", "d1/v1", "d1/v2")

    assert talk.value("verified") is True
    assert talk.take("e").now.outcome == "resolved"


def test_local_names_start_afresh_and_once_belongs_to_the_attempt(script):
    talk = Talk(script).take("d1", "d1/v1", "d1/v3", "d2")

    assert talk.value("1:tries") == 0
    with pytest.raises(MoveNotOpenError):
        talk.take("d2/v1")


def test_a_move_is_logged_with_the_calls_it_was_reached_through(script):
    talk = Talk(script).take("d1")

    with pytest.raises(MoveNotOpenError):
        talk.take("d2/v3")


def test_the_callers_anywhere_leaves_the_sub_scene(script):
    talk = Talk(script).take("d1", "x")

    assert talk.now.outcome == "lost"
    assert talk.now.situation.stack == ()


def test_parameters_are_given_with_every_call():
    script = machine(
        """
        ## hello

        - [Check.](check.md) ^d1
            - then: #end
            - with: most = 2, name = "Ivo Marek", keen = lucky

        """,
        "vars: {lucky: yes}",
        check="""\
        ---
        id: check
        title: Check
        kind: subscene
        params: [most, name, keen]
        ---

        ## start

        - [Bye {name}.](#return) ^v1
            - if: most == 2 and keen
        - [Leave.](#return) ^v2
        """,
    )

    talk = Talk(script).take("d1", "d1/v1")

    assert talk.now.outcome == "resolved"
    assert talk.value("1:name") == "Ivo Marek"


SPOKEN = """\
---
id: check
title: Check
kind: subscene
params: [caller]
---

## start

**{caller}:** Now?

- [Yes.](#return) ^v1
"""


def test_whoever_calls_keeps_the_name_inside():
    script = machine(
        """
        ## hello

        - [Check.](check.md) ^d1
            - then: #end
            - with: caller = "Ivo Marek"
        - [You too.](check.md) ^d2
            - then: #end
            - with: caller = Ana

        """,
        check=SPOKEN,
    )

    names = {
        move: speech.lines(script, Talk(script).take(move).last.step)[0].name
        for move in ("d1", "d2")
    }

    assert names == {"d1": "Ivo Marek", "d2": "Ana"}


def test_a_speaker_nobody_has_named_is_pointed_at():
    found = problems("## hello\n\n**{calller}:** Hm.\n\n- [Bye.](#end) ^a\n")

    assert found["unknown-name"].place.column == 4


@pytest.mark.parametrize(
    ("beats", "code"),
    [
        ("## a\n\n- [X](nowhere.md) ^a\n    - then: #end\n", "unknown-file"),
        ("## a\n\n- [X](check.md) ^a\n", "missing-then"),
        ("## a\n\n- [X](check.md#no) ^a\n    - then: #end\n", "unknown-beat"),
        ("## a\n\n- [X](check.md) ^a\n    - then: #no\n", "unknown-beat"),
        ("## a\n\n- [X](#end) ^a\n    - then: #end\n", "then-without-call"),
        ("## a\n\n- [X](#return) ^a\n", "return-outside"),
        ("## a\n\n- [X](late-parcel.md) ^a\n    - then: #end\n", "recursion"),
        ("## a\n\n- [X](whole.md) ^a\n    - then: #end\n", "not-a-subscene"),
        (
            "## a\n\n- [X](check.md) ^a\n    - then: #end\n    - with: z = 1\n",
            "unknown-parameter",
        ),
        ("## a\n\n- [X](named.md) ^a\n    - then: #end\n", "missing-parameter"),
        ("## a\n\n- [X](empty.md) ^a\n    - then: #end\n", "broken-include"),
        ("## a\n\n- [X](bare.md) ^a\n    - then: #end\n", "broken-include"),
    ],
)
def test_a_broken_call_is_named(beats, code):
    found = problems(
        beats,
        VARS,
        check=CHECK,
        whole="---\nid: whole\ntitle: W\n---\n\n## a\n\n- outcome: lost\n",
        named="""\
        ---
        id: named
        title: Named
        kind: subscene
        params: [name]
        ---

        ## start

        - [Bye {name}.](#return) ^v1
        """,
        empty="## start\n\n- [Bye.](#return) ^v1\n",
        bare="Nothing yet.\n",
    )

    assert code in found


def test_a_path_out_of_the_library_is_refused():
    found = problems("## a\n\n- [X](../../secret.md) ^a\n    - then: #end\n")

    assert {"bad-path", "path-outside"} & found.keys()


def test_an_outcome_belongs_to_the_caller():
    found = problems(
        "## a\n\n- [X](check.md) ^a\n    - then: #end\n",
        check="""\
        ---
        id: check
        title: C
        kind: subscene
        ---

        ## start

        - [On.](#done) ^v1

        ## done

        - outcome: lost
        """,
    )

    assert "outcome-in-subscene" in found


def test_a_shared_name_must_be_declared_by_the_caller():
    found = problems("## a\n\n- [X](check.md) ^a\n    - then: #end\n", check=CHECK)

    assert "Declare “verified” here" in found["unshared-name"].suggestion


def test_sub_scenes_may_be_four_deep_and_no_deeper():
    def nested(number):
        return (
            f"---\nid: s{number}\ntitle: S\nkind: subscene\n---\n\n## start\n\n"
            f"- [On.](s{number + 1}.md) ^a\n    - then: #start\n- [B.](#return) ^b\n"
        )

    others = {f"s{number}": nested(number) for number in range(1, 7)}
    found = problems("## a\n\n- [X](s1.md) ^a\n    - then: #end\n", **others)

    assert "calls-too-deep" in found


def test_what_is_dealt_and_meters_can_be_shared():
    script = machine(
        """
        ## hello

        - [Check.](check.md) ^d1
            - then: #end
        """,
        "meters: {mood: 5 in 0..10}\ndeal: {luck: [good, bad]}",
        check="""\
        ---
        id: check
        title: Check
        kind: subscene
        shared: [mood, luck]
        ---

        ## start

        - [Ask.](#return) ^v1
            - if: luck is good
            - mood: +2
        - [Leave.](#return) ^v2
        """,
    )

    assert Talk(script).take("d1", "d1/v1").now.meters == {"mood": 7}


def test_a_parameter_must_be_of_the_kind_the_first_call_gave():
    found = problems(
        """
        ## hello

        - [Plain.](check.md) ^d0
            - then: #hello
            - with: other = 1, most = 1
        - [Check.](check.md) ^d1
            - then: #end
            - with: most = 2, other = 2
        - [Check.](check.md) ^d2
            - then: #end
            - with: most = many, other = 2
        """,
        check="""\
        ---
        id: check
        title: Check
        kind: subscene
        params: [most, other, never]
        ---

        ## start

        - [Bye {most} {other} {never}.](#return) ^v1
        """,
    )

    assert {"value-type", "missing-parameter"} <= found.keys()
