from sqlalchemy import text


def test_the_database_answers(session):
    assert session.execute(text("SELECT 1")).scalar_one() == 1


def test_a_database_of_its_own_answers(own_engine):
    with own_engine.connect() as connection:
        assert connection.execute(text("SELECT 1")).scalar_one() == 1
