"""A Word document while it is read: where things are, and what was met on the way."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evidence_builder.attachments.word.numbering import ListCounters
    from evidence_builder.attachments.word.styles import Styles
    from evidence_builder.markup.openxml import Package, Relation

LETTERS: Final = 1_500_000
"""The most characters of one document that are shown: about 500 pages."""
PARAGRAPHS: Final = 60_000
"""The most paragraphs of one document that are shown, those in tables included."""
PICTURES: Final = 200
"""The most pictures of one document that are shown."""


class WordPart:
    """One part of a package, and what its whole document shares."""

    def __init__(
        self, package: Package, part: str, styles: Styles, numbering: ListCounters
    ) -> None:
        self.package = package
        self.part = part
        self.styles = styles
        self.numbering = numbering
        self.relations: dict[str, Relation] = package.relations(part)
        self.numbers: dict[tuple[str, str], int] = {}
        """The numbers of notes and comments, by what they are and their ids."""
        self.lost: Counter[str] = Counter()
        """What is only named, and how often."""
        self._used: Counter[str] = Counter()

    def of(self, part: str) -> WordPart:
        """Return another part of the same document."""
        other = WordPart(self.package, part, self.styles, self.numbering)
        other.numbers, other.lost, other._used = self.numbers, self.lost, self._used
        return other

    def number(self, kind: str, key: str) -> int:
        """Return the number of a note or comment; the next one at its first mention.

        Footnotes and endnotes are counted together: they stand in one list.
        """
        if (kind, key) not in self.numbers:
            same = ("comments",) if kind == "comments" else ("footnotes", "endnotes")
            count = sum(name in same for name, _ in self.numbers)
            self.numbers[kind, key] = count + 1
        return self.numbers[kind, key]

    def take(self, what: str, most: int, amount: int = 1) -> bool:
        """Count what is shown; whether there is room for it."""
        self._used[what] += amount
        return self._used[what] <= most

    @property
    def is_full(self) -> bool:
        """Whether no more words are shown."""
        return (
            self._used["letters"] >= LETTERS or self._used["paragraphs"] >= PARAGRAPHS
        )
