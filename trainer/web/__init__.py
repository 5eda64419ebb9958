"""The pages: one blueprint per kind of person who uses them."""

from __future__ import annotations

from typing import cast

from flask import Flask, get_flashed_messages

from trainer.web import (  # noqa: F401 - the modules beside learn add to its pages
    account,
    act_words,
    assets,
    author,
    author_conflict,
    author_form,
    author_form_facts,
    author_form_layout,
    author_form_left,
    author_form_settings,
    author_form_words,
    author_huddle,
    author_map,
    author_paper,
    author_plays,
    author_policies,
    author_policy_review,
    author_policy_text,
    author_policy_try,
    author_preview,
    author_report,
    author_review,
    author_revisions,
    author_text,
    author_words,
    entrance,
    faults,
    fences,
    formats,
    fragments,
    guard,
    language,
    learn,
    learn_debrief,
    learn_pictures,
    learn_play,
    learn_policies,
    manage,
    manage_policies,
    navigation,
    planned,
    proxies,
    second_step,
    visitors,
)
from trainer.web import help as help_pages
from trainer.web.current import config_of
from trainer.web.database import db

_PARTS = (
    *(language, visitors, guard, formats, fragments, assets, navigation, faults),
    *(learn, author_words, planned),
)
_PAGES = (
    entrance.pages,
    learn.pages,
    account.pages,
    manage.pages,
    author.pages,
    help_pages.pages,
)


def init_app(app: Flask) -> None:
    """Attach the database, the guards, the ways of writing, and the blueprints."""
    config = config_of(app)
    db.init_app(app)
    for part in _PARTS:
        part.init_app(app)
    app.jinja_env.globals["flashed"] = _flashed
    for pages in _PAGES:
        app.register_blueprint(pages)
    app.wsgi_app = fences.Fences(  # type: ignore[method-assign]
        app.wsgi_app,
        secure=config.secure,
        static=f"{app.static_url_path}/",
        asked=learn_pictures.BELOW,
    )
    app.wsgi_app = proxies.TrustedProxies(app.wsgi_app, config.trusted_proxies)  # type: ignore[method-assign]


def _flashed() -> list[tuple[str, str]]:
    return cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))
