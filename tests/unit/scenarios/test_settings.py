from datetime import date

import pytest

from trainer.content.diagnostics import Report
from trainer.content.frontmatter import split
from trainer.content.types import Flag, Money, Text, Whole, Words
from trainer.scenarios.settings import Kind, read_settings


def read(*lines, file="scenarios/kettle.md", required=("id: kettle", "title: Kettle")):
    report = Report()
    text = "\n".join(["---", *required, *lines, "---", ""])
    mapping, _ = split(text, file, report)
    return read_settings(mapping, report), report


def good(*lines):
    settings, report = read(*lines)
    assert not report.diagnostics, report.in_order()
    return settings


def test_what_is_not_given_has_its_default():
    settings = good()

    assert (settings.id, settings.title, settings.kind) == (
        "kettle",
        "Kettle",
        Kind.SCENARIO,
    )
    assert (settings.language, settings.level, settings.minutes) == ("en", 1, 10)
    assert (settings.channel, settings.player, settings.use) == (
        "counter",
        "agent",
        "practice",
    )
    assert dict(settings.rubric) == {
        "policy": 35,
        "deescalation": 25,
        "discovery": 15,
        "process": 15,
        "close": 10,
    }
    assert settings.pass_mark is None
    assert settings.good == ("resolved",)
    assert settings.timed == "optional"
    assert settings.shuffle
    assert settings.begins is settings.until is None


def test_a_list_may_be_written_in_three_ways():
    for lines in (
        ["policy: returns, billing,"],
        ["policy: [returns, billing]"],
        ["policy:", "  - returns", "  - billing"],
    ):
        assert good(*lines).policy == ("returns", "billing")


def test_simple_settings_have_their_types():
    settings = good(
        "language: pl",
        "level: 4",
        "minutes: 12",
        "topics: returns, faulty goods",
        "channel: phone",
        "player: supervisor",
        "use: both",
        "timed: required",
        "from: 2026-11-01",
        "until: 2026-12-24",
        "pass: 80",
        "good: [resolved, ended]",
        "outcomes: [ended]",
        "persona: {name: Dana, age: 41}",
        "shuffle: no",
        "bind: {proof: receipt, returns.days: case.age}",
    )

    assert settings.topics == ("returns", "faulty goods")
    assert (settings.begins, settings.until) == (date(2026, 11, 1), date(2026, 12, 24))
    assert settings.pass_mark == 80
    assert settings.outcomes == ("resolved", "escalated", "lost", "failed", "ended")
    assert settings.good == ("resolved", "ended")
    assert dict(settings.persona) == {"name": "Dana", "age": "41"}
    assert not settings.shuffle
    assert dict(settings.bind) == {"proof": "receipt", "returns.days": "case.age"}
    assert (settings.language, settings.level, settings.minutes) == ("pl", 4, 12)
    assert (settings.channel, settings.player) == ("phone", "supervisor")
    assert (settings.use, settings.timed) == ("both", "required")


def test_the_state_of_a_scenario_is_finite():
    settings = good(
        "meters: {mood: 3 in 0..10, trust: -1 in -5 .. 5}",
        "vars:",
        "  proof: no",
        "  seen_it: yes",
        "  offered: [nothing, credit]",
        "  tries: 0 in 0..3",
        "deal: {record: [missing, found]}",
    )

    assert [(m.name, m.start, m.low, m.high) for m in settings.meters] == [
        ("mood", 3, 0, 10),
        ("trust", -1, -5, 5),
    ]
    assert [(v.name, v.type, v.start) for v in settings.vars] == [
        ("proof", Flag(), False),
        ("seen_it", Flag(), True),
        ("offered", Words(("nothing", "credit")), "nothing"),
        ("tries", Whole(0, 3), 0),
    ]
    assert dict(settings.deal) == {"record": ("missing", "found")}
    assert settings.words == {"nothing", "credit", "missing", "found"}
    assert settings.names == (
        "mood",
        "trust",
        "proof",
        "seen_it",
        "offered",
        "tries",
        "record",
    )


