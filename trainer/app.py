"""Put the parts together."""

from __future__ import annotations

from flask import Flask

from trainer import paths, web
from trainer.config import Config
from trainer.web.current import set_config


def create_app(config: Config) -> Flask:
    """Return the application for one installation.

    Args:
        config: Settings that were checked already, see ``Config.from_environment``.
    """
    app = Flask(
        "trainer",
        template_folder=str(paths.TEMPLATES),
        static_folder=str(paths.STATIC),
        static_url_path="/static",
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    set_config(app, config)
    web.init_app(app)
    return app
