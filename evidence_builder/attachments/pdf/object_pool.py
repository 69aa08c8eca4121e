"""The objects that pages are drawn with, out of somebody's PDF, and nothing else."""

from __future__ import annotations

import re
from collections import deque
from decimal import Decimal
from typing import TYPE_CHECKING, Final, TypeAlias

import pikepdf

from evidence_builder.attachments.pdf.allowed_keys import (
    DRAWINGS,
    KEYS,
    NAMED,
    PLAIN,
    STREAMS,
)
from evidence_builder.attachments.pdf.appearances import Shape
from evidence_builder.attachments.pdf.geometry import numbers
from evidence_builder.attachments.pdf.marked_content import has_marks, unmarked
from evidence_builder.attachments.pdf.objects import FAULTS, member, name
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
    from collections.abc import Iterator, Sequence

    from evidence_builder.attachments.pdf.geometry import Box, Matrix, Placing
    from evidence_builder.attachments.pdf.optional_content import Layers
    from evidence_builder.attachments.pdf.streams import Packed
    from evidence_builder.document.pdf_page import Spelling

Pieces: TypeAlias = list[bytes | int]

NOTHING: Final = PdfObject((b"null",))
EMPTY_FORM: Final = PdfObject((b"<</Type/XObject/Subtype/Form/BBox[0 0 0 0]>>",), b"")

_DEEPEST: Final = 60
TOKEN: Final = re.compile(
    rb"\[[^\[\]()<>/R]*\]|<<|>>|[\[\]]|/[^\s/\[\]()<>%{}]*|\d+ \d+ R"
    rb"|<[^<>]*>|\((?>[^()\\]+|\\.)*\)|[^\s/\[\]()<>]+",
    re.DOTALL,
)


