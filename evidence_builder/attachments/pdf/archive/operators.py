"""The operators that draw a page: which an archive file may have, and on what.

ISO 19005-2:2011, 6.2.2, and what the operators refer to.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Final, Protocol

import pikepdf

from evidence_builder.attachments.pdf.archive.colours import Hindrance, check_colours
from evidence_builder.attachments.pdf.archive.fonts import Usage, check_font
from evidence_builder.attachments.pdf.objects import FAULTS, items, member, name, number
from evidence_builder.attachments.pdf.streams import filters_of
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FILTERS: Final = frozenset(
    (
        *("/ASCIIHexDecode", "/ASCII85Decode", "/FlateDecode", "/RunLengthDecode"),
        *("/CCITTFaxDecode", "/JBIG2Decode", "/DCTDecode"),
    )
)
"""How streams may be packed: ISO 19005-2:2011, 6.1.7.2."""

# ISO 19005-2:2011, 6.1.10; ISO 32000-1:2008, 8.9.7, table 94
_SHORT_FILTERS: Final = frozenset(("/AHx", "/A85", "/Fl", "/RL", "/CCF", "/DCT"))
# ISO 32000-1:2008, annex A, table A.1
_OPERATORS: Final = frozenset(
    (
        *("b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c", "cm", "CS", "cs"),
        *("d", "d0", "d1", "Do", "DP", "EI", "EMC", "ET", "EX", "f", "F", "f*", "G"),
        *("g", "gs", "h", "i", "ID", "j", "J", "K", "k", "l", "m", "M", "MP", "n", "q"),
        *("Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc", "SCN", "scn", "sh", "T*"),
        *("Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz", "v"),
        *("w", "W", "W*", "y", "'", '"'),
    )
)
# ISO 19005-2:2011, 6.2.6; ISO 32000-1:2008, 8.6.5.8, table 70
INTENTS: Final = frozenset(
    ("/AbsoluteColorimetric", "/Perceptual", "/RelativeColorimetric", "/Saturation")
)
# ISO 19005-2:2011, 6.1.13; ISO 32000-1:2008, annex C, table C.1
_DEEPEST_STATE: Final = 28
_LONGEST_STRING, _LONGEST_NAME = 32_767, 127
_LARGEST: Final = 2**31 - 1
# ISO 32000-1:2008, 9.3.6, table 106
_UNSEEN: Final = 3


class ResourceCheck(Protocol):
    """Checks what operators refer to; each may raise ``Hindrance``."""

    def make_room(self, stream: object) -> None: ...  # noqa: D102
    def external(self, xobject: object, resources: object) -> None: ...  # noqa: D102
    def state(self, state: object, resources: object) -> None: ...  # noqa: D102
    def pattern(self, pattern: object, resources: object) -> None: ...  # noqa: D102
    def shading(self, shading: object, resources: object) -> None: ...  # noqa: D102
    def glyphs(self, font: object, resources: object) -> None: ...  # noqa: D102


class Operators:
    """Goes through the operators of one stream."""

    def __init__(self, check: ResourceCheck, resources: object) -> None:
        self._resource_check, self._resources = check, resources
        self._font: object = None
        self._unseen = False
        self._saved: list[tuple[object, bool]] = []
        self._fonts: dict[str, Usage] = {}

        self._steps: dict[str, tuple[int | None, Callable[..., None]]] = {
            "q": (0, self._save),
            "Q": (0, self._restore),
            "Tf": (2, self._choose_font),
            "Tr": (1, self._choose_mode),
            **dict.fromkeys(("Tj", "TJ", "'", '"'), (None, self._show)),
            "Do": (1, self._draw),
            "gs": (1, self._state),
            "sh": (1, self._shade),
            **dict.fromkeys(("cs", "CS"), (1, self._space)),
            **dict.fromkeys(("scn", "SCN"), (None, self._colour)),
            **dict.fromkeys(("k", "K"), (None, self._press)),
            "ri": (1, self._intent),
        }
        """The number of operands, None where it does not matter, and what is done.

        ISO 32000-1:2008, annex A, table A.1.
        """

    def check(self, stream: object) -> None:
        """Check them all, and then the fonts with what is written in each.

        Raises:
            Hindrance: What they draw cannot be in an archive file.
        """
        self._resource_check.make_room(stream)
        for instruction in _parsed(stream):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                self._inline(instruction.iimage)
            else:
                self._operator(str(instruction.operator), instruction.operands)
        if self._saved:
            raise Hindrance(wording.odd_drawing())
        for font_name, usage in self._fonts.items():
            font = self._named("/Font", font_name)
            check_font(font, usage)
            if member(font, "/Subtype") == "/Type3":
                self._resource_check.glyphs(font, self._resources)

    def _operator(self, operator: str, operands: Sequence[object]) -> None:
        if operator not in _OPERATORS:
            raise Hindrance(wording.odd_drawing())
        if operator in self._steps:
            count, step = self._steps[operator]
            if count not in {None, len(operands)}:
                raise Hindrance(wording.odd_drawing())
            step(*operands)
        elif any(abs(number(operand) or 0) > _LARGEST for operand in operands):
            raise Hindrance(wording.odd_drawing())

    def _named(self, kind: str, key: object) -> object:
        resource = member(member(self._resources, kind), str(key))
        if resource is None or len(str(key)) > _LONGEST_NAME:
            raise Hindrance(wording.odd_drawing())
        return resource

    def _save(self) -> None:
        self._saved.append((self._font, self._unseen))
        if len(self._saved) > _DEEPEST_STATE:
            raise Hindrance(wording.odd_drawing())

    def _restore(self) -> None:
        if not self._saved:
            raise Hindrance(wording.odd_drawing())
        self._font, self._unseen = self._saved.pop()

    def _choose_font(self, key: object, _size: object) -> None:
        self._font = key

    def _choose_mode(self, mode: object) -> None:
        self._unseen = number(mode) == _UNSEEN

    def _show(self, *operands: object) -> None:
        words = operands[-1]
        shown = [*items(words)] if isinstance(words, pikepdf.Array) else [words]
        if self._font is None:
            raise Hindrance(wording.odd_drawing())
        usage = self._fonts.setdefault(str(self._font), Usage())
        for string in shown:
            if isinstance(string, pikepdf.String):
                codes = bytes(string)
                if len(codes) > _LONGEST_STRING:
                    raise Hindrance(wording.odd_drawing())
                (usage.unseen if self._unseen else usage.seen).add(codes)

    def _draw(self, key: object) -> None:
        self._resource_check.external(self._named("/XObject", key), self._resources)

    def _state(self, key: object) -> None:
        state = self._named("/ExtGState", key)
        if member(state, "/Font") is not None:
            raise Hindrance(wording.odd_drawing())
        self._resource_check.state(state, self._resources)

    def _shade(self, key: object) -> None:
        self._resource_check.shading(self._named("/Shading", key), self._resources)

    def _space(self, key: object) -> None:
        check_colours(key, self._resources)

    def _colour(self, *operands: object) -> None:
        if operands and isinstance(operands[-1], pikepdf.Name):
            pattern = self._named("/Pattern", operands[-1])
            self._resource_check.pattern(pattern, self._resources)

    def _press(self, *_: object) -> None:
        check_colours(pikepdf.Name.DeviceCMYK, self._resources)

    def _intent(self, intent: object) -> None:
        if name(intent) not in INTENTS:
            raise Hindrance(wording.odd_drawing())

    def _inline(self, image: pikepdf.PdfInlineImage) -> None:
        entries = image.obj
        filters = member(entries, "/F") or member(entries, "/Filter")
        if not {*filters_of(filters)} <= FILTERS | _SHORT_FILTERS:
            raise Hindrance(wording.odd_drawing())
        if member(entries, "/I") is True or member(entries, "/Interpolate") is True:
            # ISO 19005-2:2011, 6.2.8.1
            raise Hindrance(wording.smoothed())
        if True not in {member(entries, "/IM"), member(entries, "/ImageMask")}:
            colours = member(entries, "/CS") or member(entries, "/ColorSpace")
            check_colours(colours, self._resources)


def _parsed(
    stream: object,
) -> Sequence[pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage]:
    with warnings.catch_warnings():
        # Operators that break off are only warned of.
        warnings.simplefilter("error")
        try:
            return list(pikepdf.parse_content_stream(stream))
        except (*FAULTS, UserWarning) as error:
            raise Hindrance(wording.odd_drawing()) from error
