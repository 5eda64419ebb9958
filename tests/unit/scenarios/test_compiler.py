import pytest

from tests.unit.scenarios.scripts import (
    END,
    FILE,
    Talk,
    library,
    machine,
    problems,
    scenario,
)
from trainer.content.diagnostics import Severity
from trainer.library import Library

HELLO = "## hello\n\n- [Hi.](#end) ^a\n    - "
WRITE = '## hello\n\n- [____ Say.](#end) ^a\n    - model: "Sorry."\n    - '
METER = "meters: {mood: 5 in 0..10}"

FAULTS = [
    ("## hello\n\n- [Hi.](#ned) ^a\n", "", "unknown-beat", "Did you mean “end”?"),
    (HELLO + "mod: +1", METER, "unknown-fact", "Did you mean “mood”?"),
    (HELLO + "mood: up", METER, "meter-change", "“mood: +2”"),
    (HELLO + "mood: 2", METER, "meter-change", "with its sign"),
    (HELLO + "mood: +11", METER, "value-out-of-bounds", "“mood +11” never is"),
    (HELLO + "mood: -11", METER, "value-out-of-bounds", "within 0 and 10"),
    (HELLO + "set: mood = 11", METER, "value-out-of-bounds", "“11” never is"),
    (HELLO + "set: n = 9", "vars: {n: 0 in 0..3}", "value-out-of-bounds", "0 and 3"),
    (HELLO + "set: n = n - 9", "vars: {n: 0 in 0..3}", "value-out-of-bounds", "wider"),
    (HELLO + "once: maybe", "", "once-value", "once: yes"),
    (HELLO + "set: offered", "", "set-syntax", "set: offered = credit"),
    (HELLO + "set: ofered = yes", "vars: {offered: no}", "unknown-name", "“offered”"),
    (HELLO + "set: luck = bad", "deal: {luck: [good, bad]}", "set-fixed", "vars"),
    (HELLO + "score: polcy +1", "", "unknown-criterion", "“policy”"),
    (HELLO + "score: process +1", "", "criterion-without-weight", "rubric"),
    (HELLO + "score: policy", "", "score-syntax", "policy +2"),
    (HELLO + "means: refuse_retrun", "", "unknown-action", "“refuse_return”"),
    (HELLO + "means: promise_refund cash", "", "argument-syntax", "tender=cash"),
    (HELLO + "means: promise_refund tendr=cash", "", "unknown-argument", "“tender”"),
    (HELLO + "means: refuse_return a=b", "", "unknown-argument", "takes nothing"),
    (HELLO + "means: promise_refund tender=coin", "", "value-type", "cash"),
    (HELLO + "cite: parcels", "policy: parcels", "unknown-policy", "returns#cash"),
    (HELLO + "cite: parcel#proof", "policy: parcels", "unknown-policy", "“parcels”"),
    (HELLO + "cite: parcels#prof", "policy: parcels", "unknown-clause", "“proof”"),
    (HELLO + "if: mood > ", METER, "", ""),
    (HELLO + "lock: Not now.", "", "lock-without-if", "- if:"),
    (HELLO + "expect: sorry = sorry", "", "expect-without-words", "____"),
    (WRITE + "expect: sorry", "", "expect-syntax", "apology = sorry"),
    (WRITE + "expect: a (policy) = sorry", "", "score-syntax", "deescalation +2"),
    (WRITE + "expect: a (plicy +1) = sorry", "", "unknown-criterion", "“policy”"),
    (WRITE + "expect: a = @qestion", "", "unknown-signal", "“question”"),
    (WRITE + "words: many", "", "words-range", "6..80"),
    (WRITE + "words: 9..2", "", "words-range", "6..80"),
    ("## hello\n\n- [____ Say.](#end) ^a\n", "", "missing-model", "full marks"),
    ("## hello\n\n- [go](#end) ^a\n- [B.](#end) ^b\n", "", "go-without-if", "- if:"),
    (
        "## a\n\n- [go](#end) ^a\n    - if: mood > 1\n    - score: policy +1\n",
        METER,
        "go-scores",
        "Score the reply",
    ),
    ("## hello\n\n- [Hi.](#end)\n", "", "missing-id", "fmt"),
    (
        "## hello\n\n*Nothing.*\n\n## x\n\n- [B.](#end) ^b\n",
        "",
        "dead-end",
        "Add a move",
    ),
    ("## hello\n\n- outcome: lost\n\n- [B.](#end) ^b\n", "", "moves-after-the-end", ""),
    ("## hello\n\n- [after 9s](#end) ^a\n", "", "only-the-clock", "say or do"),
    ("## hello\n\n- outcome: won\n", "", "unknown-outcome", "outcomes"),
    ("## hello\n\n- review: nice\n- outcome: lost\n", "", "review-syntax", "★★★"),
    (
        "## hello\n\n- desk: lookup_ordr\n\n- [B.](#end) ^b\n",
        "",
        "unknown-action",
        "order",
    ),
    ("## hello\n\n- [`fly *`](#end) ^a\n", "", "unknown-action", "the desk"),
    ("## hello\n\n- [`refuse_return`](#end) ^a\n", "", "not-at-the-desk", "means:"),
    (
        "## hello\n\n- [`issue_refund amunt=1.00`](#end) ^a\n",
        "",
        "unknown-argument",
        "am",
    ),
    ("## hello\n\n- [`issue_refund tender=case.pid`](#end) ^a\n", "", "", ""),
    (
        "## hello\n\n- enter: moud -1\n\n- [B.](#end) ^b\n",
        METER,
        "unknown-name",
        "“mood”",
    ),
    ("## hello\n\n- enter: what\n\n- [B.](#end) ^b\n", METER, "set-syntax", "set:"),
    ("## hello\n\nHi {nam}.\n\n- [B.](#end) ^b\n", "", "", ""),
    ("## hello\n\n- [B.](#end) ^b\n    - if: said(sorry)\n", "", "", ""),
    ("## hello\n\n- [B.](#end) ^b\n    - if: seen(ned)\n", "", "", "end"),
    ("## hello\n\n- [B.](#end) ^b\n    - if: chose(c)\n", "", "", ""),
    (
        "## hello\n\n- [B.](#end) ^b\n    - if: did(lookup_ordr)\n",
        "",
        "",
        "lookup_order",
    ),
    (
        "## hello\n\n- [B.](#end) ^b\n    - if: parcels.mst > 1.00\n",
        "policy: parcels",
        "",
        "",
    ),
    ("## hello\n\n- [B.](#end) ^b\n", "policy: parcel", "unknown-policy", "“parcels”"),
    (
        "## hello\n\n- [`issue_refund *`](#end) ^b\n",
        "policy: parcels\ncase: {proof: maybe}",
        "value-type",
        "",
    ),
]


