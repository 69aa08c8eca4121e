"""The one answer to what a name stands for: a unit, criteria, an item, a person.

Nothing is ever guessed: a name means exactly one thing or none. What else may have
been meant is a hint, a question to whoever wrote the name, and never offers what they
name already. Those who ask make a finding or a message of the answer.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Self

from evidence_builder.load.loaded import Project
from evidence_builder.model.identifiers import comparable
from evidence_builder.model.index import SelectionError, UnitIndex
from evidence_builder.model.qualification import Unit
from evidence_builder.resolve.hints import near_hints, odd_hints, questions
from evidence_builder.wording import resolve as words


class NotKnown(NamedTuple):
    """Why a name stands for nothing, and what may help whoever wrote it.

    ``elsewhere`` is a unit that is known and is not the portfolio's; ``reported`` is
    what is missing for a fault that stands, with its place, among the findings.
    """

    reason: Literal["unknown", "ambiguous", "elsewhere", "reported"]
    hints: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    """The names of the several things that it stands for."""
    message: str = ""
    extent: str = ""
    """That of the hints which says from where to where the criteria of a unit run."""


class Units(NamedTuple):
    """The units of a portfolio, and what tells why a name is none of them."""

    own: tuple[UnitIndex, ...]
    chosen: frozenset[str] = frozenset()
    """As portfolio.yaml names them, also those that were not found."""
    library: tuple[Unit, ...] = ()
    broken: frozenset[str] = frozenset()

    @classmethod
    def of(cls, project: Project, own: Iterable[UnitIndex]) -> Self:
        """Return the units of a project, of which some were found."""
        return cls(
            tuple(own),
            frozenset(project.portfolio.value.units),
            tuple(loaded.value for loaded in project.library.units),
            project.library.broken,
        )


def unit_under(key: str, units: Units) -> UnitIndex | NotKnown:
    """Return the unit that claims stand under; its key is empty for the only one.

    A unit that portfolio.yaml names and that was not found counts as one.
    """
    if key or not units.own:
        return unit_named(key, units)
    if len(units.own) == 1 and len(units.chosen) < 2:
        return units.own[0]
    return NotKnown("ambiguous", among=tuple(index.key for index in units.own))


def unit_named(name: str, units: Units) -> UnitIndex | NotKnown:
    """Return the unit of a portfolio that a name stands for."""
    # That none of the units could be found has been said where they are named.
    if not units.own:
        return NotKnown("reported")
    named = [index for index in units.own if index.key == name]
    if not named:
        alike = _called(name, (index.unit for index in units.own))
        named = [index for index in units.own if index.unit in alike]
    if len(named) == 1:
        return named[0]
    if named:
        return NotKnown("ambiguous", among=tuple(index.key for index in named))
    if _reference(name) in {*units.broken, *_missing(units)}:
        return NotKnown("reported")
    if _called(name, units.library):
        return NotKnown("elsewhere", (words.add_unit(),))
    keys = (index.key for index in units.own)
    own = (index.unit for index in units.own)
    return NotKnown("unknown", _unit_hints(name, keys, own))


def library_unit(
    name: str,
    units: Iterable[Unit],
    broken: Collection[str] = (),
    *,
    others: Iterable[str] = (),
    taken: Collection[str] = (),
) -> Unit | NotKnown:
    """Return the unit that a name stands for, of all that can be chosen.

    Args:
        others: Names of units that are known without a file of their own.
        taken: Names that stand beside this one.
    """
    units = tuple(units)
    named = _called(name, units)
    references = tuple(sorted({unit.ref for unit in named}))
    if len(references) == 1:
        return named[0]
    if named:
        return NotKnown("ambiguous", among=references)
    if _reference(name) in broken:
        return NotKnown("reported")
    known = (*others, *(unit.ref for unit in units))
    return NotKnown("unknown", _unit_hints(name, known, units, taken))


def is_named(name: str, unit: Unit) -> bool:
    """Whether a unit answers to a name: reference, ``ref@version`` or another name."""
    return bool(_called(name, (unit,)))


def criteria_named(
    texts: Sequence[str], index: UnitIndex, beside: Iterable[str] = ()
) -> Iterator[tuple[int, tuple[str, ...] | NotKnown]]:
    """Yield the place of each text, and the keys that it selects in a unit.

    The second half of a number with a comma, which came out as two texts, is passed
    over.

    Args:
        beside: Other texts of the same claims or record; what any of them selects is
            not offered.
    """
    half = -1
    taken: set[str] | None = None
    for number, text in enumerate(texts):
        try:
            yield number, index.select(text)
        except SelectionError as error:
            if number == half:
                continue
            joined = ".".join(texts[number : number + 2])
            is_split = joined in index.by_key
            if is_split:
                half = number + 1
            if taken is None:
                taken = _selected(index, (*beside, *texts))
            extent = _extent(index)
            hints = (
                *questions((joined,) if is_split else (), taken),
                *odd_hints(text),
                *error.hints,
                *questions(error.near, taken),
                extent,
            )
            wrong = NotKnown("unknown", hints, message=str(error), extent=extent)
            yield number, wrong


def list_named(listed: str, index: UnitIndex) -> dict[str, tuple[str, ...]] | NotKnown:
    """Return what each text of a list with commas selects, such as an option is given.

    The first that selects nothing is why, if one does.
    """
    texts = [part for text in listed.split(",") if (part := text.strip())]
    if listed.strip() in index.by_key:
        texts = [listed.strip()]
    if not texts:
        message = words.name_a_criterion()
        return NotKnown("unknown", message=message)
    selected = {}
    for number, named in criteria_named(texts, index):
        if isinstance(named, NotKnown):
            return named
        selected[texts[number]] = named
    return selected


def hints_in_common(wrong: Sequence[NotKnown]) -> tuple[str, ...]:
    """Return the hints on criteria that hold in every unit where they were looked for.

    From where to where "its" criteria run can only be said of one.
    """
    first = wrong[0].hints if wrong else ()
    return tuple(
        hint
        for hint in first
        if all(hint in named.hints for named in wrong)
        and (len(wrong) == 1 or hint != wrong[0].extent)
    )


def item_named(
    number: str,
    known: Collection[str],
    broken: Collection[str] = (),
    taken: Collection[str] = (),
) -> str | NotKnown:
    """Return the number of an item; it is ``reported`` where its file has faults."""
    if number in known:
        return number
    if number in broken:
        return NotKnown("reported")
    return NotKnown("unknown", near_hints(number, (*known, *broken), taken))


def person_named(
    identifier: str, names: Mapping[str, Iterable[str]], taken: Collection[str] = ()
) -> str | NotKnown:
    """Return the id of a person, who may be asked about by name.

    Args:
        names: Id → the names of that person.
    """
    if identifier in names:
        return identifier
    folded = comparable(identifier)
    alike = [
        known
        for known, called in names.items()
        if folded and folded in map(comparable, called)
    ]
    hints = near_hints(identifier, names, taken)
    return NotKnown("unknown", tuple(dict.fromkeys((*hints, *questions(alike, taken)))))


def _called(name: str, units: Iterable[Unit]) -> list[Unit]:
    """Return the units that a reference, ``ref@version`` or other name stands for.

    A reference goes before a name that an awarding organisation gives.
    """
    reference, _, version = (part.strip() for part in name.partition("@"))
    fitting = [unit for unit in units if not version or unit.version == version]
    by_reference = [unit for unit in fitting if unit.ref == reference]
    return by_reference or [unit for unit in fitting if reference in unit.also_known_as]


def _missing(units: Units) -> Iterator[str]:
    """Yield the references of units that are chosen and are not there."""
    for name in units.chosen:
        if not any(is_named(name, index.unit) for index in units.own):
            yield _reference(name)


def _reference(name: str) -> str:
    return name.partition("@")[0].strip()


def _unit_hints(
    name: str,
    references: Iterable[str],
    units: Iterable[Unit],
    taken: Collection[str] = (),
) -> tuple[str, ...]:
    """Return hints on a unit: references go before the other names of units."""
    hints = near_hints(name, references, taken)
    if len(hints) > len(odd_hints(name)):
        return hints
    return near_hints(name, (o for unit in units for o in unit.also_known_as), taken)


def _selected(index: UnitIndex, texts: Iterable[str]) -> set[str]:
    """Return texts and all that they select; those that select nothing name nothing."""
    taken: set[str] = set()
    for text in texts:
        taken.add(text)
        try:
            taken.update(index.select(text))
        except SelectionError:
            continue
    return taken


def _extent(index: UnitIndex) -> str:
    leaves = index.leaves
    return words.criteria_run(first=leaves[0].key, last=leaves[-1].key)
