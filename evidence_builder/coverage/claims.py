"""What the mapper is given: items of evidence with claims whose links are proven."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

from evidence_builder.coverage.reason import Exclusion
from evidence_builder.model.evidence import Evidence
from evidence_builder.model.locator import Locator
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
    at: Locator | None = None
    note: str | None = None
    covers: Mapping[str, tuple[str, ...]] = _NOTHING
    path: tuple[str | int, ...] = ()


class Item(NamedTuple):
    """An evidence item as the mapper sees it.

    ``missing_files`` are the files that it names and that could not be read. A
    ``faulty`` one lacks what its own file has wrong, and that may be anything.
    """

    evidence: Evidence
    method: Method
    claims: tuple[Claim, ...] = ()
    missing_files: tuple[str, ...] = ()
    faulty: bool = False

    @property
    def id(self) -> str:
        """The evidence number."""
        return self.evidence.id

    def faults(self) -> tuple[Exclusion, ...]:
        """Return why no claim of the item counts; nothing where they do.

        Evidence without a file counts where it is the narrative, or is held elsewhere
        and somebody saw it there (QCA, "NVQ portfolios").
        """
        faults = []
        if self.faulty:
            faults.append(Exclusion("faulty"))
        if self.evidence.draft:
            faults.append(Exclusion("draft"))
        if self.evidence.reference_material:
            faults.append(Exclusion("reference_material"))
        faults.extend(Exclusion("file_missing", path) for path in self.missing_files)
        if self.evidence.held and not self.evidence.files:
            faults.extend(_unseen(self.evidence))
        return tuple(faults)


_SAID_OF_HELD: tuple[Literal["location", "reason", "seen_on"], ...] = (
    *("location", "reason", "seen_on"),
)


def _unseen(evidence: Evidence) -> Iterator[Exclusion]:
    """Return why evidence that is held elsewhere cannot be accepted unseen."""
    if not evidence.seen_by:
        yield Exclusion("unseen")
        return
    lacking = tuple(name for name in _SAID_OF_HELD if not getattr(evidence, name))
    if lacking:
        yield Exclusion("seen_incompletely", unsaid=lacking)
