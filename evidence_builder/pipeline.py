"""The only module that knows the order of the stages.

Each stage is a plain function whose faults are findings; this one calls them in turn
and decides what can still follow.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.checks.rules import run_checks
from evidence_builder.coverage.measure import measure
from evidence_builder.diagnostics import Checked, Sink, Span
from evidence_builder.load.project import load_project
from evidence_builder.resolve.project import resolve_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.coverage.result import Coverage
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.document.blocks import Document, Image
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.store import Written

    Progress = Callable[[str], None]
    """Told what begins now, in the user's words."""

NAME = "portfolio"
"""What the built documents are called, before the suffix."""


@dataclass(frozen=True, slots=True)
class Assessed:
    """A portfolio whose links are proven, and its coverage."""

    resolved: Resolved
    coverage: Coverage


@dataclass(frozen=True, slots=True)
class Built:
    """A portfolio and its documents: format → bytes; none where a fault stopped it."""

    assessed: Assessed
    outputs: Mapping[str, bytes] = field(default_factory=dict)


def check(folder: Path) -> Checked[Assessed | None]:
    """Read a portfolio and measure its coverage.

    Everything that is wrong comes back as findings; the value is None only where
    there is no portfolio to speak of.
    """
    sink = Sink()
    assessed = _assess(folder, sink)
    return Checked(assessed, tuple(sink))


def build(
    folder: Path, to: Sequence[str], progress: Progress | None = None
) -> Checked[Built | None]:
    """Make the documents of a portfolio, in memory.

    A fault in a criteria file or in portfolio.yaml makes no documents, because what
    they said would not be true. A fault in one item or one file costs that item or
    file alone.

    Args:
        to: Names of formats, each a key of ``FORMATS``.
    """
    say = progress or (lambda _: None)
    sink = Sink()
    say("Reading the portfolio")
    assessed = _assess(folder, sink)
    if assessed is None:
        return Checked(None, tuple(sink))
    if _stops_the_build(assessed.resolved, sink.diagnostics):
        return Checked(Built(assessed), tuple(sink))
    say("Composing")
    document = compose(assessed, sink)
    outputs = _render(document, to, sink, say)
    return Checked(Built(assessed, outputs), tuple(sink))


def compose(assessed: Assessed, sink: Sink) -> Document:
    """Return the portfolio as one document."""
    from evidence_builder.compose.portfolio import (
        compose_portfolio,
    )

    resolved = assessed.resolved
    pictures = _Pictures(resolved.project.folder, sink)
    return compose_portfolio(resolved, assessed.coverage, pictures, sink)


def write(
    outputs: Mapping[str, bytes], folder: Path, name: str = NAME
) -> tuple[Written, ...]:
    """Write built documents into a folder, each complete or not at all.

    Raises:
        StoreError: One could not be written; those before it are complete.
    """
    from evidence_builder.store import write_output

    return tuple(
        write_output(folder, f"{name}.{suffix}", data)
        for suffix, data in outputs.items()
    )


def _assess(folder: Path, sink: Sink) -> Assessed | None:
    project = load_project(folder, sink)
    if project is None:
        return None

    def inspect_file(
        written: str, item_path: str, span: Span, sink: Sink
    ) -> Attachment | None:
        return _inspect(project.folder, written, item_path, span, sink)

    resolved = resolve_project(project, inspect_file, sink)
    items = [one.item for one in resolved.items]
    coverage = measure(resolved.units, items)
    sink.extend(run_checks(resolved, coverage))
    return Assessed(resolved, coverage)


def _inspect(
    folder: Path, written: str, beside: str, span: Span, sink: Sink
) -> Attachment | None:
    from evidence_builder.attachments.inspect import inspect

    base = str(PurePosixPath(beside).parent)
    return inspect(
        folder, written, base="" if base == "." else base, span=span, sink=sink
    )


def _stops_the_build(resolved: Resolved, diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether an error lies in portfolio.yaml or a criteria file."""
    project = resolved.project
    harmless = {one.source.path for one in (*project.evidence, *project.assessments)}
    folders = ("evidence/", "assessment/")
    return not resolved.units or any(
        one.is_error
        and one.span.path not in harmless
        and not one.span.path.startswith(folders)
        for one in diagnostics
    )


def _render(
    document: Document, to: Iterable[str], sink: Sink, say: Progress
) -> dict[str, bytes]:
    from evidence_builder.render.formats import FORMATS, render
    from evidence_builder.render.layout import lay_out
    from evidence_builder.render.unsound import UnsoundOutputError

    say("Laying out pages")
    layout = lay_out(document)
    sink.extend(layout.diagnostics)
    outputs = {}
    for name in to:
        say(f"Writing {FORMATS[name].title}")
        try:
            outputs[name] = render(document, layout, name)
        except UnsoundOutputError as error:
            sink.report(codes.OUTPUT_UNSOUND, Span(f"{NAME}.{name}"), str(error))
    return outputs


class _Pictures:
    """Pictures of the portfolio folder as they will be embedded, each made once."""

    def __init__(self, folder: Path, sink: Sink) -> None:
        self._folder = folder
        self._sink = sink
        self._made: dict[tuple[str, str], Image | None] = {}

    def __call__(self, written: str, beside: str) -> Image | None:
        key = written, str(PurePosixPath(beside).parent)
        if key not in self._made:
            self._made[key] = self._make(written, beside)
        return self._made[key]

    def _make(self, written: str, beside: str) -> Image | None:
        from evidence_builder.attachments.worker import picture

        span = Span(beside)
        found = _inspect(self._folder, written, beside, span, self._sink)
        return None if found is None else picture(found, span=span, sink=self._sink)
