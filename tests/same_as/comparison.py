"""Two folders of outputs, compared file by file as far as can be seen."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from tests.same_as import pdf, pixels, word, workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_DESCRIBED: dict[str, Callable[[Path], dict[str, list[str]]]] = {
    ".pdf": pdf.described,
    ".docx": word.described,
    ".xlsx": workbook.described,
}
"""Files whose bytes may differ; all others are the same byte for byte."""

_RECORD = ".evidence-builder.json"
"""What ``build`` wrote, by its bytes: each of those files is compared itself."""

_AROUND = 60


class Result(NamedTuple):
    """How many outputs were compared, and a line or more for each difference."""

    compared: int
    identical: int
    differences: list[str]


def compare_folders(there: Path, here: Path, printed: Path) -> Result:
    """Compare what REF made with what the work tree made.

    Args:
        there: What REF made.
        here: What the work tree made.
        printed: Where Word files are kept as PDFs.
    """
    names = sorted({*_names(there), *_names(here)})
    missing = [n for n in names if not ((there / n).exists() and (here / n).exists())]
    differences = [
        f"{name}: {'only REF makes it' if (there / name).exists() else 'REF has none'}"
        for name in missing
    ]
    changed = [
        name
        for name in names
        if name not in missing
        and (there / name).read_bytes() != (here / name).read_bytes()
    ]
    words = [f / n for n in changed if n.endswith(".docx") for f in (there, here)]
    pages = pixels.print_words(words, printed)
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name, lines in zip(
            changed,
            pool.map(lambda n: list(compare(there / n, here / n, pages)), changed),
            strict=True,
        ):
            differences += [f"{name}: {line}" for line in lines]
    same = len(names) - len(changed) - len(missing)
    return Result(len(names), same, differences)


def _names(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and path.name != _RECORD:
            yield str(path.relative_to(folder))


def compare(there: Path, here: Path, pages: dict[Path, Path]) -> Iterator[str]:
    """Yield each aspect in which two files of a name differ, with the first place.

    Args:
        there: The file that REF made.
        here: The file that the work tree made.
        pages: Word files → PDFs of their pages.
    """
    if here.suffix not in _DESCRIBED:
        old, new = (
            path.read_bytes().decode(errors="replace") for path in (there, here)
        )
        # Where lines are equal but bytes are not, line ends or damaged letters differ.
        place = first_difference(old.split("\n"), new.split("\n"))
        yield place or "bytes that are no letters differ"
        return
    describe = _DESCRIBED[here.suffix]
    old_aspects, new_aspects = describe(there), describe(here)
    for aspect in {**old_aspects, **new_aspects}:
        place = first_difference(
            old_aspects.get(aspect, []), new_aspects.get(aspect, [])
        )
        if place:
            yield f"{aspect}, {place}"
    if here.suffix != ".xlsx":
        seen = pixels.difference(pages.get(there, there), pages.get(here, here))
        if seen:
            yield f"pixels, {seen}"


def first_difference(old: Sequence[str], new: Sequence[str]) -> str | None:
    """Return the first line that differs and both its texts; None if none does."""
    for number, (before, after) in enumerate(zip_longest(old, new), 1):
        if before != after:
            letters = zip_longest(before or "", after or "")
            unequal = (n for n, (left, right) in enumerate(letters) if left != right)
            equal = next(unequal, 0)
            part = slice(max(0, equal - _AROUND), equal + _AROUND)
            texts = "".join(
                f"\n  {who}  {'(nothing)' if text is None else repr(text[part])}"
                for who, text in (("REF ", before), ("here", after))
            )
            return f"line {number}, letter {equal + 1}{texts}"
    return None
