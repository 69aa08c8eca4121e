"""The outputs of one run: laid out, rendered, and looked at again."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder import codes
from evidence_builder.diagnostics import Sink, Span
from evidence_builder.export.formats import EXPORTS
from evidence_builder.pipeline.document import compose, whole
from evidence_builder.pipeline.word_template import write_into
from evidence_builder.render.formats import FORMATS
from evidence_builder.wording import pipeline as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from evidence_builder.document.blocks import Document
    from evidence_builder.model.layout import DocumentLayout
    from evidence_builder.pipeline.word_template import WordTemplate
    from evidence_builder.render.layout import Layout
    from evidence_builder.resolve.resolved import Measured

    Progress = Callable[[str, float], None]
    """Told what is done now, in the user's words, and which share of it is."""


class Making(NamedTuple):
    """What the documents of one run are made from."""

    measured: Measured
    sink: Sink
    say: Progress
    layout: DocumentLayout
    stem: str
    part: Measured
    """What is shown of the portfolio: all of it, or some units."""
    template: WordTemplate | None
    archival: bool
    """Whether the documents are to be kept for years, and can be."""


def make(
    making: Making, to: Iterable[str], archives: dict[str, str]
) -> dict[str, bytes]:
    """Return a document in several formats, by file name.

    Args:
        archives: Takes what each that is kept for years conforms to.
    """
    from evidence_builder.render.formats import render

    files = [file for item in making.measured.resolved.items for file in item.all_files]
    contents = [file.content for file in files]
    drawn = any(file.named.embed for file in files) or any(
        page.form is not None
        for content in contents
        if content
        for page in content.pages
    )
    laid_out: dict[bool, tuple[Document, Layout]] = {}
    outputs = {}
    waiting = [drawn and FORMATS[suffix].draws_pages for suffix in to]
    for suffix in to:
        draws = waiting.pop(0)
        if draws not in laid_out:
            making.say(words.laying_out(), 0.0)
            laid_out[draws] = _lay_out(making, draws=draws)
        making.say(words.writing(format=FORMATS[suffix].title), 0.0)
        file_name = f"{making.stem}.{suffix}"
        # What no other format needs is let go: two at once take much memory.
        last = draws not in waiting
        document, layout = laid_out.pop(draws) if last else laid_out[draws]
        with _unless_unsound(file_name, making.sink):
            if suffix == "docx" and making.template is not None:
                resolved, sink = making.measured.resolved, making.sink
                data = write_into(making.template, document, layout, resolved, sink)
                if data is not None:
                    outputs[file_name] = data
            else:
                outputs[file_name] = render(document, layout, suffix)
                if suffix == "pdf" and document.archival:
                    archives[file_name] = f"PDF/A-{document.archive_part}b"
    return outputs


def make_exports(making: Making, to: Iterable[str]) -> dict[str, bytes]:
    """Return the coverage in several formats, by file name."""
    from evidence_builder.export.formats import export

    outputs = {}
    for suffix in to:
        making.say(words.writing(format=EXPORTS[suffix].title), 0.0)
        file_name = f"{making.stem}.{suffix}"
        with _unless_unsound(file_name, making.sink):
            outputs[file_name] = export(making.part, tuple(making.sink), suffix)
    return outputs


@contextlib.contextmanager
def _unless_unsound(file_name: str, sink: Sink) -> Iterator[None]:
    """Report an output that is not what was composed; it is not kept."""
    from evidence_builder.render.unsound import UnsoundOutputError

    try:
        yield
    except UnsoundOutputError as error:
        sink.report(codes.OUTPUT_UNSOUND, Span(file_name), str(error))


def _lay_out(making: Making, *, draws: bool) -> tuple[Document, Layout]:
    """Return a document with every block on its page."""
    from evidence_builder.compose.missing_glyphs import placed
    from evidence_builder.document.rewrite import leads_out, standing_alone
    from evidence_builder.render.layout import lay_out

    pages: Mapping[str, int] = {}
    if "checklist" in making.layout.sections:
        pages = _pages_of_whole(making, draws=draws)
    document = compose(
        making.part,
        making.sink,
        draws=draws,
        layout=making.layout,
        pages=pages,
    )
    is_whole = making.part is making.measured and making.layout == whole()
    if not is_whole and leads_out(document.blocks):
        # Its page numbers are those of the portfolio, which lies beside it.
        pages = pages or _pages_of_whole(making, draws=draws)
        blocks = standing_alone(document.blocks, pages)
        document = replace(document, blocks=blocks)
    document = replace(document, archival=making.archival)
    layout = lay_out(document)
    making.sink.extend(placed(layout.diagnostics, making.measured.resolved))
    return document, layout


def _pages_of_whole(making: Making, *, draws: bool) -> Mapping[str, int]:
    from evidence_builder.render.layout import lay_out

    # What is wrong with the whole is said when it is built.
    document = compose(making.measured, Sink(), draws=draws, layout=whole())
    return lay_out(document).page_map.targets
