"""What stands on a page as an annotation: highlights, stamps, fields that are filled.

Each has an appearance, which is a form XObject; that is drawn on the page where the
annotation was. Nothing else of an annotation is copied.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf.form import ExtendedAppearanceStreamGenerator

from evidence_builder.attachments.pdf.appearances import plain_appearance
from evidence_builder.attachments.pdf.geometry import bounding_box, product
from evidence_builder.attachments.pdf.objects import (
    FAULTS,
    box,
    flags,
    items,
    member,
    name,
    numbers,
)

if TYPE_CHECKING:
    from evidence_builder.attachments.pdf.appearances import PlainAppearance
    from evidence_builder.attachments.pdf.geometry import Matrix, PageSpace
    from evidence_builder.attachments.pdf.optional_content import OptionalContent

# ISO 32000-1:2008, 12.5.3, table 165: bits 2 (Hidden) and 6 (NoView)
_HIDDEN: Final = 2 | 32
"""Flags of an annotation that is not shown on a screen."""
# ISO 32000-1:2008, 12.5.6.5, 12.5.6.14 and 14.11.6.2
_UNSEEN: Final = frozenset({"/Link", "/Popup", "/TrapNet"})
ANNOTATIONS: Final = 5_000
"""The most annotations of one page."""


def appearances(
    page: pikepdf.Object, space: PageSpace, optional_content: OptionalContent
) -> list[tuple[pikepdf.Object | PlainAppearance, Matrix]]:
    """Return what draws the annotations of a page, and where on it as seen."""
    drawn: list[tuple[pikepdf.Object | PlainAppearance, Matrix]] = []
    for annotation in islice(items(member(page, "/Annots")), ANNOTATIONS):
        if not is_seen(annotation, optional_content):
            continue
        if member(member(annotation, "/AP"), "/N") is None:
            plain = plain_appearance(annotation)
            if plain is not None:
                drawn.append((plain, space.matrix))
            continue
        appearance = _normal_appearance(annotation)
        matrix = _fitted(appearance, member(annotation, "/Rect"))
        if appearance is not None and matrix is not None:
            drawn.append((appearance, product(matrix, space.matrix)))
    return drawn


def is_seen(annotation: object, optional_content: OptionalContent) -> bool:
    """Whether an annotation is shown when the file is opened."""
    kind = name(member(annotation, "/Subtype"))
    return not (
        not kind
        or kind in _UNSEEN
        or flags(member(annotation, "/F")) & _HIDDEN
        or optional_content.hides(member(annotation, "/OC"))
    )


def _normal_appearance(annotation: object) -> pikepdf.Object | None:
    """Return the normal appearance of an annotation, in the state that it is in.

    ISO 32000-1:2008, 12.5.5, table 168.
    """
    appearance = member(member(annotation, "/AP"), "/N")
    if isinstance(appearance, pikepdf.Dictionary):
        state = name(member(annotation, "/AS")) or "/Off"
        appearance = member(appearance, state)
    return appearance if isinstance(appearance, pikepdf.Stream) else None


def _fitted(appearance: pikepdf.Object | None, rect: object) -> Matrix | None:
    """Return what brings an appearance to its rectangle.

    ISO 32000-1:2008, 12.5.5, algorithm 8.1.
    """
    rectangle, bbox = box(rect), box(member(appearance, "/BBox"))
    if rectangle is None or bbox is None:
        return None
    a, b, c, d, e, f = numbers(member(appearance, "/Matrix"), 6) or (1, 0, 0, 1, 0, 0)
    left, bottom, right, top = bounding_box(rectangle, (1, 0, 0, 1, 0, 0))
    x1, y1, x2, y2 = bounding_box(bbox, (a, b, c, d, e, f))
    if x1 >= x2 or y1 >= y2:
        return None
    across, up = (right - left) / (x2 - x1), (top - bottom) / (y2 - y1)
    return across, 0.0, 0.0, up, left - x1 * across, bottom - y1 * up


def draw_fields(pdf: pikepdf.Pdf, pages: list[pikepdf.Page]) -> bool:
    """Give filled fields an appearance where the file leaves that to the reader.

    ISO 32000-1:2008, 12.7.2, table 218 (NeedAppearances), and 12.7.3.3.

    Returns:
        Whether they can be shown letter for letter.
    """
    form = member(pdf.Root, "/AcroForm")
    if form is None:
        return True
    all_fields = member(form, "/NeedAppearances") is True
    acroform = pdf.acroform
    maker = ExtendedAppearanceStreamGenerator(pdf, acroform)
    sound = True
    for page in pages:
        for widget in acroform.get_widget_annotations_for_page(page):
            if all_fields or member(widget.obj, "/AP") is None:
                value = _draw(maker, acroform, widget)
                sound = value is not None and _is_western(value) and sound
    return sound


def _draw(
    maker: ExtendedAppearanceStreamGenerator,
    acroform: pikepdf.AcroForm,
    widget: pikepdf.Annotation,
) -> str | None:
    """Draw a field's value and return it; None where that cannot be done."""
    try:
        field = acroform.get_field_for_annotation(widget)
        value = str(field.value_as_string) if field.is_text or field.is_choice else ""
        if value and field.is_text:
            maker.generate_text(field)
        elif value:
            maker.generate_choice(field)
    except FAULTS:
        return None
    return value


def _is_western(value: str) -> bool:
    """Whether a value has only letters that the maker of appearances can draw."""
    try:
        value.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True
