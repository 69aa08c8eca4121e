"""A centre's own Word file: read before anything is made, then written into."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder import codes
from evidence_builder.diagnostics import Span
from evidence_builder.wording import pipeline as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.docx.template.file import TemplatePackage
    from evidence_builder.render.layout import Layout
    from evidence_builder.resolve.resolved import Resolved

LARGEST: Final = 20 * 2**20
"""The most bytes of a template."""


class WordTemplate(NamedTuple):
    """A template, and the name by which findings call it."""

    name: str
    template: TemplatePackage


def read_template(path: Path, sink: Sink) -> WordTemplate | None:
    """Return a Word file to write into; None, with a finding, if it cannot be used."""
    from evidence_builder.attachments.inspect import inspect
    from evidence_builder.render.docx.template.file import TemplateRefusedError

    name = path.name or str(path)
    real = Path(os.path.realpath(path))
    file = inspect(
        real.parent, real.name, base="", span=Span(name), sink=sink, limit=LARGEST
    )
    data = None if file is None else file.read()
    if data is None:
        return None
    try:
        return WordTemplate(name, open_template(data))
    except TemplateRefusedError as error:
        message = words.template_unusable(name=name, why=error)
        sink.report(codes.TEMPLATE_REFUSED, Span(name), message, error.hint)
        return None


def open_template(data: bytes) -> TemplatePackage:
    """Return the template that a Word file is; its macros stay behind.

    Raises:
        TemplateRefusedError: It is not a Word document, or not a safe one.
    """
    from evidence_builder.attachments.bind import clean_template
    from evidence_builder.attachments.content import CannotBeIncludedError
    from evidence_builder.markup.refusal import PackageRefusedError
    from evidence_builder.render.docx.template.file import (
        TemplateRefusedError,
        template_of,
    )
    from evidence_builder.wording.documents.render import no_word_document, save_as_word

    if len(data) > LARGEST:
        reason = words.larger_than(size=LARGEST // 2**20)
        raise TemplateRefusedError(reason, words.smaller_pictures())
    if not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise TemplateRefusedError(no_word_document(), save_as_word())
    try:
        return template_of(clean_template(data))
    except (CannotBeIncludedError, PackageRefusedError) as error:
        raise TemplateRefusedError(str(error), error.hint) from error


def write_into(
    word: WordTemplate,
    document: Document,
    layout: Layout,
    resolved: Resolved,
    sink: Sink,
) -> bytes | None:
    """Return a document in a template; None, with a finding, if it cannot be used.

    Raises:
        UnsoundOutputError: A link leads nowhere, or something is not there.
    """
    from evidence_builder.attachments.bind import pages_set
    from evidence_builder.render.docx.template.document import render_templated
    from evidence_builder.render.docx.template.file import TemplateRefusedError
    from evidence_builder.render.docx.verify import verify

    values = _values(resolved, document)
    place = Span(word.name)
    try:
        made = render_templated(
            document, layout.page_map, word.template, values, pages_set
        )
    except TemplateRefusedError as error:
        message = words.template_unusable(name=word.name, why=error)
        sink.report(codes.TEMPLATE_REFUSED, place, message, error.hint)
        return None
    verify(made.data, layout)
    if not made.has_known_pages:
        message = words.page_numbers_unsure()
        hint = words.update_fields()
        sink.report(codes.PAGE_NUMBERS_UNSURE, place, message, hint)
    for name in made.unknown:
        known = listing((f"{{{{{one}}}}}" for one in (*values, "portfolio")), "and")
        message = words.means_nothing(name=f"{{{{{name}}}}}")
        hint = words.there_are(names=known)
        sink.report(codes.TEMPLATE_PLACEHOLDER, place, message, hint)
    if made.added:
        message = words.whose_pages()
        hint = words.name_was_added()
        sink.report(codes.TEMPLATE_PLACEHOLDER, place, message, hint)
    return made.data


def _values(resolved: Resolved, document: Document) -> Mapping[str, str]:
    """Return what the placeholders of a template stand for."""
    portfolio, qualification = resolved.portfolio, resolved.qualification
    return {
        "learner": portfolio.learner.name,
        "registration": portfolio.learner.registration or "",
        "centre": portfolio.centre.name or "",
        "qualification": qualification.title if qualification else document.subject,
        "title": document.title,
    }
