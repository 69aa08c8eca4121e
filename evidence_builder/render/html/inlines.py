"""What stands inside a paragraph, as HTML."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from evidence_builder.document.inlines import (
    Break,
    Code,
    Emphasis,
    Flag,
    Link,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.markup.html import address, escaped
from evidence_builder.render.styles import FLAG_MARKS

if TYPE_CHECKING:
    from evidence_builder.document.inlines import Inline
    from evidence_builder.markup.html import Ids


class InlineHtml(NamedTuple):
    """Writes inlines; knows the ids of places."""

    ids: Ids

    def html(self, inlines: tuple[Inline, ...], *, linked: bool = False) -> str:
        """Return inlines; where ``linked``, they stand in a link, and none is one."""
        return "".join(
            [
                # Nearly all of them, so the question is asked first and quickly.
                escaped(inline.text)
                if type(inline) is Text
                else self._inline(inline, linked=linked)
                for inline in inlines
            ]
        )

    def to(self, anchor: str, inner: str, more: str = "") -> str:
        """Return a link to a place in the document."""
        return f'<a href="#{self.ids.of(anchor)}"{more}>{inner}</a>'

    def _inline(  # noqa: C901, PLR0911 - one case for each kind of inline
        self, inline: Inline, *, linked: bool
    ) -> str:
        match inline:
            case Text(text):
                return escaped(text)
            case Reference(inlines, target):
                # A link inside a link leads where the outer one does.
                inner = self.html(inlines, linked=True)
                return inner if linked else self.to(target, inner)
            case Strong(inlines):
                return f"<strong>{self.html(inlines, linked=linked)}</strong>"
            case Break():
                return "<br/>"
            case Flag():
                return flag(inline)
            case Code(text):
                return f"<code>{escaped(text)}</code>"
            case Emphasis(inlines):
                return f"<em>{self.html(inlines, linked=linked)}</em>"
            case Link(inlines, href):
                inner = self.html(inlines, linked=True)
                where = None if linked else address(href)
                if where is None:
                    return inner
                return f'<a href="{where}" rel="noopener noreferrer">{inner}</a>'
            case PageOf():
                msg = "there are no pages: the document must come without their numbers"
                raise ValueError(msg)
            case _:
                assert_never(inline)


def flag(status: Flag) -> str:
    """Return a status; its shape is for the eye, its words are for everybody.

    WAI-ARIA 1.2, aria-hidden; WCAG 2.2, 1.4.1.
    """
    mark = status.mark or FLAG_MARKS[status.tone]
    shape = f'<span aria-hidden="true">{mark} </span>' if mark else ""
    return f'<b class="flag {status.tone}">{shape}{escaped(status.text)}</b>'
