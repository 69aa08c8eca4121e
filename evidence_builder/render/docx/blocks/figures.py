"""Pictures with their captions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.markup.wordml import emu
from evidence_builder.markup.xml import escaped
from evidence_builder.render.docx.paragraphs import ParagraphPiece
from evidence_builder.render.docx.stylesheet import ROLE_STYLES
from evidence_builder.render.styles import CAPTION_GAP
from evidence_builder.wording.documents.render import picture as picture_words

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Figure
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom

_GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def extend(
    body: BodyWriter, column: Column, block: Figure, room: WordRoom, path: Path
) -> None:
    """Add a picture and its caption to a column.

    It is as large as in the layout that the page numbers come from.
    """
    width, height = body.geometry.pictures[path]
    last = column[-1] if column else None
    if isinstance(last, ParagraphPiece) and last.style == ROLE_STYLES["small"]:
        # A line of small words directly above belongs to the picture.
        last.keep = True
    body.pictures += 1
    picture = _drawing(
        body.inlines.package.add_picture(block.image),
        body.pictures,
        width=width,
        height=height,
        alt=block.alt or picture_words(),
    )
    marked = body.inlines.bookmarks.mark(block.anchor, picture)
    piece = body.piece("Figure", room, path, marked)
    piece.align = ""
    piece.keep = bool(block.caption)
    column.append(piece)
    if block.caption:
        piece.after = CAPTION_GAP
        caption = room.body if room.in_cell else "Caption"
        captions = body.pieces(caption, room, path, block.caption)
        captions[0].align = ""
        column += captions


def _drawing(
    relation: str, number: int, *, width: float, height: float, alt: str
) -> str:
    """Return the run of a picture.

    Args:
        relation: The relationship id of the picture's part.
        number: A number that no other picture of the document has.
        width: As printed, in points.
        height: As printed, in points.
        alt: What the picture shows, in words.
    """
    size = f'cx="{emu(width)}" cy="{emu(height)}"'
    words = escaped(alt)
    return (
        # ECMA-376 Part 1 (5th ed.), 20.4.2.8 (inline), 20.4.2.5 (docPr), 20.2 (pic).
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f"<wp:extent {size}/>"
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
        f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{_GRAPHIC}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/>'
        f"<pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
