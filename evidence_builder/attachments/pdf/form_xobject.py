"""One page of a PDF → a form XObject in pool, and where its links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from evidence_builder.attachments.content import Page
from evidence_builder.attachments.pdf.annotations import remarks
from evidence_builder.attachments.pdf.geometry import placing
from evidence_builder.attachments.pdf.object_pool import cleaned
from evidence_builder.attachments.pdf.objects import box, items, member, number
from evidence_builder.attachments.pdf.streams import (
    MOST,
    Packed,
    check_size,
    content_of,
    is_elsewhere,
    packed_of,
    repacked,
)

if TYPE_CHECKING:
    from evidence_builder.attachments.pdf.links import Destinations
    from evidence_builder.attachments.pdf.object_pool import ObjectPool


def take(
    page: pikepdf.Object, place: int, pool: ObjectPool, destinations: Destinations
) -> Page:
    """Put a page into pool; ``place`` is its number in the file, from one.

    Raises:
        FAULTS: It cannot be read, or there is too much of it.
    """
    placed = placing(
        box(member(page, "/MediaBox")),
        box(member(page, "/CropBox")),
        number(member(page, "/Rotate")) or 0.0,
        number(member(page, "/UserUnit")) or 1.0,
    )
    resources, group = member(page, "/Resources"), member(page, "/Group")
    hidden = pool.layers.hidden_names(resources)
    operators = cleaned(_operators(page, pool), hidden)
    form = pool.form(operators, placed.box, placed.matrix, resources, group)
    found = remarks(page, placed, pool.layers)
    if found:
        form = pool.over(form, placed, found)
    links = tuple(destinations.links(page, placed))
    return Page(place, placed.width, placed.height, form, links=links)


def _operators(page: pikepdf.Object, pool: ObjectPool) -> Packed:
    """Return what draws a page; several streams become one.

    Raises:
        FAULTS: They cannot be read, or there is too much of them.
    """
    contents = member(page, "/Contents")
    several = isinstance(contents, pikepdf.Array)
    streams = [*items(contents)] if several else [contents]
    parts = []
    for stream in streams:
        if not isinstance(stream, pikepdf.Stream):
            pool.lost += several
        elif is_elsewhere(stream):
            pool.elsewhere = True
        else:
            parts.append(packed_of(stream))
    if len(parts) <= 1:
        return parts[0] if parts else Packed(b"")
    unpacked = [content_of(part) for part in parts]
    whole = [part for part in unpacked if part is not None]
    if len(whole) < len(parts):
        for part in parts:
            check_size(part)
    if len(whole) < len(parts) or sum(len(part) for part in whole) > MOST:
        raise ValueError
    return repacked(b"\n".join(whole))
