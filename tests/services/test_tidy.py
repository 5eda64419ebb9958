from datetime import timedelta

from tests.services.cast import come_in
from trainer.services.people import print_code
from trainer.services.tidy import tidy_sign_ins
from trainer.store.sessions import OneTimeCode, SignedInSession, SignInThrottle


def test_what_is_over_is_removed(session, cast, now):
    come_in(session, now)
    print_code(session, actor=cast.admin, person_id=cast.outsider, now=now)
    later = now + timedelta(days=40)
    here = come_in(session, later).visitor

    removed = tidy_sign_ins(session, now=later)

    assert removed == 2
    assert session.query(OneTimeCode).count() == 0
    assert [row.id for row in session.query(SignedInSession)] == [here.session_id]


def test_old_failures_are_removed(session, cast, now):
    come_in(session, now)
    assert cast.trainee

    tidy_sign_ins(session, now=now + timedelta(days=2))

    assert session.query(SignInThrottle).count() == 0


def test_a_used_code_is_kept_until_its_person_was_told(session, cast, now):
    code = print_code(session, actor=cast.admin, person_id=cast.trainee, now=now)
    come_in(session, now, secret=code)
    later = now + timedelta(days=40)

    tidy_sign_ins(session, now=later)

    assert session.query(OneTimeCode).count() == 1
