"""Small forms and cookies are read in one go, and mean what Flask reads in them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.wrappers import Request
from werkzeug.exceptions import RequestEntityTooLarge

from trainer.web.serving import SMALL, PlainRequest, SignedValues

PLAIN = "application/x-www-form-urlencoded"


def _environ(body: bytes, kind: str = PLAIN) -> dict[str, Any]:
    return {
        "REQUEST_METHOD": "POST",
        "wsgi.input": BytesIO(body),
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
    }


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", PLAIN),
        (b"a=1&b=2&a=3", PLAIN),
        (b"a=&b&=c&d=e%20f+g", PLAIN),
        (b"a=%C3%A4&b=%FF&c=\xc3\xa4", f"{PLAIN}; charset=UTF-8"),
        (b"a=\xff", PLAIN),
        (b"a=" + b"x" * SMALL, PLAIN),
        (b"a=1", "text/plain"),
        (b"a=1", ""),
        (
            b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
def test_a_form_means_what_flask_reads_in_it(body: bytes, kind: str) -> None:
    ours, flasks = PlainRequest(_environ(body, kind)), Request(_environ(body, kind))

    assert list(ours.form.items(multi=True)) == list(flasks.form.items(multi=True))
    assert list(ours.files) == list(flasks.files)


def test_a_small_form_is_refused_where_only_smaller_ones_are_allowed() -> None:
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = 10

    with app.app_context(), pytest.raises(RequestEntityTooLarge):
        assert PlainRequest(_environ(b"a=" + b"x" * 20)).form


def test_a_cookie_is_read_among_others_and_again() -> None:
    values = SignedValues("secret")
    header = f"other=1; mine={values.dumps({'form': 'ä'})}; last=2"

    assert [values.carried(header, "mine") for _ in range(2)] == [{"form": "ä"}] * 2


def test_what_one_request_changes_no_other_sees() -> None:
    values = SignedValues("secret")
    header = f"mine={values.dumps({'form': 'a'})}"

    values.carried(header, "mine")["form"] = "b"

    assert values.carried(header, "mine") == {"form": "a"}


@pytest.mark.parametrize("name", ["other", "mine", "none"])
def test_a_cookie_made_elsewhere_carries_nothing(name: str) -> None:
    forged = SignedValues("another secret").dumps({"form": "a"})
    header = f"mine={forged}; other=plain"

    assert SignedValues("secret").carried(header, name) == {}


def test_a_cookie_of_another_name_is_not_ours() -> None:
    values = SignedValues("secret")
    header = f"mine={values.dumps({'form': 'a'})}"

    assert values.carried(header, "mine") == {"form": "a"}
    assert values.carried(header, "yours") == {}
