"""Where font files are: in installed packages, and on the machine.

Only openly licensed packages that are installed with the program are relied on; what
the machine has besides serves for characters that none of them has.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

BOLD_WEIGHT = 700
REGULAR_WEIGHT = 400


@dataclass(frozen=True, slots=True)
class FontSource:
    """One static instance of one font file; ``weight`` is where it is cut."""

    family: str
    path: Path
    weight: int = REGULAR_WEIGHT
    italic: bool = False
    large: bool = False
    """So many glyphs that it is only ever embedded cut down to a few."""

    @property
    def name(self) -> str:
        """Return a PostScript name, such as ``Arimo-BoldItalic``."""
        words = "Bold" if self.weight == BOLD_WEIGHT else ""
        words += "Italic" if self.italic else ""
        return f"{self.family}-{words or 'Regular'}"


def text_font(*, bold: bool, italic: bool) -> FontSource:
    """Return Arimo, whose metrics are Arial's."""
    source = _installed("Arimo", "fontpkg_arimo", "wght", bold=bold, italic=italic)
    if source is None:
        msg = "the package fontpkg-arimo is not installed"
        raise ModuleNotFoundError(msg, name="fontpkg_arimo")
    return source


def code_font(*, bold: bool, italic: bool) -> FontSource | None:
    """Return JetBrains Mono, as wide as Courier New; None if it is not installed."""
    package = "fontpkg_jetbrains_mono"
    return _installed("JetBrainsMono", package, "wght", bold=bold, italic=italic)


def wide_font(*, bold: bool, italic: bool) -> FontSource | None:
    """Return Noto Sans, for letters that Arimo lacks."""
    package = "fontpkg_noto_sans"
    return _installed("NotoSans", package, "wdth,wght", bold=bold, italic=italic)


def east_asian_fonts(*, bold: bool) -> Iterator[FontSource]:
    """Yield the Chinese, Japanese and Korean fonts in the order they are asked."""
    for language in ("SC", "JP", "KR", "TC"):
        below = f"fonts/ofl/notosans{language.lower()}/NotoSans{language}[wght].ttf"
        path = _package_file("justmytype_intl_cjk", below)
        if path is not None:
            family = f"NotoSans{language}"
            yield FontSource(family, path, _weight(bold=bold), large=True)


_SYSTEM_FIRST = (
    "DejaVuSans.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansHebrew-Regular.ttf",
    "NotoSansDevanagari-Regular.ttf",
    "NotoSansSymbols-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
    "NotoSansMath-Regular.ttf",
    "NotoEmoji-Regular.ttf",
    "Symbola.ttf",
    "FreeSans.ttf",
    "Arial Unicode.ttf",
    "arial.ttf",
    "segoeui.ttf",
    "seguisym.ttf",
    "seguiemj.ttf",
    "unifont.ttf",
)


def system_fonts() -> Iterator[Path]:
    """Yield font files of this machine that are worth asking, best known first."""
    paths: dict[str, Path] = {}
    for root in _system_folders():
        for folder, below, names in os.walk(root):
            below.sort()
            for name in sorted(names):
                known = name.startswith("Noto") and name.endswith("-Regular.ttf")
                if known or name in _SYSTEM_FIRST:
                    paths.setdefault(name, Path(folder, name))
    for name in _SYSTEM_FIRST:
        if name in paths:
            yield paths.pop(name)
    yield from (paths[name] for name in sorted(paths))


def _system_folders() -> tuple[Path, ...]:
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts"),)
    try:
        home = Path.home()
    except RuntimeError:
        home = Path("/nonexistent")
    if sys.platform == "darwin":
        return (
            Path("/Library/Fonts"),
            Path("/System/Library/Fonts"),
            home / "Library/Fonts",
        )
    return (
        Path("/usr/share/fonts"),
        Path("/usr/local/share/fonts"),
        home / ".local/share/fonts",
        home / ".fonts",
    )


def _installed(
    family: str, package: str, axes: str, *, bold: bool, italic: bool
) -> FontSource | None:
    """Return a variable font of a package, cut at a weight; None without the file."""
    slant = "-Italic" if italic else ""
    path = _package_file(package, f"files/{family}{slant}[{axes}].ttf")
    if path is None:
        return None
    return FontSource(family, path, _weight(bold=bold), italic)


def _package_file(package: str, below: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    path = Path(spec.submodule_search_locations[0], below)
    return path if path.is_file() else None


def _weight(*, bold: bool) -> int:
    return BOLD_WEIGHT if bold else REGULAR_WEIGHT
