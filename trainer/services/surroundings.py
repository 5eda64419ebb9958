"""What a text is compiled among: the newest published sub-scenes and policies."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy.orm import Session

from trainer.library import Library, digest
from trainer.policies.module import Policy
from trainer.scenarios.plays_syntax import plays_file
from trainer.services import pictures
from trainer.store import content, revisions
from trainer.store.installation import content_of, country_of

KINDS = ("subscene", "policy")

MOST_KEPT = 4
"""States of what is published kept read; there is one but while somebody publishes."""

_CALLED = re.compile(r"^kind:\s*[\"']?subscene\b", re.MULTILINE)

_Hashes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    libraries: OrderedDict[tuple[str, _Hashes], Library] = field(
        default_factory=OrderedDict
    )
    lock: Lock = field(default_factory=Lock)


_KEPT = _Kept()


def library_with(session: Session, *, file: str, body: str, plays: str = "") -> Library:
    """Return a library of one text and every published sub-scene and policy.

    What is published is read once a process; the text is read anew. Its problems are
    in the library's ``report``, and ``library.machine(file)`` compiles it.

    Args:
        session: Reads what is published.
        file: Of the text; a published file of the same name is left out.
        body: The text.
        plays: Its conversation tests; empty: none.
    """
    texts = {file: body, plays_file(file): plays} if plays else {file: body}
    library = _published(session, hashes_of(session)).beside(texts)
    library.pictures = pictures.known(content_of(session))
    return library


def around(session: Session, body: str) -> str:
    """Return a digest of everything that a text is proven with.

    That is what :func:`library_with` puts beside it; what calls it too, if a sub-scene.
    """
    kinds = (*KINDS, "scenario") if is_called(body) else KINDS
    country = country_of(session)
    where = (country,) if country else ()
    shown = sorted(pictures.known(content_of(session)) or ())
    published = (part for pair in hashes_of(session, kinds) for part in pair)
    return digest(*published, *where, *shown)


def is_called(body: str) -> bool:
    """Say whether a text calls itself a sub-scene, without reading it."""
    return _CALLED.search(body) is not None


def hashes_of(session: Session, kinds: Sequence[str] = KINDS) -> _Hashes:
    """Return (file, content hash) of everything published of some kinds."""
    return tuple(sorted(revisions.hashes(session, kinds).items()))


def callers_of(session: Session, file: str) -> dict[str, str]:
    """Return the published scenarios that may call a sub-scene, with their plays.

    Those that name it somewhere; compiling them tells which do. File → text.
    """
    name = file.rsplit("/", 1)[-1]
    texts = revisions.bodies(session, ("scenario",))
    found = [f for f, text in texts.items() if f.endswith(".md") and name in text]
    plays = [play for f in found if (play := plays_file(f)) in texts]
    return {file: texts[file] for file in (*found, *plays)}


def policies_of(session: Session) -> dict[str, Policy]:
    """Return every published policy as it is now, by id."""
    return _policies(_published(session, hashes_of(session)))


def pinned_policies(session: Session, file: str) -> dict[str, Policy]:
    """Return the policies a scenario was published with last, by id.

    Empty for what was never published, and for a sub-scene.
    """
    slug = file.rsplit("/", 1)[-1].removesuffix(".md")
    last = content.newest(session, kind="scenario", slug=slug)
    rows = content.pinned(session, last.id) if last is not None else ()
    texts = {row.file: row.body for row in rows if row.kind == "policy"}
    country = last.card.get("country", "") if last is not None else ""
    return _policies(Library(texts, country=country))


def _policies(library: Library) -> dict[str, Policy]:
    found = {name: library.policy(name) for name in library.policies()}
    return {name: policy for name, policy in found.items() if policy is not None}


def _published(session: Session, hashes: _Hashes) -> Library:
    country = country_of(session)
    key = (country, hashes)
    found = _KEPT.libraries.get(key)
    if found is None:
        found = Library(revisions.bodies(session, KINDS), country=country)
        with _KEPT.lock:
            _KEPT.libraries[key] = found
            if len(_KEPT.libraries) > MOST_KEPT:
                _KEPT.libraries.popitem(last=False)
    return found
