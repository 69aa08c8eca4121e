"""A centre's own Word file, opened so that a document can be written into it.

What comes along is listed in the modules beside this one; here everything that runs,
is fetched or leads outside is taken out of the file before anything looks into it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import CannotBeIncludedError
from evidence_builder.attachments.office_clean import cleaned
from evidence_builder.attachments.ooxml import (
    attribute,
    child,
    name_of,
    open_package,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.ooxml import Package

LARGEST: Final = 20 * 2**20
"""The most bytes of a template."""

_OFF: Final = frozenset(("0", "false", "off"))
_SAVE_AS_WORD: Final = "open it in Word and save it as a document (.docx)"


class TemplateRefusedError(Exception):
    """Why nothing can be written into a file.

    ``str`` of it follows the file's name: "is not a Word document"; ``hint`` says what
    can be done.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


class Template(NamedTuple):
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


def open_template(data: bytes) -> Template:
    """Return the template that a file is; its macros stay behind.

    Raises:
        TemplateRefusedError: It is not a Word document, or not a safe one.
    """
    if len(data) > LARGEST:
        reason = f"is larger than {LARGEST // 2**20} MB"
        raise TemplateRefusedError(reason, "use smaller pictures in it")
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise TemplateRefusedError("is not a Word document", _SAVE_AS_WORD)
    try:
        package = open_package(cleaned(data, "docx"), "docx")
        main = package.related("", "officeDocument")
        if main is None or name_of(package.tree(main)) != "w:document":
            raise TemplateRefusedError("is not a Word document", _SAVE_AS_WORD)
        template = Template(package, main)
        styles = template.root("styles")
        if child(styles, "w:style") is None:
            hint = "give it the styles of your documents, or build without a template"
            raise TemplateRefusedError("has no styles", hint)
        body = child(package.tree(main), "w:body")
    except CannotBeIncludedError as error:
        words = str(error).removeprefix("it ")
        raise TemplateRefusedError(words, error.hint) from error
    if body is None:
        raise TemplateRefusedError("is damaged", _SAVE_AS_WORD)
    return template


def is_on(element: _Element | None) -> bool:
    """Whether a property that is there or not is set."""
    return element is not None and attribute(element, "w:val") not in _OFF
