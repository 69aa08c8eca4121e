"""How statuses are said: alone, and in a sentence."""

from evidence_builder.wording.language import pgettext

# Alone, or at the beginning of a cell
missing = pgettext("status", "Missing")
partial = pgettext("status", "Partial")
claimed = pgettext("status", "Claimed")
referred = pgettext("status", "Referred")
returned = pgettext("status", "Returned")
to_be_countersigned = pgettext("status", "To be countersigned")
out_of_date = pgettext("status", "Out of date")
met = pgettext("status", "Met")
accepted = pgettext("status", "Accepted")
OUTCOMES = {
    "yes": pgettext("what came of a sample", "Accepted"),
    "after actions": pgettext("what came of a sample", "Accepted after actions"),
    "no": pgettext("what came of a sample", "Not accepted"),
}
changed_since = pgettext("of a decision", "Evidence changed since")
dated_before_evidence = pgettext("of a decision", "Dated before the evidence")
countersigned_by = pgettext("of a decision", "Countersigned, {date}, {who}")
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
    "referred": pgettext("status in a sentence", "referred"),
    "returned": pgettext("status in a sentence", "returned"),
    "to be countersigned": pgettext("status in a sentence", "to be countersigned"),
    "out of date": pgettext("status in a sentence", "out of date"),
    "met": pgettext("status in a sentence", "met"),
}
so_many = pgettext("of so many criteria", "{count} {status}")

# What an assessor decided, in a sentence
DECISIONS = {
    "met": pgettext("decision", "met"),
    "referred": pgettext("decision", "referred"),
}
