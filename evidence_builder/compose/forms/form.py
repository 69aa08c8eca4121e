"""Recording forms as documents: what is known printed, the rest to be written on.

The words of a form are those of its file; here is only how they become blocks. The
forms that ship answer to those of City & Guilds, Portfolio Recording Forms, version 4.0
(March 2012), RF03 to RF09, and of SQA, Candidate Guidance and Portfolio (2009),
section 4; see ``docs/forms.md``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_builder.compose.forms.facts import known, person
from evidence_builder.compose.forms.tables import blanks_table, criteria_table, table
from evidence_builder.compose.forms.translation import translated
from evidence_builder.compose.header_footer import name_and_number
from evidence_builder.compose.signing import signing_table
from evidence_builder.document.blocks import (
    Document,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
)
from evidence_builder.document.build import ROOM_TO_WRITE as LINE
from evidence_builder.document.build import cell, columns, inlines, paragraph, row
from evidence_builder.document.inlines import Emphasis, Text
from evidence_builder.wording.documents import forms as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evidence_builder.document.blocks import Block
    from evidence_builder.model.form import Form, Section, Signature, WritingBox
    from evidence_builder.resolve.subject import FormSubject

_LINES = 2
"""How many printed lines one line of handwriting takes."""


def separate(form: Form, subject: FormSubject) -> tuple[FormSubject, ...]:
    """Return what a form is made of once each: a form may be for each unit, or all."""
    if form.units == "named":
        return (subject,)
    units = subject.units or subject.others
    if form.units == "all" or not units:
        return (replace(subject, units=units),)
    return tuple(replace(subject, units=(chosen,)) for chosen in units)


def compose_form(form: Form, subjects: Sequence[FormSubject]) -> Document:
    """Compose a form, once for each of what it is about."""
    form = translated(form)
    blocks: list[Block] = []
    for number, subject in enumerate(subjects):
        if number:
            blocks.append(PageBreak())
        blocks += _form(form, subject)
    portfolio = subjects[0].portfolio
    learner = None if portfolio is None else portfolio.learner
    qualification = subjects[0].qualification
    keys = [unit.index.key for subject in subjects for unit in subject.units]
    title, foot = form.title, form.title
    # Without a learner there is room to write one, so that no sheet is lost.
    header = words.learner_to_fill_in(name="_" * 30, number="_" * 14)
    if learner is not None:
        title = words.of_learner(title=form.title, learner=learner.name)
        header = name_and_number(learner)
    if 0 < len(keys) <= _MOST_UNITS:
        foot = words.about_units(title=form.title, units=listing(keys))
    return Document(
        title=title,
        blocks=tuple(blocks),
        author="" if learner is None else learner.name,
        subject=form.purpose,
        header_left=header,
        header_right="" if qualification is None else qualification.title,
        footer_left=foot,
    )


_MOST_UNITS = 3
"""How many references the foot of a page has room for."""


def _form(form: Form, subject: FormSubject) -> Iterator[Block]:
    yield Heading(1, (Text(form.title),))
    yield paragraph(form.purpose, role="lead")
    if form.steps:
        yield ListBlock(tuple((paragraph(step),) for step in form.steps))
    for section in form.sections:
        yield from _section(section, subject)


def _section(section: Section, subject: FormSubject) -> Iterator[Block]:
    if section.new_page:
        yield PageBreak()
    if section.heading:
        yield Heading(2, (Text(section.heading),))
    if section.text and section.criteria is None:
        yield paragraph(section.text, role="small")
    if section.blanks:
        yield blanks_table(section.blanks, known(subject), section.heading)
    if section.criteria is not None:
        yield from criteria_table(section.criteria, subject, section.text)
    if section.box is not None:
        yield _box(section.box)
    if section.table is not None:
        yield table(section.table, subject, section.heading)
    if section.signatures:
        yield _signatures(section.signatures, subject)


def _box(box: WritingBox) -> Table:
    """Return a box to write in below its title, with what to write in small."""
    title = words.continued(title=box.title) if box.continued else box.title
    prompt = [Paragraph((Emphasis(inlines(box.prompt)),))] if box.prompt else []
    return Table(
        columns(1),
        (row(cell(*prompt, *[LINE] * (box.lines * _LINES))),),
        (row(title),),
        words.room_to_write(title=title),
        look="boxed",
    )


def _signatures(signatures: Sequence[Signature], subject: FormSubject) -> Table:
    lines = []
    for signature in signatures:
        name = person(subject, signature.person)
        names = (name,) if name else ()
        lines.append((signature.role, signature.says or "", names, ()))
    return signing_table(lines, words.who_signs())
