"""Texts in the language of the person who reads them.

The source strings are English, so English needs no catalogue. Another language is a
compiled gettext catalogue, ``<language>/LC_MESSAGES/trainer.mo``, in the content
folder's ``locale``; where a text or a whole catalogue is missing, English stands in.
A literal percent sign in a text that is translated is written ``%%``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from functools import lru_cache, wraps
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path
from typing import ParamSpec, TypeVar, cast

from babel import Locale, UnknownLocaleError
from flask import Flask, current_app, has_request_context, request
from markupsafe import Markup

from trainer.web.current import config, config_of, visitor_or_none

DOMAIN = "trainer"
SOURCE = "en"

_FOLDER, _OFFERED = "catalogues", "languages"

_Reader = tuple[str, NullTranslations]

_READER: ContextVar[_Reader | None] = ContextVar("reader", default=None)
"""Language and texts of this request, found out once: a page asks a hundred times."""

_Given = ParamSpec("_Given")
_Written = TypeVar("_Written")


def init_app(app: Flask) -> None:
    """Let templates say ``{{ _("text") }}`` and ask for the page's language."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.globals.update(
        _=_shown, gettext=_shown, ngettext=_shown_many, language=language
    )
    folder = config_of(app).content_dir / "locale"
    app.extensions[_FOLDER], app.extensions[_OFFERED] = folder, offered(folder)
    app.before_request(forget)
    app.teardown_request(forget)


def gettext(text: str, **values: object) -> str:
    """Return the text in the reader's language, with ``%(name)s`` filled in."""
    return _reader()[1].gettext(text) % values


def text_of(text: str) -> str:
    """Return the text in the reader's language, its blanks still open."""
    return _reader()[1].gettext(text)


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """Return the text for ``num`` things; it may use ``%(num)s``."""
    return _reader()[1].ngettext(one, many, num) % {"num": num, **values}


def offered(folder: Path) -> tuple[str, ...]:
    """Return the languages that have a catalogue, English first."""
    found = folder.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    names = sorted(path.parent.parent.name for path in found)
    return (SOURCE, *(name for name in names if name != SOURCE))


def language() -> str:
    """Return the language of the page: the person's, the browser's, or ours."""
    return _reader()[0]


def locale() -> Locale:
    """Return how numbers and dates are written in the page's language."""
    return _locale(language())


def name_of(tag: str) -> str:
    """Return the name of a language in that language: ``Deutsch`` for ``de``."""
    found = _locale(tag)
    return (found.get_language_name(found) or tag).capitalize()


def forget(_error: BaseException | None = None) -> None:
    """Find the reader out anew: at each request, and when somebody signs in."""
    _READER.set(None)


def per_language(
    write: Callable[_Given, _Written],
) -> Callable[_Given, _Written]:
    """Remember what a function of plain values writes in each language.

    For names and numbers that every page shows again; never for words people type.
    """

    @lru_cache(maxsize=4096)
    def remembered(_tag: str, *given: Hashable) -> _Written:
        return anything(*given)

    @wraps(write)
    def ask(*given: _Given.args, **named: _Given.kwargs) -> _Written:
        if named:
            return write(*given, **named)
        return remembered(language(), *given)

    anything = cast("Callable[..., _Written]", write)
    return ask


def _shown(text: str, **values: object) -> str:
    """Return a text for a page: what is filled in is escaped, the text is ours."""
    found = _reader()[1].gettext(text)
    return Markup(found) % values if values or "%" in found else found  # noqa: S704


def _shown_many(one: str, many: str, num: int, **values: object) -> str:
    found = _reader()[1].ngettext(one, many, num)
    return Markup(found) % {"num": num, **values}  # noqa: S704 - ours, as above


def _reader() -> _Reader:
    found = _READER.get()
    if found is not None:
        return found
    if not has_request_context():
        return SOURCE, _catalogue(Path(), SOURCE)
    tag = _choose()
    reader = tag, _catalogue(current_app.extensions[_FOLDER], tag)
    _READER.set(reader)
    return reader


def _choose() -> str:
    person = visitor_or_none()
    if person is not None and person.language:
        return person.language
    languages = current_app.extensions[_OFFERED]
    return request.accept_languages.best_match(languages) or config().language


@lru_cache(maxsize=32)
def _locale(tag: str) -> Locale:
    # Plain "en" would be American: Nov 27 and 2:05 PM.
    try:
        return Locale.parse("en-GB" if tag == SOURCE else tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return Locale("en", "GB")


@lru_cache(maxsize=32)
def _catalogue(folder: Path, tag: str) -> NullTranslations:
    return translation(
        DOMAIN, folder, languages=[tag], class_=GNUTranslations, fallback=True
    )
