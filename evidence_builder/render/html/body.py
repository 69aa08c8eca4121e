"""Blocks as HTML."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING, assert_never

from evidence_builder.document import blocks
from evidence_builder.document.coverage_picture import CoveragePicture
from evidence_builder.document.walk import target_of
from evidence_builder.markup.html import escaped
from evidence_builder.render.attached import in_words
from evidence_builder.render.html import tables
from evidence_builder.render.html.inlines import InlineHtml, flag
from evidence_builder.render.styles import FLAG_MARKS
from evidence_builder.wording.documents.render import drawn_in_pdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evidence_builder.document.coverage_picture import PictureCell
    from evidence_builder.markup.html import Ids

_DEEPEST = 6
_DEEPEST_SECTION = 2
_SCREEN_DPI = 96
"""CSS Values 4, "Absolute Lengths": a pixel is 1/96 inch."""


class BlockWriter:
    """Writes the blocks of one document; holds what they share.

    Args:
        gaps: The anchors of criteria, each with whether it is a gap.
        ids: Gives places their names.
    """

    def __init__(self, gaps: Mapping[str, bool], ids: Ids) -> None:
        self.ids = ids
        self.gaps = gaps
        self.inlines = InlineHtml(self.ids)
        self.shares = tables.Shares()
        self._levels: list[int] = []
        self._sections: list[tuple[int, str]] = []
        self._asked_for_page = False

    def whole(self, content: tuple[blocks.Block, ...]) -> str:
        """Return the blocks of a document, in sections by their headings."""
        parts: list[str] = []
        for index, block in enumerate(content):
            if isinstance(block, blocks.PageBreak):
                self._asked_for_page = bool(parts)
                continue
            if isinstance(block, blocks.Heading):
                after = content[index + 1] if index + 1 < len(content) else None
                parts.append(
                    self._section(block, is_list=isinstance(after, blocks.Contents))
                )
            parts.append(self._page())
            parts.append(self.block(block))
        parts.append(self._closed(0))
        return "".join(parts)

    def inside(self, content: Iterable[blocks.Block]) -> str:
        """Return blocks that stand inside another."""
        return "".join([self.block(block) for block in content])

    def block(  # noqa: C901, PLR0911, PLR0912 - one case for each kind of block
        self, block: blocks.Block
    ) -> str:
        """Return a block."""
        match block:
            case blocks.Paragraph():
                return self._paragraph(block)
            case blocks.Table():
                return tables.table(self, block)
            case blocks.Heading():
                return self._heading(block)
            case blocks.ListBlock():
                return self._list(block)
            case blocks.Figure():
                return self._figure(block)
            case blocks.FormLine():
                return self._form(block)
            case blocks.CodeBlock():
                return f"<pre><code>{escaped(block.text)}</code></pre>\n"
            case blocks.Quotation():
                return f"<blockquote>{self.inside(block.blocks)}</blockquote>\n"
            case CoveragePicture():
                return _matrix(self.inlines, block)
            case blocks.Contents():
                return self._contents(block)
            case blocks.AttachedPage():
                words = in_words(block, drawn_in_pdf())
                return f'<div class="sheet">{self.inside(words)}</div>\n'
            case blocks.PageBreak():
                return ""
            case _:
                assert_never(block)

    def cell(self, cell: blocks.Cell) -> str:
        """Return what stands in a cell; a single paragraph as its words alone."""
        content = cell.blocks
        if len(content) == 1:
            (only,) = content
            if (
                isinstance(only, blocks.Paragraph)
                and only.role == "body"
                and not only.anchor
            ):
                return self.inlines.html(only.inlines)
        return "".join(
            [
                f'<p class="within">{self.inlines.html(block.inlines)}</p>'
                if isinstance(block, blocks.Heading)
                else self.block(block)
                for block in content
            ]
        )

    # --- sections and headings -----------------------------------------------------

    def _section(self, block: blocks.Heading, *, is_list: bool) -> str:
        """Return the end of sections that a heading ends, and the one it begins."""
        if block.level > _DEEPEST_SECTION or not block.outlined:
            return ""
        closed = self._closed(block.level)
        if not is_list:
            self._sections.append((block.level, "section"))
            return f"{closed}<section{self._on_page()}>\n"
        self._sections.append((block.level, "nav"))
        name = self.ids.of(block.anchor or "contents")
        page = self._on_page("contents")
        return f'{closed}<nav{page} aria-labelledby="{name}">\n'

    def _closed(self, level: int) -> str:
        ended = []
        while self._sections and self._sections[-1][0] >= level:
            ended.append(f"</{self._sections.pop()[1]}>\n")
        return "".join(ended)

    def _on_page(self, name: str = "") -> str:
        """Return a class that begins a printed page where the document asks for it."""
        names = f"{name} page".strip() if self._asked_for_page else name
        self._asked_for_page = False
        return f' class="{names}"' if names else ""

    def _page(self) -> str:
        return f"<div{self._on_page()}></div>" if self._asked_for_page else ""

    def _heading(self, block: blocks.Heading) -> str:
        # Authors skip levels; what is read aloud may not, so they count the nesting
        # (WCAG 2.2, 1.3.1; HTML Living Standard, "The h1, h2, h3, h4, h5, and h6
        # elements").
        # The first is the heading of the whole, and above all others.
        level = max(block.level, 1) if self._levels else 0
        while self._levels and self._levels[-1] >= level:
            self._levels.pop()
        self._levels.append(level)
        tag = f"h{min(len(self._levels), _DEEPEST)}"
        anchor = block.anchor
        name = f' id="{self.ids.of(anchor)}"' if anchor else ""
        words = self.inlines.html(block.inlines)
        return f"<{tag}{name}>{words}</{tag}>\n"

    # --- paragraphs, lists, forms, pictures ------------------------------------------

    def _paragraph(self, block: blocks.Paragraph) -> str:
        name = f' id="{self.ids.of(block.anchor)}"' if block.anchor else ""
        look = "" if block.role == "body" else f' class="{block.role}"'
        return f"<p{name}{look}>{self.inlines.html(block.inlines)}</p>\n"

    def _list(self, block: blocks.ListBlock) -> str:
        parts = []
        for item in block.items:
            match item:
                case (blocks.Paragraph(inlines, "body", None),):
                    parts.append(f"<li>{self.inlines.html(inlines)}</li>\n")
                case _:
                    parts.append(f"<li>{self.inside(item)}</li>\n")
        if not block.ordered:
            return f"<ul>{''.join(parts)}</ul>\n"
        start = f' start="{block.start}"' if block.start != 1 else ""
        return f"<ol{start}>{''.join(parts)}</ol>\n"

    def _form(self, block: blocks.FormLine) -> str:
        names = self.shares.classes(field.share for field in block.fields)
        fields = "".join(
            f'<p class="{name}"><span>{escaped(field.label)}</span> '
            f'<span class="line">{escaped(field.value)}</span></p>'
            for name, field in zip(names, block.fields, strict=True)
        )
        return f'<div class="form">{fields}</div>\n'

    def _figure(self, block: blocks.Figure) -> str:
        name = f' id="{self.ids.of(block.anchor)}"' if block.anchor else ""
        words = self.inlines.html(block.caption)
        caption = f"<figcaption>{words}</figcaption>" if words else ""
        return f"<figure{name}>{_img(block.image, block.alt)}{caption}</figure>\n"

    def _contents(self, block: blocks.Contents) -> str:
        """Return lists in lists; an entry that skips a level stands one deeper."""
        parts: list[str] = []
        levels: list[int] = []
        for entry in block.entries:
            if levels and entry.level > levels[-1]:
                parts.append("\n<ol>")
                levels.append(entry.level)
            elif levels:
                while len(levels) > 1 and entry.level < levels[-1]:
                    parts.append("</li></ol>")
                    levels.pop()
                parts.append("</li>\n")
            else:
                parts.append('<ol class="entries">')
                levels.append(entry.level)
            words = self.inlines.html(entry.inlines, linked=True)
            parts.append(f"<li>{self.inlines.to(entry.target, words)}")
        parts += ["</li></ol>"] * len(levels)
        return "".join(parts) + "\n"


def _img(image: blocks.Image, alt: str) -> str:
    data = b64encode(image.data).decode("ascii")
    scale = _SCREEN_DPI / image.dpi if image.dpi > 0 else 1.0
    width, height = (max(round(n * scale), 1) for n in (image.width, image.height))
    return (
        f'<img src="data:image/{image.kind};base64,{data}" alt="{escaped(alt)}" '
        f'width="{width}" height="{height}"/>'
    )


def _matrix(inlines: InlineHtml, picture: CoveragePicture) -> str:
    """Return the tiles, unit by unit, each list named by its unit."""
    legend = " ".join(flag(cell) for cell in picture.legend)
    parts = [f'<p class="legend">{legend}</p>\n']
    for unit in picture.rows:
        name = inlines.ids.fresh("matrix")
        tiles = "".join(_tile(inlines, cell) for cell in unit.cells)
        parts.append(
            f'<div class="unit"><p id="{name}">{inlines.html(unit.name)} '
            f"{escaped(unit.title)}</p>\n"
            f'<ul class="tiles" aria-labelledby="{name}">{tiles}</ul></div>\n'
        )
    return "".join(parts)


def _tile(inlines: InlineHtml, cell: PictureCell) -> str:
    status, target = cell.status, target_of(cell.number)
    words = (
        f'<span class="mark" aria-hidden="true">'
        f"{status.mark or FLAG_MARKS[status.tone]}</span> "
        f"<b>{inlines.html(cell.number, linked=True)}</b> "
        f"<span>{escaped(status.text)}</span>"
    )
    head = inlines.to(target, words) if target else f"<span>{words}</span>"
    proof = f"<p>{inlines.html(cell.evidence)}</p>" if cell.evidence else ""
    gap = "yes" if cell.is_gap else "no"
    return f'<li class="{status.tone}" data-gap="{gap}">{head}{proof}</li>\n'
