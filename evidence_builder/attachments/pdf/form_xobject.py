"""One page of a PDF → a form XObject in pool, and where its links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from evidence_builder.attachments.content import Page
from evidence_builder.attachments.pdf.annotations import appearances
from evidence_builder.attachments.pdf.geometry import page_space
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


def copied_page(
    page: pikepdf.Object, page_number: int, pool: ObjectPool, destinations: Destinations
) -> Page:
    """Put a page into pool; ``place`` is its number in the file, from one.

    Raises:
        DAMAGE: It cannot be read, or there is too much of it.
    """
    space = page_space(
        box(member(page, "/MediaBox")),
        box(member(page, "/CropBox")),
        number(member(page, "/Rotate")) or 0.0,
        number(member(page, "/UserUnit")) or 1.0,
    )
    resources, group = member(page, "/Resources"), member(page, "/Group")
    hidden = pool.optional_content.hidden_names(resources)
    operators = cleaned(_operators(page, pool), hidden)
    form = pool.form(operators, space.box, space.matrix, resources, group)
    drawn = appearances(page, space, pool.optional_content)
    if drawn:
        form = pool.over(form, space, drawn)
    links = tuple(destinations.links(page, space))
    return Page(page_number, space.width, space.height, form, links=links)


def _operators(page: pikepdf.Object, pool: ObjectPool) -> Packed:
    """Return what draws a page; several streams become one.

    Raises:
        DAMAGE: They cannot be read, or there is too much of them.
    """
    contents = member(page, "/Contents")
    is_array = isinstance(contents, pikepdf.Array)
    streams = [*items(contents)] if is_array else [contents]
    parts = []
    for stream in streams:
        if not isinstance(stream, pikepdf.Stream):
            pool.lost += is_array
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
