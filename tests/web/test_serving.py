"""Small forms and cookies are read in one go, and mean what Flask reads in them."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from flask import Flask, redirect, request
from flask.wrappers import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge

from trainer.web.serving import (
    PLACES_KEPT,
    SMALL,
    Application,
    PlainRequest,
    SignedValues,
)

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


@pytest.fixture
def site() -> Application:
    site = Application(__name__)
    site.config["TRUSTED_HOSTS"] = ["here.example"]
    site.add_url_rule("/<word>", "echo", lambda word: f"{word} {request.query_string}")
    site.add_url_rule("/gone", "gone", lambda: redirect("/elsewhere"))
    site.add_url_rule("/none", "none", lambda: ("", 204))
    return site


@pytest.mark.parametrize("host", ["here.example", "here.example:81", "elsewhere.test"])
@pytest.mark.parametrize(
    "path", ["/gr%C3%BC%C3%9Fe?a=%C3%A4", "/gone", "/none", "/a/b"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT"])
def test_an_address_means_the_same_when_its_host_is_known(
    site: Application, host: str, path: str, method: str
) -> None:
    def ask() -> tuple[int, bytes, list[tuple[str, str]]]:
        answer = site.test_client().open(path, method=method, base_url=f"http://{host}")
        return answer.status_code, answer.data, list(answer.headers)

    assert ask() == ask()


def test_a_host_that_is_not_ours_is_refused_every_time(site: Application) -> None:
    def ask(host: str) -> int:
        return site.test_client().get("/a", base_url=f"http://{host}").status_code

    hosts = ("here.example", "elsewhere.test", "here.example", "elsewhere.test")
    assert [ask(host) for host in hosts] == [200, 400, 200, 400]


def test_only_so_many_names_are_remembered(site: Application) -> None:
    for port in range(1, PLACES_KEPT + 5):
        answer = site.test_client().get("/a", base_url=f"http://here.example:{port}")
        assert answer.status_code == 200

    assert len(site._places) == PLACES_KEPT


def test_a_form_that_did_not_arrive_is_not_taken_for_a_shorter_one() -> None:
    environ = _environ(b"a=1&b=2") | {"CONTENT_LENGTH": "20"}

    with pytest.raises(ClientDisconnected):
        assert PlainRequest(environ).form
