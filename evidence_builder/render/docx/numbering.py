"""Real numbering: one definition for each kind of list, restarted for each list."""

from __future__ import annotations

from dataclasses import dataclass, field

from evidence_builder.markup.wordml import DECLARATIONS, twips
from evidence_builder.render.docx.limits import DEEPEST_LIST
from evidence_builder.render.styles import LIST_INDENT

BULLETED, NUMBERED = 0, 1
FIRST = 1
"""The first list number of a package of ours: that of bulleted lists."""
_BULLETS = "\u2022\u2013"


@dataclass(slots=True)
class ListNumbering:
    """Hands out the numbers of lists and writes the part that defines them.

    The first two numbers belong to the styles of lists, for whoever goes on writing.
    """

    bullets: int = FIRST
    """The list number of all bulleted lists, and the first that is handed out."""
    below: int = 0
    """The first number of a definition."""
    styles: tuple[str, str] = ("ListBullet", "ListNumber")
    """The styles that the two definitions belong to; empty where they have others."""
    outermost: int | None = None
    """The definition of outermost numbered lists, where it is not ours."""
    _restarted: list[str] = field(default_factory=list)

    def restarted(self, start: int, level: int) -> int:
        """Return a new list number that counts from ``start`` at one level."""
        number = self.bullets + len(self.styles) + len(self._restarted)
        definition = self.below + NUMBERED
        if level == 0 and self.outermost is not None:
            definition = self.outermost
        # ECMA-376 Part 1 (5th ed.), 17.9 (num, lvlOverride, startOverride).
        self._restarted.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>'
            f'<w:lvlOverride w:ilvl="{level}">'
            f'<w:startOverride w:val="{max(start, 0)}"/></w:lvlOverride></w:num>'
        )
        return number

    def part(self) -> str:
        """Return the numbering part."""
        return (
            f"<w:numbering {DECLARATIONS}>{self.definitions()}{self.numbers()}"
            "</w:numbering>"
        )

    def definitions(self) -> str:
        """Return the definitions of both kinds of list."""
        first, second = self.styles
        return _definition(self.below + BULLETED, "bullet", first) + _definition(
            self.below + NUMBERED, "decimal", second
        )

    def numbers(self) -> str:
        """Return the list numbers that stand for them."""
        usual = "".join(
            f'<w:num w:numId="{self.bullets + kind}">'
            f'<w:abstractNumId w:val="{self.below + kind}"/></w:num>'
            for kind in (BULLETED, NUMBERED)
        )
        return usual + "".join(self._restarted)


def usual_left(level: int) -> float:
    """Return where the words of a list level stand by these definitions."""
    return LIST_INDENT * (level + 1)


def _definition(number: int, kind: str, style: str) -> str:
    levels = _level(0, kind, style)
    levels += "".join(_level(level, kind) for level in range(1, DEEPEST_LIST + 1))
    return (
        f'<w:abstractNum w:abstractNumId="{number}">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, kind: str, style: str = "") -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style else ""
    text = f"%{level + 1}."
    if kind == "bullet":
        text = _BULLETS[level % len(_BULLETS)]
    return (
        # ECMA-376 Part 1 (5th ed.), 17.9.6 (lvl), in the order of its schema.
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        f'{linked}<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{twips(usual_left(level))}" '
        f'w:hanging="{twips(LIST_INDENT)}"/></w:pPr></w:lvl>'
    )
