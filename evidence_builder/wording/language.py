"""Phrases as values: English as it stands in the code, other languages from a PO file.

A phrase is marked where it is defined, by the names that gettext's tools look for, and
said when it is called, in the language that is in force then::

    without_date = _("{item} has no date")
    pages = ngettext("{count} page", "{count} pages")
    met = pgettext("status", "met")

    without_date(item="E001"), pages(3), met()

The English is the message id of GNU gettext ("The Format of PO Files"), its places in
braces are named, so that a translator may set them in another order.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from gettext import NullTranslations

FOLDER = Path(__file__).parent
"""Where the languages lie, each as its tag and ``.po``."""


class Language(NamedTuple):
    """A language that is spoken, and its phrases; English needs none."""

    tag: str = "en"
    """By BCP 47 (RFC 5646); or the path of a PO file."""
    phrases: NullTranslations | None = None
    digest: str = ""
    """Of its phrases, which tells them from others under the same tag."""


ENGLISH = Language()
_spoken: ContextVar[Language] = ContextVar("language", default=ENGLISH)


class Phrase:
    """Words to be said, with places for what is known when they are."""

    __slots__ = ("context", "english")

    def __init__(self, english: str, context: str = "") -> None:
        self.english, self.context = english, context

    def __call__(self, **values: object) -> str:
        """Return it in the language that is in force.

        Raises:
            KeyError: A place has no value.
        """
        phrases = _spoken.get().phrases
        if phrases is None:
            return self.english.format_map(values)
        if self.context:
            return phrases.pgettext(self.context, self.english).format_map(values)
        return phrases.gettext(self.english).format_map(values)


class CountedPhrase:
    """Words that depend on a number, which stands at ``{count}``."""

    __slots__ = ("many", "one")

    def __init__(self, one: str, many: str) -> None:
        self.one, self.many = one, many

    def __call__(self, count: int, **values: object) -> str:
        """Return it for so many, in the language that is in force.

        Raises:
            KeyError: A place has no value.
        """
        phrases = _spoken.get().phrases
        values["count"] = values.get("count", count)
        if phrases is None:
            return (self.one if count == 1 else self.many).format_map(values)
        return phrases.ngettext(self.one, self.many, count).format_map(values)


def _(english: str) -> Phrase:
    """Mark a phrase."""
    return Phrase(english)


def pgettext(context: str, english: str) -> Phrase:
    """Mark a phrase whose English alone does not tell what it means."""
    return Phrase(english, context)


def ngettext(one: str, many: str) -> CountedPhrase:
    """Mark a phrase of a number of things, as English has it of one and of others."""
    return CountedPhrase(one, many)


def said(english: str) -> str:
    """Return words of a file that ships with the program as the language has them.

    A centre's own words, which no catalogue knows, stay as they are.
    """
    phrases = _spoken.get().phrases
    return english if phrases is None or not english else phrases.gettext(english)


def spoken() -> str:
    """Return the tag of the language that is in force."""
    return _spoken.get().tag


def edition() -> str:
    """Return what tells apart what was said in different words; nothing for English.

    For the names under which things are kept that hold words.
    """
    language = _spoken.get()
    return f"{language.tag} {language.digest}" if language.phrases else ""


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Say every phrase in a language as long as this lasts.

    Args:
        tag: ``en``, the tag of a language that has a PO file here, or the path of one.

    Raises:
        LookupError: There is no such language.
    """
    before = _spoken.set(_language(tag))
    try:
        yield
    finally:
        _spoken.reset(before)


_read: dict[str, Language] = {ENGLISH.tag: ENGLISH}


def _language(tag: str) -> Language:
    if tag not in _read:
        path = Path(tag) if tag.endswith(".po") else FOLDER / f"{tag}.po"
        if not path.is_file():
            raise LookupError(f"there is no {path.name}")
        # Who reads English waits for none of this.
        import gettext
        import hashlib
        import io

        import polib

        compiled = polib.pofile(str(path), encoding="utf-8").to_binary()
        phrases = gettext.GNUTranslations(io.BytesIO(compiled))
        _read[tag] = Language(tag, phrases, hashlib.sha256(compiled).hexdigest())
    return _read[tag]
