"""Texts in the language of the person who reads them.

The source strings are English, so English needs no catalogue. Another language is a
compiled gettext catalogue, ``<language>/LC_MESSAGES/trainer.mo``, in the content
folder's ``locale``; where a text or a whole catalogue is missing, English stands in.
A literal percent sign in a text that is translated is written ``%%``.
"""

from __future__ import annotations

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path

from babel import Locale, UnknownLocaleError
from flask import Flask, current_app, g, has_request_context, request

from trainer.web.current import config, config_of, visitor_or_none

DOMAIN = "trainer"
SOURCE = "en"


def init_app(app: Flask) -> None:
    """Let templates say ``{{ _("text") }}`` and ask for the page's language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _texts().gettext(text),
        lambda one, many, n: _texts().ngettext(one, many, n),
        newstyle=True,
    )
    app.jinja_env.globals["language"] = language
    app.extensions["languages"] = offered(config_of(app).content_dir / "locale")


def gettext(text: str, **values: object) -> str:
    """Return the text in the reader's language, with ``%(name)s`` filled in."""
    return _texts().gettext(text) % values


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return the text for ``num`` things; it may use ``%(num)s``."""
    return _texts().ngettext(one, many, num) % {"num": num, **values}


def offered(folder: Path) -> tuple[str, ...]:
    """Return the languages that have a catalogue, English first."""
    found = folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    names = sorted(path.parent.parent.name for path in found)
    return (SOURCE, *(name for name in names if name != SOURCE))


def language() -> str:
    """Return the language of the page: the person's, the browser's, or ours."""
    if not has_request_context():
        return SOURCE
    if "language" not in g:
        g.language = _choose()
    chosen: str = g.language
    return chosen


def locale() -> Locale:
    """Return how numbers and dates are written in the page's language."""
    return _locale(language())


def name_of(tag: str) -> str:
    """Return the name of a language in that language: ``Deutsch`` for ``de``."""
    found = _locale(tag)
    return (found.get_language_name(found) or tag).capitalize()


def _choose() -> str:
    person = visitor_or_none()
    if person is not None and person.language:
        return person.language
    languages = current_app.extensions["languages"]
    return request.accept_languages.best_match(languages) or config().language


@lru_cache(maxsize=32)
def _locale(tag: str) -> Locale:
    # Plain "en" would be American: Nov 27 and 2:05 PM.
    try:
        return Locale.parse("en-GB" if tag == SOURCE else tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


def _texts() -> NullTranslations:
    if not has_request_context():
        return _catalogue(Path(), SOURCE)
    return _catalogue(config().content_dir / "locale", language())


@lru_cache(maxsize=32)
def _catalogue(folder: Path, tag: str) -> NullTranslations:
    return translation(
        DOMAIN, folder, languages=[tag], class_=GNUTranslations, fallback=True
    )