@pytest.mark.parametrize(("beats", "settings", "code", "mend"), FAULTS)
def test_a_fault_is_named_where_it_stands_with_a_way_to_mend_it(
    beats, settings, code, mend
):
    found = problems(beats, settings)

    assert found
    diagnostic = found[code] if code else next(iter(found.values()))
    assert mend in f"{diagnostic.message} {diagnostic.suggestion}"
    assert diagnostic.place.line > 1


@pytest.mark.parametrize(
    "change", ["mood: -10", "mood: +10", "set: mood = 0", "set: mood = mood + 4"]
)
def test_a_change_that_may_come_to_its_bounds_is_no_fault(change):
    assert problems(HELLO + change, METER) == {}


SHOWN = "## hello\n\n- show: {}\n\n- [B.](#end) ^b\n"


@pytest.mark.parametrize(
    ("name", "code", "mend"),
    [
        ("../letter.png", "bad-picture", "plain name"),
        ("letter.exe", "bad-picture", "plain name"),
        ("letter.svg", "bad-picture", "png, jpg, webp or gif"),
        ("letter.png A letter.", "bad-picture", "then what it shows"),
        ('letter.png "A letter', "bad-picture", "then what it shows"),
        ("leter.png", "picture-missing", "Did you mean “letter.png”?"),
        ("towel.png", "picture-missing", "Put it there"),
    ],
)
def test_a_picture_lies_beside_the_file(name, code, mend):
    found = library(SHOWN.format(name))
    found.pictures = frozenset({"scenarios/letter.png", "scenarios/more/towel.png"})

    assert found.machine(FILE) is None

    (problem,) = found.report.errors
    assert (problem.code, problem.place.line) == (code, 12)
    assert mend in problem.suggestion


