"""Who reads what: each converter, its version, and the kinds of file it is for.

A converter is a pure function ``convert(data, request) -> Content`` that raises
``CannotBeIncludedError`` and nothing else for what a file contains. It is imported in
the child process that runs it, and only there: here are only names.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.attachments.content import Content, Copy, Request
    from evidence_builder.attachments.kind import Kind

    Convert: TypeAlias = Callable[[bytes, Request], Content | Copy]


class Converter(NamedTuple):
    """Where a converter is, and what its results depend on.

    ``version`` is counted up whenever the same file would come out differently: what
    an older one made is then no longer taken from the cache. ``by_name`` says that
    the file's name shows in the result.
    """

    module: str
    function: str = "convert"
    version: int = 1
    by_name: bool = False


CONVERTERS: Final[dict[str, Converter]] = {
    "pdf": Converter("pdf.pages", version=2),
    "pdf-archive": Converter("pdf.archive.pages", "archive_pages", version=3),
    "pdf-pictures": Converter("pdf.pages", "picture_pages", version=3),
    "pdf-words": Converter("pdf.pages", "read_pages", version=2),
    "picture": Converter("image.picture"),
    "office-copy": Converter("libreoffice.clean.package", version=2),
    "word": Converter("word.document"),
    "workbook": Converter("excel.workbook"),
    "opendocument": Converter("opendocument.text"),
    "slides": Converter("slides.presentation"),
    "mail": Converter("mail.eml", version=2),
    "outlook": Converter("mail.outlook", version=2),
    "plain": Converter("text", version=2, by_name=True),
    "recording": Converter("recording", by_name=True),
}
"""By the name that is asked for; modules are those of ``attachments``."""

BY_KIND: Final[dict[Kind, str]] = {
    "pdf": "pdf",
    **dict.fromkeys(("jpeg", "png", "gif", "tiff", "webp", "bmp", "heic"), "picture"),
    "docx": "word",
    "xlsx": "workbook",
    "odt": "opendocument",
    "pptx": "slides",
    "eml": "mail",
    "msg": "outlook",
    **dict.fromkeys(("text", "csv", "markdown"), "plain"),
    **dict.fromkeys(("audio", "video"), "recording"),
}
"""Which converter reads which kind; what is missing is listed and not read."""


def find(name: str) -> Convert:
    """Import a converter and return it; for the process that will run it."""
    row = CONVERTERS[name]
    module = import_module(f"evidence_builder.attachments.{row.module}")
    return cast("Convert", getattr(module, row.function))
