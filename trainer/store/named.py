"""What drafts are called: as their scenario, or as their policy below its folder.

Policies and scenarios may share names; drafts, which lie in one table, may not.
"""

from __future__ import annotations

OF_POLICY = "policies/"
"""What the name of a policy's draft begins with; so does its file."""


def is_of_policy(slug: str) -> bool:
    """Say whether a draft of this name, or a file, is one of a policy."""
    return slug.startswith(OF_POLICY)


def name_of(slug: str) -> str:
    """Return what the text of a draft is called, and published as."""
    return slug.removeprefix(OF_POLICY)


def file_of(slug: str) -> str:
    """Return the file of a draft in the library."""
    return f"{slug}.md" if is_of_policy(slug) else f"scenarios/{slug}.md"
