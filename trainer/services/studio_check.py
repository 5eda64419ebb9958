"""A quick look at a text between two keys: read and compiled, not explored."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy.orm import Session

from trainer.library import Library
from trainer.services import surroundings
from trainer.services.proving import Proof, key_of

MOST_KEPT = 16
"""Texts kept read: an editor asks for problems, a preview and completions of each."""


@dataclass(frozen=True, slots=True)
class _Kept:
    proofs: OrderedDict[str, Proof] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)


_KEPT = _Kept()


def glance(session: Session, *, file: str, body: str) -> Proof:
    """Return what reading and compiling a text finds; ``exploration`` is ``None``.

    Args:
        session: Reads the published sub-scenes and policies.
        file: Of the text.
        body: The text.
    """
    key = key_of(file, body, surroundings.around(session, body))
    found = _KEPT.proofs.get(key)
    if found is None:
        library = surroundings.library_with(session, file=file, body=body)
        found = _looked_at(library, file, key)
        with _KEPT.lock:
            _KEPT.proofs[key] = found
            if len(_KEPT.proofs) > MOST_KEPT:
                _KEPT.proofs.popitem(last=False)
    return found


def _looked_at(library: Library, file: str, key: str) -> Proof:
    document = library.document(file)
    alone = document is not None and not library.is_subscene(file)
    machine = library.machine(file) if alone else None
    return Proof(
        key=key,
        file=file,
        document=document,
        machine=machine,
        diagnostics=tuple(library.report.in_order()),
    )
