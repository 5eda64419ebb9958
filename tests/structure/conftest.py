"""An app as it is built for real; nothing here asks its database anything."""

import pytest

from trainer.app import create_app
from trainer.config import Config


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("structure")
    return create_app(Config.from_environment({}, folder=folder))
