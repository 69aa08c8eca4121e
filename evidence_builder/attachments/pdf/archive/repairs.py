"""Small faults that can be taken out of a page without anybody seeing it.

What an archive forbids and no reader needs is left out; what it wants packed in
another way is packed anew.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

import pikepdf

from evidence_builder.attachments.pdf.archive.fonts import list_glyphs
from evidence_builder.attachments.pdf.archive.operators import INTENTS
from evidence_builder.attachments.pdf.object_pool import TOKEN, needed
from evidence_builder.attachments.pdf.objects import entries, items, member, name
from evidence_builder.attachments.pdf.streams import filters_of
from evidence_builder.document.pdf_page import PdfObject

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.document.pdf_page import Spelling

_UNNEEDED: Final = ("/CIDSet", "/Interpolate", "/TR", "/TR2")
"""A list of a font's glyphs, which is often wrong, and wishes to printers.

ISO 19005-2:2011, 6.2.11.4.2, 6.2.8.1 and 6.2.5.
"""
# ISO 19005-2:2011, 6.1.7.2 and 6.1.10, forbid it
_LZW: Final = frozenset(("/LZWDecode", "/LZW"))
_MOST_UNPACKED: Final = 2**19
"""The most bytes, as packed, that are packed anew: they may grow a thousandfold."""
_DEEPEST: Final = 20


def mend(pdf: pikepdf.Pdf, objects: Sequence[PdfObject]) -> tuple[PdfObject, ...]:
    """Mend the objects of a file of pages, and return them for the pool as well.

    Args:
        pdf: What ``plain_pdf`` made of the pool that holds ``objects``.
    """
    mended = list(objects)
    for index, pdf_object in enumerate(objects):
        value = pdf.get_object(index + 1, 0)
        changed = _mend(value, 0)
        data = pdf_object.stream
        if data is not None and len(data) <= _MOST_UNPACKED and _is_lzw(value):
            data = _packed_anew(value)
            changed = True
        if changed:
            mended[index] = PdfObject(_spelling(value), data)
    return tuple(mended)


def part_of(
    objects: Sequence[PdfObject], wanted: Iterable[int]
) -> tuple[list[PdfObject], dict[int, int]]:
    """Return the objects that some need, numbered anew, and their new numbers."""
    numbers = {old: new for new, old in enumerate(sorted(needed(objects, wanted)))}
    part = []
    for old in numbers:
        spelling, stream = objects[old]
        moved = tuple(
            numbers[piece] if isinstance(piece, int) else piece for piece in spelling
        )
        part.append(PdfObject(moved, stream))
    return part, numbers


def _mend(value: object, depth: int) -> bool:
    """Mend what is written in one object; say whether anything was."""
    if depth > _DEEPEST:
        return False
    changed = False
    if isinstance(value, pikepdf.Array):
        for item in items(value):
            changed |= _is_direct(item) and _mend(item, depth + 1)
        return changed
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return False
    # ISO 32000-1:2008, 11.6.5.2, table 144:
    # The curve of a soft mask has the same key and is allowed.
    is_mask = name(member(value, "/S")) in {"/Alpha", "/Luminosity"}
    for key in list(value.keys()):
        item = member(value, key)
        if (key in _UNNEEDED and not is_mask) or (
            # ISO 19005-2:2011, 6.2.6
            key in {"/RI", "/Intent"} and name(item) not in INTENTS
        ):
            del value[key]
            changed = True
        elif _is_direct(item):
            changed |= _mend(item, depth + 1)
    if (
        name(member(value, "/Subtype")) == "/CIDFontType2"
        and "/CIDToGIDMap" not in value
    ):
        # ISO 19005-2:2011, 6.2.11.3.2, asks for it; ISO 32000-1:2008, 9.7.4, table 117,
        # means it where nothing is said.
        value["/CIDToGIDMap"] = pikepdf.Name.Identity
        changed = True
    if "/FontName" in value:
        changed |= list_glyphs(value)
    return changed


def _is_direct(value: object) -> bool:
    return (
        isinstance(value, pikepdf.Array | pikepdf.Dictionary) and not value.is_indirect
    )


def _is_lzw(stream: pikepdf.Object) -> bool:
    return not _LZW.isdisjoint(filters_of(member(stream, "/Filter")))


def _packed_anew(stream: pikepdf.Object) -> bytes:
    data = zlib.compress(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    stream.write(data, filter=pikepdf.Name.FlateDecode)
    return data


def _spelling(value: pikepdf.Object) -> Spelling:
    """Spell an object for the pool; of a stream, its dictionary."""
    raw = value.unparse(resolved=True)
    if isinstance(value, pikepdf.Stream):
        rest = {key: item for key, item in entries(value) if key != "/Length"}
        raw = pikepdf.Dictionary(rest).unparse()
    out: list[bytes | int] = []
    run = b""
    for token in TOKEN.findall(raw):
        if token.endswith(b" R"):
            out += [run, int(token.split()[0]) - 1]
            run = b" "
        else:
            run += token + b" "
    return (*out, run)
