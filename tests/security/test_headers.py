"""What browsers are told about every address, and about the cookie."""

from dataclasses import replace

import pytest

from trainer.app import create_app
from trainer.config import Config
from trainer.web.proxies import TrustedProxies


@pytest.fixture
def config(tmp_path):
    return Config.from_environment({}, folder=tmp_path)


@pytest.fixture
def secure(config):
    """An installation behind https, with one proxy in front."""
    settings = {"TRAINER_PUBLIC_URL": "https://trainer.example"}
    settings["TRAINER_TRUSTED_PROXIES"] = "10.0.0.5, 10.1.0.0/16"
    return Config.from_environment(settings, folder=config.instance)


def answer(config, address):
    with create_app(config).test_client().get(address) as response:
        return response.headers


ADDRESSES = ["/sign-in", "/help/", "/nowhere", "/static/css/base.css", "/account/"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_fenced_in(config, address):
    headers = answer(config, address)

    assert headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", ["/sign-in", "/help/", "/account/", "/nowhere"])
def test_no_page_is_stored_or_mixed_up_with_its_parts(config, address):
    headers = answer(config, address)

    assert headers["Cache-Control"] == "no-store"
    assert "HX-Request" in headers.getlist("Vary")


def test_a_static_file_is_kept_for_a_year_under_its_own_address(config):
    named = answer(config, "/static/css/base.css?v=1")["Cache-Control"]
    bare = answer(config, "/static/css/base.css")["Cache-Control"]

    assert "immutable" in named
    assert bare == "no-cache"


def test_over_https_the_cookie_belongs_to_this_host_alone(secure):
    app = create_app(secure)

    answer = app.test_client().get("/sign-in", base_url="https://trainer.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-trainer=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "max-age" in answer.headers["Strict-Transport-Security"]


def test_on_this_machine_the_cookie_is_plain_and_there_is_no_promise_of_https(config):
    answer = create_app(config).test_client().get("/sign-in")

    assert answer.headers["Set-Cookie"].startswith("trainer=")
    assert "Strict-Transport-Security" not in answer.headers


def asked(networks, address):
    """What the application sees of a request that carries forwarded headers."""
    seen = {}

    def app(environ, _start_response):
        seen.update(environ)
        return [b""]

    environ = {
        "REMOTE_ADDR": address,
        "HTTP_HOST": "inside",
        "wsgi.url_scheme": "http",
        "HTTP_X_FORWARDED_FOR": "203.0.113.9",
        "HTTP_X_FORWARDED_PROTO": "https",
        "HTTP_X_FORWARDED_HOST": "trainer.example",
    }
    TrustedProxies(app, networks)(environ, lambda *_: None)
    return seen


@pytest.mark.parametrize("address", ["10.0.0.5", "10.1.2.3"])
def test_a_proxy_of_ours_is_believed(secure, address):
    seen = asked(secure.trusted_proxies, address)

    assert seen["REMOTE_ADDR"] == "203.0.113.9"
    assert seen["wsgi.url_scheme"] == "https"
    assert seen["HTTP_HOST"] == "trainer.example"


@pytest.mark.parametrize("address", ["10.0.0.6", "203.0.113.1", "::1", "", "nonsense"])
def test_anybody_else_is_not(secure, address):
    seen = asked(secure.trusted_proxies, address)

    assert seen["REMOTE_ADDR"] == address
    assert seen["HTTP_HOST"] == "inside"
    assert not [name for name in seen if name.startswith("HTTP_X_FORWARDED")]


def test_without_proxies_nobody_is_believed(config):
    assert asked(config.trusted_proxies, "127.0.0.1")["HTTP_HOST"] == "inside"


def test_a_larger_request_than_the_setting_is_not_read(config):
    app = create_app(replace(config, max_upload=1_000))

    answer = app.test_client().post("/sign-in", data={"secret": "x" * 2_000})

    assert answer.status_code == 413
