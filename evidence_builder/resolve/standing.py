"""Who stands behind an item: whether there is anything that an assessor can judge.

One table, a row for each kind of evidence. Who may observe, testify and see is told in
the NVQ Code of Practice (QCA, revised 2006), "Assessment"; what a witness is, in SQA,
Understanding Standards, "Witness Testimony"; that an expert witness is competent and
briefed, in Skills for Care and Development, QCF Assessment Principles; that evidence
may be assessed where it is held, in QCA, "NVQ portfolios".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evidence_builder.coverage.reason import Exclusion
from evidence_builder.resolve.people import OBSERVING, same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from evidence_builder.load.loaded import LoadedEvidence
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.portfolio import Witness
    from evidence_builder.resolve.files import ItemFile
    from evidence_builder.resolve.people import People

OBSERVATION, EXPERT, TESTIMONY = "O", "EW", "WT"
_SAID: tuple[Literal["location", "reason", "seen_on"], ...] = (
    *("location", "reason", "seen_on"),
)
"""What is said of evidence that is held elsewhere, beside who saw it."""


class Standing:
    """Says of items what is lacking behind them.

    Args:
        people: Everybody whom the portfolio names.
        witnesses: The witness list.
    """

    def __init__(self, people: People, witnesses: Sequence[Witness]) -> None:
        self._people = people
        self._witnesses = {witness.id: witness for witness in witnesses}
        # Asked for each item, and the same for all of them.
        self._learner = {"learner", same_name(people.learner.name)}
        self._assessors = len({who.id for who in people.in_roles(("assessor",))})
        self._names = {
            identifier: frozenset(map(same_name, known))
            for identifier, known in people.names.items()
        }
        self._by_name = [
            ({same_name(witness.id), same_name(witness.name)}, witness)
            for witness in witnesses
        ]

    def faults(
        self, loaded: LoadedEvidence, files: Sequence[ItemFile]
    ) -> tuple[Exclusion, ...]:
        """Return why an item does not count; nothing where somebody stands behind it.

        A witness who is named and not on the list is no witness.
        """
        evidence = loaded.value
        by_method = _BY_METHOD.get(evidence.method)
        faults = list(by_method(self, evidence)) if by_method else []
        if evidence.held:
            faults += self._seen(evidence)
        if not evidence.held and not _has_anything(loaded, files):
            faults.append(Exclusion("nothing_behind"))
        return tuple(faults)

    def may_not_accept(self, evidence: Evidence) -> frozenset[str]:
        """Return the ids of those who would accept their own testimony."""
        if evidence.method not in {TESTIMONY, EXPERT}:
            return frozenset()
        named = [self._witnesses[name] for name in evidence.witness if self._is(name)]
        names = {same_name(witness.name) for witness in named}
        return frozenset(
            identifier
            for identifier, known in self._names.items()
            if identifier in evidence.witness or names & known
        )

    def _is(self, name: str) -> bool:
        return name in self._witnesses

    def _observed(self, evidence: Evidence) -> Iterator[Exclusion]:
        """An observation is somebody's whose part it is to observe."""
        if evidence.author is None:
            if "assessor" not in evidence.signed or self._assessors != 1:
                yield Exclusion("observer_missing")
        elif self._people.named(evidence.author, OBSERVING) is None:
            yield Exclusion("no_observer", who=evidence.author)

    def _expert(self, evidence: Evidence) -> Iterator[Exclusion]:
        """An expert witness is on the list, with the status expert."""
        witnesses = list(self._named(evidence))
        if not witnesses:
            yield Exclusion("witness_missing")
        elif not any((who.status or "").casefold() == "expert" for who in witnesses):
            yield Exclusion("witness_not_expert", who=witnesses[0].id)

    def _testified(self, evidence: Evidence) -> Iterator[Exclusion]:
        """A witness is on the list and is not the learner."""
        witnesses = list(self._named(evidence))
        if not witnesses:
            yield Exclusion("witness_missing")
        elif all(same_name(who.name) in self._learner for who in witnesses):
            yield Exclusion("witness_is_learner", who=witnesses[0].id)
        elif same_name(evidence.author or "") in self._learner:
            yield Exclusion("testimony_by_learner")

    def _named(self, evidence: Evidence) -> Iterator[Witness]:
        """Return the witnesses on the list whom an item names, its author too."""
        yield from (
            self._witnesses[name] for name in evidence.witness if self._is(name)
        )
        if evidence.author:
            author = same_name(evidence.author)
            yield from (who for names, who in self._by_name if author in names)

    def _seen(self, evidence: Evidence) -> Iterator[Exclusion]:
        """What is held elsewhere was seen by somebody on the list, not the learner."""
        lacking = tuple(name for name in _SAID if not getattr(evidence, name))
        if not evidence.seen_by:
            yield Exclusion("unseen")
        elif same_name(evidence.seen_by) in self._learner:
            yield Exclusion("seen_by_learner")
        elif not self._people.is_listed(evidence.seen_by):
            yield Exclusion("seen_by_stranger", who=evidence.seen_by)
        elif lacking:
            yield Exclusion("seen_incompletely", unsaid=lacking)


_BY_METHOD: dict[str, Callable[[Standing, Evidence], Iterator[Exclusion]]] = {
    OBSERVATION: Standing._observed,  # noqa: SLF001 - the table of the class above
    EXPERT: Standing._expert,  # noqa: SLF001 - as above
    TESTIMONY: Standing._testified,  # noqa: SLF001 - as above
}
"""Method → what must stand behind an item by it."""


def _has_anything(loaded: LoadedEvidence, files: Sequence[ItemFile]) -> bool:
    """Whether an item has words, or a file with bytes.

    A file that is named and could not be read is a fault of its own.
    """
    return bool(loaded.narrative.text.strip()) or bool(files)
