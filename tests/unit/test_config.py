import os
import stat
from ipaddress import ip_network

import pytest

from trainer.config import Config
from trainer.errors import ConfigurationError

SECRET = "s" * 32
EVERYWHERE = "0.0.0.0"  # noqa: S104 - what the tests are about


@pytest.fixture
def settings(tmp_path):
    """Read settings given without their prefix, in a folder of their own."""

    def read(**given):
        environment = {f"TRAINER_{name.upper()}": text for name, text in given.items()}
        return Config.from_environment(environment, folder=tmp_path)

    return read


def test_without_settings_everything_stays_on_this_machine(settings, tmp_path):
    config = settings()

    assert config.database_url == f"sqlite:///{tmp_path / 'instance' / 'trainer.db'}"
    assert config.public_url == "http://127.0.0.1:8000"
    assert config.trusted_proxies == ()
    assert not config.secure


def test_the_first_start_makes_a_secret_only_its_owner_can_read(settings, tmp_path):
    first, second = settings(), settings()

    file = tmp_path / "instance" / "secret"
    assert first.secret_key == second.secret_key == file.read_text().strip()
    assert len(first.secret_key) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps no such permissions")
def test_a_secret_others_may_read_is_refused(settings, tmp_path):
    settings()
    (tmp_path / "instance" / "secret").chmod(0o644)

    with pytest.raises(ConfigurationError, match="chmod 600"):
        settings()


def test_secrets_do_not_show_when_settings_are_printed(settings):
    config = settings(secret_key=SECRET, database_url="postgresql://u:hush@db/t")

    assert SECRET not in repr(config)
    assert "hush" not in repr(config)


def test_every_setting_can_be_given(settings, tmp_path):
    config = settings(
        instance=str(tmp_path / "elsewhere"),
        secret_key=SECRET,
        database_url="postgresql://trainer@db/trainer",
        sqlite_synchronous="FULL",
        content_dir=str(tmp_path),
        host=EVERYWHERE,
        port="9000",
        public_url="https://trainer.example.org",
        trusted_proxies="10.0.0.5, 10.1.0.0/16",
        organisation="Bright & Sons",
        language="it",
        country="IT",
        zone="Europe/Rome",
        pass_mark="80",
        max_upload="5000000",
    )

    assert (config.port, config.pass_mark, config.max_upload) == (9000, 80, 5_000_000)
    assert config.content_dir == tmp_path
    assert config.trusted_proxies == (
        ip_network("10.0.0.5"),
        ip_network("10.1.0.0/16"),
    )
    assert config.organisation == "Bright & Sons"
    assert not (tmp_path / "elsewhere" / "secret").exists()


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://trainer.example.org", "__Host-trainer"),
        ("http://localhost:8000", "trainer"),
    ],
)
def test_the_cookie_is_bound_to_the_host_on_https_alone(settings, url, name):
    assert settings(public_url=url).cookie_name == name


def test_the_public_address_follows_the_listening_one(settings):
    assert settings(host="::1", port="81").public_url == "http://[::1]:81"


@pytest.mark.parametrize(
    ("given", "advice"),
    [
        ({"secret_key": "short"}, "pass 32 random characters"),
        ({"host": EVERYWHERE}, "Put https in front"),
        ({"public_url": "http://trainer.example.org"}, "Put https in front"),
        ({"host": EVERYWHERE, "public_url": "http://127.0.0.1"}, "Put https in front"),
        ({"public_url": "https://example.org/trainer"}, "without a path"),
        ({"public_url": "ftp://example.org"}, "such as https"),
        ({"port": "0"}, "from 1 to 65535"),
        ({"port": "web"}, "Use a whole number"),
        ({"pass_mark": "101"}, "from 0 to 100"),
        ({"max_upload": "-1"}, "Use a whole number from"),
        ({"sqlite_synchronous": "OFF"}, "Use NORMAL or FULL"),
        ({"country": "Germany"}, "such as DE"),
        ({"country": "de"}, "such as DE"),
        ({"zone": "Mars/Olympus"}, "such as Europe/Rome"),
        ({"zone": "../zoneinfo/UTC"}, "such as Europe/Rome"),
        ({"zone": "Europe"}, "such as Europe/Rome"),
        ({"zone": " "}, "such as Europe/Rome"),
        ({"trusted_proxies": "nearby"}, "separated by commas"),
        ({"passmark": "75"}, "Did you mean TRAINER_PASS_MARK"),
        ({"qqqqqq": "1"}, "TRAINER_QQQQQQ is not a setting"),
    ],
)
def test_an_unsafe_or_mistyped_setting_is_refused_with_advice(settings, given, advice):
    with pytest.raises(ConfigurationError, match=advice):
        settings(**given)


def test_other_names_in_the_environment_are_left_alone(tmp_path):
    config = Config.from_environment({"PATH": "/bin"}, folder=tmp_path)

    assert config.port == 8000
