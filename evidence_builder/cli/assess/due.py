"""``due``: what waits for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence_builder.cli import clock
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    coloured,
    echo,
    print_findings,
    print_json,
    print_wrapped,
    safe,
)
from evidence_builder.pipeline import record
from evidence_builder.wording import cli as words
from evidence_builder.wording.phrases import day, enumerated, listing

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from evidence_builder.pipeline.record import Due, Waiting


def due_command(
    folder: Path, *, by: str | None, as_at: date | None, as_json: bool
) -> int:
    """Print what waits, by those for whom it does, and return the exit status."""
    waiting, diagnostics = record.waiting(folder, today=as_at or clock.today())
    if waiting is None:
        print_findings(diagnostics)
        return Exit.FINDINGS
    print_findings(record.faults_of_records(diagnostics))
    if by is not None:
        if by not in waiting.people and by != _LEARNER:
            message = safe(words.nobody_here(who=by))
            raise click.BadParameter(message, param_hint="--by")
        waiting = waiting.only(record.LEARNER if by == _LEARNER else by)
    if as_json:
        print_json(record.waiting_as_data(waiting))
    elif not waiting.due:
        echo(words.nothing_waits())
    else:
        _print(waiting)
    return Exit.DONE


_LEARNER = "learner"


def _print(waiting: Waiting) -> None:
    by_owner: dict[tuple[str, ...], list[Due]] = {}
    for each in waiting.due:
        by_owner.setdefault(each.owners, []).append(each)
    for number, (owners, some) in enumerate(by_owner.items()):
        if number:
            echo()
        echo(coloured(safe(_owners(owners, waiting)), None, bold=True))
        for each in some:
            first = f"  {words.DUE[each.kind]()}"
            print_wrapped(_said(each), indent=_ROOM, first=first)


_ROOM = 17


def _owners(owners: tuple[str, ...], waiting: Waiting) -> str:
    """Return for whom something waits, with names."""
    names = waiting.people.names

    def name(owner: str) -> str:
        if owner == record.LEARNER:
            learner = waiting.people.learner.name
            return words.the_learner_named(name=learner)
        return words.person_named(id=owner, name=names[owner][0])

    return listing(map(name, owners), "or") if owners else words.nobody_has_the_role()


def _said(each: Due) -> str:
    """Return what waits, and until when."""
    parts = []
    place = each.unit or ""
    if each.criteria:
        keys = enumerated(each.criteria)
        place = words.of_unit(unit=each.unit, criteria=keys)
    if each.evidence and place:
        parts.append(words.claim_of(item=each.evidence, criteria=place))
    elif place:
        parts.append(place)
    if each.text:
        parts.append(" ".join(each.text.split()))
    text = ": ".join(parts)
    if each.asked_by:
        text = words.due_asked_by(what=text, who=each.asked_by)
    if each.by_when is not None:
        phrase = words.due_overdue if each.is_overdue else words.due_by
        text = phrase(what=text, date=day(each.by_when))
    return text
