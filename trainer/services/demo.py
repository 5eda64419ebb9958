"""A made-up organisation to look around in, with passwords nobody knows beforehand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError
from trainer.services import passwords
from trainer.services.people import NewPerson, put_person
from trainer.store.engine import writing
from trainer.store.people import Person, Role, Team

HERE_SINCE = timedelta(days=60)
"""How long everybody has been with the organisation already."""

WITH_PASSWORD = 12
"""How many get a password; the rest would get a code from their supervisor."""

_WORDS = 5
"""Words of a passphrase: 5 of 160 are 36 bits, behind a throttle."""

_Option = TypeVar("_Option")


class Chance(Protocol):
    """Picks one of several; in earnest ``secrets.SystemRandom()``."""

    def choice(self, options: Sequence[_Option], /) -> _Option:
        """Return one of the options."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody of the demo, to be printed once."""

    id: int
    staff_number: str
    name: str
    role: Role
    team: str
    password: str
    """"" if they have none yet."""


def fill_demo(
    session: Session, *, chance: Chance, now: datetime, seed: int = 1, people: int = 12
) -> tuple[DemoPerson, ...]:
    """Fill an empty database with an organisation and return who is in it.

    Args:
        session: Of a database without people.
        chance: Makes the passwords, so it should not be repeatable.
        now: Everybody has been there for 60 days then.
        seed: The same names for the same seed.
        people: How many, at least 5; all beyond the first four are trainees.

    Raises:
        NotAllowedError: if there are people already.
    """
    with writing(session):
        if session.scalar(select(Person.id).limit(1)) is not None:
            raise NotAllowedError(
                "This database has people in it. Start the demo with an empty one: "
                "set TRAINER_INSTANCE to a new folder."
            )
        teams = _teams(session)
        return tuple(
            _person(
                session, post=post, team_id=teams[post.team], chance=chance, now=now
            )
            for post in _posts(seed, people)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    number: int
    name: str
    role: Role
    team: str


def _teams(session: Session) -> dict[str, int]:
    top = Team(name=ORGANISATION)
    session.add(top)
    session.flush()
    rows = [top, *(Team(name=name, parent_id=top.id) for name in TEAMS)]
    session.add_all(rows)
    session.flush()
    return {row.name: row.id for row in rows}


def _posts(seed: int, people: int) -> Iterator[_Post]:
    fixed = (
        (Role.ADMIN, ORGANISATION),
        (Role.MANAGER, ORGANISATION),
        (Role.SUPERVISOR, TEAMS[0]),
        (Role.SUPERVISOR, TEAMS[1]),
    )
    for number in range(people):
        role, team = (
            fixed[number]
            if number < len(fixed)
            else (Role.TRAINEE, TEAMS[number % len(TEAMS)])
        )
        name = f"{_pick(GIVEN, seed + 7 * number)} {_pick(FAMILY, seed + 11 * number)}"
        yield _Post(number=1001 + number, name=name, role=role, team=team)


def _person(
    session: Session, *, post: _Post, team_id: int, chance: Chance, now: datetime
) -> DemoPerson:
    newcomer = NewPerson(
        staff_number=str(post.number), name=post.name, team_id=team_id, role=post.role
    )
    person = put_person(session, person=newcomer, now=now - HERE_SINCE)
    password = ""
    if post.number - 1000 <= WITH_PASSWORD:
        password = " ".join(chance.choice(WORDS) for _ in range(_WORDS))
        person.password_hash = passwords.hashed(password)
        person.password_set_at = now
    return DemoPerson(
        id=person.id,
        staff_number=person.staff_number,
        name=person.name,
        role=post.role,
        team=post.team,
        password=password,
    )


def _pick(options: Sequence[str], number: int) -> str:
    return options[number % len(options)]


ORGANISATION = "Bright Home"
TEAMS = ("Store 12", "Contact centre")

GIVEN = (
    *("Amira", "Bruno", "Chiara", "Dawid", "Elena", "Farid", "Greta", "Hugo", "Inés"),
    *("Jakub", "Keiko", "Lars", "Marta", "Noah", "Olga", "Pablo", "Ruth", "Samir"),
    *("Tomasz", "Uma", "Viktor", "Wanda", "Yusuf"),
)
FAMILY = (
    *("Adler", "Bianchi", "Costa", "Dąbrowska", "Eriksen", "Ferrer", "Gómez", "Hahn"),
    *("Ivanova", "Jansen", "Kowalski", "López", "Moretti", "Novak", "Okafor", "Petit"),
    *("Quinn", "Rossi", "Schmidt", "Tanaka", "Ueda", "Vidal", "Weber", "Yilmaz"),
    *("Zieliński", "Brandt", "Conti", "Duarte", "Fischer"),
)
WORDS = tuple(
    """
    acorn amber anchor apple apron arrow autumn bamboo barrel basket beacon bell berry
    birch blanket blossom bottle branch brick bridge bronze brook bucket butter button
    cabin candle canoe canvas carpet carrot castle cedar cello chalk cherry chimney
    cinnamon clay cloud clover coast cobalt comet copper coral cotton cradle crane
    cricket crystal cushion daisy dawn desert dolphin door dragon drum eagle ember
    falcon feather fern fiddle field flame flute forest fossil fountain garden garlic
    ginger glacier granite grape gravel hammer harbor harvest hazel heron hill honey
    island ivory jacket jasmine jungle juniper kettle kitchen ladder lagoon lamp lantern
    lemon library lilac linen lizard magnet mango maple marble meadow melon mirror
    morning mountain mustard needle nest nutmeg oak oasis ocean olive onion orchard
    otter paddle paper parsley pebble pencil pepper piano pigeon pillow pine planet
    plum pocket pond poppy prairie pumpkin quartz quilt rabbit radish rain raven
    ribbon river robin rocket saddle saffron sailor salmon sandal shadow silver spoon
    spruce sugar summit tulip violet
    """.split()  # noqa: SIM905 - a list of words reads better than 160 quoted ones
)
