"""The lists of a Word document: bullet or number, and which number is next.

ECMA-376 Part 1 (5th ed.), 17.9.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.markup.xml import attribute, child, qualified, whole

if TYPE_CHECKING:
    from lxml.etree import _Element


DEEPEST: Final = 8
"""The last of nine levels: 17.9.6."""
_BULLETS: Final = frozenset(("bullet", "none", ""))
# A level's number in the text of another: 17.9.11.
_PART: Final = re.compile(r"%([1-9])")
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Label(NamedTuple):
    """What stands in front of an item.

    ``number`` is its place among its own, ``words`` what Word prints; a bullet has
    no words. ``is_plain`` says that the words are the number and a stop.
    """

    depth: int
    number: int
    words: str

    @property
    def is_plain(self) -> bool:
        """Whether a numbered list of ours would print the same."""
        return self.words in (f"{self.number}.", f"{self.number})", str(self.number))


class _Level(NamedTuple):
    form: str = "bullet"
    text: str = ""
    start: int = 1


class ListCounters:
    """Counts the items of every list as they come."""

    def __init__(self, root: _Element | None) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract: dict[str, dict[int, _Level]] = {}
        for definition in root.iter(qualified("w:abstractNum")):
            abstract[attribute(definition, "w:abstractNumId")] = _levels(definition)
        for instance in root.iter(qualified("w:num")):
            key = attribute(instance, "w:numId")
            of = attribute(child(instance, "w:abstractNumId"), "w:val")
            levels = dict(abstract.get(of, {}))
            overridden = False
            for override in instance.iter(qualified("w:lvlOverride")):
                depth = whole(attribute(override, "w:ilvl"))
                levels.update(_levels(override))
                start = child(override, "w:startOverride")
                if start is not None:
                    first = whole(attribute(start, "w:val"), 1)
                    levels[depth] = levels.get(depth, _Level())._replace(start=first)
                    overridden = True
            self._levels[key] = levels
            # Lists of one kind count on, unless one starts anew (17.9.26).
            self._abstract[key] = f"num {key}" if overridden else of

    def label(self, number: str, depth: int) -> Label | None:
        """Return the label of the next item of a list; None for no list at all."""
        levels = self._levels.get(number)
        if levels is None or number == "0":
            return None
        depth = min(max(depth, 0), DEEPEST)
        level = levels.get(depth, _Level())
        counts = self._counts.setdefault(self._abstract[number], {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in counts if other > depth]:
            del counts[deeper]
        if level.form in _BULLETS:
            return Label(depth, counts[depth], "")

        def part(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            of = levels.get(at, _Level())
            form = of.form if of.form not in _BULLETS else "decimal"
            return spelled(counts.get(at, of.start), form)

        return Label(depth, counts[depth], _PART.sub(part, level.text).strip())


def spelled(number: int, form: str) -> str:
    """Return a number as a list prints it: ST_NumberFormat, 17.18.59."""
    if number < 1 or number > 5_000:
        return str(number)
    match form:
        case "lowerLetter" | "upperLetter":
            letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letter.upper() if form == "upperLetter" else letter
        case "lowerRoman" | "upperRoman":
            words = ""
            for value, sign in _ROMAN:
                words += sign * (number // value)
                number %= value
            return words.upper() if form == "upperRoman" else words
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _levels(element: _Element) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in element.iter(qualified("w:lvl")):
        levels[whole(attribute(level, "w:ilvl"))] = _Level(
            attribute(child(level, "w:numFmt"), "w:val", "decimal"),
            attribute(child(level, "w:lvlText"), "w:val")[:40],
            whole(attribute(child(level, "w:start"), "w:val"), 1),
        )
    return levels
