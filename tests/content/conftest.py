import pytest

from tests import measuring


@pytest.fixture(scope="module")
def uncounted():
    """Which lines of ours are passed is not counted: what is proven here is content.

    For files of tests that play for minutes and pass no line that others do not.
    """
    with measuring.paused():
        yield
