"""Put the parts together."""

from __future__ import annotations

import os

from flask import Flask

from trainer import paths, web
from trainer.config import Config
from trainer.web.current import set_config
from trainer.web.serving import Application


def create_app(config: Config) -> Flask:
    """Return the application for one installation.

    Args:
        config: Settings that were checked already, see ``Config.from_environment``.
    """
    app = Application(
        "trainer",
        template_folder=str(paths.TEMPLATES),
        static_folder=str(paths.STATIC),
        static_url_path="/static",
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.logger.disabled = True  # trainer.web.faults logs what broke, once
    set_config(app, config)
    web.init_app(app)
    return app


def application() -> Flask:
    """Return the application the environment asks for: what a WSGI server loads."""
    return create_app(Config.from_environment(os.environ))
