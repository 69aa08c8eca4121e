"""The objects that pages are drawn with, out of somebody's PDF, and nothing else."""

from __future__ import annotations

import re
from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

from evidence_builder.attachments.pdf.allowed_keys import (
    ALLOWED_KEYS,
    DRAWINGS,
    NAMED,
    PLAIN,
    STREAMS,
)
from evidence_builder.attachments.pdf.appearances import PlainAppearance
from evidence_builder.attachments.pdf.geometry import spelled
from evidence_builder.attachments.pdf.marked_content import (
    has_marked_content,
    without_marked_content,
)
from evidence_builder.attachments.pdf.objects import DAMAGE, member, name
from evidence_builder.attachments.pdf.streams import (
    TooLargeError,
    check_pixels,
    check_size,
    content_of,
    is_elsewhere,
    packed_of,
    repacked,
    without_packing,
)
from evidence_builder.document.pdf_page import PdfObject, PdfObjects

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evidence_builder.attachments.pdf.geometry import Box, Matrix, PageSpace
    from evidence_builder.attachments.pdf.optional_content import OptionalContent
    from evidence_builder.attachments.pdf.streams import Packed
    from evidence_builder.document.pdf_page import Spelling

Pieces: TypeAlias = list[bytes | int]

NOTHING: Final = PdfObject((b"null",))
EMPTY_FORM: Final = PdfObject((b"<</Type/XObject/Subtype/Form/BBox[0 0 0 0]>>",), b"")

_DEEPEST: Final = 60
# ISO 32000-1:2008, 7.2 and 7.3, as qpdf writes them
TOKEN: Final = re.compile(
    rb"\[[^\[\]()<>/R]*\]|<<|>>|[\[\]]|/[^\s/\[\]()<>%{}]*|\d+ \d+ R"
    rb"|<[^<>]*>|\((?>[^()\\]+|\\.)*\)|[^\s/\[\]()<>]+",
    re.DOTALL,
)


class ObjectPool:
    """Copies objects of a file, each at most once as each kind.

    Objects are numbered in the order in which they are met, breadth first.
    """

    def __init__(self, pdf: pikepdf.Pdf, optional_content: OptionalContent) -> None:
        self._pdf = pdf
        self.optional_content = optional_content
        self._objects: list[PdfObject] = []
        self._numbers: dict[tuple[int, int, str], int] = {}
        self._waiting: deque[tuple[int, pikepdf.Object, str]] = deque()
        self.elsewhere = False
        """Whether something is in another file, which is not looked at."""
        self.lost = 0
        """How many objects could not be read."""
        self._too_large: set[int] = set()

    def emptied(self) -> ObjectPool:
        """Return a pool for the same file with nothing in it."""
        return ObjectPool(self._pdf, self.optional_content)

    def add(self, pdf_object: PdfObject) -> int:
        """Put in an object of our own, and return its number."""
        self._objects.append(pdf_object)
        return len(self._objects) - 1

    def reference(self, value: pikepdf.Object, kind: str) -> int:
        """Return the number of a copy of an indirect object."""
        key = (*value.objgen, kind)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.add(NOTHING)
            self._waiting.append((number, value, kind))
        return number

    def form(
        self,
        content: Packed,
        box: Box,
        matrix: Matrix,
        resources: object,
        group: object,
    ) -> int:
        """Put in a form XObject that draws ``content``, and return its number."""
        head = b"<</Type/XObject/Subtype/Form/BBox[%b]/Matrix[%b]"
        # ISO 32000-1:2008, 8.10.2, table 95
        pieces: Pieces = [head % (spelled(box), spelled(matrix))]
        for key, value, kind in (
            (b"/Group", group, "group"),
            (b"/Resources", resources, "resources"),
        ):
            if isinstance(value, pikepdf.Object):
                pieces += [key, *self._spell(value.unparse(), kind)]
        if content.source is None:
            pieces += [b"/Filter" + filter_.encode() for filter_ in content.filters]
        else:
            packing = self._spell(content.source.stream_dict.unparse(), "data")
            pieces += packing[1:-1]
        return self.add(PdfObject(_joined([*pieces, b">>"]), content.data))

    def over(
        self,
        page: int,
        space: PageSpace,
        appearances: Sequence[tuple[pikepdf.Object | PlainAppearance, Matrix]],
    ) -> int:
        """Put in a form that draws a page and then what stands on it."""
        size = spelled((0, 0, space.width, space.height))
        pieces: Pieces = [
            b"<</Type/XObject/Subtype/Form/BBox[%b]" % size,
            b"/Resources<</XObject<</Page",
            page,
        ]
        draw = [b"q /Page Do Q"]
        for index, (appearance, matrix) in enumerate(appearances):
            if isinstance(appearance, PlainAppearance):
                number = self._plain_form(appearance, space.box)
            else:
                number = self.reference(appearance, "form")
            pieces += [b"/Remark%d" % index, number]
            draw.append(b"q %b cm /Remark%d Do Q" % (spelled(matrix), index))
        pieces.append(b">>>>>>")
        return self.add(PdfObject(_joined(pieces), b"\n".join(draw)))

    def _plain_form(self, appearance: PlainAppearance, box: Box) -> int:
        opacity = spelled((appearance.opacity,))
        head = (
            b"<</Type/XObject/Subtype/Form/BBox[%b]/Resources<</ExtGState<</Mix"
            b"<</BM/%b/CA %b/ca %b>>>>>>>>"
        ) % (spelled(box), appearance.blend, opacity, opacity)
        return self.add(PdfObject((head,), b"/Mix gs " + appearance.operators))

    def copied(self) -> PdfObjects:
        """Copy what has been referred to, and what that refers to, and so on."""
        while self._waiting:
            number, value, kind = self._waiting.popleft()
            try:
                self._objects[number] = self._copy(value, kind)
            except TooLargeError:
                self._too_large.add(number)
            except DAMAGE:
                self.lost += 1
        return PdfObjects(tuple(self._objects))

    def needs_too_much(self, form: int) -> bool:
        """Whether a form draws what would unpack to more than readers can bear."""
        if not self._too_large:
            return False
        return not self._too_large.isdisjoint(needed(self._objects, (form,)))

    def _copy(self, value: pikepdf.Object, kind: str) -> PdfObject:
        if kind == "xobject":
            # ISO 32000-1:2008, 8.11.3.3
            if self.optional_content.hides(member(value, "/OC")):
                return EMPTY_FORM
            kind = _kind_of_xobject(value)
        if not isinstance(value, pikepdf.Stream):
            raw = value.unparse(resolved=True)
            return PdfObject(_joined(self._spell(raw, kind)))
        if kind not in STREAMS:
            return EMPTY_FORM if kind == "xobject" else NOTHING
        return self._stream(value, kind)

    def _stream(self, value: pikepdf.Object, kind: str) -> PdfObject:
        if is_elsewhere(value):
            self.elsewhere = True
            return EMPTY_FORM if kind in {"form", "image"} else NOTHING
        packed, dictionary = packed_of(value), value.stream_dict
        first = b"<</Type/XObject/Subtype/Form" if kind == "form" else b"<<"
        if kind in DRAWINGS:
            hidden = self.optional_content.hidden_names(member(value, "/Resources"))
            clean = cleaned(packed, hidden)
            if clean is not packed:
                packed, dictionary = clean, without_packing(dictionary)
                first += b"/Filter/FlateDecode"
        elif kind == "image":
            check_pixels(value)
        else:
            check_size(packed)
        pieces = self._spell(dictionary.unparse(), kind)
        return PdfObject(_joined([first, *pieces[1:]]), packed.data)

    def _spell(self, raw: bytes, kind: str) -> Pieces:
        out: Pieces = []
        tokens = iter(TOKEN.findall(raw))
        for token in tokens:
            self._value(token, tokens, kind, out, 0)
        return out

    def _value(
        self, token: bytes, rest: Iterator[bytes], kind: str, out: Pieces, depth: int
    ) -> None:
        """Spell the value that begins with ``token``."""
        if depth > _DEEPEST:
            raise ValueError
        if token == b"<<":
            keys, named = ALLOWED_KEYS.get(kind, ALLOWED_KEYS[PLAIN]), NAMED.get(kind)
            out.append(b"<<")
            for key in rest:
                if key == b">>":
                    break
                value = next(rest)
                inner = named or keys.get(key)
                if inner is None:
                    _skip(value, rest)
                else:
                    out.append(key)
                    self._value(value, rest, inner, out, depth + 1)
            out.append(b">>")
        elif token == b"[":
            out.append(b"[")
            for member_ in rest:
                if member_ == b"]":
                    break
                self._value(member_, rest, kind, out, depth + 1)
            out.append(b"]")
        elif token.endswith(b" R"):
            number, generation, _ = token.split()
            out.append(self._referred(int(number), int(generation), kind))
        else:
            out.append(token)

    def _referred(self, number: int, generation: int, kind: str) -> int | bytes:
        known = self._numbers.get((number, generation, kind))
        if known is not None:
            return known
        value = self._pdf.get_object(number, generation)
        if isinstance(value, pikepdf.Object):
            return self.reference(value, kind)
        return _bare(value)


