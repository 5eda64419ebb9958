import pytest

from trainer.services.renaming import with_setting


@pytest.mark.parametrize(
    ("body", "after"),
    [
        ("---\nid: a\n---\nx\n", "---\nid: b\n---\nx\n"),
        ("---\ntitle: T\n---\n", "---\nid: b\ntitle: T\n---\n"),
        ("no settings\n", "no settings\n"),
    ],
)
def test_a_setting_is_changed_and_nothing_else(body, after):
    assert with_setting(body, "id", "b") == after


@pytest.mark.parametrize(
    ("title", "written"),
    [("Wrong change", "Wrong change"), ('Say "no": how', '"Say \\"no\\": how"')],
)
def test_a_value_is_quoted_where_it_has_to_be(title, written):
    text = with_setting("---\ntitle: x\n---\n", "title", title)

    assert text == f"---\ntitle: {written}\n---\n"
