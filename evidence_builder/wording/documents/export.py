"""What the workbook says: names of sheets, heads of columns, notes.

The CSV table and the JSON are read by programs, and their words are no phrases.
"""

from evidence_builder.wording.language import _, ngettext, pgettext

# Names and titles of sheets
portfolio_tracking = _("Portfolio tracking: {learner}")
sheet_summary = pgettext("name of a sheet", "Summary")
sheet_gaps = pgettext("name of a sheet", "Gaps")
sheet_evidence = pgettext("name of a sheet", "Evidence")
sheet_matrix = pgettext("name of a sheet", "Matrix")
sheet_requirements = pgettext("name of a sheet", "Requirements")
sheet_decisions = pgettext("name of a sheet", "Decisions")
sheet_unit = pgettext("name of a sheet", "Unit")
summary_of_achievement = _("Summary of achievement")
evidence_index = _("Evidence index")
evidence_and_criteria = _("Evidence and the criteria that it is claimed for")
asked_as_a_whole = _("What units and outcomes ask as a whole")
page_of = _("Page {page} of {pages}")

# Heads of columns, and labels
all_dates = _("All dates")
asks = _("What it asks")
author = _("Author")
awarding_organisation = _("Awarding organisation")
centre = _("Centre")
centre_number = _("Centre number")
certificate = _("Certificate")
code = pgettext("of a method", "Code")
counted = pgettext("by a rule", "Counted")
counts = pgettext("a claim or an item", "Counts")
covered_by = _("Covered by")
credits_carried = _("Credits")
criteria = _("Criteria")
criteria_claimed = _("Criteria claimed")
criterion = _("Criterion")
date = _("Date")
decided_by = _("Decided by")
decided_on = _("Decided on")
decision = _("Decision")
decisions = _("Decisions")
evidence = _("Evidence")
feedback = _("Feedback")
files = _("Files")
further_requirements = _("Further requirements")
gaps = _("Gaps")
job = _("Job")
learner = _("Learner")
level = _("Level")
method = _("Method")
methods_used = _("Methods used")
note = _("Note")
number = pgettext("of an item", "No.")
pathway = _("Pathway")
qualification = _("Qualification")
qualification_number = _("Qualification number")
registered = _("Registered")
registration_number = _("Registration number")
rule = _("Rule")
signed_off = _("Signed off")
state = _("State")
status = _("Status")
target_date = _("Target date")
as_at = _("As at")
edition = _("Edition")
title = _("Title")
unique_learner_number = _("Unique learner number")
unit = _("Unit")
unit_title = _("Unit title")
units = _("Units")
version = _("Version")
what_is_asked = _("What is asked")
what_is_lacking = _("What is lacking")
what_would_close_it = _("What would close it")
what_would_meet_it = _("What would meet it")
where = _("Where")
where_in_it = _("Where in it")
why = _("Why")
witness = _("Witness")
workplace = _("Workplace")

achieved = _("Achieved")
credits_chosen = _("Credits chosen")
credits_achieved = _("Credits achieved")
credits_needed = _("Credits needed")
assured = _("Quality assurance")
added_by_assessor = _("Added by the assessor")

# Cells
SIGNING = {
    "learner": _("Learner"),
    "witness": _("Witness"),
    "assessor": _("Assessor"),
    "countersigner": _("Countersigner"),
    "iqa": _("IQA"),
    "eqa": _("EQA"),
}
"""Role → as what somebody signs a unit off."""
sign_off = pgettext("a sign-off", "{role}: {name}, {date}")
all_units = _("All units")
see_parts = _("See its parts")
gap_requirement = _("Gap: requirement")
asks_for = _("Asks for {asked}")
does_count = pgettext("a claim or an item counts", "Yes")
does_not_count = pgettext("a claim or an item counts", "No: {why}")
met = pgettext("decision", "Met")
met_before = _("Met; the evidence has changed since")
referred = pgettext("decision", "Referred")
referred_before = _("Referred; the evidence has changed since")
nothing_yet = _("nothing yet")
no_criteria = pgettext("criteria claimed", "None")
included = _("Included")
held = _("Held: {held}")
seen_by = _("Seen by {who}")
rule_met = pgettext("rule", "Met")
short = _("{amount} short")
units_missing = _("Units: {units}")
cut = _(" … [cut: a cell holds 32,767 letters; portfolio.json has the whole text]")

# What a status begins with, by which it is coloured
gap = pgettext("status", "Gap")
out_of_date = pgettext("status", "Out of date")
claimed = pgettext("status", "Claimed")
status_met = pgettext("status", "Met")
accepted = pgettext("status", "Accepted")
to_be_countersigned = pgettext("status", "To be countersigned")
any_of = pgettext("status", "Any")

# Notes, and titles of tables
copy = _(
    "This workbook is made from the portfolio's files. "
    "What is changed here is not changed there."
)
to_close = ngettext("{count} criterion to close", "{count} criteria to close")
to_close_and_further = ngettext(
    "{criteria}, and {count} further requirement",
    "{criteria}, and {count} further requirements",
)
no_gaps = _("Every criterion of every unit is claimed. There are no gaps")
rules_met = _("Rules of combination: met")
rules_not_met = _("Rules of combination: not yet met")
transferred = _("Units that count by credit transfer")
spare = _("Units that do not count")
items = ngettext("{count} item.", "{count} items.")
no_items = _("There is no evidence yet.")
cells_lead_to_units = _("Each cell leads to the unit's sheet.")
no_decisions = _("There is no decision yet.")
decisions_together = _("What was decided on one day about one item stands in one row.")
criteria_in_their_units = _("What one criterion asks stands in the sheet of its unit.")
