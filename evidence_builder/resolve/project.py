"""Resolve a whole project."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.attachments.inspect import inspect_beside
from evidence_builder.diagnostics import Span
from evidence_builder.model.identifiers import natural_key
from evidence_builder.model.methods import DEFAULT_METHODS, Method
from evidence_builder.resolve.evidence import Names, drop_repeats, resolve_item
from evidence_builder.resolve.files import inspect_files, inspect_original
from evidence_builder.resolve.names import Units
from evidence_builder.resolve.people import People
from evidence_builder.resolve.resolved import Resolved, ResolvedItem
from evidence_builder.resolve.standing import Standing
from evidence_builder.resolve.transfers import check_transfers
from evidence_builder.resolve.units import find_qualification, find_units
from evidence_builder.wording import resolve as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.diagnostics import Sink
    from evidence_builder.load.loaded import LoadedEvidence, Narrative, Project


def resolve_project(project: Project, sink: Sink) -> Resolved:
    """Prove every link of a project; what is not found is reported and left out."""
    qualification = find_qualification(project, sink)
    units = find_units(project, qualification, sink)
    check_transfers(project, qualification, units, sink)
    methods = _methods(project, sink)
    evidence = sorted(
        drop_repeats(project.evidence, sink),
        key=lambda loaded: natural_key(loaded.value.id),
    )
    numbers = {loaded.value.id for loaded in evidence} | project.broken
    own = Units.of(project, units)
    witnesses = {who.id: (who.name,) for who in project.portfolio.value.witnesses}
    names = Names(own, methods, witnesses, numbers)
    items = []
    portfolio = project.portfolio.value
    standing = Standing(People(portfolio), portfolio.witnesses)
    for loaded in evidence:
        files = inspect_files(project.folder, loaded, sink)
        missing = [file.path for file in files if file.attachment is None]
        item = resolve_item(loaded, names, missing, sink)._replace(
            lacking=standing.faults(loaded, files),
            interested=standing.may_not_accept(loaded.value),
        )
        original = inspect_original(project.folder, loaded, sink)
        items.append(ResolvedItem(item, loaded, files, original=original))
    pictures = _pictures(project, evidence, sink)
    return Resolved(project, qualification, units, tuple(items), methods, pictures)


def _pictures(
    project: Project, evidence: Iterable[LoadedEvidence], sink: Sink
) -> dict[tuple[str, str], tuple[Attachment | None, Span]]:
    narratives = [loaded.narrative for loaded in evidence]
    if project.profile is not None:
        narratives.append(project.profile)
    pictures: dict[tuple[str, str], tuple[Attachment | None, Span]] = {}
    for narrative in narratives:
        for written, span in named_pictures(narrative):
            key = written, narrative.path
            if key not in pictures:
                file = inspect_beside(project.folder, *key, span, sink)
                pictures[key] = file, span
    return pictures


def _methods(project: Project, sink: Sink) -> Mapping[str, Method]:
    """Return the default methods and the portfolio's own; a code is given once."""
    own = project.portfolio.value.settings.methods
    methods = dict(DEFAULT_METHODS)
    given = {code.casefold(): code for code in methods}
    for code, method in own.items():
        # Two codes that only their capitals tell apart would be taken for each other.
        known = given.setdefault(code.casefold(), code)
        if known in methods:
            means = methods[known].name.lower()
            message = words.method_taken(code=code, method=means)
            if code != known:
                message = words.method_differs(code=code, known=known, method=means)
            sink.report(
                codes.DUPLICATE_ID,
                project.portfolio.source.span(("settings", "methods", code), key=True),
                message,
                words.choose_code(),
            )
            continue
        methods[code] = Method(code, method.name, performance=method.performance)
    return methods


# CommonMark 0.31.2, 6.4 images, 4.5 fenced code blocks, 6.1 code spans.
_PICTURE = r"!\[[^\]\n]*\]\(\s*(?:<([^>\n]+)>|([^)\s]+))"
_CODE = r"(?ms)^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[^\n]*$|\Z)|`[^`\n]+`"


def named_pictures(narrative: Narrative) -> Iterator[tuple[str, Span]]:
    """Return each picture's path as written, and the line where it stands.

    What stands in code is shown letter for letter and is no picture.
    """
    if "![" not in narrative.text:
        return
    # Blanked letter by letter, so that places stay what they are.
    text = re.sub(_CODE, _blanked, narrative.text)
    for match in re.finditer(_PICTURE, text):
        line = narrative.line + text.count("\n", 0, match.start())
        column = match.start() - text.rfind("\n", 0, match.start())
        yield match[1] or match[2], Span(narrative.path, line, column)


def _blanked(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
