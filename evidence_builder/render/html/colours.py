"""Colours by name for both schemes, as variables of the style sheet.

Those for light screens and paper are the ones of the paged formats. Each colour of
words has a contrast of at least 4.5 to 1 (WCAG 2.2, 1.4.3) on each background of its
scheme, also that which a document chooses, which is made lighter for dark screens.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from evidence_builder.render import styles

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLEAR = 7.0
"""Light words in a colour need more contrast than dark ones to look as clear.

The number is that of WCAG 2.2, 1.4.6."""

LIGHT: Mapping[str, str] = {
    "paper": "FFFFFF",
    "ink": styles.INK,
    "quiet": styles.MUTED,
    "rule": styles.RULE,
    "shade": styles.SHADE,
    **{tone: styles.TONES[tone] for tone in styles.TONES if tone != "plain"},
    **{
        f"{tone}-shade": styles.TONE_SHADES[tone]
        for tone in styles.TONE_SHADES
        if tone != "plain"
    },
}

DARK: Mapping[str, str] = {
    "paper": "14181D",
    "ink": "E4E9EE",
    "quiet": "A6B1BC",
    "rule": "3A444F",
    "shade": "20272F",
    "gap": "FFA8A1",
    "part": "EBC063",
    "done": "8ED9A6",
    "muted": "A6B1BC",
    "gap-shade": "331D1E",
    "part-shade": "2E2716",
    "done-shade": "182A1F",
    "muted-shade": "1C2229",
}


def rules(accent: str) -> str:
    """Return the variables; paper is light whatever the screen is.

    Args:
        accent: The colour of headings and links, readable on light backgrounds.
    """
    return (
        f":root{{{_variables(LIGHT, accent)}}}\n"
        "@media screen and (prefers-color-scheme:dark)"
        f"{{:root{{{_variables(DARK, lit(accent))}}}}}\n"
    )


@cache
def lit(colour: str) -> str:
    """Return a colour, made as much lighter as words in it need on dark screens."""
    papers = [DARK[name] for name in DARK if name == "paper" or name.endswith("shade")]
    for share in range(101):
        parts = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        mixed = (part + (255 - part) * share // 100 for part in parts)
        lighter = "".join(f"{part:02X}" for part in mixed)
        if all(styles.contrast(lighter, paper) >= _CLEAR for paper in papers):
            return lighter
    return "FFFFFF"


def _variables(colours: Mapping[str, str], accent: str) -> str:
    every = {**colours, "accent": accent}
    return "".join(f"--{name}:#{colour};" for name, colour in every.items())
