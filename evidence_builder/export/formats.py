"""The table of exports; adding one is adding a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.resolve.resolved import Measured


def export(measured: Measured, diagnostics: Iterable[Diagnostic], to: str) -> bytes:
    """Return a portfolio in one of the exports; equal portfolios give equal bytes.

    What was written is read again and compared with what was measured before it is
    returned.

    Raises:
        UnsoundOutputError: Something was lost on the way.
    """
    return EXPORTS[to].write(measured, diagnostics)


@dataclass(frozen=True, slots=True)
class Export:
    """An export: its name is its suffix too, the title is for people."""

    name: str
    title: str
    write: Callable[[Measured, Iterable[Diagnostic]], bytes]


# An export's libraries are imported when it is asked for.


def _xlsx(measured: Measured, _: Iterable[Diagnostic]) -> bytes:
    from evidence_builder.export.workbook import write_xlsx

    return write_xlsx(measured)


def _csv(measured: Measured, _: Iterable[Diagnostic]) -> bytes:
    from evidence_builder.export.table import write_csv

    return write_csv(measured)


def _json(measured: Measured, diagnostics: Iterable[Diagnostic]) -> bytes:
    from evidence_builder.export.portfolio_json import write_json

    return write_json(measured, diagnostics)


EXPORTS: Mapping[str, Export] = {
    row.name: row
    for row in (
        Export("xlsx", "Excel", _xlsx),
        Export("csv", "CSV", _csv),
        Export("json", "JSON", _json),
    )
}
