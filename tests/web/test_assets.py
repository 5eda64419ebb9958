"""Static files: how long they are kept, and how they are sent."""

import gzip

import pytest

from trainer.paths import STATIC

EDITOR = "/static/js/editor.js"
PACKED = {"Accept-Encoding": "gzip, deflate, br"}


@pytest.fixture
def fetch(app):
    """Get a static file, to its last byte."""

    def got(path, **headers):
        with app.test_client().get(path, headers=headers) as answer:
            answer.get_data()
            return answer

    return got


@pytest.mark.parametrize("path", [EDITOR, "/static/icons.svg", "/static/css/look.css"])
def test_a_text_is_sent_packed_to_who_takes_it(fetch, path):
    plain, packed = fetch(path), fetch(path, **PACKED)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2
    assert "Content-Encoding" not in plain.headers
    assert {"Accept-Encoding"} <= set(plain.vary) & set(packed.vary)


def test_what_is_packed_already_or_small_is_sent_as_it_is(fetch):
    font = next((STATIC / "vendor").rglob("*.woff2")).relative_to(STATIC)
    small = min((STATIC / "js").glob("*.js"), key=lambda file: file.stat().st_size)

    for path in (font.as_posix(), f"js/{small.name}"):
        sent = fetch(f"/static/{path}", **PACKED)
        assert sent.status_code == 200
        assert "Content-Encoding" not in sent.headers


def test_who_refuses_packed_answers_gets_plain_ones(fetch):
    sent = fetch(EDITOR, **{"Accept-Encoding": "gzip;q=0, identity"})

    assert "Content-Encoding" not in sent.headers


def test_a_packed_file_that_is_still_the_same_is_not_sent_again(fetch):
    first = fetch(EDITOR, **PACKED)

    again = fetch(EDITOR, **PACKED, **{"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
