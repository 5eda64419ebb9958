"""What a text is compiled among: the newest published sub-scenes and policies."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy.orm import Session

from trainer.library import Library, digest
from trainer.store import revisions

KINDS = ("subscene", "policy")

MOST_KEPT = 4
"""States of what is published kept read; there is one but while somebody publishes."""

_Hashes = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    libraries: OrderedDict[_Hashes, Library] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)


_KEPT = _Kept()


def library_with(session: Session, *, file: str, body: str) -> Library:
    """Return a library of one text and every published sub-scene and policy.

    What is published is read once a process; the text is read anew. Its problems are
    in the library's ``report``, and ``library.machine(file)`` compiles it.

    Args:
        session: Reads what is published.
        file: Of the text; a published file of the same name is left out.
        body: The text.
    """
    return _published(session, hashes_of(session)).beside({file: body})


def digest_of(session: Session) -> str:
    """Return a digest of everything :func:`library_with` puts beside a text."""
    return digest(*(part for pair in hashes_of(session) for part in pair))


def hashes_of(session: Session) -> _Hashes:
    """Return (file, content hash) of every published sub-scene and policy."""
    return tuple(sorted(revisions.hashes(session, KINDS).items()))


def callers_of(session: Session, file: str) -> dict[str, str]:
    """Return the published scenarios that may call a sub-scene: file → text.

    Those that name it somewhere; compiling them tells which do.
    """
    name = file.rsplit("/", 1)[-1]
    scenarios = revisions.bodies(session, ("scenario",))
    return {other: text for other, text in scenarios.items() if name in text}


def _published(session: Session, hashes: _Hashes) -> Library:
    found = _KEPT.libraries.get(hashes)
    if found is None:
        found = Library(revisions.bodies(session, KINDS))
        with _KEPT.lock:
            _KEPT.libraries[hashes] = found
            if len(_KEPT.libraries) > MOST_KEPT:
                _KEPT.libraries.popitem(last=False)
    return found
