"""Which steps lead where, and renaming one with all that names it."""

from tests.unit.scenarios.forms.sheets import HEAD, sheet
from trainer.scenarios.forms.links import led_elsewhere, links, renamed, spoken_by

LINES = (
    "## ask",
    "",
    "*She waits.*",
    "",
    "**Dana (seen(ask) and visits( ask ) > 1):** #ask is no link.",
    "",
    "- enter: mood -1 if seen(ask)",
    "",
    "- [To #ask](#ask) ^s1",
    "    - if: seen(ask)",
    "    - why: seen(ask) is a word here, and #ask too.",
    "    - go: #ask if seen(ask)",
    "    - go: #ask-again if chose(s1)",
    "- [Sub](check.md#ask) ^s2",
    "    - then: #ask",
    "- [Back](#return) ^s3",
    "",
    "## ask-again",
    "",
    "- [No](#ask-again) ^s4",
)


def test_links_are_told_with_their_reply():
    found = [
        (x.source, x.target, x.move, x.when)
        for x in links(sheet(*LINES).document.beats)
    ]

    assert found == [
        ("ask", "ask", "s1", ""),
        ("ask", "ask", "s1", "seen(ask)"),
        ("ask", "ask-again", "s1", "chose(s1)"),
        ("ask", "ask", "s2", ""),
        ("ask-again", "ask-again", "s4", ""),
    ]


def test_a_step_is_renamed_with_all_that_names_it():
    text = renamed(sheet(*LINES), "ask", "find")

    assert text.removeprefix(HEAD).split("\n")[:-1] == [
        "## find",
        "",
        "*She waits.*",
        "",
        "**Dana (seen(find) and visits( find ) > 1):** #ask is no link.",
        "",
        "- enter: mood -1 if seen(find)",
        "",
        "- [To #ask](#find) ^s1",
        "    - if: seen(find)",
        "    - why: seen(ask) is a word here, and #ask too.",
        "    - go: #find if seen(find)",
        "    - go: #ask-again if chose(s1)",
        "- [Sub](check.md#ask) ^s2",
        "    - then: #find",
        "- [Back](#return) ^s3",
        "",
        "## ask-again",
        "",
        "- [No](#ask-again) ^s4",
    ]


def test_what_led_to_a_step_can_lead_elsewhere():
    text = led_elsewhere(sheet(*LINES), "ask", "ask-again")

    assert "- [To #ask](#ask-again) ^s1\n    - if: seen(ask)\n" in text
    assert "    - then: #ask-again\n" in text
    assert text.startswith(HEAD + "## ask\n")


def test_another_name_says_what_the_old_one_said():
    found = sheet(
        "## a",
        "",
        "**Dana:** I am Dana.",
        "",
        "  **Dana (mood > 1):** Still.",
        "",
        "**Bo:** Dana.",
    )

    text = spoken_by(found, "Dana", "Samira")

    assert text.removeprefix(HEAD).split("\n")[2:7:2] == [
        "**Samira:** I am Dana.",
        "  **Samira (mood > 1):** Still.",
        "**Bo:** Dana.",
    ]
    assert spoken_by(found, "Dana", "**") == found.text
    assert spoken_by(found, "", "Samira") == found.text
