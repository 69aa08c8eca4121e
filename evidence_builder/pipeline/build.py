"""From a folder to the bytes of documents, and from bytes to files."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.checks.severities import with_chosen_severities
from evidence_builder.diagnostics import Checked, Sink
from evidence_builder.export.formats import EXPORTS
from evidence_builder.load.layouts import LAYOUTS, load_layout_file, load_layouts
from evidence_builder.load.templates import find_templates, load_template
from evidence_builder.model.layout import DocumentLayout
from evidence_builder.pipeline.check import measure_folder
from evidence_builder.pipeline.document import bind_files
from evidence_builder.pipeline.render import Making, make, make_exports
from evidence_builder.pipeline.word_template import read_template
from evidence_builder.render.formats import FORMATS
from evidence_builder.resolve.names import NotKnown, Units, unit_named
from evidence_builder.resolve.resolved import part_of
from evidence_builder.resolve.subject import UnknownError
from evidence_builder.wording import pipeline as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.files.store import Written
    from evidence_builder.pipeline.render import Progress
    from evidence_builder.resolve.resolved import Measured, Resolved

OUTPUTS = (*FORMATS, *EXPORTS)
"""The names of all formats that a portfolio can be had in."""
WHOLE = "full"
"""The name of the layout of the whole portfolio."""
ONE_UNIT = "unit"
"""The name of the layout of one unit."""


@dataclass(frozen=True, slots=True)
class Built:
    """A portfolio and its documents by file name; none where a fault stopped it."""

    measured: Measured
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    archives: Mapping[str, str] = field(default_factory=dict)
    """What each output that is kept for years conforms to, such as ``PDF/A-2b``."""
    is_template_refused: bool = False


def build(  # noqa: PLR0913 - one argument a choice
    folder: Path,
    to: Sequence[str],
    *,
    layout: str = WHOLE,
    units: Sequence[str] = (),
    today: date | None = None,
    archive: bool = False,
    template: Path | None = None,
    progress: Progress | None = None,
    cached: bool = True,
) -> Checked[Built | None]:
    """Make the documents of a portfolio, in memory.

    A fault in a criteria file or in portfolio.yaml makes no documents, because what
    they said would not be true. A fault in one item or one file costs that item or
    file alone.

    Args:
        to: Names of formats, each a key of ``FORMATS``.
        layout: The name of a layout, or the path of its file.
        units: References or other names of the only units that are shown.
        today: As for ``check``.
        archive: Whether a PDF is to be PDF/A, to be kept for years.
        template: The Word file that a Word document is written into. If it cannot be
            used, no Word document is made.
        cached: Whether what was made of files before is kept, and used again, in the
            user's cache folder.

    Raises:
        UnknownError: There is no such layout, or no such unit in the portfolio.
    """
    from evidence_builder.checks.bound import prevents_archive

    say = progress or (lambda _, __: None)
    sink = Sink()
    say(words.reading(), 0.0)
    chosen = _layout(layout, folder, sink)
    measured = measure_folder(folder, today, sink)
    if measured is None:
        return Checked(None, tuple(sink))
    if chosen is None or _stops_the_build(measured.resolved, sink.diagnostics):
        return Checked(Built(measured), tuple(sink))
    keys = _units(units, measured.resolved)
    if layout == ONE_UNIT and not keys and len(measured.resolved.units) > 1:
        known = listing((index.key for index in measured.resolved.units), "or")
        message = words.one_unit_only()
        raise UnknownError("--unit", message, words.choose_from(names=known))
    word = None if template is None else read_template(template, sink)
    if template is not None and word is None:
        to = [suffix for suffix in to if suffix != "docx"]
    drawn = [suffix for suffix in to if suffix in FORMATS]
    if drawn:
        measured = _bind(measured, drawn, sink, say, archive=archive, cached=cached)
    files = [file for item in measured.resolved.items for file in item.all_files]
    contents = [file.content for file in files]
    making = Making(
        measured=measured,
        sink=sink,
        say=say,
        layout=chosen,
        stem=_stem(layout, keys),
        part=part_of(measured, keys) if keys else measured,
        template=word,
        archival=archive and not prevents_archive(contents),
    )
    archives: dict[str, str] = {}
    outputs = make(making, drawn, archives)
    # Last, because they hold what was found in making the others.
    outputs |= make_exports(making, [suffix for suffix in to if suffix in EXPORTS])
    refused = template is not None and any(
        diagnostic.is_error and diagnostic.span.path == template.name
        for diagnostic in sink.diagnostics
    )
    return Checked(Built(measured, outputs, archives, refused), tuple(sink))


def layouts(folder: Path) -> Checked[Mapping[str, DocumentLayout]]:
    """Return every layout by name, a centre's own among them."""
    sink = Sink()
    loaded = load_layouts(folder, sink)
    values = {name: layout.value for name, layout in loaded.items() if layout}
    return Checked(values, tuple(sink))


