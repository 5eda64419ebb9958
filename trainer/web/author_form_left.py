"""Mark what of a draft still says what its template says."""

from __future__ import annotations

from trainer.scenarios.syntax import Document
from trainer.services import leftovers
from trainer.web.author import pages
from trainer.web.current import config


@pages.app_template_test()
def as_in_template(text: str) -> bool:
    """Tell whether words stand in a template that is offered, too."""
    return leftovers.is_left_over(text, config().content_dir)


@pages.app_template_filter()
def left_over(document: Document | None) -> int:
    """Return how many paragraphs and replies are still as in a template."""
    if document is None:
        return 0
    return leftovers.count_in(document, config().content_dir)
