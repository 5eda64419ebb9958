"""People who write scenarios, and texts that do not need explaining."""

from sqlalchemy import select

from tests.services.role_plays import LATE_PARCEL
from trainer.services import drafts
from trainer.services.visitors import Belonging, Visitor
from trainer.store.people import Membership, Person, Role, Team

SIMPLE = """---
id: simple
title: Simple
language: en
level: 1
minutes: 3
rubric: {policy: 0, deescalation: 100, discovery: 0, process: 0, close: 0}
---

Somebody waits.

## start

**Theo:** Hello.

- [Hello.](#resolved) ^s1
    - score: deescalation +1
- [Go away.](#lost) ^s2

## resolved

- outcome: resolved

## lost

- outcome: lost
"""
"""A whole scenario in canonical form, that can be published as it is."""

OTHER_WORDS = LATE_PARCEL.replace("Where is my parcel?", "Where is it?")
OTHER_POINTS = LATE_PARCEL.replace("deescalation +2", "deescalation +3")


def viewer_of(session, person_id):
    """Return somebody as the pages know them."""
    person = session.get(Person, person_id)
    posts = session.execute(
        select(Team.id, Team.name, Membership.role)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.person_id == person_id)
    )
    return Visitor(
        session_id=1,
        person_id=person_id,
        audit_id=person.audit_id,
        staff_number=person.staff_number,
        name=person.name,
        belongings=tuple(
            Belonging(team_id=team, team=name, role=Role(role))
            for team, name, role in posts
        ),
        language="en",
        zone="UTC",
        time_factor=person.time_factor,
        theme="auto",
        must_set_password=False,
        shared_till=False,
        reset_by="",
        reset_at=None,
    )


class Author:
    """Somebody at their desk in the studio."""

    def __init__(self, session, person, now):
        self.session, self.now = session, now
        self.viewer = viewer_of(session, person)

    def start(self, slug="simple", body=SIMPLE, **more):
        return self._do(drafts.start, slug=slug, body=body, **more)

    def open(self, slug="simple"):
        return drafts.open_draft(self.session, viewer=self.viewer, slug=slug)

    def save(self, draft, body):
        return self._do(drafts.save, slug=draft.slug, version=draft.version, body=body)

    def replace(self, draft, old, new):
        assert old in draft.body
        return self.save(draft, draft.body.replace(old, new))

    def _do(self, service, **values):
        return service(self.session, viewer=self.viewer, now=self.now, **values)
