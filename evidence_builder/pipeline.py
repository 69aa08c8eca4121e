"""The only module that knows the order of the stages.

Each stage is a plain function whose faults are findings; this one calls them in turn
and decides what can still follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.checks.criteria import check_library
from evidence_builder.checks.rules import run_checks
from evidence_builder.checks.severities import with_chosen_severities
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.terms import Terms
from evidence_builder.diagnostics import Checked, Sink, Span
from evidence_builder.load.criteria import load_criteria_files, load_library_near
from evidence_builder.load.evidence import report_unread
from evidence_builder.load.project import load_project
from evidence_builder.resolve.assessments import resolve_assessments
from evidence_builder.resolve.measured import Measured
from evidence_builder.resolve.pathway import (
    find_pathway,
    units_of,
    with_pathway_named,
)
from evidence_builder.resolve.project import resolve_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.coverage.combination import Combination
    from evidence_builder.coverage.completion import Completion
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.document.blocks import Document, Image
    from evidence_builder.load.loaded import Library
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.store import Written

    Progress = Callable[[str], None]
    """Told what begins now, in the user's words."""

DOCUMENTS = ("portfolio", "checklist")
"""The documents that can be built; what their files are called, before the suffix."""


@dataclass(frozen=True, slots=True)
class Built:
    """A portfolio and its documents by file name; none where a fault stopped it."""

    measured: Measured
    outputs: Mapping[str, bytes] = field(default_factory=dict)


def check(folder: Path, *, today: date | None = None) -> Checked[Measured | None]:
    """Read a portfolio and measure its coverage.

    Everything that is wrong comes back as findings; the value is None only where
    there is no portfolio to speak of.

    Args:
        today: The day from which the age of evidence is reckoned, and after which a
            date lies in the future. Without it neither is looked at.
    """
    sink = Sink()
    measured = _measure(folder, today, sink)
    return Checked(measured, tuple(sink))


def build(
    folder: Path,
    to: Sequence[str],
    *,
    document: str = "portfolio",
    today: date | None = None,
    progress: Progress | None = None,
) -> Checked[Built | None]:
    """Make the documents of a portfolio, in memory.

    A fault in a criteria file or in portfolio.yaml makes no documents, because what
    they said would not be true. A fault in one item or one file costs that item or
    file alone.

    Args:
        to: Names of formats, each a key of ``FORMATS``.
        document: One of ``DOCUMENTS``.
        today: As for ``check``.
    """
    say = progress or (lambda _: None)
    sink = Sink()
    say("Reading the portfolio")
    measured = _measure(folder, today, sink)
    if measured is None:
        return Checked(None, tuple(sink))
    if _stops_the_build(measured.resolved, sink.diagnostics):
        return Checked(Built(measured), tuple(sink))
    say("Composing")
    outputs = _make(document, measured, to, sink, say)
    return Checked(Built(measured, outputs), tuple(sink))


def library_near(folder: Path) -> Checked[Library]:
    """Return every qualification and unit that a portfolio in a folder may choose."""
    sink = Sink()
    return Checked(load_library_near(folder, sink), tuple(sink))


def check_criteria(paths: Iterable[Path]) -> Checked[Library]:
    """Read criteria files on their own and say what is wrong with them."""
    sink = Sink()
    library = load_criteria_files(paths, sink)
    sink.extend(check_library(library))
    return Checked(library, tuple(sink))


def compose(measured: Measured, sink: Sink) -> Document:
    """Return the portfolio as one document."""
    from evidence_builder.compose.portfolio import (
        compose_portfolio,
    )

    pictures = _Pictures(measured.resolved, sink)
    return compose_portfolio(measured, pictures, sink)


def write(outputs: Mapping[str, bytes], folder: Path) -> tuple[Written, ...]:
    """Write built documents into a folder, each complete or not at all.

    Raises:
        StoreError: One could not be written; those before it are complete.
    """
    from evidence_builder.store import write_output

    return tuple(write_output(folder, name, data) for name, data in outputs.items())


def _measure(folder: Path, today: date | None, sink: Sink) -> Measured | None:
    project = load_project(folder, sink)
    if project is None:
        return None

    def inspect_file(
        written: str, item_path: str, span: Span, sink: Sink
    ) -> Attachment | None:
        return _inspect(project.folder, written, item_path, span, sink)

    report_unread(project, sink)
    resolved = resolve_project(project, inspect_file, sink)
    assessments = resolve_assessments(resolved, sink)
    terms = Terms.of(
        resolved.portfolio, resolved.qualification, resolved.methods, today
    )
    coverage = measure(
        resolved.units,
        [one.item for one in resolved.items],
        terms=terms,
        decisions=assessments.decisions,
    )
    sink.extend(run_checks(resolved, coverage, assessments=assessments, today=today))
    sink.diagnostics[:] = with_chosen_severities(sink.diagnostics, resolved)
    return Measured(resolved, assessments, coverage, _combine(resolved, sink))


