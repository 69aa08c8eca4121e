"""The files of items as one document shows them, and where locators lead in it.

A document that is drawn has the pages of files as they are; one that people edit has
pictures of them, or the same content as blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.attachments.content import Content
from evidence_builder.compose import anchors
from evidence_builder.document.build import phrased
from evidence_builder.document.inlines import PageOf, Reference, Text
from evidence_builder.resolve.locate import Located
from evidence_builder.wording.documents import sections as words

if TYPE_CHECKING:
    from evidence_builder.attachments.content import Page
    from evidence_builder.coverage.claims import Item
    from evidence_builder.document.inlines import Inline
    from evidence_builder.model.locator import Locator
    from evidence_builder.resolve.files import ItemFile
    from evidence_builder.resolve.resolved import Resolved

LISTED = Content()
"""What is shown of a file that nobody has looked into."""


class ShownFile(NamedTuple):
    """One file of an item, and what of it this document shows."""

    item: Item
    file: ItemFile
    pages: tuple[Page, ...]
    """The pages that stand in this document as pages; the rest stands as blocks."""
    draws: bool
    """Whether these are drawn, rather than pictures."""

    @property
    def content(self) -> Content:
        """What can be shown of it in some document."""
        return self.file.content or LISTED

    @property
    def refused(self) -> str:
        """Why nothing of it can be shown; empty where something can."""
        if self.file.attachment is None:
            return words.file_unreadable()
        return self.file.refusal.reason if self.file.refusal else ""

    @property
    def title(self) -> str:
        """What the learner calls it."""
        title = self.file.named.title or self.file.name
        return words.original_file(file=title) if self.file.is_original else title

    @property
    def heading(self) -> str:
        """Whose file it is, and its title."""
        return f"{self.item.id}: {self.title}"

    @property
    def anchor(self) -> str:
        """Where the file begins in this document."""
        if self.pages:
            return self.page_anchor(self.pages[0].number)
        return anchors.file(self.item.id, self.file.place)

    def page_anchor(self, number: int) -> str:
        """Return where a page of the file is in this document."""
        return anchors.page(self.item.id, self.file.place, number)


class Lead(NamedTuple):
    """Where a locator leads in a document.

    Where it is not ``exact``, that is the beginning of the file that holds the place.
    """

    anchor: str
    exact: bool = True

    def reference(self, at: str) -> tuple[Inline, ...]:
        """Return a locator as a link, and the page where what it means stands."""
        # Alone it would look like a page of this document.
        link = Reference((Text(words.at_place(place=at)),), self.anchor)
        phrase = words.at_place_on if self.exact else words.at_place_of_file
        return phrased(phrase, place=link, page=PageOf(self.anchor))


class Binding:
    """The files of a portfolio for one document.

    Args:
        draws: Whether the document's format can draw pages of other files.
    """

    def __init__(self, resolved: Resolved, *, draws: bool = False) -> None:
        self.draws = draws
        self._files = {
            entry.item.id: tuple(
                self._shown(entry.item, file) for file in entry.all_files
            )
            for entry in resolved.items
        }
        self._located = {entry.item.id: entry.located for entry in resolved.items}

    def files(self, number: str) -> tuple[ShownFile, ...]:
        """Return the files of an item, by its evidence number."""
        return self._files[number]

    def leads_to(self, number: str, at: Locator | None) -> Lead | None:
        """Return where the page or file is that a locator means, if any.

        Pages that another document has are none of this one's.
        """
        where = self._located[number].get(at) if at else None
        if not isinstance(where, Located):
            return None
        file = self._files[number][where.file.place]
        if where.page is None or not file.pages:
            return Lead(file.anchor, exact=where.page is None)
        if where.page not in {page.number for page in file.pages}:
            return None
        return Lead(file.page_anchor(where.page))

    def _shown(self, item: Item, file: ItemFile) -> ShownFile:
        pages = _pages(file.content or LISTED, draws=self.draws)
        draws = self.draws and any(page.form is not None for page in pages)
        return ShownFile(item, file, pages, draws)


def _pages(content: Content, *, draws: bool) -> tuple[Page, ...]:
    """Return the pages that a document shows as pages."""
    if draws:
        drawn = tuple(page for page in content.pages if page.form is not None)
        if drawn:
            return drawn
    # Blocks can be edited and read aloud, so they come before pictures of pages.
    return () if content.blocks else content.pages
