"""Settings: what each is, its unit, its default and why; unsafe ones are refused.

Every setting is read from the environment as ``TRAINER_`` and its name in capitals,
once, when the product starts. Nothing else reads the environment.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields, replace
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from trainer import paths
from trainer.errors import ConfigurationError
from trainer.secret import secret_of

PREFIX = "TRAINER_"

SECRET_LENGTH = 32
"""Fewest characters of a secret; a machine guesses shorter ones."""

RANGES = {"port": (1, 65_535), "pass_mark": (0, 100), "max_upload": (1_000, 10**9)}
"""Lowest and highest value of each whole number."""

Network = IPv4Network | IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """How this installation runs. See each setting for its unit, default and why."""

    instance: Path
    """Folder of what this installation writes: database, secret. Default
    ``instance`` in the working folder; only its owner may read it."""

    secret_key: str = field(repr=False)
    """Signs cookies; at least 32 characters. Default: made at the first start and
    kept in ``instance/secret``, so nobody has to invent one or ship one."""

    database_url: str = field(repr=False)
    """Where everything is remembered. Default: the SQLite file
    ``instance/trainer.db``; ``postgresql://…`` when several machines serve."""

    sqlite_synchronous: str = "NORMAL"
    """NORMAL keeps acknowledged writes when the process dies; FULL also when the
    power fails, 20 % slower. PostgreSQL has its own setting."""

    content_dir: Path = paths.CONTENT
    """Folder of scenarios, policies and settings. Default: the starter pack."""

    host: str = "127.0.0.1"
    """Address the server listens on. Default: this machine only, until somebody
    decides otherwise."""

    port: int = 8000
    """TCP port the server listens on, 1–65535."""

    public_url: str = "http://127.0.0.1:8000"
    """What people type to get here, without a path. Default: the listening address.
    Anything but this machine has to be https, or the sign-in could be copied."""

    trusted_proxies: tuple[Network, ...] = ()
    """Networks whose X-Forwarded headers are believed, separated by commas.
    Default none, because anybody can send such a header."""

    organisation: str = "Your organisation"
    """Name shown in the page header."""

    language: str = "en"
    """Language of people who chose none; a language tag such as ``en`` or ``pt-BR``."""

    country: str = ""
    """Two letters of the country whose settings and clauses of a policy hold, as its
    ``settings for DE`` and ``only: DE`` name it. Default none: policies hold as they
    are written. Another one counts from the next ``trainer content load`` on."""

    zone: str = "UTC"
    """Time zone of people who chose none, as named by IANA: ``Europe/Rome``."""

    pass_mark: int = 75
    """Percent needed to pass where a scenario names no mark of its own, 0–100."""

    max_upload: int = 2_000_000
    """Bytes of the largest request; twice the largest content file."""

    @property
    def secure(self) -> bool:
        """Whether people come over https, so that cookies may insist on it."""
        return urlsplit(self.public_url).scheme == "https"

    @property
    def cookie_name(self) -> str:
        """Name of the session cookie; ``__Host-`` binds it to this host over https."""
        return "__Host-trainer" if self.secure else "trainer"

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], *, folder: Path | None = None
    ) -> Config:
        """Return the settings the environment asks for, the defaults for the rest.

        Makes the instance folder and the secret in it when they are missing.

        Args:
            environment: Usually ``os.environ``; other names are left alone.
            folder: Where ``instance`` goes by default; the working folder.

        Raises:
            ConfigurationError: if a setting is unknown, malformed or unsafe.
        """
        given = _given(environment)
        folder = folder or Path.cwd()
        instance = Path(given.pop("instance", folder / "instance")).absolute()
        instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        secret = given.pop("secret_key", "") or secret_of(instance)
        url = given.pop("database_url", "") or f"sqlite:///{instance / 'trainer.db'}"
        config = cls(instance=instance, secret_key=secret, database_url=url)
        changes: dict[str, Any] = {name: _read(name, given[name]) for name in given}
        config = replace(config, **changes)
        if "public_url" not in given:
            host = f"[{config.host}]" if ":" in config.host else config.host
            config = replace(config, public_url=f"http://{host}:{config.port}")
        config.refuse_unsafe()
        return config

    def refuse_unsafe(self) -> None:
        """Return quietly if this installation may start.

        Raises:
            ConfigurationError: naming the setting, what is wrong and what to do.
        """
        for fault in (*_malformed(self), *_unsafe(self)):
            raise ConfigurationError(fault)


