"""What the mapper is given: items of evidence with claims whose links are proven."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from evidence_builder.model.evidence import Evidence
from evidence_builder.model.locator import Locator
from evidence_builder.model.methods import Method
from evidence_builder.wording.phrases import listing

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

    def faults(self) -> tuple[str, ...]:
        """Return why no claim of the item counts; nothing where they do.

        Evidence without a file counts where it is the narrative, or is held elsewhere
        and somebody saw it there (QCA, "NVQ portfolios").
        """
        faults = []
        if self.faulty:
            faults.append("its file has errors")
        if self.evidence.draft:
            faults.append("it is still a draft")
        if self.evidence.reference_material:
            faults.append("it is reference material, which proves nothing done")
        faults.extend(f"its file {path} cannot be used" for path in self.missing_files)
        if self.evidence.held and not self.evidence.files:
            faults.extend(_unseen(self.evidence))
        return tuple(faults)


def _unseen(evidence: Evidence) -> Iterator[str]:
    """Return why evidence that is held elsewhere cannot be accepted unseen."""
    if not evidence.seen_by:
        yield "it is held elsewhere and nobody is named who saw it"
        return
    lacking = {
        "where": evidence.location,
        "why": evidence.reason,
        "when it was seen": evidence.seen_on,
    }
    words = [name for name, answer in lacking.items() if not answer]
    if words:
        yield f"it is held elsewhere and does not say {listing(words)}"
