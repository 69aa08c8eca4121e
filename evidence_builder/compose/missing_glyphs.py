"""Where letters stand that cannot be shown as they should be.

Laying out finds them in a document, which has no places; here they are looked for in
the files that the document was made from.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Span
from evidence_builder.wording.documents.narrative import leftwards_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.load.loaded import Narrative
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.yamltext.source import Source

    Wanted = Callable[[str], bool]
    Path = tuple[str | int, ...]


def placed(layout: Iterable[Diagnostic], resolved: Resolved) -> Iterator[Diagnostic]:
    """Return findings of a layout, those about letters at the files they stand in.

    One for each letter and file; text from right to left once a file.
    """
    leftwards = False
    for diagnostic in layout:
        if diagnostic.code is codes.GLYPH_MISSING and diagnostic.subject:
            yield from _somewhere(diagnostic, resolved, _has(diagnostic.subject))
        elif diagnostic.code is codes.RIGHT_TO_LEFT:
            if not leftwards:
                plain = diagnostic._replace(message=leftwards_text())
                yield from _somewhere(plain, resolved, _runs_leftwards)
            leftwards = True
        else:
            yield diagnostic


def _has(letter: str) -> Wanted:
    return lambda text: letter in text


def _runs_leftwards(text: str) -> bool:
    # UAX #9, 3.2, table 4: the strong types from right to left.
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def _somewhere(
    diagnostic: Diagnostic, resolved: Resolved, wanted: Wanted
) -> Iterator[Diagnostic]:
    """Return a finding at each file that has what is wanted; as it was if none has."""
    spans = tuple(_places(resolved, wanted))
    for span in spans:
        yield diagnostic._replace(span=span)
    if not spans:
        yield diagnostic


def _places(resolved: Resolved, wanted: Wanted) -> Iterator[Span]:
    project = resolved.project
    chosen = [index.unit for index in resolved.units]
    units = [unit.source for unit in project.library.units if unit.value in chosen]
    records = [loaded.source for loaded in project.assessments]
    for source in (project.portfolio.source, *units, *records):
        yield from _in_fields(source, wanted)
    if project.profile is not None:
        yield from _in_text(project.profile, wanted)
    for entry in resolved.items:
        spans = tuple(_in_fields(entry.loaded.source, wanted))
        yield from spans or _in_text(entry.loaded.narrative, wanted)


def _in_fields(source: Source, wanted: Wanted) -> Iterator[Span]:
    path = _path(source.tree, wanted, ())
    if path is not None:
        yield source.span(path)


def _path(node: object, wanted: Wanted, path: Path) -> Path | None:
    if isinstance(node, str):
        return path if wanted(node) else None
    steps: Iterable[tuple[str | int, object]] = ()
    if isinstance(node, dict):
        steps = node.items()
    elif isinstance(node, list):
        steps = enumerate(node)
    below = (_path(inner, wanted, (*path, step)) for step, inner in steps)
    return next((path_below for path_below in below if path_below is not None), None)


def _in_text(narrative: Narrative, wanted: Wanted) -> Iterator[Span]:
    if not wanted(narrative.text):
        return
    for number, line in enumerate(narrative.text.split("\n"), narrative.line):
        if wanted(line):
            yield Span(narrative.path, number, 1)
            return
