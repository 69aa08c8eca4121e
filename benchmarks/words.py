"""Words for the standard portfolio: an invented plant nursery with nobody real in it.

Sentences are made from forms with slots, so that lines break in different places and
words differ from item to item as they do in a learner's own writing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random

UNITS = (
    ("L/901/1207", "Plan the day's work of a potting team"),
    ("Y/901/1310", "Keep a working area safe and tidy"),
    ("Y/901/1422", "Receive, check and store deliveries"),
    ("K/901/1537", "Answer trade customers' questions"),
    ("L/901/1644", "Allocate tasks and follow them up"),
    ("Y/901/1758", "Check the quality of plants for dispatch"),
    ("H/901/1861", "Pass on information within a team"),
    ("T/901/1976", "Help a new colleague to settle in"),
    ("R/901/2083", "Put complaints about orders right"),
    ("R/901/2195", "Reduce waste of water, peat and pots"),
    ("Y/901/2201", "Keep records that others can rely on"),
    ("K/901/2316", "Review and improve a way of working"),
)

OUTCOMES = (
    ("Understand what the work requires and why", "knowledge"),
    ("Be able to prepare and carry out the work", "performance"),
    ("Be able to review the work with others", "performance"),
)

CRITERIA = (
    (
        "Explain the checks that are made before a trolley leaves the glasshouse",
        "Describe how the order of work is settled when two deadlines meet",
        "Outline the part that each member of the team has in meeting the standard",
        "Explain what is done when a delivery does not agree with its note",
        "Describe how a change of plan reaches everybody whom it concerns",
    ),
    (
        "Act within the limits of one's own authority and ask those who decide beyond",
        "Collect and use feedback from customers and from colleagues",
        "Keep the records that the nursery asks for, complete and on the day",
        "Find the hazards of the area and take the steps that keep people from harm",
        "Put faults right so that the same fault does not return",
    ),
    (
        "Agree the targets of the season and report the progress made towards them",
        "Settle disagreements without loss of time or of goodwill",
        "Find out what training a task asks for before anybody does it alone",
        "Record what waste costs the nursery and its neighbours",
        "Judge the quality of a batch by the measures that were agreed",
    ),
)
"""For each outcome its criteria; a unit adds what they are for."""

TITLES = (
    "Briefing notes for {when}",
    "Work allocation sheet, {place}",
    "Quality log, {place}",
    "Reflection on {when}",
    "Customer feedback about {thing}",
    "Observation in {place}",
    "Spot check of {thing}",
    "Improvement plan for {thing}",
    "Minutes of the meeting on {when}",
    "Statement about {thing}",
    "Discussion of {thing}",
    "One-to-one notes, {when}",
)

SENTENCES = (
    "On {when} I asked {who} to look after {thing} while I checked {place}.",
    "The target was {number} trays and by {clock} we had finished {number}.",
    "I chose {who} because that needs a steady hand and {reason}.",
    "Before we began I walked through {place} and found {fault}.",
    "{who} told me about {fault}, so I stopped the work and {action}.",
    "We agreed that {thing} would go first, since {reason}.",
    "I wrote the figures on the board in {place}, where everybody passes.",
    "When {who} came back at {clock} we counted {thing} again and {action}.",
    "Nobody had said who was responsible for {thing}, and {reason}.",
    "I explained the standard with two examples from {place}, one good and one not.",
    "The customer wanted {thing} by {clock} and was told the truth about {fault}.",
    "Afterwards I asked {who} what had helped, and the answer was plain: {reason}.",
    "Out of {number} pots we refused {number}, mostly because of {fault}.",
    "I noted the time, {clock}, and the name of {who} in the log.",
    "It took {number} minutes longer than planned because {reason}.",
    "The week before, {fault} had cost us {number} plants, so this time we {action}.",
    "My manager read the sheet on {when} and asked for one more check of {thing}.",
    "I thanked {who} in front of the others, and privately spoke about {fault}.",
    "As {who} was away, I moved {thing} to the afternoon and {action}.",
    "What I would do differently is to look at {place} earlier, because {reason}.",
    "The new sheet has a column for {thing}, which the old one lacked.",
    "We tried it for {number} days, kept the counts, and then {action}.",
    "I keep the signed copy in {place} and the counts in the shared folder.",
    "Two of us lifted {thing} together, as the risk assessment says.",
    "Batch {code} of {plant} went out on {when} with its passport and {code}.",
    "The {plant} stood too close together, and {reason}.",
    "For order {code} we took {number} of the {plant} from {place} and {action}.",
    "{who} spotted {fault} beside the {plant} and wrote it under {code}.",
    "I compared {code} with {code} and found that only the {plant} differed.",
    "The customer praised the {plant} but asked why {code} had come without them.",
    "Under {code} the sheet says {number}, and I counted {number}: {reason}.",
    "Until {clock} nobody may move the {plant}, so {who} watered them and {action}.",
)

PLANTS = """
agapanthus alchemilla aquilegia astrantia bergenia brunnera campanula centaurea
coreopsis crocosmia delphinium dianthus digitalis echinacea epimedium eryngium
euphorbia foxgloves fuchsias gaillardia gaura geraniums geum helenium hellebores
heucheras hollyhocks hostas ivy kniphofia lavender leucanthemum liatris ligularia
lobelia lupins lysimachia marigolds monarda nepeta pachysandra penstemons phlox
polemonium potentilla primroses pulmonaria rodgersia rosemary rudbeckia salvia
santolina saxifrage scabious sedum stachys thalictrum tiarella trollius verbascum
verbena veronica vinca
"""

SLOTS: dict[str, tuple[str, ...]] = {
    # Numbers of orders and batches: words that hardly ever come twice, as names do.
    "code": tuple(f"HB-{number * 7919 % 90000 + 10000}" for number in range(4000)),
    "plant": tuple(PLANTS.split()),
    "who": (
        "the newest member of the team",
        "our driver",
        "the weekend supervisor",
        "a colleague from propagation",
        "the apprentice",
        "the dispatch clerk",
        "my line manager",
        "the grower next door",
        "the caretaker",
        "one of the students",
    ),
    "thing": (
        "the lavender order",
        "forty trays of thyme",
        "the spring price labels",
        "the irrigation timer",
        "a pallet of clay pots",
        "the returned trolleys",
        "the hedging for the school",
        "the tall ferns",
        "the peat-free compost trial",
        "the rota for Easter",
        "the list of late orders",
        "the seed drawer",
    ),
    "place": (
        "tunnel four",
        "the potting shed",
        "the cold store",
        "the loading bay",
        "the east glasshouse",
        "the trade counter",
        "the yard behind the office",
        "the mist house",
    ),
    "when": (
        "the first Monday of the month",
        "Thursday afternoon",
        "the morning after the frost",
        "the day of the audit",
        "the second week of May",
        "the bank holiday weekend",
        "the last day of the quarter",
        "a very wet Wednesday",
    ),
    "clock": ("07:40", "08:15", "09:30", "11:05", "12:20", "14:45", "15:10", "16:30"),
    "number": ("6", "9", "12", "18", "24", "36", "40", "55", "72", "110", "240"),
    "fault": (
        "a blocked drain by the door",
        "three labels in the wrong crates",
        "vine weevil in one batch",
        "a delivery note without a signature",
        "compost that was far too dry",
        "a trolley with a bent wheel",
        "two orders under one number",
        "a hose across the walkway",
    ),
    "reason": (
        "a mistake there is found only by the customer",
        "the lorry does not wait",
        "it keeps the others free for the urgent orders",
        "we had promised it in writing",
        "everybody could then see the same figures",
        "the shade nets had not been drawn in time",
        "it had gone wrong twice before",
        "a second pair of eyes costs nothing",
    ),
    "action": (
        "put the rest right before the lorry came",
        "wrote down what each of us would do next",
        "told the office what to expect",
        "moved the finished trays out of the sun",
        "changed the order of the list",
        "rang the customer ourselves",
        "swept the bay and began again",
        "asked for a second check by somebody else",
    ),
}

LOCATORS = (
    "paragraph 1",
    "paragraph 2",
    "paragraph 3",
    "the table",
    "the list",
    "last paragraph",
    "first heading",
    "rows 2 and 3 of the table",
)

NOTES = (
    "shows that I did it and not only that I know it",
    "the counts before and after are both given",
    "names who was told and when",
    "agrees with what the witness says of the same day",
)

_SLOT = re.compile(r"\{(\w+)\}")


def runs(chance: random.Random, form: str) -> tuple[tuple[str, str], ...]:
    """Fill the slots of a form; return pieces of text with their styles.

    A style is "", "strong" or "emphasis"; now and then a slot's words get one.
    """
    pieces: list[tuple[str, str]] = []
    for place, piece in enumerate(_SLOT.split(form)):
        text = chance.choice(SLOTS[piece]) if place % 2 else piece
        style = ""
        if place % 2 and chance.random() < 0.12:
            style = chance.choice(("strong", "emphasis"))
        if pieces and not style and not pieces[-1][0]:
            pieces[-1] = ("", pieces[-1][1] + text)
        elif text:
            pieces.append((style, text))
    style, first = pieces[0]
    pieces[0] = (style, first[:1].upper() + first[1:])
    return tuple(pieces)


def phrase(chance: random.Random, form: str) -> str:
    """Fill the slots of a form; return plain text that begins with a capital."""
    return "".join(text for _, text in runs(chance, form))