def test_a_picture_that_is_there_or_may_be_there_is_shown():
    written = SHOWN.format('letter.png "A letter of 3 May."')
    known = library(written)
    known.pictures = frozenset({"scenarios/letter.png"})
    shown = ("scenarios/letter.png", "A letter of 3 May.")

    assert known.machine(FILE).beats[0].show == shown
    assert machine(written).beats[0].show == shown


@pytest.mark.parametrize("words", ["", ' ""', ' " "'])
def test_a_picture_without_words_is_shown_and_its_author_is_told(words):
    found = library(SHOWN.format(f"letter.png{words}"))

    assert found.machine(FILE).beats[0].show == ("scenarios/letter.png", "")

    (problem,) = found.report.diagnostics
    assert (problem.code, problem.place.line) == ("picture-without-words", 12)
    assert "behind the name" in problem.suggestion


@pytest.mark.parametrize(
    ("settings", "code", "mend"),
    [
        ("bind: {prof: a}", "unknown-policy-fact", "Did you mean “proof”?"),
        ("bind: {zither: a}", "unknown-policy-fact", "Choose from proof, or delete"),
        ("bind: {proof: ofered}", "unknown-name", "Did you mean “offered”?"),
        ("bind: {proof: zither}", "unknown-name", "under “vars” or “case”"),
        ("bind: {proof: paid}", "unknown-name", "Write “case.paid”."),
        ("goal: {piad: 1.00}", "unknown-field", "Did you mean “paid”?"),
        ("goal: {zither: 1.00}", "unknown-field", "Declare it under “case”"),
    ],
)
def test_what_settings_name_must_be_there(settings, code, mend):
    known = "policy: parcels\nvars: {a: no, offered: no}\ncase: {paid: 2.00}\n"

    found = problems(HELLO + "set: a = yes\n", known + settings)

    assert mend in found[code].suggestion


def test_facts_are_bound_to_names_and_to_fields_of_the_case():
    known = "policy: parcels\ncase: {slip: yes}\nvars: {offered: no}\n"

    for name in ("offered", "case.slip"):
        assert not problems(
            HELLO + "set: offered = yes\n", f"{known}bind: {{proof: {name}}}"
        )


def test_points_for_what_happens_by_itself_are_shown_where_they_stand():
    found = problems(
        """
        ## hello

        - [go](#end) ^a
            - if: mood > 1
            - score: policy +1
        - [Bye.](#end) ^b
        """,
        METER,
    )

    assert found["go-scores"].place.line == 15


def test_a_goal_is_a_field_of_the_case():
    assert machine(HELLO + "once: yes\n", "case: {paid: 2.00}\ngoal: {paid: 1.00}").goal


def test_without_a_policy_there_is_nothing_to_bind():
    found = problems(HELLO + "set: a = yes\n", "vars: {a: no}\nbind: {proof: a}")

    assert "Choose from nothing, or delete" in found["unknown-policy-fact"].suggestion


def test_a_policy_that_cannot_be_read_is_told_once_where_it_is_named():
    texts = {
        FILE: scenario(
            "## hello\n\nUp to {odd.most}.\n\n- [Hi.](#end) ^a\n"
            "    - cite: odd#look-first\n    - if: odd.most > 1.00 or zither\n",
            "policy: odd\nvars: {a: no}\nbind: {proof: a}",
        ),
        "policies/odd.md": "Nothing.\n",
    }
    found = Library(texts)
    found.machine(FILE)

    told = [d for d in found.report.errors if d.place.file == FILE]
    assert [d.code for d in told] == ["broken-policy", "unknown-name"]
    assert told[0].suggestion == "Mend that file first."
    assert "zither" in told[1].message


