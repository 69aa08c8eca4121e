"""A centre's own Word file, opened so that a document can be written into it.

What comes along is listed in the modules beside this one. Everything that runs, is
fetched or leads outside has been taken out of the file before it comes here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.markup.openxml import open_package
from evidence_builder.markup.xml import attribute, child, name_of
from evidence_builder.wording.documents import render as words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.markup.openxml import Package

_OFF: Final = frozenset(("0", "false", "off"))


class TemplateRefusedError(Exception):
    """Why nothing can be written into a file.

    ``str`` of it says what is wrong with the file: "it has no styles"; ``hint`` says
    what can be done.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class TemplatePackage(NamedTuple):
    """A Word file of which nothing is active; ``main`` is its document's part."""

    package: Package
    main: str

    def root(self, kind: str) -> _Element | None:
        """Return a part of the document anew, by its kind, such as ``styles``."""
        return self.package.tree(self.package.related(self.main, kind))

    @property
    def has_facing_pages(self) -> bool:
        """Whether left and right pages have headers and footers of their own."""
        return is_on(child(self.root("settings"), "w:evenAndOddHeaders"))


def template_of(data: bytes) -> TemplatePackage:
    """Return the template that a Word file is, of which nothing is active any more.

    Raises:
        TemplateRefusedError: It is not a Word document, or has no styles.
        PackageRefusedError: It is damaged.
    """
    package = open_package(data, words.a_word_document())
    main = package.related("", "officeDocument")
    if main is None or name_of(package.tree(main)) != "w:document":
        raise TemplateRefusedError(words.no_word_document(), words.save_as_word())
    template = TemplatePackage(package, main)
    if child(template.root("styles"), "w:style") is None:
        raise TemplateRefusedError(words.no_styles(), words.give_styles())
    if child(package.tree(main), "w:body") is None:
        raise TemplateRefusedError(words.damaged(), words.save_as_word())
    return template


def is_on(element: _Element | None) -> bool:
    """Whether a property that is there or not is set.

    ECMA-376 Part 1 (5th ed.), 17.17.4 (boolean properties).
    """
    return element is not None and attribute(element, "w:val") not in _OFF
