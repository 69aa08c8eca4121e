"""What the writer is told of the styles in the package that it writes into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class StyleMap:
    """The styles of a package: our own, or those of somebody's template."""

    ids: Mapping[str, str]
    """Our id of a style of any kind → its id in the package."""
    fluid: bool = False
    """Whether words are set in fonts and sizes that are not ours, so that nothing is
    known of where lines and pages end, and how far paragraphs stand apart is for
    their styles to say."""
    numbers_end: float | None = None
    """Where the page numbers of contents end, from the left margin; None where the
    styles of contents say so."""

    def paragraph(self, style: str) -> str:
        """Return the property that gives a paragraph a style, by our id."""
        return f'<w:pStyle w:val="{self.ids[style]}"/>'
