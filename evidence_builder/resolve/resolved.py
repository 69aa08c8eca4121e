"""A project whose links are proven: what every later stage works on."""

from collections.abc import Mapping
from typing import NamedTuple

from evidence_builder.attachments.inspect import Attachment
from evidence_builder.coverage.claims import Item
from evidence_builder.coverage.combination.measure import Combination
from evidence_builder.coverage.result import Coverage
from evidence_builder.diagnostics import Span
from evidence_builder.load.loaded import LoadedEvidence, Project
from evidence_builder.model.evidence import PlainFile
from evidence_builder.model.index import UnitIndex
from evidence_builder.model.methods import Method
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.qualification import Qualification
from evidence_builder.resolve.assessed import Assessments


class ResolvedItem(NamedTuple):
    """An evidence item: as the mapper sees it, as it was loaded, and its files.

    A file is paired with None where it could not be read.
    """

    item: Item
    loaded: LoadedEvidence
    files: tuple[tuple[PlainFile, Attachment | None], ...] = ()


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
    """

    resolved: Resolved
    assessments: Assessments
    coverage: Coverage
    combination: Combination | None = None