def write(outputs: Mapping[str, bytes], folder: Path) -> tuple[Written, ...]:
    """Write built documents into a folder, each complete or not at all.

    Raises:
        StoreError: One could not be written; those before it are complete.
    """
    from evidence_builder.files.store import write_output

    return tuple(write_output(folder, name, data) for name, data in outputs.items())


def is_among_inputs(folder: Path, output: Path) -> bool:
    """Whether a folder lies among the files that a portfolio is made from."""
    inputs = ((folder / name).resolve() for name in ("evidence", "assessment"))
    return any(output.resolve().is_relative_to(source) for source in inputs)


def _layout(chosen: str, folder: Path, sink: Sink) -> DocumentLayout | None:
    """Return a layout; None where it is faulty, which has been reported.

    Raises:
        UnknownError: There is none of that name.
    """
    if chosen.lower().endswith((".yaml", ".yml")):
        loaded = load_layout_file(chosen, sink)
        return None if loaded is None else loaded.value
    files = find_templates(LAYOUTS, folder, sink)
    if chosen not in files:
        known = words.choose_from(names=listing(files, "or"))
        raise UnknownError("--layout", words.no_layout(name=chosen), known)
    loaded = load_template(DocumentLayout, files[chosen], sink)
    return None if loaded is None else loaded.value


def _units(names: Sequence[str], resolved: Resolved) -> tuple[str, ...]:
    """Return the keys of the units of a portfolio that people name.

    Raises:
        UnknownError: The portfolio has no such unit.
    """
    units = Units.of(resolved.project, resolved.units)
    keys = []
    for name in names:
        named = unit_named(name, units)
        if isinstance(named, NotKnown):
            among = named.among or [index.key for index in resolved.units]
            message = words.no_unit_in_portfolio(name=name)
            if named.among:
                message = words.several_units(name=name)
            known = words.choose_from(names=listing(among, "or"))
            raise UnknownError("--unit", message, known, *named.hints)
        keys.append(named.key)
    return tuple(dict.fromkeys(keys))


def _stem(layout: str, units: Sequence[str]) -> str:
    """Return what files are called before their endings: ``unit-A-506-1821``."""
    name = re.split(r"[\\/]", layout)[-1].rpartition(".")[0] or layout
    parts = ["portfolio" if name == WHOLE else name, *units]
    return "-".join(re.sub(r"[^\w.]+", "-", part).strip("-") for part in parts)


def _stops_the_build(resolved: Resolved, diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether an error lies in portfolio.yaml, not at the profile, or in criteria."""
    project, profile = resolved.project, resolved.portfolio.profile or ""
    at_profile = project.portfolio.source.span(("profile",))
    harmless = {loaded.source.path for loaded in project.evidence}
    harmless |= {loaded.source.path for loaded in project.assessments}
    if profile.lower().endswith((".md", ".txt")):
        harmless |= {profile, profile.replace("\\", "/")}
    folders = ("evidence/", "assessment/")
    return not resolved.units or any(
        diagnostic.is_error
        # What a centre makes an error is no less true in the documents.
        and diagnostic.code in codes.ALL
        and not (profile and diagnostic.span == at_profile)
        and diagnostic.span.path not in harmless
        and not diagnostic.span.path.startswith(folders)
        for diagnostic in diagnostics
    )


def _bind(
    measured: Measured,
    to: Iterable[str],
    sink: Sink,
    say: Progress,
    *,
    archive: bool,
    cached: bool,
) -> Measured:
    """Bind files in for some formats, and report what is found in them."""
    from evidence_builder.checks.bound import check_bound

    binding = words.binding()
    say(binding, 0.0)
    draws = {FORMATS[suffix].draws_pages for suffix in to}
    resolved = bind_files(
        measured.resolved,
        drawn=True in draws,
        pictured=False in draws,
        archive=archive,
        cached=cached,
        progress=lambda done, total: say(binding, done / total),
    )
    measured = measured._replace(resolved=resolved)
    sink.extend(with_chosen_severities(check_bound(measured), resolved))
    return measured
