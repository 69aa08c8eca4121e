"""What the mapper is given: items of evidence with claims whose links are proven."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.methods import Method
_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Claim(NamedTuple):
    """One item is said to prove one criterion (or part) of one unit.

    ``unit`` is the key of the unit in the portfolio, ``criterion`` the key of an
    assessed row. ``path`` leads to the claim in the item's file.
    """

    evidence: str
    unit: str
    criterion: str
    at: str | None = None
    note: str | None = None
    covers: Mapping[str, tuple[str, ...]] = _NOTHING
    path: tuple[str | int, ...] = ()


class Item(NamedTuple):
    """An evidence item as the mapper sees it.

    ``missing_files`` are the files that it names and that could not be read.
    """

    evidence: Evidence
    method: Method
    claims: tuple[Claim, ...] = ()
    missing_files: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The evidence number."""
        return self.evidence.id

    def faults(self) -> tuple[str, ...]:
        """Return why no claim of the item counts; nothing where they do.

        Evidence without a file counts: it is held elsewhere, or it is the narrative.
        """
        found = []
        if self.evidence.draft:
            found.append("it is still a draft")
        if self.evidence.reference_material:
            found.append("it is reference material, which proves nothing done")
        found.extend(f"its file {path} cannot be used" for path in self.missing_files)
        return tuple(found)
