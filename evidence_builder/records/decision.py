"""A decision as an assessor makes it, as the lines of a file, and as it reads back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from evidence_builder.model.assessment import Decision, Judged
from evidence_builder.model.evidence import PlainClaim
from evidence_builder.records.entry import claims_in_braces
from evidence_builder.yamltext.scalars import name, quoted, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from evidence_builder.resolve.assessment.judged import Judgement

    Decided = tuple[tuple[str, tuple[str, ...]], ...]
    """Units, each with criteria of it."""


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A judgement of one item for criteria of one unit or of several.

    Args:
        judged: What the assessor looked at.
    """

    evidence: str
    claims: Decided
    decision: Literal["met", "referred"]
    on: date
    judged: Judgement
    feedback: str | None = None

    @property
    def field(self) -> str:
        """Where decisions stand in a file."""
        return "decisions"

    def cleaned(self, clean: Callable[[str], str]) -> NewDecision:
        """Return it with the feedback cleaned."""
        if self.feedback is None:
            return self
        return replace(self, feedback=clean(self.feedback))

    def as_read(self) -> Decision:
        """Return what a file that holds the decision must be read as."""
        return Decision(
            evidence=self.evidence,
            claims={
                unit: tuple(PlainClaim(criteria=(key,)) for key in keys)
                for unit, keys in self.claims
            },
            decision=self.decision,
            on=self.on,
            feedback=self.feedback,
            judged=Judged(
                evidence=self.judged.evidence,
                criteria=self.judged.criteria,
                version=self.judged.version,
                seen=self.judged.seen,
            ),
        )

    def lines(self, indent: str) -> Iterator[str]:
        """Return the lines of the decision as an item of a list."""
        yield f"{indent}- evidence: {name(self.evidence)}"
        yield f"{indent}  claims: {claims_in_braces(self.claims)}"
        yield f"{indent}  decision: {self.decision}"
        yield f"{indent}  on: {self.on.isoformat()}"
        if self.feedback is not None:
            feedback = words(self.feedback, f"{indent}    ")
            yield from f"{indent}  feedback: {feedback}".split("\n")
        seen = ", ".join(map(name, self.judged.seen))
        yield f"{indent}  judged:"
        yield f"{indent}    evidence: {name(self.judged.evidence)}"
        yield f"{indent}    criteria: {name(self.judged.criteria)}"
        yield f"{indent}    version: {quoted(self.judged.version)}"
        yield f"{indent}    seen: [{seen}]"
