"""Settings as written: values, lists and mappings, each with its place."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.content.diagnostics import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """One value, as written."""

    text: str
    quoted: bool
    """Whether it stood in quotes (or as a block of text)."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list: ``[a, b]`` or lines beginning with ``-``."""

    items: tuple[Node, ...]
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """Keys with their values, in written order; no key comes twice."""

    entries: tuple[tuple[Scalar, Node], ...] = ()
    place: Place

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or ``None`` where it is not given."""
        return next((node for name, node in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself, for its place, or ``None`` where it is not given."""
        return next((name for name, _ in self.entries if name.text == key), None)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys, in written order."""
        return tuple(name.text for name, _ in self.entries)


Node = Scalar | Sequence | Mapping