def test_the_case_is_typed_by_the_desk_or_by_its_looks():
    settings = good(
        "case:",
        "  paid: 34.90",
        "  days: 14",
        "  loyalty: 5512880",
        "  gift: no",
        "  fee: 5.00",
        '  code: "12"',
        "goal: {refunded: 34.90, gift: yes}",
    )

    assert [(f.name, f.type, f.value) for f in settings.case.values()] == [
        ("paid", Money(), 3490),
        ("days", Whole(0, 3650), 14),
        ("loyalty", Text(), "5512880"),
        ("gift", Flag(), False),
        ("fee", Money(), 500),
        ("code", Text(), "12"),
    ]
    assert settings.case["paid"].written.text == "34.90"
    assert settings.goal["refunded"].value == 3490
    assert settings.goal["gift"].type == Flag()


def test_a_sub_scene_has_parameters_and_shared_names():
    settings = good(
        "kind: subscene", "params: [who]", "shared: [mood]", "rubric: {process: 100}"
    )

    assert settings.kind is Kind.SUBSCENE
    assert (settings.params, settings.shared) == (("who",), ("mood",))


def test_every_key_has_its_place():
    settings = good("rubric: {process: 100}", "from:", "case:")

    assert settings.places["rubric"].line == 4
    assert settings.places["rubric.process"].column == 10
    assert settings.begins is None
    assert not settings.case


def test_a_file_without_settings_has_none():
    settings, report = read(required=())

    assert settings is None
    assert not report.errors


FAULTS = [
    ("polices: returns", 4, "unknown-setting", "“policy”"),
    ("xyz: 1", 4, "unknown-setting", "guide"),
    ("kind: sub", 4, "value-type", ""),
    ("params: [who]", 4, "setting-not-here", "kind: subscene"),
    ("kind: subscene\npass: 80", 5, "setting-not-here", "Delete it"),
    ("language: English", 4, "bad-language", "en, es"),
    ("level: 9", 4, "value-type", ""),
    ("level: high", 4, "value-type", ""),
    ("minutes: 0", 4, "value-type", ""),
    ("minutes: [1]", 4, "setting-type", "on one line"),
    ("pass: 101", 4, "value-type", ""),
    ("channel: telephone", 4, "value-type", ""),
    ("use: exams", 4, "value-type", "exam"),
    ("use: exam", 4, "exam-variants", "deal:"),
    ("timed: maybe", 4, "value-type", ""),
    ("shuffle: true", 4, "value-type", "yes"),
    ("from: 1.12.2026", 4, "value-type", "2026-11-24"),
    ("from: 2026-12-24\nuntil: 2026-12-01", 5, "days-swapped", "Swap"),
    ("policy: Returns", 4, "bad-name", "“returns”"),
    ("policy: ['?']", 4, "bad-name", ""),
    ("policy: {a: b}", 4, "setting-type", "[one, another]"),
    ("policy: [[a]]", 4, "setting-type", "[one, another]"),
    ("policy: [a, a]", 4, "twice", "Keep one"),
    ("rubric: {polcy: 100}", 4, "unknown-criterion", "“policy”"),
    ("rubric: {zzz: 100}", 4, "unknown-criterion", "Choose from"),
    ("rubric: {policy: 90}", 4, "rubric-sum", "Add 10."),
    ("rubric: {policy: 90, close: 20}", 4, "rubric-sum", "Take away 10."),
    ("rubric: {policy: a lot}", 4, "value-type", ""),
    ("rubric: 100", 4, "setting-type", "{name: value}"),
    ("rubric: {policy: [100]}", 4, "setting-type", "on one line"),
    ("good: [resolvd]", 4, "unknown-outcome", "“resolved”"),
    ("outcomes: [Angry!]", 4, "bad-name", "“angry”"),
    ("bind: {proof: 1x}", 4, "bad-name", "proof: receipt"),
    ("bind: {1x: proof}", 4, "bad-name", "proof: receipt"),
    ("meters: {mood: 3}", 4, "range-syntax", "“3 in 0..10”"),
    ("meters: {mood: calm}", 4, "range-syntax", "“3 in 0..10”"),
    ("meters: {mood: 3 in 10..0}", 4, "range-bounds", "below"),
    ("meters: {mood: 3 in 0..99999}", 4, "range-bounds", "1000"),
    ("meters: {mood: 12 in 0..10}", 4, "range-bounds", "“10 in 0..10”"),
    ("meters: {Mood: 3 in 0..10}", 4, "bad-name", "“mood”"),
    ("meters: {score: 3 in 0..10}", 4, "bad-name", "another word"),
    ("vars: {class: no}", 4, "bad-name", "“class_”"),
    ("vars: {case: no}", 4, "bad-name", "“case_”"),
    ("vars: {'?': no}", 4, "bad-name", "underscores"),
    ("vars: {a: true}", 4, "variable-type", "“a: yes”"),
    ("vars: {a: 3}", 4, "range-syntax", "“3 in 0..10”"),
    ("vars: {a: word}", 4, "variable-type", "list of words"),
    ("vars:\n  a: b, c", 5, "variable-type", "“a: [b, c]”"),
    ("vars: {a: }", 4, "variable-type", "list of words"),
    ("vars: {a: {b: c}}", 4, "variable-type", "list of words"),
    ("vars: {a: []}", 4, "words-list", "[one, another]"),
    ("vars: {a: [b, [c]]}", 4, "setting-type", "[one, another]"),
    ("vars: {a: [b, b]}", 4, "twice", "Keep one"),
    ("vars: {a: [b]}", 4, "one-word", "Add another"),
    ("vars: {a: [B, c]}", 4, "bad-name", "“b”"),
    (
        f"vars: {{a: [{', '.join(f'w{n}' for n in range(51))}]}}",
        4,
        "words-list",
        "fewer",
    ),
    ("vars: {a: no}\nmeters: {a: 3 in 0..10}", 4, "name-twice", "Rename"),
    ("vars: {a: [b, c], b: no}", 4, "name-is-word", "Rename"),
    ("deal: {a: b}", 4, "words-list", "[one, another]"),
    ("deal: {A: [b, c]}", 4, "bad-name", "“a”"),
    ("case: {paid: a lot}", 4, "value-type", "34.90"),
    ("case: {paid: [1]}", 4, "setting-type", "on one line"),
    ("case: {Paid: 1.00}", 4, "bad-name", "“paid”"),
    ("kind: subscene\nshared: [a]\nvars: {a: no}", 5, "name-twice", "Rename"),
]


