"""Pictures of the portfolio folder as they will be embedded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.diagnostics import Span

if TYPE_CHECKING:
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Image
    from evidence_builder.resolve.resolved import Resolved


class Pictures:
    """Makes each picture that narratives show, once.

    Files that an item names have been inspected already; what is wrong with them is
    not said again.
    """

    def __init__(self, resolved: Resolved, sink: Sink) -> None:
        self._folder = resolved.project.folder
        self._sink = sink
        self._made: dict[tuple[str, str], Image | None] = {}
        self._inspected = dict(resolved.pictures)
        for one in resolved.items:
            source = one.loaded.source
            for place, (file, attachment) in enumerate(one.files):
                span = source.span(("files", place))
                self._inspected[file.path, source.path] = attachment, span

    def __call__(self, written: str, beside: str) -> Image | None:
        """Return a picture by its path as written in the file ``beside``."""
        key = written, beside
        if key not in self._made:
            self._made[key] = self._make(written, beside)
        return self._made[key]

    def _make(self, written: str, beside: str) -> Image | None:
        from evidence_builder.attachments.bind import picture
        from evidence_builder.attachments.inspect import inspect_beside

        if (written, beside) in self._inspected:
            found, span = self._inspected[written, beside]
        else:
            span = Span(beside)
            found = inspect_beside(self._folder, written, beside, span, self._sink)
        return None if found is None else picture(found, span=span, sink=self._sink)
