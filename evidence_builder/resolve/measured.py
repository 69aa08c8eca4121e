"""A portfolio as every output sees it: links proven, coverage measured."""

from typing import NamedTuple

from evidence_builder.coverage.combination.measure import Combination
from evidence_builder.coverage.result import Coverage
from evidence_builder.resolve.assessed import Assessments
from evidence_builder.resolve.resolved import Resolved


class Measured(NamedTuple):
    """A portfolio, what assessors wrote, its coverage, and whether it adds up.

    ``combination`` is None where the portfolio names no qualification with rules.
    """

    resolved: Resolved
    assessments: Assessments
    coverage: Coverage
    combination: Combination | None = None