@pytest.mark.parametrize(("lines", "line", "code", "suggestion"), FAULTS)
def test_a_slip_in_a_setting_is_told_with_its_line_and_cure(
    lines, line, code, suggestion
):
    settings, report = read(*lines.split("\n"))

    assert settings is not None
    assert any(
        (d.place.line, d.code) == (line, code) and suggestion in d.suggestion
        for d in report.diagnostics
    ), report.in_order()


@pytest.mark.parametrize(
    ("required", "code", "suggestion"),
    [
        (["title: Kettle"], "no-id", "id: kettle"),
        (["id: pan", "title: Kettle"], "id-is-not-file", "id: kettle"),
        (["id: kettle"], "missing-title", "title: …"),
        (["id: kettle", "title: "], "missing-title", "title: …"),
    ],
)
def test_a_file_has_an_id_and_a_title(required, code, suggestion):
    settings, report = read(required=required)

    (problem,) = report.errors
    assert (problem.code, suggestion in problem.suggestion) == (code, True)
    assert settings.id


@pytest.mark.parametrize(
    ("id_", "file", "code", "suggestion"),
    [
        ("kettle", "My Kettle", "id-is-not-file", "Rename the file to “kettle.md”"),
        ("?", "My Kettle", "id-is-not-file", "Rename the file to “a-name.md”"),
        ("", "My Kettle", "no-id", "Write “id: my-kettle”"),
        ("", "?", "no-id", "Write “id: a-name”"),
    ],
)
def test_what_cannot_be_an_id_is_never_suggested_as_one(id_, file, code, suggestion):
    _, report = read(
        file=f"scenarios/{file}.md", required=[f'id: "{id_}"', "title: Kettle"]
    )

    assert report.errors[0].code == code
    assert suggestion in report.errors[0].suggestion


@pytest.mark.parametrize(
    ("name", "suggestion"), [("My Kettle", "my-kettle.md"), ("?", "a-name.md")]
)
def test_a_file_is_named_with_small_letters(name, suggestion):
    _, report = read(
        file=f"scenarios/{name}.md", required=[f'id: "{name}"', "title: Kettle"]
    )

    (problem,) = report.errors
    assert problem.code == "bad-id"
    assert suggestion in problem.suggestion


def test_too_many_variants_cannot_be_checked():
    words = "[a, b, c, d, e, f]"
    _, report = read("deal:", *(f"  {name}: {words}" for name in ("x", "y", "z")))

    (problem,) = report.errors
    assert problem.code == "too-many-variants"
    assert problem.message.startswith("216")
