"""The standard portfolio as data: units, items, claims and narratives.

Pure and deterministic: the same number of items gives the same portfolio. Every writer
of a peer's input reads this and nothing else, so that all programs get one content.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks import words

SEED = 20260112
ITEMS = 150
LEARNER = "Tamsin Quillfeather"
REGISTRATION = "0000417"
REGISTERED = date(2025, 1, 13)
WORDS_OF_ITEM = 250

Runs = tuple[tuple[str, str], ...]
"""Pieces of text with their styles: "", "strong" or "emphasis"."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a narrative."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    points: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: a row of headings and rows of plain text."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Heading | Bullets | Grid


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a unit."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """A learning outcome and its criteria."""

    id: str
    title: str
    kind: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its outcomes."""

    ref: str
    title: str
    outcomes: tuple[Outcome, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A criterion that an item is said to prove, and where in the item."""

    unit: str
    criterion: str
    at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of evidence and its narrative."""

    id: str
    title: str
    method: str
    day: date
    witness: str
    claims: tuple[Claim, ...]
    narrative: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is in a portfolio."""

    units: tuple[Unit, ...]
    items: tuple[Item, ...]

    def claims_by_criterion(self) -> dict[tuple[str, str], list[tuple[Item, Claim]]]:
        """Return who claims each criterion: (unit, criterion) → items and claims."""
        found: dict[tuple[str, str], list[tuple[Item, Claim]]] = {}
        for item in self.items:
            for claim in item.claims:
                found.setdefault((claim.unit, claim.criterion), []).append(
                    (item, claim)
                )
        return found

    def number_of_claims(self) -> int:
        """Return how many criteria are claimed, each item's counted."""
        return sum(len(item.claims) for item in self.items)


WITNESSES = (
    ("W1", "Orla Brackenhurst", "Nursery manager", "line manager"),
    ("W2", "Piers Dunmallow", "Head grower", "colleague"),
    ("W3", "Ines Carrowfield", "Trade counter supervisor", "colleague"),
)
ASSESSOR = ("AB", "Alder Birchwood")
METHODS = {
    "WP": "Work product",
    "RA": "Reflective account",
    "WT": "Witness testimony",
    "O": "Direct observation",
    "PD": "Professional discussion",
    "Q": "Oral or written questions",
}
_METHOD_WEIGHTS = (40, 20, 12, 10, 10, 8)


def standard(items: int = ITEMS) -> Content:
    """Return the standard portfolio: 12 units of 15 criteria, and so many items."""
    # Not for secrets: the same seed must give the same portfolio for ever.
    chance = random.Random(SEED)  # noqa: S311
    units = tuple(_unit(ref, title) for ref, title in words.UNITS)
    cells = [(u.ref, c.id) for u in units for o in u.outcomes for c in o.criteria]
    gaps = set(chance.sample(cells, 9))
    return Content(units, tuple(_item(n, units, gaps, chance) for n in range(items)))


def plain(runs: Runs) -> str:
    """Return the text of runs without their styles."""
    return "".join(text for _, text in runs)


def _unit(ref: str, title: str) -> Unit:
    purpose = title[0].lower() + title[1:]
    outcomes = []
    for number, (heading, kind) in enumerate(words.OUTCOMES):
        criteria = tuple(
            Criterion(f"{number + 1}.{place + 1}", f"{text}, in order to {purpose}")
            for place, text in enumerate(words.CRITERIA[number])
        )
        outcomes.append(Outcome(str(number + 1), heading, kind, criteria))
    return Unit(ref, title, tuple(outcomes))


def _item(
    number: int,
    units: tuple[Unit, ...],
    gaps: set[tuple[str, str]],
    chance: random.Random,
) -> Item:
    method = chance.choices(list(METHODS), _METHOD_WEIGHTS)[0]
    return Item(
        id=f"E{number + 1:03}",
        title=words.phrase(chance, chance.choice(words.TITLES)),
        method=method,
        day=REGISTERED + timedelta(days=chance.randrange(14, 280)),
        witness=chance.choice(WITNESSES)[0] if method == "WT" else "",
        claims=_claims(units, gaps, chance),
        narrative=_narrative(chance),
    )


def _claims(
    units: tuple[Unit, ...], gaps: set[tuple[str, str]], chance: random.Random
) -> tuple[Claim, ...]:
    """Return 3 to 15 claims, few more often than many, over one to four units."""
    wanted = chance.choices(range(3, 16), range(15, 2, -1))[0]
    homes = chance.sample(range(len(units)), chance.randint(1, 4))
    cells = [
        (units[home].ref, criterion.id)
        for home in sorted(homes)
        for outcome in units[home].outcomes
        for criterion in outcome.criteria
        if (units[home].ref, criterion.id) not in gaps
    ]
    chosen = set(chance.sample(range(len(cells)), min(wanted, len(cells))))
    return tuple(
        Claim(
            *cell,
            at=chance.choice(words.LOCATORS),
            note=chance.choice(words.NOTES) if chance.random() < 0.15 else "",
        )
        for place, cell in enumerate(cells)
        if place in chosen
    )


def _narrative(chance: random.Random) -> tuple[Block, ...]:
    """Return about 250 words: paragraphs, a list, a table, often a heading or two."""
    blocks: list[Block] = [_paragraph(chance, 3), _paragraph(chance, 3)]
    points = tuple(_sentence(chance) for _ in range(chance.randint(3, 4)))
    blocks.append(Bullets(points))
    if chance.random() < 0.6:
        blocks.append(Heading(words.phrase(chance, "What I found in {place}")))
    blocks.append(_paragraph(chance, 2))
    blocks.append(_grid(chance))
    if chance.random() < 0.3:
        blocks.append(Heading(words.phrase(chance, "What came of it by {when}")))
    count = _count(blocks)
    while count < WORDS_OF_ITEM - 15:
        blocks.append(_paragraph(chance, 2))
        count = _count(blocks)
    return tuple(blocks)


def _sentence(chance: random.Random) -> Runs:
    return words.runs(chance, chance.choice(words.SENTENCES))


def _paragraph(chance: random.Random, sentences: int) -> Paragraph:
    runs: list[tuple[str, str]] = []
    for number in range(sentences):
        if number:
            runs.append(("", " "))
        runs += _sentence(chance)
    return Paragraph(tuple(runs))


def _grid(chance: random.Random) -> Grid:
    rows = tuple(
        (
            words.phrase(chance, "{thing}"),
            words.phrase(chance, "{number}"),
            words.phrase(chance, "{clock}"),
            words.phrase(chance, "{place}"),
        )
        for _ in range(chance.randint(3, 5))
    )
    return Grid(("What", "Trays", "Done by", "Where"), rows)


def _count(blocks: list[Block]) -> int:
    return sum(len(text.split()) for block in blocks for text in _texts(block))


def _texts(block: Block) -> list[str]:
    match block:
        case Paragraph(runs):
            return [plain(runs)]
        case Heading(text):
            return [text]
        case Bullets(points):
            return [plain(point) for point in points]
        case Grid(head, rows):
            return [*head, *(cell for row in rows for cell in row)]