def test_every_problem_of_a_file_is_reported_not_only_the_first():
    found = problems(
        """
        ## hello

        - [Hi.](#ned) ^a
            - mod: +1
            - score: polcy +1
            - cite: parcels#prof
        """,
        "policy: parcels",
    )

    assert {"unknown-beat", "unknown-fact", "unknown-criterion", "unknown-clause"} <= (
        found.keys()
    )


def test_a_scenario_with_an_error_is_no_machine():
    assert (
        library("## hello\n\n- [Hi.](#ned) ^a\n").machine("scenarios/late-parcel.md")
        is None
    )


def test_a_warning_does_not_keep_it_from_being_played():
    script = machine("## hello\n\n- [Hi.](#end)\n")

    assert [move.id for move in script.moves] == [str(script.moves[0].place.line)]


def test_a_case_field_has_the_type_of_the_policys_fact():
    script = machine(
        "## hello\n\n- [Hi.](#end) ^a\n    - if: case.proof\n- [B.](#end) ^b\n",
        "policy: parcels\ncase: {proof: yes}",
    )

    assert script.slots[script.case["proof"]].start is True


def test_a_fact_can_be_bound_by_another_name():
    script = machine(
        "## hello\n\n- [`issue_refund *`](#end) ^a\n",
        "policy: parcels\nbind: {proof: case.slip}\ncase: {slip: yes, paid: 1.00}",
    )

    assert not script.judge.rulings["issue_refund"][1].unknown


def test_a_policys_setting_can_be_said_and_compared():
    script = machine(
        """
        ## hello

        Up to {parcels.most}.

        - [Hi.](#end) ^a
            - if: case.paid <= parcels.most
        - [B.](#end) ^b
        """,
        "policy: parcels\ncase: {paid: 12.00}",
    )

    assert len(script.beats[0].blocks[0].text.parts) == 3


def test_the_desk_offers_what_is_named_judged_or_can_be_looked_up():
    script = machine(
        """
        ## hello

        - desk: check_stock

        - [`cancel_plan`](#end) ^a
        """,
        "policy: parcels\ncase: {loyalty: 12 34}",
    )

    names = [signature.name for signature in script.actions]

    assert names == [
        "lookup_purchase",
        "lookup_order",
        "check_stock",
        "issue_refund",
        "apply_goodwill_credit",
        "cancel_plan",
    ]
    assert script.beats[0].desk == ("check_stock",)


def test_the_digest_follows_text_sub_scenes_and_policies():
    one = machine("## hello\n\n- [Hi.](#end) ^a\n")
    same = machine("## hello\n\n- [Hi.](#end) ^a\n")
    other = machine("## hello\n\n- [Hello.](#end) ^a\n")

    assert one.digest == same.digest != other.digest


def test_problems_of_the_shipped_kind_are_errors_or_warnings():
    found = problems("## hello\n\n- [Hi.](#end)\n", end=END)

    assert found["missing-id"].severity is Severity.WARNING


@pytest.mark.parametrize(
    ("beats", "settings", "code"),
    [
        (HELLO + 'means: promise_refund tender="cash', "", "unclosed-quote"),
        (HELLO + "if:", "", "empty-fact"),
        (HELLO + "set: offered = maybe", "vars: {offered: no}", ""),
        (
            "## a\n\n**Ana:** One line\nand {nam} on the next.\n\n- [B.](#end) ^b\n",
            "",
            "",
        ),
    ],
)
def test_a_slip_of_the_pen_is_no_crash(beats, settings, code):
    found = problems(beats, settings)

    assert code in found if code else found


def test_a_blank_on_a_later_line_is_placed_there():
    found = problems(
        "## hello\n\n**Ana:** One line\nand {nam} on the next.\n\n- [B.](#end) ^b\n"
    )

    place = next(iter(found.values())).place
    assert place.column == 6


def test_a_file_without_settings_is_no_scenario():
    found = Library({"scenarios/a.md": "## hello\n\n- [B.](#end) ^b\n" + END})

    assert found.machine("scenarios/a.md") is None


