"""Office files → pages, where this computer has LibreOffice.

LibreOffice gets copies without anything active, several in one start; the PDFs that
it makes then go the way of every PDF, and are kept.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import Copy, Note, Refusal
from evidence_builder.attachments.libreoffice.program import (
    CONVERTED,
    FAILURES,
    find,
    to_pdf,
)
from evidence_builder.attachments.run.converters import SourceFile
from evidence_builder.attachments.run.page_pictures import DrawnFile
from evidence_builder.attachments.run.registry import CONVERTERS, Converter
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import ThreadPoolExecutor

    from evidence_builder.attachments.content import Content, Request
    from evidence_builder.attachments.kind import Kind
    from evidence_builder.attachments.run.converters import Steps

_LIBREOFFICE: Final = Converter("office", "to_pdf")
_TOGETHER: Final = 64 * 2**20
"""The most bytes of files that are handed over in one start."""
_BETTER_AS_BLOCKS: Final = frozenset(("docx", "xlsx"))
"""Kinds whose blocks are better than pictures where pages cannot be drawn, unless
only some of the pages are taken: nothing says which blocks stand on them."""


def is_laid(kind: Kind, request: Request, steps: Steps) -> bool:
    """Whether pages are wanted of a kind of file that has none of its own."""
    return kind in CONVERTED and (steps.drawn or needs_pictures(kind, request, steps))


def needs_pictures(kind: Kind, request: Request, steps: Steps) -> bool:
    """Whether the pages that a kind of file is laid out on need pictures."""
    return steps.pictured and not _has_blocks(kind, request)


def _has_blocks(kind: Kind, request: Request) -> bool:
    return kind in _BETTER_AS_BLOCKS and request.pages is None


def lay_out(
    sources: Mapping[SourceFile, Kind], steps: Steps, threads: ThreadPoolExecutor
) -> dict[SourceFile, DrawnFile | str]:
    """Return the pages of each file, or why there are none."""
    office = find()
    if office is None:
        return dict.fromkeys(sources, "")
    # What was cleaned in another way is laid out anew too.
    versions = office.version, str(CONVERTERS["office-copy"].version)
    outcomes: dict[SourceFile, DrawnFile | str] = {}
    copies: dict[SourceFile, Copy] = {}
    for source in sources:
        kept = steps.kept(_LIBREOFFICE, source, *versions)
        if isinstance(kept, Copy):
            copies[source] = kept
        elif isinstance(kept, Refusal):
            outcomes[source] = kept.reason
    for batch in _batches(sources, copies, steps, outcomes):
        pdfs = _to_pdf([(sources[source], data) for source, data in batch.items()])
        sure = _is_sure(pdfs)
        for source, pdf in zip(batch, pdfs, strict=True):
            if isinstance(pdf, bytes):
                copies[source] = Copy(pdf)
                steps.keep(_LIBREOFFICE, source, copies[source], *versions)
                continue
            outcomes[source] = pdf
            if sure and pdf == wording.libreoffice_failed():
                refusal = Refusal(pdf, wording.install_libreoffice())
                steps.keep(_LIBREOFFICE, source, refusal, *versions)

    def pages_of(source: SourceFile) -> DrawnFile | str:
        return _pages(source, copies[source], steps)

    pages = threads.map(pages_of, copies)
    outcomes.update(zip(copies, pages, strict=True))
    return outcomes


def _to_pdf(files: Sequence[tuple[Kind, bytes]]) -> Sequence[bytes | str]:
    try:
        return to_pdf(files)
    except OSError:  # such as a full disk; the files can be shown without their layout
        return [wording.libreoffice_not_given()] * len(files)


def _is_sure(pdfs: Sequence[bytes | str]) -> bool:
    """Whether each failure is due to its file, so that it will fail again.

    LibreOffice works, since it made other files, and each that failed had a start of
    its own.
    """
    failures = sum(isinstance(pdf, str) for pdf in pdfs)
    return failures < min(len(pdfs), FAILURES)


def _batches(
    sources: Mapping[SourceFile, Kind],
    copies: Mapping[SourceFile, Copy],
    steps: Steps,
    outcomes: dict[SourceFile, DrawnFile | str],
) -> Iterator[dict[SourceFile, bytes]]:
    """Yield copies of the files that are still to be laid out, not too many at once."""
    batch: dict[SourceFile, bytes] = {}
    size = 0
    for source in sources:
        if source in copies or source in outcomes:
            continue
        copy = steps.convert("office-copy", source)
        source.let_go()
        if isinstance(copy, Refusal):
            outcomes[source] = copy.reason
        if not isinstance(copy, Copy):
            continue
        if batch and size + len(copy.data) > _TOGETHER:
            yield batch
            batch, size = {}, 0
        batch[source] = copy.data
        size += len(copy.data)
    if batch:
        yield batch


def _pages(source: SourceFile, pdf: Copy, steps: Steps) -> DrawnFile | str:
    digest = hashlib.sha256(pdf.data).hexdigest()
    laid = SourceFile(digest, source.request, lambda: pdf.data)
    outcome = steps.pages(laid)
    if isinstance(outcome, Refusal):
        return wording.libreoffice_pages_unread()
    return DrawnFile(laid, outcome._replace(way=wording.laid_out()))


def merged(
    read: Content | Refusal,
    pages: Content | str,
    kind: Kind,
    request: Request,
    steps: Steps,
) -> Content | Refusal:
    """Return one content of what a reader found in a file and of its pages."""
    if isinstance(pages, str):
        if isinstance(read, Refusal):
            return read
        if pages:
            phrase = wording.no_pages_because
            if read.blocks:
                phrase = wording.no_layout_because
            message = phrase(why=pages)
        else:
            message = wording.no_layout() if read.blocks else wording.no_pages()
        note = Note("layout-simplified", message, wording.install_libreoffice())
        return read._replace(notes=(*read.notes, note))
    if isinstance(read, Refusal):
        return pages
    notes = (*read.notes, *pages.notes) if steps.pictured else pages.notes
    # Of chosen pages the words are shown, where there is no room for their pictures.
    has_pages = request.pages is not None or any(page.picture for page in pages.pages)
    return pages._replace(
        blocks=read.blocks if _has_blocks(kind, request) or not has_pages else (),
        particulars=(*read.particulars, *pages.particulars),
        notes=tuple(dict.fromkeys(notes)),
    )