class ObjectPool:
    """Copies objects of a file, each at most once in each role.

    Objects are numbered in the order in which they are met, breadth first.
    """

    def __init__(self, pdf: pikepdf.Pdf, layers: Layers) -> None:
        self._pdf = pdf
        self.layers = layers
        self._objects: list[PdfObject] = []
        self._numbers: dict[tuple[int, int, str], int] = {}
        self._waiting: deque[tuple[int, pikepdf.Object, str]] = deque()
        self.elsewhere = False
        """Whether something is in another file, which is not looked at."""
        self.lost = 0
        """How many objects could not be read."""
        self._too_large: set[int] = set()

    def add(self, thing: PdfObject) -> int:
        """Put in an object of our own, and return its number."""
        self._objects.append(thing)
        return len(self._objects) - 1

    def reference(self, thing: pikepdf.Object, role: str) -> int:
        """Return the number of a copy of an indirect object."""
        key = (*thing.objgen, role)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = self.add(NOTHING)
            self._waiting.append((number, thing, role))
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
        pieces: Pieces = [head % (numbers(box), numbers(matrix))]
        for key, value, role in (
            (b"/Group", group, "group"),
            (b"/Resources", resources, "resources"),
        ):
            if isinstance(value, pikepdf.Object):
                pieces += [key, *self._spell(value.unparse(), role)]
        if content.source is None:
            pieces += [b"/Filter" + one.encode() for one in content.filters]
        else:
            packing = self._spell(content.source.stream_dict.unparse(), "data")
            pieces += packing[1:-1]
        return self.add(PdfObject(_joined([*pieces, b">>"]), content.data))

    def over(
        self,
        page: int,
        placing: Placing,
        remarks: Sequence[tuple[pikepdf.Object | Shape, Matrix]],
    ) -> int:
        """Put in a form that draws a page and then what stands on it."""
        size = numbers((0, 0, placing.width, placing.height))
        pieces: Pieces = [
            b"<</Type/XObject/Subtype/Form/BBox[%b]" % size,
            b"/Resources<</XObject<</Page",
            page,
        ]
        draw = [b"q /Page Do Q"]
        for index, (remark, matrix) in enumerate(remarks):
            if isinstance(remark, Shape):
                number = self._shape(remark, placing.box)
            else:
                number = self.reference(remark, "form")
            pieces += [b"/Remark%d" % index, number]
            draw.append(b"q %b cm /Remark%d Do Q" % (numbers(matrix), index))
        pieces.append(b">>>>>>")
        return self.add(PdfObject(_joined(pieces), b"\n".join(draw)))

    def _shape(self, shape: Shape, box: Box) -> int:
        opacity = numbers((shape.opacity,))
        head = (
            b"<</Type/XObject/Subtype/Form/BBox[%b]/Resources<</ExtGState<</Mix"
            b"<</BM/%b/CA %b/ca %b>>>>>>>>"
        ) % (numbers(box), shape.blend, opacity, opacity)
        return self.add(PdfObject((head,), b"/Mix gs " + shape.operators))

    def taken(self) -> PdfObjects:
        """Copy what has been referred to, and what that refers to, and so on."""
        while self._waiting:
            number, thing, role = self._waiting.popleft()
            try:
                self._objects[number] = self._copy(thing, role)
            except TooLargeError:
                self._too_large.add(number)
            except FAULTS:
                self.lost += 1
        return PdfObjects(tuple(self._objects))

    def needs_too_much(self, form: int) -> bool:
        """Whether a form draws what would unpack to more than readers can bear."""
        if not self._too_large:
            return False
        met, waiting = {form}, [form]
        while waiting:
            for part in self._objects[waiting.pop()].spelling:
                if isinstance(part, int) and part not in met:
                    met.add(part)
                    waiting.append(part)
        return not met.isdisjoint(self._too_large)

    def _copy(self, thing: pikepdf.Object, role: str) -> PdfObject:
        if role == "xobject":
            if self.layers.hide(member(thing, "/OC")):
                return EMPTY_FORM
            role = _kind_of_xobject(thing)
        if not isinstance(thing, pikepdf.Stream):
            raw = thing.unparse(resolved=True)
            return PdfObject(_joined(self._spell(raw, role)))
        if role not in STREAMS:
            return EMPTY_FORM if role == "xobject" else NOTHING
        return self._stream(thing, role)

    def _stream(self, thing: pikepdf.Object, role: str) -> PdfObject:
        if is_elsewhere(thing):
            self.elsewhere = True
            return EMPTY_FORM if role in {"form", "image"} else NOTHING
        packed, dictionary = packed_of(thing), thing.stream_dict
        first = b"<</Type/XObject/Subtype/Form" if role == "form" else b"<<"
        if role in DRAWINGS:
            hidden = self.layers.hidden_names(member(thing, "/Resources"))
            clean = cleaned(packed, hidden)
            if clean is not packed:
                packed, dictionary = clean, without_packing(dictionary)
                first += b"/Filter/FlateDecode"
        elif role == "image":
            check_pixels(thing)
        else:
            check_size(packed)
        pieces = self._spell(dictionary.unparse(), role)
        return PdfObject(_joined([first, *pieces[1:]]), packed.data)

    def _spell(self, raw: bytes, role: str) -> Pieces:
        out: Pieces = []
        tokens = iter(TOKEN.findall(raw))
        for token in tokens:
            self._value(token, tokens, role, out, 0)
        return out

    def _value(
        self, token: bytes, rest: Iterator[bytes], role: str, out: Pieces, depth: int
    ) -> None:
        """Spell the value that begins with ``token``."""
        if depth > _DEEPEST:
            raise ValueError
        if token == b"<<":
            keys, named = KEYS.get(role, KEYS[PLAIN]), NAMED.get(role)
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
                self._value(member_, rest, role, out, depth + 1)
            out.append(b"]")
        elif token.endswith(b" R"):
            number, generation, _ = token.split()
            out.append(self._referred(int(number), int(generation), role))
        else:
            out.append(token)

    def _referred(self, number: int, generation: int, role: str) -> int | bytes:
        known = self._numbers.get((number, generation, role))
        if known is not None:
            return known
        thing = self._pdf.get_object(number, generation)
        if isinstance(thing, pikepdf.Object):
            return self.reference(thing, role)
        return _bare(thing)


def cleaned(packed: Packed, hidden: frozenset[bytes]) -> Packed:
    """Return drawing operators without marked content: these, or packed anew.

    Raises:
        ValueError: There are layers to take out, and they cannot be told from the
            rest; or there is more than readers can bear.
    """
    content = content_of(packed)
    check_size(packed, content)
    if content is not None and not has_marks(content):
        return packed
    clean = unmarked(content, hidden) if content is not None else None
    if clean is not None:
        return repacked(clean)
    if hidden:
        raise ValueError
    return packed


def _bare(thing: object) -> bytes:
    """Spell what pikepdf gives as a value of Python's."""
    match thing:
        case bool():
            return b"true" if thing else b"false"
        case int():
            return str(thing).encode()
        case Decimal() if thing.is_finite():
            return format(thing, "f").encode()
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


def _kind_of_xobject(thing: pikepdf.Object) -> str:
    match name(member(thing, "/Subtype")):
        case "/Image":
            return "image"
        case "/Form" if member(thing, "/Subtype2") is None:
            return "form"
        case _:
            return "xobject"  # PostScript, and what nobody knows
