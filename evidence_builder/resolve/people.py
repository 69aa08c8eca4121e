"""Who may decide, sign and sample: the people of a portfolio, by id and role.

NVQ Code of Practice (QCA, revised 2006), "Application of assessment methodology"
(paragraphs 40 to 72): "Assessment" gives decisions to assessors, and "Internal
verification" and "External verification" give samples to verifiers, now IQA and EQA.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.resolve.assessed import Who
from evidence_builder.resolve.names import NotKnown, person_named
from evidence_builder.wording import resolve as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from evidence_builder.diagnostics import Sink, Span
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.resolve.assessed import Role
    from evidence_builder.wording.language import Phrase

ASSESSING: tuple[Role, ...] = ("assessor", "countersigner")
"""Who decides on evidence and agrees actions.

What an assessor without the qualification decides, one who has it countersigns: NVQ
Code of Practice (2006), as above. That a countersigner, being qualified, may decide
too is centres' practice; see docs/diagnostics.md, EB312.
"""

ASSURING: tuple[Role, ...] = ("iqa", "eqa")
"""Who samples; never their own decisions (see ``independence``)."""

CALLED: dict[Role, Phrase] = {
    "learner": words.the_learner,
    "witness": words.a_witness,
    "assessor": words.an_assessor,
    "countersigner": words.a_countersigner,
    "iqa": words.an_iqa,
    "eqa": words.an_eqa,
}
"""What somebody in a role is called in a sentence."""


class People:
    """The people whom a portfolio names; one may have several roles."""

    def __init__(self, portfolio: Portfolio) -> None:
        self._known: dict[str, list[Who]] = defaultdict(list)
        for person in portfolio.people:
            who = Who(person.id, person.name, person.role)
            self._known[person.id].append(who)
        for witness in portfolio.witnesses:
            self._known[witness.id].append(Who(witness.id, witness.name, "witness"))
        self.learner = Who("", portfolio.learner.name, "learner")

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._known

    def in_roles(self, roles: Sequence[Role]) -> Iterator[Who]:
        """Return everybody who has one of some roles, in the portfolio's order."""
        for known in self._known.values():
            yield from (who for who in known if who.role in roles)

    def find(self, identifier: str, roles: Sequence[Role]) -> Who | None:
        """Return a person in the first fitting of some roles."""
        known = self._known.get(identifier, ())
        fitting = [who for role in roles for who in known if who.role == role]
        return fitting[0] if fitting else None

    @property
    def names(self) -> dict[str, list[str]]:
        """Id → the names that stand beside it."""
        return {
            identifier: [who.name for who in known]
            for identifier, known in self._known.items()
        }

    def names_of(self, identifier: str) -> frozenset[str]:
        """Return the names that stand beside an id, as they are compared."""
        known = self._known.get(identifier, ())
        return frozenset(same_name(who.name) for who in known)

    def is_known(self, identifier: str, span: Span, sink: Sink) -> bool:
        """Whether an id is somebody's; reports it where it is not."""
        named = person_named(identifier, self.names)
        if isinstance(named, NotKnown):
            sink.report(
                codes.UNKNOWN_PERSON,
                span,
                words.nobody_of_portfolio(name=identifier),
                *named.hints,
                words.add_person(),
            )
        return not isinstance(named, NotKnown)

    def report_unfit(
        self,
        identifier: str,
        message: Callable[..., str],
        roles: Sequence[Role],
        span: Span,
        sink: Sink,
        *more: str,
    ) -> None:
        """Report somebody who is known and has none of the roles that are needed.

        Args:
            message: Says what they cannot do, given the ``roles`` that they have.
            more: Further hints.
        """
        has = [CALLED[who.role]() for who in self._known[identifier]]
        needed = listing((CALLED[role]() for role in roles), "or")
        others = [who.id for who in self.in_roles(roles)]
        hint = words.it_takes(roles=needed)
        if others:
            hint = words.it_takes_here(roles=needed, people=listing(others, "or"))
        unfit = message(roles=listing(has))
        sink.report(codes.ROLE_UNFIT, span, unfit, hint, *more)


def same_name(name: str) -> str:
    """Return a name as names are compared: without regard to case and spaces."""
    return " ".join(name.casefold().split())
