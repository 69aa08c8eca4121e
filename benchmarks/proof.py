"""Tell whether a program did its work, so that a broken run cannot look fast.

``python -m benchmarks.proof KIND LOG OUTPUT EXPECTED`` prints what was found and leaves
with status 1 where something is missing.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pikepdf

from benchmarks.files import PAGES, PDFS, PHOTOGRAPHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    Expected = dict[str, Any]

_ITEM = re.compile(r"\bE\d{3,}\b")


class MissingError(Exception):
    """The output lacks something."""


def pdf(_: str, output: Path, expected: Expected) -> str:
    """Prove pages, an outline entry for each item, links for every reference."""
    with pikepdf.open(output) as document:
        pages = len(document.pages)
        targets = {*_destinations(document), None}
        links = [link for page in document.pages for link in _links(page)]
        with document.open_outline() as outline:
            titles = list(_titles(outline.root))
        tagged = "/StructTreeRoot" in document.Root
    _at_least("pages", pages, expected["items"] + len(expected["units"]))
    _at_most("pages", pages, 4 * expected["items"] + 100)
    found = {match[0] for title in titles if (match := _ITEM.match(title))}
    _exactly("items in the outline", len(found), expected["items"])
    _at_least("links", len(links), 2 * expected["claims"] + expected["items"])
    _exactly("dead links", len(set(links) - targets), 0)
    how = "tagged" if tagged else "not tagged"
    return f"{pages:,} pages, {len(found):,} items, {len(links):,} links, {how}"


def docx(_: str, output: Path, expected: Expected) -> str:
    """Prove a heading for each item, links for every reference, bookmarks for links."""
    with zipfile.ZipFile(output) as package:
        body = package.read("word/document.xml").decode()
    headings = re.findall(
        r'<w:pStyle w:val="Heading2"\s*/>(.*?)</w:p>', body, re.DOTALL
    )
    words = ("".join(re.findall(r"<w:t[^>]*>([^<]*)", one)) for one in headings)
    found = {match[0] for text in words if (match := _ITEM.match(text))}
    _exactly("items with a heading", len(found), expected["items"])
    links = re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]*)"', body)
    _at_least("links", len(links), 2 * expected["claims"] + expected["items"])
    targets = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', body))
    _exactly("dead links", len(set(links) - targets), 0)
    numbers = len(re.findall(r"\bPAGEREF\b", body))
    return f"{len(found):,} items, {len(links):,} links, {numbers:,} page references"


def paged_docx(log: str, output: Path, expected: Expected) -> str:
    """Prove a DOCX as ``docx`` does, and that every reference has a page number."""
    facts = docx(log, output, expected)
    numbers = int(facts.rsplit(", ", 1)[1].split()[0].replace(",", ""))
    _at_least("page references", numbers, 2 * expected["claims"] + expected["items"])
    return facts


def both(log: str, output: Path, expected: Expected) -> str:
    """Prove a PDF and the DOCX beside it."""
    word = paged_docx(log, output.with_suffix(".docx"), expected)
    return f"PDF: {pdf(log, output, expected)}; DOCX: {word}"


def merged(_: str, output: Path, __: Expected) -> str:
    """Prove that the pages of all PDFs are there."""
    with pikepdf.open(output) as document:
        pages = len(document.pages)
    _exactly("pages", pages, PDFS * PAGES)
    return f"{pages:,} pages"


def bound_pdfs(_: str, output: Path, __: Expected) -> str:
    """Prove that every page of every PDF stands in the portfolio."""
    return _attached(output, 0)


def bound(_: str, output: Path, __: Expected) -> str:
    """Prove the same, and every photograph."""
    return _attached(output, PHOTOGRAPHS)


def bound_both(_: str, output: Path, __: Expected) -> str:
    """Prove the same, and that the DOCX beside it has pictures of the pages."""
    with zipfile.ZipFile(output.with_suffix(".docx")) as package:
        media = sum(name.startswith("word/media/") for name in package.namelist())
    _at_least("pictures", media, PHOTOGRAPHS + PDFS)
    return f"PDF: {_attached(output, PHOTOGRAPHS)}; DOCX: {media} pictures"


def coverage(log: str, _: Path, expected: Expected) -> str:
    """Prove that every item and every gap is in what ``check`` printed."""
    items = set(_ITEM.findall(log))
    _exactly("items named", len(items), expected["items"])
    gaps = len(re.findall(r"no evidence claims it", log))
    _exactly("gaps", gaps, expected["criteria"] - expected["claimed"])
    return f"{len(items):,} items, {gaps} gaps"


def doorstop(log: str, _: Path, expected: Expected) -> str:
    """Prove that Doorstop built the tree and found the same gaps."""
    if "EV" not in log.split():
        raise MissingError("no tree of documents was printed")
    gaps = len(re.findall(r"no links from child document", log))
    _exactly("gaps", gaps, expected["criteria"] - expected["claimed"])
    warnings = log.count("WARNING")
    _exactly("other warnings", warnings - gaps, 0)
    return f"{expected['items']:,} items, {gaps} gaps"


def yaml(log: str, _: Path, expected: Expected) -> str:
    """Prove that every item and claim was read."""
    words = f"{expected['items']} items, {expected['claims']} claims"
    if log.strip() != words:
        raise MissingError(f"it printed {log!r} and not {words!r}")
    return words


def sample(log: str, _: Path, __: Expected) -> str:
    """Prove that ``check`` printed a summary of the sample."""
    items = len(set(_ITEM.findall(log)))
    _at_least("items named", items, 15)
    _at_least("lines", log.count("\n"), 60)
    return f"{items} items"


def version(log: str, _: Path, __: Expected) -> str:
    """Prove that a version was printed."""
    if not re.match(r"evidence-builder.* \d+\.\d+", log):
        raise MissingError(f"it printed {log!r}")
    return log.strip()


def nothing(log: str, _: Path, __: Expected) -> str:
    """Prove that a program which should print nothing printed nothing."""
    if log.strip():
        raise MissingError(f"it printed {log!r}")
    return ""


PROOFS: dict[str, Callable[[str, Path, Expected], str]] = {
    proof.__name__: proof
    for proof in (
        pdf,
        docx,
        paged_docx,
        both,
        merged,
        bound_pdfs,
        bound,
        bound_both,
        coverage,
        doorstop,
        yaml,
        sample,
        version,
        nothing,
    )
}


def _attached(output: Path, photographs: int) -> str:
    with pikepdf.open(output) as document:
        drawn = [_kinds(page) for page in document.pages]
    pages = sum("/Form" in kinds for kinds in drawn)
    pictures = sum(kinds.count("/Image") for kinds in drawn)
    _exactly("attached pages", pages, PDFS * PAGES)
    _exactly("photographs", pictures, photographs)
    return f"{pages:,} attached pages, {pictures} photographs"


def _kinds(page: pikepdf.Page) -> list[str]:
    objects = page.obj.Resources.get("/XObject", {})
    return [str(one.get("/Subtype")) for one in objects.values()]


def _destinations(document: pikepdf.Pdf) -> Iterator[str]:
    """Return the names of all named destinations, kept in either of the two ways."""
    yield from (str(key).removeprefix("/") for key in document.Root.get("/Dests", {}))
    names = document.Root.get("/Names", {})
    if "/Dests" in names:
        yield from pikepdf.NameTree(names["/Dests"])


def _links(page: pikepdf.Page) -> Iterator[str | None]:
    """Return where the links of a page lead: a name, or None for a place itself."""
    for annotation in page.obj.get("/Annots", []):
        target = annotation.get("/Dest", annotation.get("/A", {}).get("/D"))
        if target is not None:
            place = isinstance(target, pikepdf.Array)
            yield None if place else str(target).removeprefix("/")


def _titles(entries: Iterable[pikepdf.OutlineItem]) -> Iterator[str]:
    for entry in entries:
        yield str(entry.title)
        yield from _titles(entry.children)


def _exactly(what: str, found: int, wanted: int) -> None:
    if found != wanted:
        raise MissingError(f"{what}: {found}, where there should be {wanted}")


def _at_least(what: str, found: int, wanted: int) -> None:
    if found < wanted:
        raise MissingError(f"{what}: {found}, where there should be {wanted} or more")


def _at_most(what: str, found: int, wanted: int) -> None:
    if found > wanted:
        raise MissingError(f"{what}: {found}, where there should be {wanted} or fewer")


def _main() -> None:
    kind, log, output, expected = sys.argv[1:]
    numbers = json.loads(Path(expected).read_text(encoding="utf-8"))
    text = Path(log).read_text(encoding="utf-8", errors="replace")
    try:
        print(PROOFS[kind](text, Path(output), numbers))
    except MissingError as error:
        print(f"not proven: {error}")
        sys.exit(1)


if __name__ == "__main__":
    _main()
