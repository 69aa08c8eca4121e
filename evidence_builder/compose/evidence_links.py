"""The files of items as one document shows them, and where locators lead in it.

A document that is drawn has the pages of files as they are; one that people edit has
pictures of them, or the same content as blocks.
"""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.attachments.content import Content
from evidence_builder.attachments.kind import RECORDINGS
from evidence_builder.compose import anchors
from evidence_builder.document.inlines import PageOf, Reference, Text
from evidence_builder.model.locator import times_of
from evidence_builder.resolve.locate import Located, as_paged, locate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.attachments.content import Page
    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.attachments.kind import Kind
    from evidence_builder.coverage.claims import Item
    from evidence_builder.document.inlines import Inline
    from evidence_builder.model.evidence import PlainFile
    from evidence_builder.resolve.locate import PagedFile
    from evidence_builder.resolve.resolved import Bound, Resolved

LISTED = Content()
"""What is shown of a file that nobody has looked into."""


class ShownFile(NamedTuple):
    """One file of an item, and what of it this document shows."""

    item: Item
    position: int
    """Its place among the item's files, from 0."""
    file: PlainFile
    attachment: Attachment | None
    content: Content
    refused: str
    """Why nothing of it can be shown; empty where something can."""
    pages: tuple[Page, ...]
    """The pages that stand in this document as pages; the rest stands as blocks."""
    draws: bool
    """Whether these are drawn, rather than pictures."""

    @property
    def name(self) -> str:
        """The file's own name."""
        return _name_of(self.file.path)

    @property
    def title(self) -> str:
        """What the learner calls it."""
        return self.file.title or self.name

    @property
    def heading(self) -> str:
        """Whose file it is, and its title."""
        return f"{self.item.id}: {self.title}"

    @property
    def kind(self) -> Kind:
        """What kind of file it is."""
        return self.attachment.kind if self.attachment else "other"

    @property
    def is_recording(self) -> bool:
        """Whether it is played rather than read."""
        return self.kind in RECORDINGS

    @property
    def anchor(self) -> str:
        """Where the file begins in this document."""
        if self.pages:
            return self.page_anchor(self.pages[0].number)
        return anchors.file(self.item.id, self.position)

    def page_anchor(self, number: int) -> str:
        """Return where a page of the file is in this document."""
        return anchors.page(self.item.id, self.position, number)


class Lead(NamedTuple):
    """Where a locator leads in a document.

    Where it is not ``exact``, that is the beginning of the file that holds the place.
    """

    anchor: str
    exact: bool = True

    def reference(self, at: str) -> tuple[Inline, ...]:
        """Return a locator as a link, and the page where what it means stands."""
        return (
            # Alone it would look like a page of this document.
            Reference((Text(f"at {at}"),), self.anchor),
            Text(" on " if self.exact else "; the file begins on "),
            PageOf(self.anchor),
        )


class Binding:
    """The files of a portfolio for one document.

    Args:
        bound: What was found in each file, by evidence number and the file's place.
        draws: Whether the document's format can draw pages of other files.
    """

    def __init__(
        self,
        resolved: Resolved,
        bound: Mapping[tuple[str, int], Bound] | None = None,
        *,
        draws: bool = False,
    ) -> None:
        self.draws = draws
        self._files: dict[str, tuple[ShownFile, ...]] = {}
        contents = bound or {}
        for entry in resolved.items:
            item = entry.item
            self._files[item.id] = tuple(
                self._shown(item, at, file, attachment, contents.get((item.id, at)))
                for at, (file, attachment) in enumerate(entry.files)
            )
        self._paged: dict[str, list[PagedFile]] = {}
        self._located: dict[tuple[str, str], Lead | None] = {}

    def files(self, number: str) -> tuple[ShownFile, ...]:
        """Return the files of an item, by its evidence number."""
        return self._files[number]

    def leads_to(self, number: str, at: str | None) -> Lead | None:
        """Return where the page or file is that a locator means, if any."""
        if not at or not self._files[number]:
            return None
        key = number, at
        if key not in self._located:
            self._located[key] = self._lead(number, at)
        return self._located[key]

    def _lead(self, number: str, at: str) -> Lead | None:
        files = self._files[number]
        if number not in self._paged:
            # Pages that another document has are none of this one's.
            self._paged[number] = [
                as_paged(file.file, file.content if file.pages else LISTED)
                for file in files
            ]
        where = locate(at, self._paged[number])
        if where is None and times_of(at):
            # A time says which file is meant where only one can be played.
            played = [file for file in files if file.is_recording]
            return Lead(played[0].anchor) if len(played) == 1 else None
        if not isinstance(where, Located):
            return None
        file = files[where.file]
        if where.page is None or not file.pages:
            return Lead(file.anchor, exact=where.page is None)
        if where.page not in {page.number for page in file.pages}:
            return None
        return Lead(file.page_anchor(where.page))

    def _shown(
        self,
        item: Item,
        at: int,
        file: PlainFile,
        attachment: Attachment | None,
        bound: Bound | None,
    ) -> ShownFile:
        content = bound if isinstance(bound, Content) else LISTED
        refused = ""
        if attachment is None:
            refused = "it is missing, empty, or not a file that may be read"
        elif bound is not None and not isinstance(bound, Content):
            refused = bound.reason
        pages = _pages(content, draws=self.draws)
        draws = self.draws and any(page.form is not None for page in pages)
        return ShownFile(item, at, file, attachment, content, refused, pages, draws)


@cache
def _name_of(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _pages(content: Content, *, draws: bool) -> tuple[Page, ...]:
    """Return the pages that a document shows as pages."""
    if draws:
        drawn = tuple(page for page in content.pages if page.form is not None)
        if drawn:
            return drawn
    # Blocks can be edited and read aloud, so they come before pictures of pages.
    return () if content.blocks else content.pages
