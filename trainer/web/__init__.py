"""The pages: one blueprint per kind of person who uses them."""

from __future__ import annotations

from typing import cast

from flask import Flask, get_flashed_messages

from trainer.web import (
    account,
    assets,
    entrance,
    faults,
    formats,
    guard,
    language,
    learn,
    learn_debrief,
    learn_play,
    manage,
    navigation,
    proxies,
    visitors,
)
from trainer.web import (
    help as help_pages,
)
from trainer.web.current import config_of
from trainer.web.database import db


def init_app(app: Flask) -> None:
    """Attach the database, the guards, the ways of writing, and the blueprints."""
    config = config_of(app)
    app.config["SQLALCHEMY_DATABASE_URI"] = config.database_url
    db.init_app(app)
    for part in (
        guard,
        visitors,
        language,
        formats,
        assets,
        navigation,
        faults,
        learn,
    ):
        part.init_app(app)
    app.jinja_env.globals["flashed"] = _flashed
    for pages in (entrance.pages, account.pages, manage.pages, help_pages.pages):
        app.register_blueprint(pages)
    for pages in {learn.pages, learn_play.pages, learn_debrief.pages}:
        app.register_blueprint(pages)  # one blueprint in three modules
    app.wsgi_app = proxies.TrustedProxies(app.wsgi_app, config.trusted_proxies)  # type: ignore[method-assign]


def _flashed() -> list[tuple[str, str]]:
    return cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))
