from trainer.content.actions import ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place, Report


def test_problems_come_once_and_in_the_order_of_the_file():
    report = Report()
    report.warn(Place("b.md", 1), "late", "Later.")
    report.error(Place("a.md", 9), "wrong", "Wrong.", "Mend it.")
    report.error(Place("a.md", 9), "wrong", "Wrong.", "Mend it.")

    assert [str(d) for d in report.in_order()] == [
        "a.md, line 9: Wrong. Mend it.",
        "b.md, line 1: Later.",
    ]
    assert [d.code for d in report.errors] == ["wrong"]


def test_problems_found_elsewhere_can_be_added():
    found, report = Report(), Report()
    found.error(Place("a.md"), "wrong", "Wrong.")

    report.extend(found.diagnostics)

    assert report.errors == found.errors


def test_a_place_can_be_shifted_to_the_right():
    assert Place("a.md", 3, 5).shifted(2) == Place("a.md", 3, 7)


def test_an_action_knows_its_arguments():
    refund = ACTIONS["issue_refund"]

    assert refund.argument("tender").required
    assert refund.argument("colour") is None


def test_every_field_an_action_touches_has_a_type():
    touched = {f for a in ACTIONS.values() for f in (*a.reads, *a.changes)}

    assert touched - CASE_FIELDS.keys() <= {"condition"}
