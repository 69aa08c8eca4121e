"""Assessment methods: the default table, and whether each shows performance.

There is no national list of codes; these are common in centres' recording forms, and
a portfolio adds its own under ``settings: methods:``. Units name the methods that they
ask for in words: F/600/7138 on Ofqual's Register observation, questions and a review of
other evidence; unit 5524 of Gateway Qualifications products of work, discussion,
testimony, learners' statements and prior learning too.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from evidence_builder.wording import model as words
from evidence_builder.wording.language import said
from evidence_builder.wording.phrases import listing


class Method(NamedTuple):
    """One way in which evidence was assessed or came about."""

    code: str
    title: str
    """What it is called in English, or by the portfolio if it is its own."""
    performance: bool
    """Whether it shows something done at work, rather than known or told."""

    @property
    def name(self) -> str:
        """What it is called in the language that is in force."""
        return said(self.title)


DEFAULT_METHODS: Mapping[str, Method] = {
    method.code: method
    for method in (
        Method("O", words.METHODS["O"].english, performance=True),
        # Skills for Care and Development, QCF Assessment Principles: experts may be
        # used for observation.
        Method("EW", words.METHODS["EW"].english, performance=True),
        Method("WT", words.METHODS["WT"].english, performance=True),
        Method("WP", words.METHODS["WP"].english, performance=True),
        Method("PD", words.METHODS["PD"].english, performance=False),
        Method("Q", words.METHODS["Q"].english, performance=False),
        Method("RA", words.METHODS["RA"].english, performance=False),
        Method("CS", words.METHODS["CS"].english, performance=False),
        Method("A", words.METHODS["A"].english, performance=False),
        # Performance where a unit does not bar it: Assessment Strategy 2009, Business &
        # Administration Standards (CfA), 4.
        Method("SIM", words.METHODS["SIM"].english, performance=True),
        # Ofqual Handbook, Condition E10.
        Method("RPL", words.METHODS["RPL"].english, performance=True),
    )
}


def methods_of(
    codes: Iterable[str], methods: Mapping[str, Method]
) -> tuple[Method, ...]:
    """Return methods by their codes; one that nobody knows is called by its code."""
    return tuple(
        methods.get(code) or Method(code, code, performance=False) for code in codes
    )


def method_phrase(method: Method) -> str:
    """Return a method by its name and code: direct observation (O)."""
    name = method.name
    if name == method.code:
        return name
    # An acronym keeps its capitals.
    if name[1:2].islower():
        name = name[0].lower() + name[1:]
    return words.method_with_code(name=name, code=method.code)


def either_method(methods: Iterable[Method]) -> str:
    """Return methods of which any will do: one (O) or another (EW)."""
    return listing(map(method_phrase, methods), "or")


def every_method(methods: Iterable[Method]) -> str:
    """Return methods in a row: one (O) and another (EW)."""
    return listing(map(method_phrase, methods))
