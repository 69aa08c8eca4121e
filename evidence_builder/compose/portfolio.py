"""The portfolio as one document, its sections in the order that assessors expect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.compose.evidence import compose_evidence
from evidence_builder.compose.front import (
    compose_declaration,
    compose_front,
    compose_team,
)
from evidence_builder.compose.furniture import furnish
from evidence_builder.compose.gaps import compose_gaps
from evidence_builder.compose.index import compose_index
from evidence_builder.compose.narrative import compose_narrative
from evidence_builder.compose.records import compose_records
from evidence_builder.compose.summary import compose_summary
from evidence_builder.compose.tracking import compose_units
from evidence_builder.document.blocks import (
    Contents,
    ContentsEntry,
    Heading,
    PageBreak,
    Text,
)
from evidence_builder.document.build import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.compose.evidence import Pictures
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Document
    from evidence_builder.resolve.measured import Measured
    from evidence_builder.resolve.resolved import Resolved

NAME = "Portfolio of evidence"


def compose_portfolio(measured: Measured, pictures: Pictures, sink: Sink) -> Document:
    """Compose the whole portfolio.

    The same project and coverage give an equal document; what nobody wrote prints as
    a blank, never as a guess.
    """
    resolved, coverage = measured.resolved, measured.coverage
    portfolio = resolved.portfolio
    front = tuple(compose_front(resolved))
    body = (
        *_profile(resolved, pictures, sink),
        *compose_declaration(portfolio),
        *compose_team(portfolio),
        *compose_summary(coverage, measured.combination, portfolio.transfers),
        *compose_gaps(coverage),
        *compose_units(coverage.units, measured.assessments),
        *compose_index(resolved),
        *compose_evidence(resolved, pictures, sink),
        *compose_records(measured),
    )
    contents = (
        PageBreak(),
        Heading(1, (Text("Contents"),), anchors.CONTENTS),
        Contents(tuple(_entries(body))),
    )
    return furnish(resolved, NAME, (*front, *contents, *body))


def _profile(resolved: Resolved, pictures: Pictures, sink: Sink) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(1, (Text("Learner profile"),), anchors.PROFILE)
    narrative = resolved.project.profile
    if narrative is None or not narrative.text.strip():
        yield paragraph("The learner has not written a profile yet.")
        return
    yield from compose_narrative(
        narrative,
        base_level=2,
        image=lambda written: pictures(written, narrative.path),
        sink=sink,
    )


def _entries(blocks: Iterable[Block]) -> Iterator[ContentsEntry]:
    """Return a line of the contents for each heading of the outline."""
    for block in blocks:
        if isinstance(block, Heading) and block.level <= 2 and block.anchor:
            yield ContentsEntry(block.level, block.inlines, block.anchor)
