"""What would close a gap, from the unit's own guidance.

Guidance is help beside a gap; it never counts as a criterion.
"""

from typing import NamedTuple

from evidence_builder.model.index import CriterionRow, UnitIndex


class Advice(NamedTuple):
    """For one criterion: evidence to bring, what is looked for, what to avoid."""

    ideas: tuple[str, ...] = ()
    look_for: tuple[str, ...] = ()
    pitfalls: tuple[str, ...] = ()


def advise(index: UnitIndex, row: CriterionRow) -> Advice:
    """Return the guidance of a unit on one criterion, the most particular first."""
    guidance = index.unit.guidance
    about = {
        name: tuple(
            point.text for point in index.points_for(getattr(guidance, name), row.key)
        )
        for name in ("evidence_ideas", "look_for", "pitfalls")
    }
    own = (*row.criterion.look_for, *row.outcome.look_for)
    return Advice(
        ideas=about["evidence_ideas"],
        look_for=tuple(dict.fromkeys((*own, *about["look_for"]))),
        pitfalls=about["pitfalls"],
    )
