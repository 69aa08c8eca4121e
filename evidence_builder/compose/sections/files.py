"""The files of an item bound in after its sheet: as pages, blocks, or why not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import pictured_way
from evidence_builder.attachments.kind import PICTURES, in_words
from evidence_builder.compose import anchors
from evidence_builder.compose.anchors import item_references
from evidence_builder.compose.narrative.blocks import compose_narrative
from evidence_builder.document import blocks
from evidence_builder.document.build import (
    cell,
    columns,
    fields,
    inlines,
    paragraph,
    phrased,
    row,
)
from evidence_builder.document.inlines import Code, Flag, PageOf, Reference, Text
from evidence_builder.document.pdf_page import DrawnPage
from evidence_builder.load.loaded import Narrative
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.documents.status import not_included
from evidence_builder.wording.phrases import clock, sentence, size

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.attachments.content import Page
    from evidence_builder.attachments.kind import Kind
    from evidence_builder.compose.evidence_links import Binding, ShownFile
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.inlines import Inline
    from evidence_builder.wording.language import Phrase


class Files:
    """Composes the files of one document's items.

    Args:
        binding: What the document shows of each file.
        learner: The learner's name and number, as at the top of every page.
        sink: Takes findings about Markdown files.
    """

    def __init__(self, binding: Binding, learner: str, sink: Sink) -> None:
        self._binding, self._learner, self._sink = binding, learner, sink

    def list_of(self, number: str) -> Iterator[blocks.Block]:
        """Return the list of an item's files, each with where and how it is shown."""
        files = self._binding.files(number)
        if not files:
            return
        yield blocks.Heading(3, (Text(words.files()),), outlined=False)
        yield blocks.Table(
            columns(0.46, 0.13, 0.11, 0.3),
            tuple(_row(file) for file in files),
            (row(words.file(), words.kind(), words.size(), words.how_shown()),),
            words.files_of(item=number),
            row_headers=True,
        )

    def bound(self, number: str) -> Iterator[blocks.Block]:
        """Return the files of an item, one after another."""
        for file in self._binding.files(number):
            yield from self._file(file)

    def _file(self, file: ShownFile) -> Iterator[blocks.Block]:
        if file.pages and _are_sheets(file):
            yield from self._pages(file)
            return
        anchor = anchors.file(file.item.id, file.file.place)
        yield blocks.Heading(3, inlines(file.heading), anchor)
        if file.refused:
            refused = words.file_refused(why=file.refused)
            yield blocks.Paragraph((Flag(refused, "gap"),))
            return
        if file.pages:
            yield from self._pictures(file)
        elif file.content.blocks:
            yield from file.content.blocks
        elif file.content.markdown:
            yield from self._markdown(file)
        else:
            yield from _particulars(file, draws=self._binding.draws)

    def _pages(self, file: ShownFile) -> Iterator[blocks.Block]:
        for page in file.pages:
            if page.form is None or not self._binding.draws:
                yield blocks.PageBreak()
                if page is file.pages[0]:
                    yield blocks.Heading(3, inlines(file.heading))
                yield from self._pictured(file, page)
            else:
                yield self._drawn(file, page, page.form)
        yield blocks.PageBreak()

    def _drawn(self, file: ShownFile, page: Page, form: int) -> blocks.AttachedPage:
        shown = {other.number for other in file.pages}
        number, size_of = file.item.id, (page.width, page.height)
        return blocks.AttachedPage(
            DrawnPage(file.content.pool, form, *size_of, page.above, page.below),
            f"{file.title}, {_which(file, page)}",
            # One link, not two beside each other that lead to the same place.
            self._stamp(
                file,
                page,
                PageOf(anchors.item(number), words.item_before_page(item=number)),
            ),
            file.page_anchor(page.number),
            tuple(
                (link.rectangle, file.page_anchor(link.page))
                for link in page.links
                if link.page in shown
            ),
            outlined=page is file.pages[0],
            heading=file.heading,
            words=page.words if page.painted else "",
        )

    def _pictured(self, file: ShownFile, page: Page) -> Iterator[blocks.Block]:
        """Return a page as its picture, or as its words where it has none."""
        title = f"{file.title}, {_which(file, page)}"
        stamp = self._stamp(file, page, *item_references([file.item.id], page=True))
        anchor = file.page_anchor(page.number)
        picture = page.picture
        if picture is not None:
            # ISO 14289-1:2014, 7.3: a figure has words that stand for it.
            alt = f"{title}: {page.words}" if page.words else title
            yield blocks.Figure(picture, alt, stamp, anchor)
            return
        yield blocks.Paragraph(stamp, "small", anchor)
        yield paragraph(words.page_is_in_pdf())
        for line in page.words.splitlines():
            yield paragraph(line)

    def _stamp(self, file: ShownFile, page: Page, *back: Inline) -> tuple[Inline, ...]:
        """Return what tells a page of a file from all others, after the way back."""
        which = f", {_which(file, page)} · {self._learner}"
        # Where the strip is too short, it is the name that gives way.
        return (*back, Text(" · "), Text(file.file.name), Text(which))

    def _pictures(self, file: ShownFile) -> Iterator[blocks.Block]:
        """Return a picture, or each picture of a file that holds several."""
        for page in file.pages:
            if page.picture is None:
                continue
            title, caption = file.title, inlines()
            if file.content.page_count > 1:
                title += f", {_which(file, page)}"
                caption = inlines(f"{file.item.id}: {title}")
            anchor = file.page_anchor(page.number)
            alt = words.picture_of(what=title)
            yield blocks.Figure(page.picture, alt, caption, anchor)

    def _markdown(self, file: ShownFile) -> Iterator[blocks.Block]:
        path = file.file.attachment.path if file.file.attachment else file.file.name
        narrative = Narrative(file.content.markdown, path)
        yield from compose_narrative(
            narrative, base_level=4, image=_no_picture, sink=self._sink
        )


