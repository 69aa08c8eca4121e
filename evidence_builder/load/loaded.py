"""What loading yields: models beside the places that they came from."""

from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from evidence_builder.model.assessment import Assessment, Plan
from evidence_builder.model.evidence import Evidence
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.qualification import Qualification, Unit
from evidence_builder.yamltext.source import Source

M = TypeVar("M")


class Loaded(NamedTuple, Generic[M]):
    """A model and where its parts stand."""

    value: M
    source: Source


class Narrative(NamedTuple):
    """Markdown as the learner wrote it; ``line`` is the file line of its first line."""

    text: str
    path: str
    line: int = 1


class LoadedEvidence(NamedTuple):
    """An evidence item, its places, and the narrative below the front matter.

    ``sha256`` is of the text of its whole file, whatever its line ends and encoding.
    A ``faulty`` one lacks what its file has wrong, in its value and in its source.
    """

    value: Evidence
    source: Source
    narrative: Narrative
    sha256: str
    faulty: bool = False


class Library(NamedTuple):
    """Units and qualifications that can be chosen; earlier ones win."""

    units: tuple[Loaded[Unit], ...] = ()
    qualifications: tuple[Loaded[Qualification], ...] = ()
    broken: frozenset[str] = frozenset()
    """Names (references, numbers, other names) of files with faults of their own, so
    that nothing says of them that no file describes them."""


class Project(NamedTuple):
    """A learner's folder, read but not yet resolved.

    ``folder`` is the real path of the folder; every path inside spans is relative to
    it, with forward slashes.
    """

    folder: Path
    portfolio: Loaded[Portfolio]
    evidence: tuple[LoadedEvidence, ...]
    assessments: tuple[Loaded[Assessment], ...]
    library: Library
    profile: Narrative | None = None
    broken: frozenset[str] = frozenset()
    """Ids of evidence items that are left out for the faults of their files, so that
    nothing calls them unknown."""
    unread: tuple[str, ...] = ()
    """Files directly in the evidence folder that are no evidence items; some of them
    may be named by items."""
    plan: Loaded[Plan] | None = None
    """What is to be assessed when."""
