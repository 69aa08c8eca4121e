"""The portfolio, or a part of it, as one document, its sections as a layout says.

What a portfolio consists of follows City & Guilds, Portfolio Recording Forms, version
4.0 (March 2012), and SQA, Candidate Guidance and Portfolio (2009), sections 2 and 4;
in which order is for the layout to say, see ``docs/layouts.md``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.compose import anchors
from evidence_builder.compose.header_footer import furnish
from evidence_builder.compose.narrative.blocks import compose_narrative
from evidence_builder.compose.sections.checklist import compose_checklist
from evidence_builder.compose.sections.evidence import EvidenceSheets
from evidence_builder.compose.sections.front import (
    compose_declaration,
    compose_front,
    compose_team,
)
from evidence_builder.compose.sections.gaps import compose_gaps
from evidence_builder.compose.sections.index import compose_index
from evidence_builder.compose.sections.records import compose_records
from evidence_builder.compose.sections.summary import compose_summary
from evidence_builder.compose.sections.tracking import compose_units
from evidence_builder.document.blocks import Contents, ContentsEntry, Heading, PageBreak
from evidence_builder.document.build import paragraph
from evidence_builder.document.inlines import Text
from evidence_builder.wording.documents import compose as words
from evidence_builder.wording.documents import sections
from evidence_builder.wording.language import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from evidence_builder.compose.evidence_links import Binding
    from evidence_builder.compose.sections.evidence import PictureSource
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Document
    from evidence_builder.model.form import Signature
    from evidence_builder.model.layout import DocumentLayout, Section
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.resolve.resolved import Measured, ResolvedItem


class Composition(NamedTuple):
    """What sections are composed from.

    ``pages`` is the page of every anchor in the whole portfolio, for a part that lies
    beside it.
    """

    measured: Measured
    binding: Binding
    pictures: PictureSource
    sink: Sink
    layout: DocumentLayout
    pages: Mapping[str, int]
    forms: Callable[[str], Iterator[Block]]
    """Composes a recording form by its name."""
    signing: Callable[[str], Sequence[Signature]]
    """Method → who signs the form of such an item."""

    @property
    def portfolio(self) -> Portfolio:
        """The file that says whose portfolio it is."""
        return self.measured.resolved.portfolio


def compose_portfolio(source: Composition) -> Document:
    """Compose the sections of a layout in their order.

    The same project and coverage give an equal document; what nobody wrote prints as
    a blank, never as a guess.
    """
    measured, layout = source.measured, source.layout
    parts: list[tuple[Block, ...]] = []
    contents = None
    for name in layout.sections:
        if name == "contents":
            contents = len(parts)
        parts.append(() if name == "contents" else tuple(_SECTIONS[name](source)))
    if contents is not None:
        body = [block for part in parts[contents:] for block in part]
        parts[contents] = tuple(_contents(body))
    blocks = tuple(block for part in parts for block in part)
    document = furnish(measured, said(layout.title), _without_first_break(blocks))
    return replace(document, paper=layout.paper, accent=layout.colours.accent)


def _without_first_break(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return blocks[1:] if blocks and isinstance(blocks[0], PageBreak) else blocks


def _contents(body: Iterable[Block]) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(1, (Text(words.contents()),), anchors.CONTENTS)
    yield Contents(
        tuple(
            ContentsEntry(block.level, block.inlines, block.anchor)
            for block in body
            if isinstance(block, Heading) and block.level <= 2 and block.anchor
        )
    )


def _front(source: Composition) -> Iterator[Block]:
    layout = source.layout
    logo = source.pictures(layout.logo, "portfolio.yaml") if layout.logo else None
    yield from compose_front(source.measured, logo=logo, centre=layout.centre)


def _profile(source: Composition) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(1, (Text(words.learner_profile()),), anchors.PROFILE)
    narrative = source.measured.resolved.project.profile
    if narrative is None or not narrative.text.strip():
        yield paragraph(sections.no_profile())
        return
    yield from compose_narrative(
        narrative,
        base_level=2,
        image=lambda written: source.pictures(written, narrative.path),
        sink=source.sink,
    )


def _summary(source: Composition) -> Iterator[Block]:
    measured = source.measured
    yield from compose_summary(measured)


def _units(source: Composition) -> Iterator[Block]:
    measured = source.measured
    units = measured.coverage.units
    if source.layout.evidence == "by number":
        yield from compose_units(measured, source.binding)
        return
    sheets = _sheets(source)
    shelves: dict[str, list[ResolvedItem]] = {unit.index.key: [] for unit in units}
    rest: list[ResolvedItem] = []
    for item in measured.resolved.items:
        claimed = {claim.unit for claim in item.item.claims}
        first = next((key for key in shelves if key in claimed), None)
        (rest if first is None else shelves[first]).append(item)
    yield from compose_units(
        measured, source.binding, lambda key: sheets.section(shelves[key], "")
    )
    yield from sheets.section(rest, sections.unclaimed_evidence())


def _evidence(source: Composition) -> Iterator[Block]:
    if source.layout.evidence == "behind units" and "units" in source.layout.sections:
        return  # it stands there, and once is enough
    yield from _sheets(source).section(
        source.measured.resolved.items, sections.evidence()
    )


def _sheets(source: Composition) -> EvidenceSheets:
    return EvidenceSheets(
        source.measured,
        source.binding,
        source.pictures,
        source.sink,
        with_content=source.layout.detail == "full",
        signing=source.signing,
    )


def _forms(source: Composition) -> Iterator[Block]:
    for name in source.layout.forms:
        yield PageBreak()
        yield from source.forms(name)


_SECTIONS: Final[Mapping[Section, Callable[[Composition], Iterable[Block]]]] = {
    "front": _front,
    "profile": _profile,
    "declaration": lambda source: compose_declaration(source.portfolio),
    "team": lambda source: compose_team(source.portfolio),
    "summary": _summary,
    "gaps": lambda source: compose_gaps(source.measured.coverage),
    "units": _units,
    "index": lambda source: compose_index(source.measured, source.binding),
    "evidence": _evidence,
    "records": lambda source: compose_records(source.measured),
    "checklist": lambda source: compose_checklist(source.measured, source.pages),
    "forms": _forms,
}
