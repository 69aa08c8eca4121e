"""A picture in the line, with its words for those who cannot see it."""

from __future__ import annotations

from evidence_builder.markup.wordml import emu
from evidence_builder.markup.xml import escaped

_GRAPHIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def drawing(
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
