"""What can be seen of a PDF, or heard from it, as lines."""

from __future__ import annotations

import hashlib
import subprocess
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ATTRIBUTES = ("/Alt", "/ActualText", "/E", "/Lang", "/T", "/ID", "/A")
_ANNOTATION = ("/Contents", "/T", "/TU", "/FT", "/Ff", "/V", "/F", "/Border")
_CATALOG = ("/Lang", "/ViewerPreferences", "/PageMode", "/PageLabels", "/MarkInfo")


def described(path: Path) -> dict[str, list[str]]:
    """Return what the PDF holds: aspect → lines, without numbers of objects."""
    with pikepdf.open(path) as pdf:
        reading = _Reading(pdf)
        return {
            "document": list(reading.document()),
            "words": _words(path),
            "outline": list(reading.outline()),
            "links": list(reading.annotations()),
            "structure": list(reading.structure()),
            "words of the structure": _printed("pdfinfo", "-struct-text", path),
        }


def _words(path: Path) -> list[str]:
    pages = "\n".join(_printed("pdftotext", path, "-")).split("\f")
    return [
        f"page {number}: {line}"
        for number, page in enumerate(pages, 1)
        for line in page.splitlines()
    ]


def _printed(*command: str | Path) -> list[str]:
    done = subprocess.run(command, check=True, capture_output=True, timeout=300)
    return done.stdout.decode(errors="replace").split("\n")


class _Reading:
    """An open PDF, with what its destinations and types of structure stand for."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.objgen: n for n, page in enumerate(pdf.pages, 1)}
        names = pdf.Root.get("/Names", {}).get("/Dests")
        self._names = dict(pikepdf.NameTree(names).items()) if names else {}
        self._names |= dict(pdf.Root.get("/Dests", {}).items())

    def document(self) -> Iterator[str]:
        """Yield what is said of the whole, and the size of each page."""
        for key, value in sorted(self._pdf.docinfo.items()):
            yield f"{key} {_plain(value)}"
        for key in _CATALOG:
            yield f"{key} {_plain(self._pdf.Root.get(key))}"
        with self._pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            yield from sorted(f"{key} {value}" for key, value in metadata.items())
        for intent in self._pdf.Root.get("/OutputIntents", ()):
            yield " ".join(_told(intent, ("/S", "/OutputConditionIdentifier")))
        for name, file in sorted(self._pdf.attachments.items()):
            data = file.get_file().read_bytes()
            yield f"attachment {name} {hashlib.sha256(data).hexdigest()}"
        for number, page in enumerate(self._pdf.pages, 1):
            box = _plain(page.cropbox)
            yield f"page {number} {box} {page.get('/Rotate', 0)} {page.get('/Tabs')}"

    def outline(self) -> Iterator[str]:
        """Yield each bookmark, indented, with the place where it leads."""
        with self._pdf.open_outline() as outline:
            waiting = [(0, item) for item in reversed(outline.root)]
        while waiting:
            depth, item = waiting.pop()
            entry = item.obj
            yield f"{'  ' * depth}{item.title} → {self._target(entry)}"
            waiting += [(depth + 1, child) for child in reversed(item.children)]

    def annotations(self) -> Iterator[str]:
        """Yield links and form fields, page by page, in the order of the Tab key."""
        for number, page in enumerate(self._pdf.pages, 1):
            for note in page.get("/Annots", ()):
                keys = [
                    f"{key} {_plain(note[key])}" for key in _ANNOTATION if key in note
                ]
                where = _plain(note.get("/Rect"))
                kind, target = note.get("/Subtype"), self._target(note)
                yield " ".join((f"page {number}: {kind} {where} → {target}", *keys))

    def _target(self, source: pikepdf.Object) -> str:
        """Return where a link or bookmark leads, as a page and a place on it."""
        action = source.get("/A", {})
        place: Any = source.get("/Dest", action.get("/D"))
        if place is None:
            return f"{action.get('/S')} {action.get('/URI')}" if action else "nowhere"
        if not isinstance(place, pikepdf.Array):
            name = str(place)
            place = self._names.get(name)
            if place is None:
                return f"the unknown name {name}"
            if isinstance(place, pikepdf.Dictionary):
                place = place.D
        page = self._pages.get(place[0].objgen, "that is not there")
        return f"page {page} {_plain(pikepdf.Array(list(place)[1:]))}"

    def structure(self) -> Iterator[str]:
        """Yield the tree that a screen reader follows, without its words."""
        root = self._pdf.Root.get("/StructTreeRoot")
        if root is None:
            return
        roles = dict(root.get("/RoleMap", {}).items())
        waiting: list[tuple[int, Any, Any]] = [(0, root.get("/K"), None)]
        while waiting:
            depth, kid, page = waiting.pop()
            if isinstance(kid, pikepdf.Array):
                waiting += [(depth, part, page) for part in reversed(list(kid))]
            elif isinstance(kid, pikepdf.Dictionary):
                page = kid.get("/Pg", page)
                yield "  " * depth + self._element(kid, page, roles)
                waiting.append((depth + 1, kid.get("/K"), page))
            elif kid is not None:
                yield f"{'  ' * depth}content of {self._page(page)}"

    def _element(self, kid: Any, page: Any, roles: dict[str, Any]) -> str:
        if kid.get("/Type") == "/OBJR":
            note = kid.Obj
            return f"{note.get('/Subtype')} {_plain(note.get('/Rect'))}"
        if kid.get("/Type") == "/MCR":
            return f"content of {self._page(page)}"
        kind = str(kid.get("/S"))
        keys = _told(kid, _ATTRIBUTES)
        return " ".join((str(roles.get(kind, kind)), *keys))

    def _page(self, page: Any) -> str:
        return "no page" if page is None else f"page {self._pages.get(page.objgen)}"


def _told(source: Any, keys: tuple[str, ...]) -> list[str]:
    return [f"{key} {_plain(source[key])}" for key in keys if key in source]


def _plain(value: Any) -> str:
    """Return a value without numbers of objects, points to a tenth."""
    if isinstance(value, pikepdf.Dictionary):
        parts = [f"{key} {_plain(part)}" for key, part in sorted(value.items())]
        return f"<<{' '.join(parts)}>>"
    if isinstance(value, pikepdf.Array):
        return f"[{' '.join(_plain(part) for part in value)}]"
    if isinstance(value, Decimal | float | int) and not isinstance(value, bool):
        return f"{round(float(value), 1):g}"
    return str(value)
