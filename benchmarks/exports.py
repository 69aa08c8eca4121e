"""How long HTML, Excel, CSV and JSON take, beside a bare write of the same content.

``python -m benchmarks.exports [--items 1500] [--runs 5]``. The portfolio is read once.
Ours makes the content, writes it and reads it again; the bare write is handed the
finished content and has the same library write it: for Excel every cell and link
without looks, for CSV every row, for JSON the object. No library writes our HTML, so
the standard library's writes every tag and text of it. Returns 1 where a goal is
missed.
"""

from __future__ import annotations

import argparse
import csv
import gc
import io
import json
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET
from xml.parsers import expat

from xlsxwriter import Workbook

from benchmarks.prepare import prepare
from evidence_builder import check
from evidence_builder.diagnostics import Sink
from evidence_builder.export.book import compose_book
from evidence_builder.export.grid import SheetLink, places
from evidence_builder.export.portfolio_json import whole, write_json
from evidence_builder.export.table import write_csv
from evidence_builder.export.text import held
from evidence_builder.export.workbook import write_xlsx
from evidence_builder.pipeline.document import compose
from evidence_builder.render.html import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.diagnostics import Checked
    from evidence_builder.export.book import TrackingWorkbook
    from evidence_builder.resolve.resolved import Measured

REPOSITORY = Path(__file__).parents[1]
MOST = 2.0
"""Each may take so many times the CPU of the bare write."""


class Pair(NamedTuple):
    """A format, how we write it, and the bare write of the same content."""

    name: str
    ours: Callable[[], bytes]
    bare: Callable[[], bytes]


def bare_xlsx(book: TrackingWorkbook) -> bytes:
    """Write every cell and link of a workbook, and nothing else."""
    stream = io.BytesIO()
    workbook = Workbook(stream, {"in_memory": True})
    where = places(book.sheets)
    day = workbook.add_format({"num_format": "d mmm yyyy"})
    for sheet in book.sheets:
        page = workbook.add_worksheet(sheet.name)
        for start, table in sheet.starts():
            for number, column in enumerate(table.columns):
                head = column.head
                text = head.text if isinstance(head, SheetLink) else head
                page.write_string(start, number, text)
            for row, line in enumerate(table.lines, start + 1):
                for column, value in enumerate(line.values):
                    if isinstance(value, SheetLink):
                        name, to = where[value.to]
                        target = f"internal:'{name}'!A{to + 1}"
                        page.write_url(row, column, target, None, value.text)
                    elif isinstance(value, str):
                        page.write_string(row, column, value)
                    elif isinstance(value, int):
                        page.write_number(row, column, value)
                    else:
                        page.write_datetime(row, column, value, day)
    workbook.close()
    return stream.getvalue()


def bare_html(events: list[tuple[str, str, dict[str, str]]]) -> bytes:
    """Write every tag, attribute and text of a page."""
    builder = ET.TreeBuilder()
    for kind, text, attributes in events:
        if kind == "start":
            builder.start(text, attributes)
        elif kind == "end":
            builder.end(text)
        else:
            builder.data(text)
    return ET.tostring(builder.close(), encoding="utf-8", method="html")


def events_of(page: bytes) -> list[tuple[str, str, dict[str, str]]]:
    """Return what a page consists of, from its beginning to its end."""
    events: list[tuple[str, str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, more: events.append(("start", tag, more))
    parser.EndElementHandler = lambda tag: events.append(("end", tag, {}))
    parser.CharacterDataHandler = lambda text: events.append(("data", text, {}))
    parser.Parse(page, True)  # noqa: FBT003 - takes no names
    return events


def bare_csv(rows: list[list[str]]) -> bytes:
    """Write the rows of a table."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def pairs(checked: Checked[Measured | None]) -> tuple[Pair, ...]:
    """Return the formats of a portfolio."""
    measured = checked.value
    if measured is None:
        raise SystemExit("the portfolio could not be read")
    text = write_csv(measured).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    data = whole(measured, checked.diagnostics)
    book = compose_book(measured)
    for sheet in book.sheets:
        # The bare write has no limits of its own to keep.
        assert all(held(v) == v for v in sheet.values() if isinstance(v, str))  # noqa: S101
    document = compose(measured, Sink())
    events = events_of(render(document))
    return (
        Pair("HTML", lambda: render(document), lambda: bare_html(events)),
        Pair("XLSX", lambda: write_xlsx(measured), lambda: bare_xlsx(book)),
        Pair("CSV", lambda: write_csv(measured), lambda: bare_csv(rows)),
        Pair(
            "JSON",
            lambda: write_json(measured, checked.diagnostics),
            lambda: json.dumps(data, ensure_ascii=False, indent=2).encode(),
        ),
    )


def measure(pair: Pair, runs: int) -> tuple[float, float]:
    """Return the median CPU seconds of ours and of the bare write, run in turn."""
    taken: tuple[list[float], list[float]] = ([], [])
    for turn in range(runs + 1):
        for times, write in zip(taken, (pair.ours, pair.bare), strict=True):
            began = time.process_time()
            write()
            if turn:
                times.append(time.process_time() - began)
            gc.collect()
    return median(taken[0]), median(taken[1])


def main() -> int:
    """Prepare, measure, print; return 1 where a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exports")
    parser.add_argument("--items", type=int, action="append")
    parser.add_argument("--runs", type=int, default=5)
    folder = REPOSITORY / "out" / "benchmarks"
    parser.add_argument("--folder", type=Path, default=folder)
    options = parser.parse_args()
    # The program itself runs without the collector, too.
    gc.disable()
    missed = False
    print("| format | items | ours, s | bare, s | times |")
    print("|---|---|---|---|---|")
    for items in options.items or (150, 1500):
        at = options.folder / str(items)
        prepare(at, items, ["portfolio"])
        for pair in pairs(check(at / "portfolio")):
            ours, bare = measure(pair, options.runs)
            missed |= ours > MOST * bare
            ratio = ours / bare
            cells = (
                pair.name,
                f"{items:,}",
                f"{ours:.3f}",
                f"{bare:.3f}",
                f"{ratio:.2f}",
            )
            print(f"| {' | '.join(cells)} |", flush=True)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
