"""How statuses are said: alone, and in a sentence."""

from evidence_builder.wording.language import pgettext

# Alone, or at the beginning of a cell
missing = pgettext("status", "Missing")
partial = pgettext("status", "Partial")
claimed = pgettext("status", "Claimed")
referred = pgettext("status", "Not yet met")
out_of_date = pgettext("status", "Out of date")
met = pgettext("status", "Met")
not_yet = pgettext("status", "Not yet")
accepted = pgettext("status", "Accepted")
not_accepted = pgettext("status", "Not accepted")
not_needed = pgettext("status", "Not needed")
incomplete = pgettext("status", "Incomplete")
not_covered = pgettext("status", "Not covered")
not_included = pgettext("status", "Not included")
gap = pgettext("status", "Gap")
gap_of = pgettext("status", "{gap}: {status}")
requirement = pgettext("status in a sentence", "requirement")
was_accepted = pgettext("status in a sentence", "accepted")

# In a sentence, after a number or a colon
IN_A_SENTENCE = {
    "missing": pgettext("status in a sentence", "missing"),
    "partial": pgettext("status in a sentence", "partial"),
    "claimed": pgettext("status in a sentence", "claimed"),
    "referred": pgettext("status in a sentence", "not yet met"),
    "out of date": pgettext("status in a sentence", "out of date"),
    "met": pgettext("status in a sentence", "met"),
}
so_many = pgettext("of so many criteria", "{count} {status}")

# What an assessor decided, in a sentence
DECISIONS = {
    "met": pgettext("decision", "met"),
    "not yet": pgettext("decision", "not yet"),
}