def _which(file: ShownFile, page: Page) -> str:
    return words.page_of_file(number=page.number, count=file.content.page_count)


def _are_sheets(file: ShownFile) -> bool:
    """Whether the pages of a file are sheets of paper, not pictures in the text."""
    return file.file.kind not in PICTURES


def _no_picture(_: str) -> blocks.Image | None:
    """Show no picture that a Markdown file names: it was not inspected."""
    return None


def _row(file: ShownFile) -> blocks.Row:
    title, attachment = file.file.named.title, file.file.attachment
    named: list[Inline | str] = [title] if title else []
    name = cell(*named, blocks.Paragraph((Code(file.file.path),)))
    if attachment is None:
        refused = words.file_refused(why=file.refused)
        return blocks.Row((name, cell(Flag(refused, "gap"), span=3)), tone="gap")
    # FIPS 180-4; whoever has the file can see that it is the one meant.
    checksum = blocks.Paragraph((Text("SHA-256 "), Code(attachment.sha256)), "small")
    kind = attachment.kind
    return row(
        replace(name, blocks=(*name.blocks, checksum)),
        words.KINDS[kind]() if kind in words.KINDS else kind.upper(),
        size(attachment.size),
        _how(file),
        tone="gap" if file.refused else "plain",
    )


_WITHOUT_LAYOUT: Final[dict[Kind, Phrase]] = {
    **dict.fromkeys(("docx", "odt"), words.text_without_layout),
    **dict.fromkeys(("xlsx", "ods"), words.sheets_without_layout),
    **dict.fromkeys(("pptx", "odp"), words.slides_without_layout),
}
"""How files are shown whose pages this document does not have."""


def _way(file: ShownFile) -> str:
    """Say how this document shows a file, whatever others made of it at once."""
    way = file.content.way or words.listed()
    if file.pages and _are_sheets(file) and not file.draws:
        return pictured_way(way)
    if file.content.blocks and not file.pages:
        plain = _WITHOUT_LAYOUT.get(file.file.kind)
        return plain() if plain else way
    return way


def _how(file: ShownFile) -> blocks.Cell:
    """Say how a file is shown, and on which page it begins."""
    if file.refused:
        return cell(Flag(not_included(), "gap"), sentence(file.refused))
    way = _way(file)
    taken, count = len(file.pages), file.content.page_count
    if taken and count > 1:
        phrase = words.some_of_pages if taken < count else words.all_of_pages
        way = phrase(count, way=way, taken=taken)
    known = file.content.particulars if file.pages else ()
    return cell(
        blocks.Paragraph(
            phrased(partial(words.shown_so, way=way), page=PageOf(file.anchor))
        ),
        *(paragraph(f"{label}: {value}", role="small") for label, value in known),
    )


def _particulars(file: ShownFile, *, draws: bool) -> Iterator[blocks.Block]:
    """Return what is known of a file that cannot be shown on paper."""
    attachment, seconds = file.file.attachment, file.content.seconds
    if attachment is None:
        return
    pairs: list[tuple[str, blocks.Cell | Inline | str | None]] = [
        (words.file_name(), Code(file.file.name)),
        (words.what_it_is(), sentence(in_words(attachment.kind))),
        *file.content.particulars,
        *([(words.duration(), clock(seconds))] if seconds else []),
        (words.size(), size(attachment.size)),
        ("SHA-256", cell(blocks.Paragraph((Code(attachment.sha256),)))),
    ]
    if file.file.is_recording:
        yield paragraph(_where_it_is(file, draws=draws))
    else:
        is_other = attachment.kind == "other"
        yield paragraph(words.not_on_paper() if is_other else words.nothing_shown())
    yield fields(pairs, words.particulars_of(name=file.file.name))
    if file.file.is_recording:
        yield from _times(file)


def _where_it_is(file: ShownFile, *, draws: bool) -> str:
    if file.file.named.embed and draws:
        return words.recording_inside()
    return words.recording_beside()


def _times(file: ShownFile) -> Iterator[blocks.Block]:
    """Return the times that are claimed in a recording, in their order."""
    claimed = sorted(
        (
            (claim.at.times[0], claim)
            for claim in file.item.claims
            if claim.at and claim.at.times
        ),
        key=lambda pair: pair[0],
    )
    if not claimed:
        return
    yield blocks.Table(
        columns(0.22, 0.24, 0.54),
        tuple(
            row(
                cell(str(claim.at or "")),
                cell(
                    Reference(
                        (Text(f"{claim.unit} {claim.criterion}"),),
                        anchors.row(claim.unit, claim.criterion),
                    )
                ),
                claim.note or "—",
            )
            for _, claim in claimed
        ),
        (row(words.time(), words.criterion(), words.what_is_heard()),),
        words.times_in(file=file.file.name),
        row_headers=True,
    )
