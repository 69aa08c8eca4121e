"""What stands before the evidence: front sheet, profile, declaration, people.

City & Guilds, Portfolio Recording Forms, version 4.0 (March 2012): RF01, learner and
centre details, is the first page; RF03 is the list of witnesses with their status.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.compose.people import ROLES, names_in
from evidence_builder.document import blocks
from evidence_builder.document.build import columns, fields, inlines, paragraph, row
from evidence_builder.document.inlines import Text
from evidence_builder.wording.phrases import count, day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.model.portfolio import Person, Portfolio
    from evidence_builder.resolve.resolved import Resolved


def compose_front(
    resolved: Resolved, *, logo: blocks.Image | None = None, centre: str | None = None
) -> Iterator[blocks.Block]:
    """Compose the front sheet: qualification, learner, centre, people, units.

    Args:
        resolved: The portfolio.
        logo: A picture at the top.
        centre: What to call the centre, where not as the portfolio does.
    """
    portfolio, qualification = resolved.portfolio, resolved.qualification
    learner = portfolio.learner
    name_of_centre = centre or portfolio.centre.name
    yield blocks.PageBreak()
    if logo is not None:
        yield blocks.Figure(_as_logo(logo), name_of_centre or "Logo")
    yield blocks.Heading(1, (Text("Portfolio of evidence"),), anchors.FRONT)
    yield blocks.Paragraph(inlines(learner.name), role="title")
    title = (
        qualification.title
        if qualification
        else count(len(resolved.units), "unit") + " of competence"
    )
    yield blocks.Paragraph(inlines(title), role="subtitle")
    if qualification or portfolio.qualification:
        yield blocks.Heading(3, (Text("Qualification"),), outlined=False)
        known = qualification
        yield fields(
            [
                ("Number", portfolio.qualification),
                ("Level", known.level if known else None),
                ("Version", known.version if known else portfolio.version),
                (
                    "Awarding organisation",
                    known.awarding_organisation if known else None,
                ),
            ],
            "The qualification",
        )
    yield blocks.Heading(3, (Text("Learner"),), outlined=False)
    yield fields(
        [
            ("Name", learner.name),
            ("Unique learner number", learner.uln),
            ("Registration number", learner.registration),
            ("Job", learner.job_title),
            ("Workplace", learner.employer),
            ("Registered", day(portfolio.registered) if portfolio.registered else None),
            ("Target date", day(portfolio.target) if portfolio.target else None),
        ],
        "The learner",
    )
    yield blocks.Heading(3, (Text("Centre and assessment team"),), outlined=False)
    yield fields(
        [
            ("Centre", name_of_centre),
            ("Centre number", portfolio.centre.number),
            *(
                (ROLES[role], ", ".join(names_in(role, portfolio)))
                for role in _shown(portfolio)
            ),
        ],
        "The centre and the assessment team",
    )
    yield blocks.Heading(3, (Text("Units claimed"),), outlined=False)
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
        (row("Reference", "Unit", "Level", "Credits"),),
        "The units of this portfolio, with level and credits",
        row_headers=True,
    )


def compose_declaration(portfolio: Portfolio) -> Iterator[blocks.Block]:
    """Compose the learner's declaration that the work is their own.

    JCQ, Information for candidates: non-examination assessments, tells of one like it;
    in portfolios of competence it is centres' practice, and the words are ours.
    """
    yield blocks.PageBreak()
    yield blocks.Heading(1, (Text("Declaration of authenticity"),), anchors.DECLARATION)
    yield paragraph(
        "The evidence in this portfolio is my own work, or records my own work. "
        "Where others took part I have said so. Where an item was made by somebody "
        "else, that person is named in it."
    )
    yield paragraph(
        "I know that a false declaration can put the qualification at risk."
    )
    yield blocks.FormLine((blocks.FormField("Learner", portfolio.learner.name),))
    yield blocks.FormLine(
        (
            blocks.FormField("Signature", share=0.65),
            blocks.FormField("Date", share=0.35),
        )
    )


def compose_team(portfolio: Portfolio) -> Iterator[blocks.Block]:
    """Compose the assessment team and the witness list, with specimen signatures."""
    yield blocks.PageBreak()
    yield blocks.Heading(1, (Text("Assessment team and witnesses"),), anchors.TEAM)
    yield paragraph(
        "Everybody whose name or initials stand in this portfolio. The last two "
        "columns are for a specimen signature and initials.",
        role="small",
    )
    yield blocks.Heading(2, (Text("Assessment team"),))
    if portfolio.people:
        yield blocks.Table(
            columns(0.24, 0.26, 0.2, 0.18, 0.12),
            tuple(_person(person) for person in portfolio.people),
            (row("Name", "Role", "Contact", "Signature", "Initials"),),
            "The assessment team with blanks for specimen signatures",
            row_headers=True,
            look="boxed",
        )
    else:
        yield paragraph("Nobody is named yet.")
    yield blocks.Heading(2, (Text("Witnesses"),))
    if not portfolio.witnesses:
        yield paragraph("No witness is on the list.")
        return
    yield blocks.Table(
        columns(0.07, 0.17, 0.19, 0.26, 0.09, 0.13, 0.09),
        tuple(
            row(
                witness.id,
                witness.name,
                "\n".join(filter(None, (witness.job_title, witness.relationship))),
                witness.contact or "",
                witness.status or "",
                "",
                "",
            )
            for witness in portfolio.witnesses
        ),
        (
            row(
                "No.",
                "Name",
                "Job and relationship",
                "Contact",
                "Status",
                "Signature",
                "Initials",
            ),
        ),
        "The witnesses with blanks for specimen signatures",
        row_headers=True,
        look="boxed",
    )


def _person(person: Person) -> blocks.Row:
    contact, initials = person.contact or "", person.initials or ""
    return row(person.name, ROLES[person.role], contact, "", initials)


def _shown(portfolio: Portfolio) -> list[str]:
    """Return the roles of the front sheet; those not always there only when named."""
    named = {person.role for person in portfolio.people}
    return [role for role in ROLES if role in named or role in {"assessor", "iqa"}]


def _as_logo(picture: blocks.Image) -> blocks.Image:
    """Return a picture at a size that suits a letterhead."""
    dots = max(picture.height / _LOGO_HIGH, picture.width / _LOGO_WIDE)
    return replace(picture, dpi=dots)


_LOGO_HIGH, _LOGO_WIDE = 0.8, 3.0
"""How large a logo may be, in inches."""