def complete(measured: Measured) -> tuple[Completion, ...]:
    """Return ways to complete the qualification with further units, cheapest first."""
    qualification = measured.resolved.qualification
    if qualification is None:
        return ()
    from evidence_builder.coverage.completion import suggest

    pathway = find_pathway(measured.resolved, Sink())
    units = units_of(measured.resolved, qualification)
    return suggest(qualification, *units, pathway=pathway)


def _combine(resolved: Resolved, sink: Sink) -> Combination | None:
    """Hold the rules of combination against the units of a portfolio."""
    qualification, pathway = resolved.qualification, find_pathway(resolved, sink)
    if qualification is None or not qualification.rules:
        return None
    from evidence_builder.coverage.combination import combine

    units = units_of(resolved, qualification)
    combination = combine(qualification, *units, pathway=pathway)
    return with_pathway_named(combination, qualification)


def _inspect(
    folder: Path, written: str, beside: str, span: Span, sink: Sink
) -> Attachment | None:
    from evidence_builder.attachments.inspect import inspect

    base = str(PurePosixPath(beside).parent)
    return inspect(
        folder, written, base="" if base == "." else base, span=span, sink=sink
    )


def _stops_the_build(resolved: Resolved, diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether an error lies in portfolio.yaml, not at the profile, or in criteria."""
    project, profile = resolved.project, resolved.portfolio.profile or ""
    at_profile = project.portfolio.source.span(("profile",))
    harmless = {one.source.path for one in project.evidence}
    harmless |= {one.source.path for one in project.assessments}
    if profile.lower().endswith((".md", ".txt")):
        harmless |= {profile, profile.replace("\\", "/")}
    folders = ("evidence/", "assessment/")
    return not resolved.units or any(
        one.is_error
        # What a centre makes an error is no less true in the documents.
        and one.code in codes.ALL
        and not (profile and one.span == at_profile)
        and one.span.path not in harmless
        and not one.span.path.startswith(folders)
        for one in diagnostics
    )


def _make(
    name: str, measured: Measured, to: Iterable[str], sink: Sink, say: Progress
) -> dict[str, bytes]:
    """Return a document in several formats, by file name."""
    from evidence_builder.compose.letters import placed
    from evidence_builder.render.formats import FORMATS, render
    from evidence_builder.render.layout import lay_out
    from evidence_builder.render.unsound import UnsoundOutputError

    document = compose(measured, sink)
    say("Laying out pages")
    layout = lay_out(document)
    if name == "checklist":
        from evidence_builder.compose.checklist import compose_checklist

        # Its page numbers are those of the portfolio, which lies beside it.
        document = compose_checklist(measured, layout.page_map.targets)
        layout = lay_out(document)
    sink.extend(placed(layout.diagnostics, measured.resolved))
    outputs = {}
    for suffix in to:
        say(f"Writing {FORMATS[suffix].title}")
        file_name = f"{name}.{suffix}"
        try:
            outputs[file_name] = render(document, layout, suffix)
        except UnsoundOutputError as error:
            sink.report(codes.OUTPUT_UNSOUND, Span(file_name), str(error))
    return outputs


class _Pictures:
    """Pictures of the portfolio folder as they will be embedded, each made once.

    Files that an item names have been inspected already; what is wrong with them is
    not said again.
    """

    def __init__(self, resolved: Resolved, sink: Sink) -> None:
        self._folder = resolved.project.folder
        self._sink = sink
        self._made: dict[tuple[str, str], Image | None] = {}
        self._inspected = dict(resolved.pictures)
        for one in resolved.items:
            source = one.loaded.source
            for place, (file, attachment) in enumerate(one.files):
                span = source.span(("files", place))
                self._inspected[file.path, source.path] = attachment, span

    def __call__(self, written: str, beside: str) -> Image | None:
        key = written, beside
        if key not in self._made:
            self._made[key] = self._make(written, beside)
        return self._made[key]

    def _make(self, written: str, beside: str) -> Image | None:
        from evidence_builder.attachments.worker import picture

        if (written, beside) in self._inspected:
            found, span = self._inspected[written, beside]
        else:
            span = Span(beside)
            found = _inspect(self._folder, written, beside, span, self._sink)
        return None if found is None else picture(found, span=span, sink=self._sink)
