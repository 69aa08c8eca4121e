"""Real numbering: one definition for each kind of list, restarted for each list."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence_builder.render.docx.markup import NAMESPACES, twips
from evidence_builder.render.styles import LIST_INDENT

DEEPEST = 8
"""Word counts list levels from 0 to 8; deeper lists stay at the last."""

_BULLETED, _NUMBERED = 0, 1


@dataclass(slots=True)
class Numbering:
    """Hands out the numbers of lists and writes the part that defines them."""

    _instances: list[str] = field(default_factory=list)

    def bullets(self) -> int:
        """Return the list number of all bulleted lists."""
        return 1

    def restarted(self, start: int, level: int) -> int:
        """Return a new list number that counts from ``start`` at one level."""
        number = len(self._instances) + 2
        self._instances.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_NUMBERED}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/>'
            "</w:lvlOverride></w:num>"
        )
        return number

    def part(self) -> str:
        """Return the numbering part."""
        return "".join(
            (
                f"<w:numbering {NAMESPACES}>",
                _definition(_BULLETED, "bullet", "\u2022"),
                _definition(_NUMBERED, "decimal", "%{}."),
                f'<w:num w:numId="1"><w:abstractNumId w:val="{_BULLETED}"/></w:num>',
                *self._instances,
                "</w:numbering>",
            )
        )


def _definition(number: int, kind: str, text: str) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text.format(level + 1)}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(LIST_INDENT * (level + 1))}" '
        f'w:hanging="{twips(LIST_INDENT)}"/></w:pPr></w:lvl>'
        for level in range(DEEPEST + 1)
    )
    return (
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
