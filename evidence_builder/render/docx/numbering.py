"""Real numbering: one definition for each kind of list, restarted for each list."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence_builder.render.docx.markup import NAMESPACES, twips
from evidence_builder.render.styles import LIST_INDENT

DEEPEST = 8
"""Word counts list levels from 0 to 8; deeper lists stay at the last."""

_BULLETED, _NUMBERED = 0, 1
_BULLETS = "\u2022\u2013"


@dataclass(slots=True)
class Numbering:
    """Hands out the numbers of lists and writes the part that defines them.

    The first two numbers belong to the styles of lists, for whoever goes on writing.
    """

    bullets: int = 1
    """The list number of all bulleted lists."""
    _restarted: list[str] = field(default_factory=list)

    def restarted(self, start: int, level: int) -> int:
        """Return a new list number that counts from ``start`` at one level."""
        number = len(self._restarted) + 3
        self._restarted.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_NUMBERED}"/>'
            f'<w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{max(start, 0)}"/></w:lvlOverride></w:num>'
        )
        return number

    def part(self) -> str:
        """Return the numbering part."""
        return "".join(
            (
                f"<w:numbering {NAMESPACES}>",
                _definition(_BULLETED, "bullet"),
                _definition(_NUMBERED, "decimal"),
                f'<w:num w:numId="1"><w:abstractNumId w:val="{_BULLETED}"/></w:num>',
                f'<w:num w:numId="2"><w:abstractNumId w:val="{_NUMBERED}"/></w:num>',
                *self._restarted,
                "</w:numbering>",
            )
        )


def usual_left(level: int) -> float:
    """Return where the words of a list level stand by these definitions."""
    return LIST_INDENT * (level + 1)


def _definition(number: int, kind: str) -> str:
    levels = "".join(_level(level, kind) for level in range(DEEPEST + 1))
    return (
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, kind: str) -> str:
    text = f"%{level + 1}."
    if kind == "bullet":
        text = _BULLETS[level % len(_BULLETS)]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(usual_left(level))}" '
        f'w:hanging="{twips(LIST_INDENT)}"/></w:pPr></w:lvl>'
    )
