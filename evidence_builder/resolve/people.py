"""Who may decide, sign and sample: the people of a portfolio, by id and role.

NVQ Code of Practice (QCA, revised 2006), "Application of assessment methodology"
(paragraphs 40 to 72): "Assessment" gives decisions to assessors, and "Internal
verification" and "External verification" give samples to verifiers, now IQA and EQA.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.resolve.assessment.assessed import Who
from evidence_builder.resolve.names import NotKnown, person_named
from evidence_builder.wording import resolve as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from evidence_builder.diagnostics import Sink, Span
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.resolve.assessment.assessed import Role
    from evidence_builder.wording.language import Phrase

ASSESSING: tuple[Role, ...] = ("assessor", "countersigner")
"""Who decides on evidence and agrees actions.

What an assessor without the qualification decides, one who has it countersigns: NVQ
Code of Practice (2006), as above. That a countersigner, being qualified, may decide
too is centres' practice; see docs/diagnostics.md, EB312.
"""

OBSERVING: tuple[Role, ...] = ("assessor", "iqa", "observer")
"""Whose observations count; see ``standing``."""

VISITING: tuple[Role, ...] = ("assessor", "countersigner", "observer", "iqa", "eqa")
"""Who writes of a visit or a review: everybody of the team."""

ASSURING: tuple[Role, ...] = ("iqa", "eqa")
"""Who samples; never their own decisions (see ``independence``)."""

CALLED: dict[Role, Phrase] = {
    "learner": words.the_learner,
    "witness": words.a_witness,
    "assessor": words.an_assessor,
    "observer": words.an_observer,
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
            for role in person.all_roles:
                self._known[person.id].append(Who(person.id, person.name, role))
        for witness in portfolio.witnesses:
            self._known[witness.id].append(Who(witness.id, witness.name, "witness"))
        self.learner = Who("", portfolio.learner.name, "learner")
        self._training = {
            person.id: person for person in portfolio.people if person.in_training
        }

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._known

    def is_in_training(self, identifier: str, on: date) -> bool:
        """Whether somebody was in training on a day."""
        person = self._training.get(identifier)
        return person is not None and person.is_in_training(on)

    def in_roles(self, roles: Sequence[Role]) -> Iterator[Who]:
        """Return everybody who has one of some roles, in the portfolio's order."""
        for known in self._known.values():
            yield from (who for who in known if who.role in roles)

    def named(self, text: str, roles: Sequence[Role]) -> Who | None:
        """Return the person in some roles whose id or name a text is."""
        for who in self.in_roles(roles):
            if same_name(text) in {same_name(who.id), same_name(who.name)}:
                return who
        return None

    def is_listed(self, text: str) -> bool:
        """Whether a text is the id or the name of somebody on the lists."""
        return any(
            same_name(text) in {same_name(who.id), same_name(who.name)}
            for known in self._known.values()
            for who in known
        )

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
    """Return a name as names are compared: without case, spaces and accents.

    Unicode Standard Annex 15, 1.2: compatibility decomposition parts accents.
    """
    if not name.isascii():
        apart = unicodedata.normalize("NFKD", name)
        name = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(name.casefold().split())