def _unsafe(config: Config) -> Iterator[str]:
    if len(config.secret_key) < SECRET_LENGTH:
        yield (
            f"TRAINER_SECRET_KEY is shorter than {SECRET_LENGTH} characters. Leave it "
            f"out and one is made for you, or pass {SECRET_LENGTH} random characters."
        )
    named = urlsplit(config.public_url).hostname or ""
    stays_here = _is_loopback(named) and _is_loopback(config.host)
    if not (config.secure or stays_here):
        yield (
            f"People would reach {config.public_url} (listening on {config.host}) "
            "without https, and whoever shares their network could copy a sign-in. "
            "Put https in front and set TRAINER_PUBLIC_URL to the https address, "
            "or listen on 127.0.0.1."
        )


def _malformed(config: Config) -> Iterator[str]:
    if not _is_origin(config.public_url):
        yield (
            f"TRAINER_PUBLIC_URL is “{config.public_url}”. Use an address without a "
            "path, such as https://trainer.example.org."
        )
    for name, (lowest, highest) in RANGES.items():
        number = getattr(config, name)
        if not lowest <= number <= highest:
            limits = f"from {lowest} to {highest}"
            yield f"{PREFIX}{name.upper()} is {number}. Use a whole number {limits}."
    if config.sqlite_synchronous not in {"NORMAL", "FULL"}:
        given = config.sqlite_synchronous
        yield f"TRAINER_SQLITE_SYNCHRONOUS is “{given}”. Use NORMAL or FULL."
    if config.country and not re.fullmatch("[A-Z]{2}", config.country):
        yield (
            f"TRAINER_COUNTRY is “{config.country}”. Use the two capital letters of a "
            "country, such as DE, or leave it out."
        )
    if not _is_zone(config.zone):
        yield (
            f"TRAINER_ZONE is “{config.zone}”, which is no time zone we know. "
            "Use a name such as Europe/Rome."
        )


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    known = {field.name for field in fields(Config)}
    given = {
        name.removeprefix(PREFIX).lower(): text
        for name, text in environment.items()
        if name.startswith(PREFIX)
    }
    for name in sorted(given.keys() - known):
        near = difflib.get_close_matches(name, known, n=1)
        hint = f" Did you mean {PREFIX}{near[0].upper()}?" if near else ""
        raise ConfigurationError(f"{PREFIX}{name.upper()} is not a setting.{hint}")
    return given


def _read(name: str, text: str) -> object:
    if name in RANGES:
        return _whole_number(name, text)
    if name == "content_dir":
        return Path(text).absolute()
    if name == "trusted_proxies":
        return tuple(_network(part) for part in text.split(",") if part.strip())
    return text.strip()


def _whole_number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        fault = f"{PREFIX}{name.upper()} is “{text}”. Use a whole number."
        raise ConfigurationError(fault) from None


def _network(text: str) -> Network:
    try:
        return ip_network(text.strip())
    except ValueError:
        raise ConfigurationError(
            f"TRAINER_TRUSTED_PROXIES names “{text.strip()}”, which is no network. "
            "Use addresses such as 10.0.0.5 or 10.1.0.0/16, separated by commas."
        ) from None


def _is_origin(url: str) -> bool:
    parts = urlsplit(url)
    bare = not (parts.path or parts.query or parts.fragment)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and bare


def _is_zone(name: str) -> bool:
    # asked for by name: to list all six hundred takes 14 ms of every start
    with suppress(KeyError, ValueError, OSError):
        return bool(ZoneInfo(name).key)
    return False


def _is_loopback(host: str) -> bool:
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"
