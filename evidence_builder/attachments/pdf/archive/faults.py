"""Why a page cannot be part of an archive file: ISO 19005-2:2011, as far as pages go.

What cannot be told quickly counts as a fault: an archive file that is none is worse
than a picture of a page. Looked at is what a page draws, not what lies beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf

from evidence_builder.attachments.pdf.archive.colours import Hindrance, check_colours
from evidence_builder.attachments.pdf.archive.operators import FILTERS, Operators
from evidence_builder.attachments.pdf.objects import (
    DAMAGE,
    dictionary,
    entries,
    member,
    name,
    number,
)
from evidence_builder.attachments.pdf.streams import content_of, filters_of, packed_of
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Callable

    Check = Callable[[object, object], None]

# ISO 19005-2:2011, 6.2.10; ISO 32000-1:2008, 11.3.5, tables 136 and 137
_BLENDS: Final = frozenset(
    (
        *("/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken"),
        *("/Lighten", "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight"),
        *("/Difference", "/Exclusion", "/Hue", "/Saturation", "/Color", "/Luminosity"),
    )
)
_MOST: Final = 6 * 2**20
"""The most bytes of operators that are looked at, of all pages together."""


class ArchiveCheck:
    """Looks at the pages of one file, and at what they share only once."""

    def __init__(self) -> None:
        self._known: dict[tuple[tuple[int, int], str], str | None] = {}
        self._room = _MOST

    def fault(self, form: pikepdf.Object) -> str | None:
        """Return what is wrong with a page, by the form that draws it; None if nothing.

        It follows "... because ": "the font Helvetica is not embedded".
        """
        try:
            self._once(form, None, self._drawing)
        except Hindrance as why:
            return str(why)
        except DAMAGE:
            return wording.odd_drawing()
        return None

    def _once(self, value: object, around: object, check: Check) -> None:
        """Check what is shared once, and fail with it each time."""
        key = None
        if isinstance(value, pikepdf.Object) and value.is_indirect:
            key = value.objgen, check.__name__
            if key in self._known:
                why = self._known[key]
                if why is not None:
                    raise Hindrance(why)
                return
            self._known[key] = None
        try:
            check(value, around)
        except Hindrance as why:
            if key:
                self._known[key] = str(why)
            raise

    # --- what draws ----------------------------------------------------------------

    def _drawing(self, stream: object, around: object) -> None:
        """Check a form, a pattern or a glyph: a stream of operators.

        ISO 19005-2:2011, 6.2.2, 6.2.9.3 and 6.2.10.
        """
        _check_filters(stream)
        if not isinstance(stream, pikepdf.Stream):
            raise Hindrance(wording.odd_drawing())
        group = member(stream, "/Group")
        if colours := member(group, "/CS"):
            check_colours(colours, member(stream, "/Resources"))
        resources = member(stream, "/Resources")
        # What a stream draws with has to be named by itself, but for glyphs.
        Operators(self, resources if resources is not None else around).check(stream)

    def make_room(self, stream: object) -> None:
        """Keep within what may be looked at.

        Raises:
            Hindrance: There is too much.
        """
        content = content_of(packed_of(stream))
        self._room -= _MOST + 1 if content is None else len(content)
        if self._room < 0:
            raise Hindrance(wording.too_much())

    def external(self, xobject: object, resources: object) -> None:
        """Check what ``Do`` draws."""
        if member(xobject, "/Subtype") == "/Image":
            self._once(xobject, resources, self._image)
        else:
            self._once(xobject, None, self._drawing)

    def state(self, state: object, resources: object) -> None:
        """Check a dictionary of the graphics state."""
        if name(member(state, "/BM") or pikepdf.Name.Normal) not in _BLENDS:
            raise Hindrance(wording.odd_drawing())
        # ISO 19005-2:2011, 6.2.4.2
        if number(member(state, "/OPM")) and (
            member(state, "/OP") is True or member(state, "/op") is True
        ):
            raise Hindrance(wording.mixed_inks())
        mask = member(state, "/SMask")
        if isinstance(mask, pikepdf.Dictionary):
            self._once(member(mask, "/G"), resources, self._drawing)

    def pattern(self, pattern: object, resources: object) -> None:
        """Check what areas are filled with."""
        if isinstance(pattern, pikepdf.Stream):
            self._once(pattern, None, self._drawing)
            return
        self.state(member(pattern, "/ExtGState"), resources)
        self.shading(member(pattern, "/Shading"), resources)

    def shading(self, shading: object, resources: object) -> None:
        """Check a gradient."""
        if shading is None:
            raise Hindrance(wording.odd_drawing())
        if isinstance(shading, pikepdf.Stream):
            _check_filters(shading)
        check_colours(member(shading, "/ColorSpace"), resources)

    def _image(self, image: object, resources: object) -> None:
        _check_filters(image)
        if member(image, "/ImageMask") is True:
            # ISO 32000-1:2008, 8.9.5.1, table 89
            if number(member(image, "/BitsPerComponent") or 1) != 1:
                raise Hindrance(wording.odd_drawing())
        else:
            if number(member(image, "/BitsPerComponent")) not in {1, 2, 4, 8, 16}:
                raise Hindrance(wording.odd_drawing())
            check_colours(member(image, "/ColorSpace"), resources)
        for key in ("/Mask", "/SMask"):
            mask = member(image, key)
            if isinstance(mask, pikepdf.Stream):
                self._once(mask, resources, self._image)

    def glyphs(self, font: object, resources: object) -> None:
        """Check the drawings that a font of Type 3 consists of."""
        drawings = member(font, "/CharProcs")
        if drawings is not None and dictionary(drawings) is None:
            raise Hindrance(wording.odd_drawing())
        for _, drawing in entries(drawings):
            self._once(drawing, member(font, "/Resources") or resources, self._drawing)


def _check_filters(stream: object) -> None:
    # ISO 19005-2:2011, 6.1.7.2; JPEG 2000 has rules of its own: 6.2.8.3
    for filter_ in filters_of(member(stream, "/Filter")):
        if filter_ in FILTERS:
            continue
        if filter_ == "/JPXDecode":
            raise Hindrance(wording.jpeg_2000())
        raise Hindrance(wording.odd_packing())
