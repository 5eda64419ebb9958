import pytest

from tests.services import role_plays
from tests.services.cast import gather


@pytest.fixture
def cast(session, now):
    """A small organisation; everybody in it has a password."""
    return gather(session, now)


@pytest.fixture
def published(session, now, tmp_path):
    """A small library, published; see tests/services/role_plays.py."""
    return role_plays.publish(session, tmp_path / "library", now)


@pytest.fixture
def seat(session, now, cast, published):  # noqa: ARG001 - only has to be there
    """Puts somebody at the start of a role-play: ``seat("trainee", slug=…)``."""

    def sit(who="trainee", **wanted):
        return role_plays.Desk(session, getattr(cast, who), now, **wanted)

    return sit


@pytest.fixture
def desk(seat):
    """The trainee at the start of “late-parcel”."""
    return seat()
