import pytest

from tests.pages import Browser
from tests.services import cast, role_plays
from tests.services.authors import viewer_of
from tests.templates_kept import TEMPLATES
from trainer import clock
from trainer.app import create_app
from trainer.config import Config
from trainer.services import drafts
from trainer.web.database import db


@pytest.fixture
def config(own_database_url, tmp_path):
    return Config(instance=tmp_path, secret_key="s" * 40, database_url=own_database_url)


@pytest.fixture
def build():
    """Make apps; what they hold open of their databases is closed after the test."""
    built = []

    def build(config):
        built.append(create_app(config))
        return built[-1]

    yield build
    for app in built:
        with app.app_context():
            db.close()


@pytest.fixture
def app(build, config):
    app = build(config)
    app.testing = True
    app.jinja_env.bytecode_cache = TEMPLATES
    return app


@pytest.fixture
def people(app):
    """The cast, in the database of the app; see tests/services/cast.py."""
    with app.app_context():
        people = cast.gather(db.session(), clock.now())
        db.session().commit()
    return people


@pytest.fixture
def browser(app):
    return Browser(app)


@pytest.fixture
def arrive(app, people):
    """Open a browser of somebody of the cast: ``arrive("T1")``."""
    assert people
    return lambda number, **more: Browser(app).sign_in(number, **more)


@pytest.fixture
def trainee(arrive):
    return arrive("T1")


@pytest.fixture
def supervisor(arrive):
    return arrive("S1")


@pytest.fixture
def admin(arrive):
    return arrive("A1")


@pytest.fixture
def learner(app, trainee, tmp_path):
    """The trainee, with a small library published; see tests/services/role_plays.py."""
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now())
    return trainee


@pytest.fixture
def studio(app, supervisor, tmp_path):
    """A supervisor with a draft of the late parcel, as it is published."""
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now())
    supervisor.get("/studio/")
    supervisor.submit("/studio/late-parcel/draft")
    return supervisor


@pytest.fixture
def stored(app, people):
    """Return the draft of the late parcel as it is stored: ``stored()``."""

    def now():
        with app.app_context():
            viewer = viewer_of(db.session(), people.supervisor)
            return drafts.open_draft(db.session(), viewer=viewer, slug="late-parcel")

    return now


@pytest.fixture
def meanwhile(app, people, stored):
    """Save the late parcel as somebody else: ``meanwhile("old words", "new")``."""

    def change(old, new):
        found = stored()
        assert old in found.body
        with app.app_context():
            drafts.save(
                db.session(),
                viewer=viewer_of(db.session(), people.manager),
                slug="late-parcel",
                version=found.version,
                body=found.body.replace(old, new),
                now=clock.now(),
            )

    return change
