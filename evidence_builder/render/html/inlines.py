"""What stands inside a paragraph, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from evidence_builder.document import inlines
from evidence_builder.markup.html import address, escaped
from evidence_builder.render.styles import FLAG_MARKS

if TYPE_CHECKING:
    from evidence_builder.markup.html import Ids


class InlineHtml(NamedTuple):
    """Writes inlines; knows the ids of places."""

    ids: Ids

    def html(self, content: tuple[inlines.Inline, ...], *, linked: bool = False) -> str:
        """Return inlines; where ``linked``, they stand in a link, and none is one."""
        return "".join(
            [
                # Nearly all of them, so the question is asked first and quickly.
                escaped(inline.text)
                if type(inline) is inlines.Text
                else self._inline(inline, linked=linked)
                for inline in content
            ]
        )

    def to(self, anchor: str, inner: str, more: str = "") -> str:
        """Return a link to a place in the document."""
        return f'<a href="#{self.ids.of(anchor)}"{more}>{inner}</a>'

    def _inline(  # noqa: C901, PLR0911 - one case for each kind of inline
        self, inline: inlines.Inline, *, linked: bool
    ) -> str:
        match inline:
            case inlines.Text(text):
                return escaped(text)
            case inlines.Reference(content, target):
                # A link inside a link leads where the outer one does.
                inner = self.html(content, linked=True)
                return inner if linked else self.to(target, inner)
            case inlines.Strong(content):
                return f"<strong>{self.html(content, linked=linked)}</strong>"
            case inlines.Break():
                return "<br/>"
            case inlines.Flag():
                return flag(inline)
            case inlines.Code(text):
                return f"<code>{escaped(text)}</code>"
            case inlines.Emphasis(content):
                return f"<em>{self.html(content, linked=linked)}</em>"
            case inlines.Link(content, href):
                inner = self.html(content, linked=True)
                where = None if linked else address(href)
                if where is None:
                    return inner
                return f'<a href="{where}" rel="noopener noreferrer">{inner}</a>'
            case inlines.PageOf():
                msg = "there are no pages: the document must come without their numbers"
                raise ValueError(msg)
            case _:
                assert_never(inline)


def flag(status: inlines.Flag) -> str:
    """Return a status; its shape is for the eye, its words are for everybody.

    WAI-ARIA 1.2, aria-hidden; WCAG 2.2, 1.4.1.
    """
    mark = status.mark or FLAG_MARKS[status.tone]
    shape = f'<span aria-hidden="true">{mark} </span>' if mark else ""
    return f'<b class="flag {status.tone}">{shape}{escaped(status.text)}</b>'
