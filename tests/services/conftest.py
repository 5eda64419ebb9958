import pytest

from tests.services.cast import gather


@pytest.fixture
def cast(session, now):
    """A small organisation; everybody in it has a password."""
    return gather(session, now)
