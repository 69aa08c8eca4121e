"""Documents as tests read them: sections, fenced blocks, and the files they show.

A fenced block whose first comment is a path shows that file: ``# evidence/e002.yaml``
in the first line or, where hyphens stand there, in the second. ``# in portfolio.yaml``
shows a few fields of a file, to be added to the complete one on the same page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<language>[a-z]*)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_NAMED = re.compile(r"(?:---\n)?# (?P<part>in )?(?P<path>[\w./-]+\.(?:yaml|md))\n")
_SECTION = re.compile(r"^(#+) (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Fence:
    """A fenced block; ``start`` and ``end`` are where its text stands in the page."""

    language: str
    text: str
    start: int
    end: int

    @property
    def path(self) -> str | None:
        """The file that the block shows, or shows a part of."""
        named = _NAMED.match(self.text)
        return named["path"] if named else None

    @property
    def is_part(self) -> bool:
        """Whether it shows only a few fields of its file."""
        named = _NAMED.match(self.text)
        return bool(named and named["part"])


def documents() -> list[Path]:
    """Return the project's documents, those at the top first."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def fences(page: str, *languages: str) -> list[Fence]:
    """Return the fenced blocks of a page, in some languages or in all."""
    found = (
        Fence(one["language"], one["text"], one.start("text"), one.end("text"))
        for one in _FENCE.finditer(page)
    )
    return [one for one in found if not languages or one.language in languages]


def sections(page: str, level: int = 2) -> dict[str, str]:
    """Return heading → text for the sections of one level, without those above it."""
    shown = _FENCE.sub(lambda one: "\n" * one[0].count("\n"), page)
    # Headings inside fenced blocks are no headings, so lines are counted without them.
    heads = [
        (shown.count("\n", 0, one.start()), len(one[1]), one[2])
        for one in _SECTION.finditer(shown)
    ]
    lines = page.split("\n")
    found = {}
    for place, (line, depth, title) in enumerate(heads):
        if depth != level:
            continue
        after = (start for start, other, _ in heads[place + 1 :] if other <= level)
        found[title] = "\n".join(lines[line + 1 : next(after, len(lines))]) + "\n"
    return found


def put_files(page: str, folder: Path) -> None:
    """Write every complete file that a page shows into a folder."""
    for fence in fences(page):
        if fence.path and not fence.is_part:
            target = folder / fence.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(fence.text, encoding="utf-8")


def replaced(page: str, changes: dict[Fence, str]) -> str:
    """Return a page with the texts of some blocks replaced."""
    for fence in sorted(changes, key=lambda one: one.start, reverse=True):
        page = page[: fence.start] + changes[fence] + page[fence.end :]
    return page
