"""What stands before the evidence: front sheet, profile, declaration, people.

City & Guilds, Portfolio Recording Forms, version 4.0 (March 2012): RF01, learner and
centre details, is the first page; RF03 is the list of witnesses with their status.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.compose.header_footer import state_of
from evidence_builder.compose.people import names_in
from evidence_builder.document import blocks
from evidence_builder.document.build import (
    cell,
    columns,
    fields,
    inlines,
    paragraph,
    row,
)
from evidence_builder.document.inlines import Text
from evidence_builder.wording.documents import compose as words
from evidence_builder.wording.documents.compose import ROLES
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.model.portfolio import Person, Portfolio
    from evidence_builder.resolve.resolved import Measured


def compose_front(
    measured: Measured, *, logo: blocks.Image | None = None, centre: str | None = None
) -> Iterator[blocks.Block]:
    """Compose the front sheet: qualification, learner, centre, people, units.

    Args:
        measured: The portfolio, and the day on which it stood so.
        logo: A picture at the top.
        centre: What to call the centre, where not as the portfolio does.
    """
    resolved = measured.resolved
    portfolio, qualification = resolved.portfolio, resolved.qualification
    learner = portfolio.learner
    name_of_centre = centre or portfolio.centre.name
    yield blocks.PageBreak()
    if logo is not None:
        yield blocks.Figure(_as_logo(logo), name_of_centre or words.logo())
    yield blocks.Heading(1, (Text(words.portfolio_of_evidence()),), anchors.FRONT)
    yield blocks.Paragraph(inlines(learner.name), role="title")
    title = (
        qualification.title
        if qualification
        else words.units_of_competence(len(resolved.units))
    )
    yield blocks.Paragraph(inlines(title), role="subtitle")
    if state := state_of(measured):
        yield paragraph(state, role="small")
    if qualification or portfolio.qualification:
        yield blocks.Heading(3, (Text(words.qualification()),), outlined=False)
        known = qualification
        yield fields(
            [
                (words.qualification_number(), portfolio.qualification),
                (words.level(), known.level if known else None),
                (words.version(), known.version if known else portfolio.version),
                (
                    words.awarding_organisation(),
                    known.awarding_organisation if known else None,
                ),
            ],
            words.the_qualification(),
        )
    yield blocks.Heading(3, (Text(words.learner()),), outlined=False)
    yield fields(
        [
            (words.name(), learner.name),
            (words.learner_number(), learner.uln),
            (words.registration_number(), learner.registration),
            (words.job(), learner.job_title),
            (words.workplace(), learner.employer),
            (
                words.registered(),
                day(portfolio.registered) if portfolio.registered else None,
            ),
            (words.target_date(), day(portfolio.target) if portfolio.target else None),
        ],
        words.the_learner(),
    )
    yield blocks.Heading(3, (Text(words.centre_and_team()),), outlined=False)
    yield fields(
        [
            (words.centre(), name_of_centre),
            (words.centre_number(), portfolio.centre.number),
            *(
                (ROLES[role](), ", ".join(names_in(role, portfolio)))
                for role in _shown(portfolio)
            ),
        ],
        words.the_centre_and_team(),
    )
    yield blocks.Heading(3, (Text(words.units_claimed()),), outlined=False)
    yield blocks.Table(
        columns(0.2, 0.56, 0.12, 0.12, right=(2, 3)),
        tuple(
            row(
                index.key,
                index.unit.title,
                index.unit.level or "—",
                "—" if index.unit.credits is None else str(index.unit.credits),
            )
            for index in resolved.units
        ),
        (row(words.reference(), words.unit(), words.level(), words.credits_carried()),),
        words.the_units(),
        row_headers=True,
    )


def compose_declaration(portfolio: Portfolio) -> Iterator[blocks.Block]:
    """Compose the learner's declaration that the work is their own.

    JCQ, Information for candidates: non-examination assessments, tells of one like it;
    in portfolios of competence it is centres' practice, and the words are ours.
    """
    yield blocks.PageBreak()
    yield blocks.Heading(
        1, (Text(words.declaration_of_authenticity()),), anchors.DECLARATION
    )
    yield paragraph(words.own_work())
    yield paragraph(words.false_declaration())
    yield blocks.FormLine((blocks.FormField(words.learner(), portfolio.learner.name),))
    yield blocks.FormLine(
        (
            blocks.FormField(words.signature(), share=0.65),
            blocks.FormField(words.date(), share=0.35),
        )
    )


def compose_team(portfolio: Portfolio) -> Iterator[blocks.Block]:
    """Compose the assessment team and the witness list, with specimen signatures."""
    yield blocks.PageBreak()
    yield blocks.Heading(1, (Text(words.team_and_witnesses()),), anchors.TEAM)
    yield paragraph(
        words.everybody_named(),
        role="small",
    )
    yield blocks.Heading(2, (Text(words.assessment_team()),))
    if portfolio.people:
        yield blocks.Table(
            columns(0.24, 0.26, 0.2, 0.18, 0.12),
            tuple(_person(person) for person in portfolio.people),
            (
                row(
                    words.name(),
                    words.role_and_qualifications(),
                    words.contact(),
                    words.signature(),
                    words.initials(),
                ),
            ),
            words.team_with_blanks(),
            row_headers=True,
            look="boxed",
        )
    else:
        yield paragraph(words.nobody_named())
    yield blocks.Heading(2, (Text(words.witnesses()),))
    if not portfolio.witnesses:
        yield paragraph(words.no_witness())
        return
    yield blocks.Table(
        columns(0.07, 0.17, 0.19, 0.26, 0.09, 0.13, 0.09),
        tuple(
            row(
                witness.id,
                witness.name,
                "\n".join(filter(None, (witness.job_title, witness.relationship))),
                witness.contact or "",
                cell(
                    *([witness.status] if witness.status else []),
                    *(paragraph(one, role="small") for one in witness.qualifications),
                ),
                "",
                "",
            )
            for witness in portfolio.witnesses
        ),
        (
            row(
                words.witness_number(),
                words.name(),
                words.job_and_relationship(),
                words.contact(),
                words.witness_status(),
                words.signature(),
                words.initials(),
            ),
        ),
        words.witnesses_with_blanks(),
        row_headers=True,
        look="boxed",
    )


def _person(person: Person) -> blocks.Row:
    contact, initials = person.contact or "", person.initials or ""
    roles = [ROLES[role]() for role in person.all_roles]
    if person.in_training == date.max:
        roles.append(words.in_training())
    elif person.in_training is not None:
        roles.append(words.in_training_until(date=day(person.in_training)))
    lines: list[str | blocks.Paragraph] = [*roles]
    lines += [paragraph(one, role="small") for one in person.qualifications]
    return row(person.name, cell(*lines), contact, "", initials)


def _shown(portfolio: Portfolio) -> list[str]:
    """Return the roles of the front sheet; those not always there only when named."""
    named = {role for person in portfolio.people for role in person.all_roles}
    return [role for role in ROLES if role in named or role in {"assessor", "iqa"}]


def _as_logo(picture: blocks.Image) -> blocks.Image:
    """Return a picture at a size that suits a letterhead."""
    dots = max(picture.height / _LOGO_HIGH, picture.width / _LOGO_WIDE)
    return replace(picture, dpi=dots)


_LOGO_HIGH, _LOGO_WIDE = 0.8, 3.0
"""How large a logo may be, in inches."""
