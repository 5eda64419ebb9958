"""What a text is compiled among: the newest published sub-scenes and policies."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy.orm import Session

from trainer.library import Library
from trainer.store import content

KINDS = ("subscene", "policy")


def library_with(session: Session, *, file: str, body: str) -> Library:
    """Return a library of one text and every published sub-scene and policy.

    What is published is read once a process; the text is read anew. Its problems are
    in the library's ``report``, and ``library.machine(file)`` compiles it.

    Args:
        session: Reads what is published.
        file: Of the text; a published file of the same name is left out.
        body: The text.
    """
    texts = content.bodies(session, kinds=KINDS)
    return _published(tuple(sorted(texts.items()))).beside({file: body})


@lru_cache(maxsize=4)
def _published(texts: tuple[tuple[str, str], ...]) -> Library:
    return Library(dict(texts))