def needed(objects: Sequence[PdfObject], wanted: Iterable[int]) -> set[int]:
    """Return the numbers of objects, and of all that they refer to."""
    waiting, met = list(wanted), set[int]()
    while waiting:
        number = waiting.pop()
        if number not in met:
            met.add(number)
            parts = objects[number].spelling
            waiting += [part for part in parts if isinstance(part, int)]
    return met


def cleaned(packed: Packed, hidden: frozenset[bytes]) -> Packed:
    """Return drawing operators without marked content: these, or packed anew.

    Raises:
        ValueError: Optional content is to be taken out and cannot be told from the
            rest; or there is more than readers can bear.
    """
    content = content_of(packed)
    check_size(packed, content)
    if content is not None and not has_marked_content(content):
        return packed
    clean = without_marked_content(content, hidden) if content is not None else None
    if clean is not None:
        return repacked(clean)
    if hidden:
        raise ValueError
    return packed


def _bare(value: object) -> bytes:
    """Spell what pikepdf gives as a value of Python's."""
    match value:
        case bool():
            return b"true" if value else b"false"
        case int():
            return str(value).encode()
        case Decimal() if value.is_finite():
            return format(value, "f").encode()
        case _:
            return b"null"


def _joined(pieces: Pieces) -> Spelling:
    """Put together what stands between references."""
    out: Pieces = []
    run: list[bytes] = []
    for piece in pieces:
        if isinstance(piece, int):
            out += [b" ".join([*run, b""]), piece]
            run = [b""]
        else:
            run.append(piece)
    return (*out, b" ".join(run))


def _skip(token: bytes, rest: Iterator[bytes]) -> None:
    """Pass over the value that begins with ``token``."""
    depth = 0
    while True:
        if token in (b"<<", b"["):
            depth += 1
        elif token in (b">>", b"]"):
            depth -= 1
        if depth <= 0:
            return
        token = next(rest)


def _kind_of_xobject(xobject: pikepdf.Object) -> str:
    # ISO 32000-1:2008, 8.8 to 8.10
    match name(member(xobject, "/Subtype")):
        case "/Image":
            return "image"
        case "/Form" if member(xobject, "/Subtype2") is None:
            return "form"
        case _:
            return "xobject"  # PostScript (8.8.2), and what nobody knows
