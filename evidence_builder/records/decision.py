"""A decision as an assessor makes it, as the lines of a file, and as it reads back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from evidence_builder.model.assessment import Decision
from evidence_builder.model.evidence import PlainClaim
from evidence_builder.yamltext.scalars import name, quoted, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

FIELD = "decisions"
"""Where decisions stand in a file."""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A judgement of one item for criteria of one unit.

    Args:
        evidence_sha256: Of the item and its files as the assessor saw them.
    """

    evidence: str
    unit: str
    criteria: tuple[str, ...]
    decision: Literal["met", "not yet"]
    on: date
    evidence_sha256: str
    feedback: str | None = None

    def as_read(self) -> Decision:
        """Return what a file that holds the decision must be read as."""
        return Decision(
            evidence=self.evidence,
            claims={self.unit: tuple(PlainClaim(criteria=(k,)) for k in self.criteria)},
            decision=self.decision,
            on=self.on,
            feedback=self.feedback,
            evidence_sha256=self.evidence_sha256,
        )

    def lines(self, indent: str) -> Iterator[str]:
        """Return the lines of the decision as an item of a list."""
        criteria = ", ".join(_criterion(key) for key in self.criteria)
        yield f"{indent}- evidence: {name(self.evidence)}"
        yield f"{indent}  claims: {{{name(self.unit)}: [{criteria}]}}"
        yield f"{indent}  decision: {self.decision}"
        yield f"{indent}  on: {self.on.isoformat()}"
        if self.feedback is not None:
            feedback = words(self.feedback, f"{indent}    ")
            yield from f"{indent}  feedback: {feedback}".split("\n")
        yield f"{indent}  evidence_sha256: {name(self.evidence_sha256)}"


def new_file(by: str, new: NewDecision) -> str:
    """Return the text of a file that holds one decision."""
    lines = "kind: assessment", f"by: {name(by)}", f"{FIELD}:", *new.lines("  ")
    return "".join(f"{line}\n" for line in lines)


def _criterion(key: str) -> str:
    """Return a criterion as a claim names it; one with a mark of claims spelled out.

    The marks are those of docs/file-formats.md, "Criterion lists".
    """
    if "," in key or "@" in key or key != key.strip():
        return f"{{criteria: [{quoted(key)}]}}"
    return name(key)
