"""A draft opened as forms: the text of one version, and what is known about it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.scenarios.forms.sheet import Sheet, is_whole, open_sheet
from trainer.scenarios.syntax import BeatSyntax
from trainer.services.drafts import Draft, open_draft
from trainer.services.visitors import Visitor
from trainer.store import drafts


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenForm:
    """A draft as its forms see it."""

    draft: Draft
    version: int
    """Of the text below; a page that was open for a while names an older one."""
    sheet: Sheet | None
    """``None`` where the text has no step; then only the text editor helps."""

    def beat(self, step: str) -> BeatSyntax:
        """Return a step.

        Raises:
            NotFoundError: if the text has none of this id.
        """
        found = self.sheet.beat(step) if self.sheet else None
        if found is None:
            raise NotFoundError(
                "There is no step “%(step)s” in this scenario any more. "
                "Open the list of steps to see those there are.",
                step=step[:40],
            )
        return found

    def can_be_edited(self, beat: BeatSyntax) -> bool:
        """Tell whether a form of this step would lose nothing."""
        return self.sheet is not None and is_whole(self.sheet, beat)


def open_form(
    session: Session, *, viewer: Visitor, slug: str, version: int | None = None
) -> OpenForm:
    """Open a draft.

    Args:
        session: Reads the draft.
        viewer: Who writes.
        slug: Of the draft.
        version: The text a form began with; the newest if it is not kept, or ``None``.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is no such draft.
    """
    draft = open_draft(session, viewer=viewer, slug=slug)
    body, number = draft.body, draft.version
    if version is not None and version != draft.version:
        kept = drafts.body_at(session, draft.id, version)
        body, number = (kept, version) if kept is not None else (body, number)
    return OpenForm(draft=draft, version=number, sheet=open_sheet(body, draft.file))
