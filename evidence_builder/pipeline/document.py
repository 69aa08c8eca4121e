"""From measured coverage and bound files to one document."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from evidence_builder.diagnostics import Sink, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from evidence_builder.document.blocks import Block, Document, Image
    from evidence_builder.model.form import Signature
    from evidence_builder.model.layout import DocumentLayout
    from evidence_builder.resolve.resolved import Measured, Resolved

_NO_PAGES: Mapping[str, int] = MappingProxyType({})


def compose(
    measured: Measured,
    sink: Sink,
    *,
    draws: bool = False,
    layout: DocumentLayout | None = None,
    pages: Mapping[str, int] = _NO_PAGES,
) -> Document:
    """Return the portfolio, or the part of it that a layout names, as one document.

    Args:
        measured: The portfolio; files that nobody has looked into are listed only.
        draws: Whether the pages of files are drawn, rather than shown as pictures or
            blocks.
        layout: What the document consists of; the whole portfolio if there is none.
        pages: Anchor → page in the whole portfolio, for a part that lies beside it.
    """
    from evidence_builder.compose.embedding import recordings
    from evidence_builder.compose.evidence_links import Binding
    from evidence_builder.compose.portfolio import Composition, compose_portfolio

    document = compose_portfolio(
        Composition(
            measured=measured,
            binding=Binding(measured.resolved, draws=draws),
            pictures=_Pictures(measured.resolved, sink),
            sink=sink,
            layout=layout or whole(),
            pages=pages,
            forms=lambda name: _form(name, measured),
            signing=_Signing(measured.resolved.project.folder),
        )
    )
    if not draws:
        return document
    return replace(document, embedded=tuple(recordings(measured.resolved)))


def whole() -> DocumentLayout:
    """Return the layout of the whole portfolio, as it ships.

    Raises:
        LookupError: It was not installed with the program.
    """
    from evidence_builder.load.layouts import load_shipped_layout

    return load_shipped_layout("full")


def _form(name: str, measured: Measured) -> Iterator[Block]:
    """Return a recording form for the units of a portfolio; nothing if there is none.

    The findings of a form are reported where the form is made by itself.
    """
    from evidence_builder.compose.forms.form import compose_form, separate
    from evidence_builder.load.forms import load_forms
    from evidence_builder.resolve.subject import FormRequest, find_subject

    folder = measured.resolved.project.folder
    found = load_forms(folder, Sink()).get(name)
    units = tuple(index.key for index in measured.resolved.units)
    subject = find_subject(folder, FormRequest(units=units), Sink())
    if found is not None and subject is not None:
        yield from compose_form(found.value, separate(found.value, subject)).blocks


class _Signing:
    """Says who signs the form of an item, by its method; forms are read once.

    An expert's testimony is a testimony.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._by_method: dict[str, tuple[Signature, ...]] | None = None

    def __call__(self, method: str) -> tuple[Signature, ...]:
        """Return who signs, in the order of the form; nobody where there is none."""
        from evidence_builder.model.evidence import SIGNED_RECORDS

        if method not in SIGNED_RECORDS:
            return ()
        if self._by_method is None:
            self._by_method = self._read()
        return self._by_method.get("WT" if method == "EW" else method, ())

    def _read(self) -> dict[str, tuple[Signature, ...]]:
        from evidence_builder.load.forms import load_forms

        by_method: dict[str, tuple[Signature, ...]] = {}
        for loaded in load_forms(self._folder, Sink()).values():
            form = loaded.value
            if form.item:
                signing = (s for part in form.sections for s in part.signatures)
                by_method.setdefault(form.item.method, tuple(signing))
        return by_method


class _Pictures:
    """Embeds each picture that narratives show, once.

    Files that an item names have been inspected already; what is wrong with them is
    not said again.
    """

    def __init__(self, resolved: Resolved, sink: Sink) -> None:
        self._folder = resolved.project.folder
        self._sink = sink
        self._embedded: dict[tuple[str, str], Image | None] = {}
        self._inspected = dict(resolved.pictures)
        for item in resolved.items:
            source = item.loaded.source
            for file in item.files:
                span = source.span(("files", file.place))
                self._inspected[file.path, source.path] = file.attachment, span

    def __call__(self, written: str, beside: str) -> Image | None:
        """Return a picture by its path as written in the file ``beside``."""
        key = written, beside
        if key not in self._embedded:
            self._embedded[key] = self._embed(written, beside)
        return self._embedded[key]

    def _embed(self, written: str, beside: str) -> Image | None:
        from evidence_builder.attachments.bind import picture
        from evidence_builder.attachments.inspect import inspect_beside

        if (written, beside) in self._inspected:
            file, span = self._inspected[written, beside]
        else:
            span = Span(beside)
            file = inspect_beside(self._folder, written, beside, span, self._sink)
        return None if file is None else picture(file, span=span, sink=self._sink)


def bind_files(
    resolved: Resolved,
    *,
    drawn: bool,
    pictured: bool,
    archive: bool = False,
    cached: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Resolved:
    """Look into the files of items; return these with what each holds or why not.

    Where the locators of claims lead is known from then on.

    Args:
        drawn: Whether some document draws pages of files.
        pictured: Whether some document shows pages of files as pictures or blocks.
        archive: As for ``build``.
        cached: As for ``build``.
        progress: Told how many files are done, and of how many.
    """
    from evidence_builder.attachments.bind import WantedFile, bind, cache_of_user
    from evidence_builder.resolve.locate import locate_claims

    wanted = [
        WantedFile(
            file.attachment, (file.named.pages and file.named.pages.pages) or None
        )
        for entry in resolved.items
        for file in entry.all_files
        if file.attachment is not None
    ]
    if not wanted:
        return resolved
    cache = cache_of_user() if cached else None
    results = bind(
        wanted,
        drawn=drawn,
        pictured=pictured,
        archive=archive,
        cache=cache,
        progress=progress,
    )
    result = iter(results)
    items = []
    for entry in resolved.items:
        files = tuple(
            file._replace(bound=next(result)) if file.attachment else file
            for file in entry.all_files
        )
        original = files[-1] if entry.original else None
        own = files[: len(entry.files)]
        located = locate_claims(entry.item.claims, own)
        items.append(entry._replace(files=own, located=located, original=original))
    return resolved._replace(items=tuple(items))
