"""What holds for a whole portfolio while it is measured, beside its units."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple, Self

from evidence_builder.model.methods import DEFAULT_METHODS, Method
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.qualification import Qualification
from evidence_builder.model.requirement import Requirement


class Terms(NamedTuple):
    """What the qualification and the centre ask of every unit.

    Args:
        requires: Requirements of the qualification; every unit inherits them.
        max_age_months: The centre's limit of age; there is none unless it is set.
        today: The day of reckoning. Without it no limit of age can apply, and no day
            is still to come.
        registered: The day before which work is no occasion, but for prior learning.
        witnesses: Ids on the witness list; None takes every named witness as listed.
        methods: The method table, for names in reasons.
    """

    requires: tuple[Requirement, ...] = ()
    max_age_months: int | None = None
    today: date | None = None
    witnesses: Collection[str] | None = None
    methods: Mapping[str, Method] = DEFAULT_METHODS
    registered: date | None = None

    @classmethod
    def of(
        cls,
        portfolio: Portfolio,
        qualification: Qualification | None,
        methods: Mapping[str, Method],
        today: date | None,
    ) -> Self:
        """Gather the terms of a portfolio; its qualification may be none."""
        return cls(
            requires=qualification.requires if qualification else (),
            max_age_months=portfolio.settings.max_age_months,
            today=today,
            witnesses=frozenset(witness.id for witness in portfolio.witnesses),
            methods=methods,
            registered=(
                None
                if portfolio.settings.count_before_registration
                else portfolio.registered
            ),
        )

    def is_listed(self, witness: str) -> bool:
        """Whether a witness stands on the witness list."""
        return self.witnesses is None or witness in self.witnesses