def test_what_a_move_scores_and_listens_for_is_at_hand():
    script = machine(
        """
        ## hello

        - [____ Say.](#end) ^w
            - model: "Sorry."
            - words: 2..40
            - expect: apology = sorry
            - score: policy +2 if said(apology)
            - score: close -1 if not said(apology)
        """
    )
    move = script.moves[0]

    assert move.words == (2, 40)
    assert [(e.criterion, e.points) for e in move.scores] == [
        ("policy", 2),
        ("close", -1),
    ]
    assert move.loses


def test_a_field_the_desk_changes_may_be_declared_and_others_start_empty():
    script = machine(
        """
        ## hello

        - [`issue_refund *`](#hello) ^a
        - [`change_plan plan="Small"`](#end) ^b
        """,
        "case: {refunded: 1.00, paid: 9.00}",
    )
    starts = {name: script.slots[slot].start for name, slot in script.case.items()}

    assert starts == {"refunded": 100, "paid": 900, "plan": ""}


def test_the_same_question_asked_twice_is_one_slot():
    script = machine(
        """
        ## hello

        - [A.](#hello) ^a
            - if: not seen(end)
        - [B.](#end) ^b
            - if: not seen(end)
        """
    )

    assert [slot.name for slot in script.slots] == ["seen:scenarios/late-parcel.md:end"]


REVEALS = """
## hello

- [`lookup_order *`](#hello) ^a
    - reveal: paid if mood >= 5
- [Bye.](#end) ^b
"""


def test_a_move_reveals_facts_of_the_case():
    script = machine(
        REVEALS, "meters: {mood: 5 in 0..10}\ncase: {order: A-1, paid: 9.00}"
    )
    talk = Talk(script).do("lookup_order", order="A-1")

    assert script.shown.keys() == {"paid"}
    assert talk.now.situation.slots[script.shown["paid"]] is True


def test_only_facts_of_the_case_can_be_revealed():
    found = problems(REVEALS, "meters: {mood: 5 in 0..10}\ncase: {paied: 9.00}")

    assert "“paied”" in found["unknown-field"].suggestion


LOOKS = """---
id: looks
title: Looking
effective: 2026-01-01
---

# Looking

## 1 Looking

### 1.1 Look first {#look-first}

- rule: before issue_refund, inspect_item
- severity: error
"""


@pytest.mark.parametrize(
    ("channel", "move", "offered"),
    [
        ("counter", "Bye.", True),
        ("phone", "Bye.", False),
        ("chat", "Bye.", False),
        ("phone", "`inspect_item`", True),
    ],
)
def test_nothing_is_inspected_where_nothing_lies_on_a_counter(channel, move, offered):
    settings = f"channel: {channel}\npolicy: looks\ncase: {{item: Kettle}}"
    beats = f"## hello\n\n- [{move}](#end) ^a\n- [Go on.](#end) ^b"
    texts = {FILE: scenario(beats, settings), "policies/looks.md": LOOKS}

    script = Library(texts).machine(FILE)

    actions = {action.name for action in script.actions}
    assert ("inspect_item" in actions) is offered
    assert "issue_refund" in actions


def test_amounts_are_in_the_currency_of_the_first_policy_that_names_one():
    texts = {
        FILE: scenario("## hello\n\n- [Bye.](#end) ^a", "policy: [looks, euro]"),
        "policies/looks.md": LOOKS,
        "policies/euro.md": LOOKS.replace("id: looks", "id: euro\ncurrency: EUR"),
    }

    assert Library(texts).machine(FILE).currency == "EUR"


@pytest.mark.parametrize(
    ("fact", "kept", "scored"),
    [
        ("cite: parcels#nowhere", True, True),
        ("score: poilcy +1", True, False),
        ("set: unknown = yes", False, False),
    ],
)
def test_beside_an_error_a_scenario_is_kept_if_every_way_through_it_is(
    fact, kept, scored
):
    found = library(f"## hello\n\n- [Hi.](#end) ^a\n    - {fact}\n").compiled(FILE)

    assert (found.machine is not None, found.scored) == (kept, scored)
    assert not found.sound


def test_where_a_policy_cannot_be_read_nothing_is_kept():
    found = library("## hello\n\n- [Hi.](#end) ^a\n", "policy: nowhere")

    assert found.compiled(FILE).machine is None
    assert found.compiled("scenarios/nowhere.md").machine is None
