"""A project whose links are proven: what every later stage works on."""

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.attachments.inspect import Attachment
from evidence_builder.coverage.claims import Item
from evidence_builder.coverage.combination.measure import Combination
from evidence_builder.coverage.result import Coverage
from evidence_builder.diagnostics import Span
from evidence_builder.load.loaded import LoadedEvidence, Project
from evidence_builder.model.index import UnitIndex
from evidence_builder.model.methods import Method
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.qualification import Qualification
from evidence_builder.resolve.assessment.assessed import Assessments
from evidence_builder.resolve.files import ItemFile

if TYPE_CHECKING:
    from evidence_builder.model.locator import Locator
    from evidence_builder.resolve.locate import Where

_NOWHERE: "Mapping[Locator, Where]" = MappingProxyType({})


class ResolvedItem(NamedTuple):
    """An evidence item: as the mapper sees it, as it was loaded, and its files."""

    item: Item
    loaded: LoadedEvidence
    files: tuple[ItemFile, ...] = ()
    located: "Mapping[Locator, Where]" = _NOWHERE
    """Where the locators of its claims lead, once its files have been looked into."""
    original: ItemFile | None = None
    """The signed original, where it is a file."""

    @property
    def all_files(self) -> tuple[ItemFile, ...]:
        """Everything that is bound in: its files, then the signed original."""
        return self.files if self.original is None else (*self.files, self.original)


class Resolved(NamedTuple):
    """A project, its qualification and units found, its claims proven."""

    project: Project
    qualification: Qualification | None
    units: tuple[UnitIndex, ...]
    items: tuple[ResolvedItem, ...]
    methods: Mapping[str, Method]
    pictures: Mapping[tuple[str, str], tuple[Attachment | None, Span]]
    """Pictures that narratives show: path as written and the file that names it →
    what is there, and the place that names it first."""

    @property
    def portfolio(self) -> Portfolio:
        """The portfolio file."""
        return self.project.portfolio.value


class Measured(NamedTuple):
    """A portfolio, what assessors wrote, its coverage, and whether it adds up.

    ``combination`` is None where the portfolio names no qualification with rules.
    ``as_at`` is the day of reckoning, None where nothing was reckoned from a day.
    """

    resolved: Resolved
    assessments: Assessments
    coverage: Coverage
    combination: Combination | None = None
    as_at: date | None = None


def part_of(measured: Measured, units: Collection[str]) -> Measured:
    """Return a portfolio as if it had only some of its units, by their keys.

    Coverage stays what it is: nothing is measured anew. The rules of combination are
    about the whole and are left out.
    """
    resolved, assessments = measured.resolved, measured.assessments
    items = tuple(
        item
        for whole in resolved.items
        if (item := _part_of_item(whole, units)).item.claims
    )
    return measured._replace(
        resolved=resolved._replace(
            units=tuple(index for index in resolved.units if index.key in units),
            items=items,
        ),
        coverage=measured.coverage._replace(
            units=tuple(
                unit for unit in measured.coverage.units if unit.index.key in units
            )
        ),
        assessments=assessments._replace(
            actions=tuple(
                action._replace(about=about)
                for action in assessments.actions
                if (about := tuple(a for a in action.about if a.unit in units))
            ),
            sign_offs=tuple(s for s in assessments.sign_offs if s.unit in units),
            samples=tuple(s for s in assessments.samples if s.unit in units),
        ),
        combination=None,
    )


def _part_of_item(item: ResolvedItem, units: Collection[str]) -> ResolvedItem:
    claims = tuple(claim for claim in item.item.claims if claim.unit in units)
    return item._replace(item=item.item._replace(claims=claims))
