"""The app and the people of the web tests, on a database of the test's own."""

from tests.web.conftest import (  # noqa: F401 - fixtures are found by their names
    app,
    arrive,
    browser,
    build,
    config,
    people,
)
