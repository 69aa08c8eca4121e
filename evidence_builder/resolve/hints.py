"""What may have been meant by a name that stands for nothing, as questions.

Knows texts only; ``names`` tells what a name stands for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder.model.identifiers import comparable, odd_characters
from evidence_builder.wording import resolve as words
from evidence_builder.wording.phrases import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

_FIGURES = re.compile(r"\d+")


def near_hints(
    wanted: str, known: Iterable[str], taken: Collection[str] = ()
) -> tuple[str, ...]:
    """Return hints on look-alike characters and on what was probably meant.

    Never one that differs in its figures: another number is another thing.
    """
    near = (name for name in _near(wanted, known) if name not in taken)
    return (*odd_hints(wanted), *questions(near))


def list_hints(text: str) -> tuple[str, ...]:
    """Return a hint for a text with commas in it that was meant to be a list."""
    names = [name for part in text.split(",") if (name := part.strip())]
    if len(names) < 2:
        return ()
    return (words.put_in_brackets(names=", ".join(names)),)


def odd_hints(text: str) -> tuple[str, ...]:
    """Return a hint on characters that look like others."""
    odd = odd_characters(text)
    return (words.holds_odd(characters=", ".join(odd)),) if odd else ()


def questions(near: Iterable[str], taken: Collection[str] = ()) -> tuple[str, ...]:
    """Return the likeliest as a question."""
    likely = next((name for name in near if name not in taken), None)
    return () if likely is None else (did_you_mean(name=likely),)


def _near(wanted: str, known: Iterable[str]) -> list[str]:
    folded = comparable(wanted)
    names = {name: comparable(name) for name in known if name != wanted}
    near = [name for name, alike in names.items() if alike == folded]
    if near or not folded:
        return near
    from difflib import get_close_matches  # only a name not found needs it

    figures = _FIGURES.findall(folded)
    like = [alike for alike in names.values() if _FIGURES.findall(alike) == figures]
    close = get_close_matches(folded, like, n=1, cutoff=0.8)
    return [name for name, alike in names.items() if alike in close]
