"""What the mapper is given: items of evidence with claims whose links are proven."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from evidence_builder.coverage.reason import Exclusion
from evidence_builder.model.evidence import Evidence
from evidence_builder.model.locator import Locator
from evidence_builder.model.methods import Method

_NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})


class Claim(NamedTuple):
    """One item is said to prove one criterion (or part) of one unit.

    ``unit`` is the key of the unit in the portfolio, ``criterion`` the key of an
    assessed row. ``path`` leads to the claim in the item's file. One that the assessor
    ``added`` stands in no file of the learner's: they saw what was not claimed.
    """

    evidence: str
    unit: str
    criterion: str
    at: Locator | None = None
    note: str | None = None
    covers: Mapping[str, tuple[str, ...]] = _NOTHING
    path: tuple[str | int, ...] = ()
    added: bool = False


class Item(NamedTuple):
    """An evidence item as the mapper sees it.

    ``missing_files`` are the files that it names and that could not be read. A
    ``faulty`` one lacks what its own file has wrong, and that may be anything.
    ``lacking`` is why nobody, or nothing, stands behind it, and ``interested`` are
    those who cannot accept it, because it is their own testimony.
    """

    evidence: Evidence
    method: Method
    claims: tuple[Claim, ...] = ()
    missing_files: tuple[str, ...] = ()
    faulty: bool = False
    lacking: tuple[Exclusion, ...] = ()
    interested: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        """The evidence number."""
        return self.evidence.id

    def faults(self) -> tuple[Exclusion, ...]:
        """Return why no claim of the item counts; nothing where they do."""
        faults = []
        if self.faulty:
            faults.append(Exclusion("faulty"))
        if self.evidence.draft:
            faults.append(Exclusion("draft"))
        if self.evidence.reference_material:
            faults.append(Exclusion("reference_material"))
        faults.extend(Exclusion("file_missing", path) for path in self.missing_files)
        return (*faults, *self.lacking)
