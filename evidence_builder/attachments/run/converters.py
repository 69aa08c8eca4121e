"""One converter and one file: from the cache where it was done before, else done now.

What a step gives depends on the file and the converter only, so that it may be kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.attachments.content import Copy, Refusal, pictured_way
from evidence_builder.attachments.run.cache import name_of
from evidence_builder.attachments.run.registry import CONVERTERS
from evidence_builder.attachments.run.wire import DamagedError, pack, unpack
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.attachments.content import Content, Request
    from evidence_builder.attachments.run.cache import Cache
    from evidence_builder.attachments.run.pool import Pool
    from evidence_builder.attachments.run.registry import Converter
    from evidence_builder.attachments.run.wire import Outcome


class SourceFile:
    """One file's bytes, read when they are first needed, and what is asked about it.

    Args:
        read: Returns the bytes, None where they are no longer what they were.
    """

    def __init__(
        self, sha256: str, request: Request, read: Callable[[], bytes | None]
    ) -> None:
        self.sha256 = sha256
        self.request = request
        self._read = read
        self._data: bytes | None = None

    def data(self) -> bytes | None:
        """Return the bytes, which are held until they are let go."""
        if self._data is None:
            self._data = self._read()
        return self._data

    def only(self, pages: tuple[int, ...]) -> SourceFile:
        """Return the same file, of which other pages are asked for."""
        return SourceFile(self.sha256, self.request._replace(pages=pages), self.data)

    def let_go(self) -> None:
        """Hold the bytes no longer: all files of a portfolio are too many."""
        self._data = None


class Steps:
    """What can be done with a file. Safe to use from several threads.

    Args:
        cache: None for none.
        drawn: Whether pages are drawn as they are.
        pictured: Whether pages are needed as pictures.
        archive: Whether drawn pages are for a document that is kept for years.
    """

    def __init__(
        self,
        pool: Pool,
        cache: Cache | None,
        *,
        drawn: bool,
        pictured: bool,
        archive: bool = False,
    ) -> None:
        self._pool = pool
        self._cache = cache
        self.size = pool.size
        """How many files can be converted at once."""
        self.drawn = drawn
        self.pictured = pictured
        self.archive = archive
        self.has_kept = False
        """Whether anything new is in the cache."""

    def convert(self, converter: str, source: SourceFile) -> Outcome:
        """Return what a converter makes of a file."""
        row = CONVERTERS[converter]
        if (kept := self.kept(row, source)) is not None:
            return kept
        data = source.data()
        if data is None:
            return Refusal(wording.changed(), wording.run_it_again())
        outcome, packed = self._pool.convert(converter, source.request, data)
        if packed is not None:
            self.keep(row, source, packed)
        return outcome

    def read(self, converter: str, source: SourceFile) -> Content | Refusal:
        """Return what a converter that makes contents makes of a file."""
        outcome = self.convert(converter, source)
        if isinstance(outcome, Copy):
            raise TypeError(f"{converter} makes copies")
        return outcome

    def kept(self, row: Converter, source: SourceFile, *with_: str) -> Outcome | None:
        """Return what is in the cache; None where that is nothing, or damaged."""
        if self._cache is None:
            return None
        name = name_of(source.sha256, row, source.request, *with_)
        packed = self._cache.read(name)
        if packed is None:
            return None
        try:
            return unpack(packed)
        except DamagedError:
            return None

    def keep(
        self, row: Converter, source: SourceFile, outcome: Outcome | bytes, *with_: str
    ) -> None:
        """Put an outcome, packed or not, into the cache."""
        if self._cache is None:
            return
        packed = outcome if isinstance(outcome, bytes) else pack(outcome)
        name = name_of(source.sha256, row, source.request, *with_)
        if self._cache.write(name, packed):
            self.has_kept = True

    def pages(self, source: SourceFile) -> Content | Refusal:
        """Return the pages of a PDF, to be drawn."""
        archive = self.drawn and self.archive
        outcome = self.read("pdf-archive" if archive else "pdf", source)
        if isinstance(outcome, Refusal):
            return outcome
        drawn = self.drawn and not all(page.painted for page in outcome.pages)
        return outcome if drawn else outcome._replace(way=pictured_way(outcome.way))
