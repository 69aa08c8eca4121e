"""How criteria of a unit are listed for people, so that the list can be read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.model.index import CriterionRow, UnitIndex


def criteria(index: UnitIndex, keys: Iterable[str]) -> str:
    """Return criterion ids with runs drawn together: 1.1, 1.3a-1.3c, 2.1-2.3.

    A run ends where the outcome does, and where the parts of a criterion begin or
    end. Read by the same unit, the text selects the same criteria again.
    """
    order = {row.key: position for position, row in enumerate(index.leaves)}
    positions = sorted(order[key] for key in set(keys))
    leaves = index.leaves
    runs: list[list[int]] = []
    for position in positions:
        follows = runs and position == runs[-1][-1] + 1
        if follows and _alike(leaves[position - 1], leaves[position]):
            runs[-1].append(position)
        else:
            runs.append([position])
    texts = []
    for run in runs:
        first, last = leaves[run[0]].key, leaves[run[-1]].key
        if len(run) < 3:
            texts += [leaves[position].key for position in run]
        else:
            texts.append(f"{first}-{last}")
    return ", ".join(texts)


def _alike(before: CriterionRow, after: CriterionRow) -> bool:
    """Whether two rows are criteria of one outcome, or parts of one criterion."""
    if before.part is None and after.part is None:
        return before.outcome is after.outcome
    return before.criterion is after.criterion
