"""What the sections of a portfolio say beside what portfolios themselves say."""

from evidence_builder.wording.language import _, ngettext, pgettext

# Where something stands
on_page = pgettext("where it stands", "{what} on {page}")
none = pgettext("of criteria", "none")
unit = _("Unit")
criteria = _("Criteria")
criterion = _("Criterion")
title_of_unit = pgettext("of a unit", "{unit} {title}")
no_profile = _("The learner has not written a profile yet.")
unclaimed_evidence = _("Evidence that claims no criterion")

# The summary
summary = _("Summary of achievement")
summed_up = _(
    "{units}, {criteria}: {statuses}. Claimed means that the learner has shown "
    "evidence for it; the assessor's decision stands in the assessment records."
)
achieved = _("Achieved")
not_achieved = pgettext("of a unit", "Not yet")
signed_by = pgettext("a signature for a unit", "{role} {who}, {date}")
signed_though = _("Signed off, and not achieved as it stands")
chosen_and_achieved = _("Chosen: {chosen}. Achieved: {achieved}.")
chosen_achieved_needed = _(
    "Chosen: {chosen}. Achieved: {achieved}. The qualification asks for {needed}."
)
title = _("Title")
level = _("Level")
credits_carried = _("Credits")
units_with_counts = _(
    "Each unit with its level, credits and how many criteria stand where"
)
counts_by_transfer = _("{unit} counts by credit transfer: {certificate}.")
counts_by_transfer_on = _("{unit} counts by credit transfer: {certificate}, {date}.")
of_all = pgettext("after how many criteria stand where", "{statuses} of {count}")
at_a_glance = _("Every criterion at a glance")
each_criterion = _(
    "Each criterion of each unit, how it stands, and the evidence for it"
)
rules = _("Rules of combination")
rules_met = _("The units of this portfolio meet the rules of the qualification.")
rules_not_met = _(
    "The units of this portfolio do not yet meet the rules of the qualification."
)
rule = _("Rule")
counted = _("Counted")
state = _("State")
rules_and_counts = _(
    "The rules of combination, what counts towards each, and what is short"
)
unit_does_not_count = _("{unit} does not count: {why}.")
units_lacking = _("Units: {units}")
short = pgettext("of credits or units", "{amount} short")

# The gap list
gap_list = _("Gap list")
no_gap_anywhere = _("Every criterion of every unit is claimed. There are no gaps.")
to_close = _(
    "To close, in {units}: {criteria}. The suggestions come from each unit's guidance; "
    "they are help, not further criteria."
)
to_close_and_further = _(
    "To close, in {units}: {criteria}, and {further}. The suggestions come from each "
    "unit's guidance; they are help, not further criteria."
)
gaps_in = _("Gaps in {unit} {title}")
no_gaps = _("No gaps.")
gaps_of_so_many = ngettext(
    "{gaps} of {count} criterion to close. Tracking sheet on {page}.",
    "{gaps} of {count} criteria to close. Tracking sheet on {page}.",
)
nothing_claimed_yet = ngettext(
    "Nothing in this unit has been claimed yet. {gaps} of {count} criterion to close. "
    "Tracking sheet on {page}.",
    "Nothing in this unit has been claimed yet. {gaps} of {count} criteria to close. "
    "Tracking sheet on {page}.",
)
gap = _("Gap")
why_a_gap = _("Criterion, and why it is a gap")
what_would_close_it = _("What would close it")
gaps_with_reasons = _("Gaps of {unit} with their reasons and what would close them")
assessor_looks_for = _("Your assessor looks for: {what}")
feedback_is = _("Feedback: {feedback}")
evidence_of_doing = _("Evidence of doing this at work.")
evidence_or_discussion = _(
    "Evidence that shows this, or a discussion of it with your assessor."
)

# Tracking sheets
units_and_sheets = _("Units and tracking sheets")
numbered_by_order = _(
    "The specification prints no numbers for these criteria; they are numbered here by "
    "their order."
)
number = pgettext("of a criterion", "No.")
claimed_evidence = _("Claimed: evidence")
decided = _("Decided")
status = _("Status")
tracking_sheet_of = _(
    "Tracking sheet of {unit}: each criterion with its evidence and status"
)
also_known_as = _("Also known as {names}")
version_of_unit = _("Version {version}")
level_of_unit = _("Level {level}")
guided_learning_hours = ngettext(
    "{count} guided learning hours", "{count} guided learning hours"
)
criteria_no_gaps = _("{criteria}, no gaps")
criteria_and_gaps = _("{criteria}, {gaps}")
criteria_gaps_further = _("{criteria}, {gaps} and {further} to meet")
see_gap_list = _("{count}: see the gap list on {page}.")
asks_for = _("Asks for {what}")
complete_with_all = _("Complete when its parts are")
complete_with_some = ngettext(
    "Complete when {count} of its parts are", "Complete when {count} of its parts are"
)
every_criterion_asks = _("Every criterion asks for {what}.")
of_which_needed = pgettext("any 3 of 5", "{choice} are needed")
for_grade = pgettext("of a criterion", "For {grade}")
GRADES = {
    "pass": pgettext("grade", "pass"),
    "merit": pgettext("grade", "merit"),
    "distinction": pgettext("grade", "distinction"),
}
grade_reached = _("Grade reached: {grade}")
achieved_on = _("Achieved on {date}")
returned_criteria = pgettext("by whom; which criteria", "{returned}: {criteria}")
added_by_assessor = _("Added by the assessor")
at_place = pgettext("of a locator", "at {place}")
at_place_on = pgettext("of a locator", "{place} on {page}")
at_place_of_file = pgettext("of a locator", "{place}; the file begins on {page}")
not_included = _("Not included: {file}")
does_not_count = _("Does not count: {why}")
sign_off_of = _("Sign-off of {unit}")
lines_stay_blank = _("Lines for an IQA or EQA stay blank unless the unit is sampled.")
learner = _("Learner")
i_claim = _(
    "The evidence for this unit is my own work, or records it. I know how to appeal."
)
witness_if_used = _("Witness (if used)")
i_testified = _("What I testified to in this unit is true.")
assessor = _("Assessor")
all_is_met = _(
    "I have judged the evidence for this unit. It is authentic, sufficient, current "
    "and valid, and every criterion is met."
)
countersigner_if_applicable = _("Countersigner (if applicable)")
i_checked = _("I have checked the decisions of the assessor and agree with them.")
iqa_if_sampled = _("IQA (if sampled)")
eqa_if_sampled = _("EQA (if sampled)")
i_sampled = _("I have sampled the decisions on this unit and confirm them.")
i_sampled_outside = _("I have sampled this unit for the awarding organisation.")
people_signing_off = _("The people who sign off {unit}")

# What a unit asks beyond single criteria
ORDINALS = (
    *(_("First occasion"), _("Second occasion"), _("Third occasion")),
    *(_("Fourth occasion"), _("Fifth occasion"), _("Sixth occasion")),
)
later_occasion = _("{number} occasion")
occasions_of = _("Occasions of {unit}")
cells_filled = ngettext(
    "{filled} of {count} cell filled.", "{filled} of {count} cells filled."
)
complete = _("Complete")
criteria_with_occasions = _("Each criterion with the occasions on which it was shown")
not_asked = _("Not asked")
ranges_of = _("Ranges of {unit}")
range_ = _("Range")
to_be_covered = _("To be covered")
covered_by = _("Covered by")
ranges_with_evidence = _("Each range, its items and the evidence that covers them")
requirements_of = _("Further requirements of {unit}")
where = _("Where")
what_is_asked = _("What is asked")
what_is_lacking = _("What is lacking")
whole_must_meet = _("What the unit or an outcome as a whole must meet")
nothing_lacking = pgettext("of what is lacking", "nothing")
shown_on = pgettext("an occasion with its evidence", "{date}: {evidence}")
asked_of = pgettext("of what something is asked", "{of}: {what}")

# Evidence
evidence = _("Evidence")
item_does_not_count = _("This item does not count: {why}")
particulars_of = _("Particulars of {name}")
claimed_for = _("Claimed for")
claims_nothing = _("It claims no criterion.")
what_it_asks = _("What it asks")
where_in_item = _("Where in this item")
tracking_sheet = _("Tracking sheet")
criteria_of_item = _(
    "The criteria that {item} is claimed for, where, and what was decided"
)
whole_item = _("The whole item")
date = _("Date")
dates = _("Dates")
not_dated = _("Not dated")
method = _("Method")
author = _("Author")
witness = _("Witness")
held = _("Held")
location = _("Location")
reason = _("Reason")
seen_by = _("Seen by")
signed = _("Signed")
signed_original = _("Signed original")
original_seen_by = _("Original seen by")
signatures = _("Signatures")
signatures_of = _("Who signs {item}, and when")
original_file = _("{file}: the signed original")
personal_data = _("Personal data")
anonymised = _("Anonymised")
related_evidence = _("Related evidence")
learners_account = _("The learner's account")
the_record = _("The record")
signed_on = pgettext("who signed, and when", "{who}, {date}")

# Files
files = _("Files")
file = _("File")
kind = _("Kind")
size = _("Size")
how_shown = _("How it is shown")
KINDS = {
    "audio": pgettext("of a file", "Audio"),
    "video": pgettext("of a file", "Video"),
    "markdown": pgettext("of a file", "Markdown"),
    "text": pgettext("of a file", "TEXT"),
    "other": pgettext("of a file", "Other"),
}
"""Of the others the kind is the name of a format, in capitals."""
files_of = _("The files of {item} with size, checksum and how they are shown")
file_refused = _("This file could not be included: {why}")
file_unreadable = _("it is missing, empty, or not a file that may be read")
item_before_page = pgettext("before a page number", "{item} on p. ")
page_of_file = pgettext("of a file", "page {number} of {count}")
page_is_in_pdf = _("The page as it looks is in the PDF of this portfolio.")
picture_of = _("Picture: {what}")
text_without_layout = _("Text, tables and pictures, without their layout")
sheets_without_layout = _("Sheets as tables, without their layout")
slides_without_layout = _("Text and pictures of the slides, without layout")
listed = pgettext("how a file is shown", "Listed")
some_of_pages = ngettext(
    "{way}, {taken} of {count} page", "{way}, {taken} of {count} pages"
)
all_of_pages = ngettext("{way}, {count} page", "{way}, {count} pages")
shown_so = pgettext("how and where a file is shown", "{way}, {page}")
file_name = pgettext("of a file", "Name")
what_it_is = _("What it is")
duration = _("Duration")
nothing_shown = _("What is in this file is not shown here.")
not_on_paper = _("A file of this kind cannot be shown on paper.")
recording_inside = _(
    "The recording travels inside this PDF: open its list of attachments."
)
recording_beside = _("The recording is kept with the files of this portfolio.")
time = _("Time")
what_is_heard = _("What is heard or seen there")
times_in = _("Times in {file} that criteria are claimed at")

# Assessment records
records = _("Assessment records")
decisions_and_feedback = _("Decisions and feedback")
every_decision_is_kept = _(
    "Every decision is kept. One that a later decision replaces, or that stands on "
    "evidence changed since, says so."
)
decision = _("Decision")
by_and_on = _("By and on")
feedback = _("Feedback")
decisions_with_feedback = _("The assessor's decisions with feedback")
action_plan = _("Action plan")
action = _("Action")
by = pgettext("head of a column", "By")
owed_by = _("For")
overdue = pgettext("of an action", "Overdue")
by_when = _("By when")
done = _("Done")
actions_agreed = _("Actions agreed, by when, and when done")
quality_assurance = _("Internal quality assurance")
sampled = _("Sampled")
stage = _("Stage")
found = pgettext("what a sample found", "Found")
result = _("Result")
samples_and_conclusions = _("What the quality assurer sampled and concluded")
assessment_plan = _("Assessment plan")
how = _("How")
with_whom = _("With")
note = _("Note")
became = _("Done")
what_is_planned = _("What is to be assessed, when, how and with whom")
visits_and_reviews = _("Visits and progress reviews")
off_the_job_hours = _("Off-the-job hours")
next_time = _("Until next time")
visits_with_notes = _("Visits and reviews, with what was said and what comes next")
hours_in_all = ngettext(
    "{count} hour off the job in all.", "{count} hours off the job in all."
)
end_of_assessment = _("End of assessment")
portfolio_as_a_whole = _(
    "The portfolio as a whole. Each unit is signed off below its tracking sheet."
)
signatures_for_whole = _("Signatures for the portfolio as a whole")
the_whole_unit = _("the whole unit")
action_by = _("{action} (by {date})")
action_done = _("{action} (done {date})")
STAGES = {"interim": _("Interim"), "summative": _("Summative")}

# The checklist
checklist = _("Assessor's checklist")
what_to_look_for = _(
    "For each criterion: what to look for, and the evidence with its page in the "
    "portfolio. What to look for is guidance; it is never a further criterion."
)
look_for = _("Look for")
evidence_and_page = _("Evidence and page")
checklist_of = _("Checklist of {unit}")
asks_beyond = _("What {unit} asks beyond single criteria, met or not")
signature = _("Signature")
box_met = pgettext("a box to tick", "□ met")
box_referred = pgettext("a box to tick", "□ referred")
box_shown = pgettext("a box to tick", "□ shown")
box_countersigned = pgettext("a box to tick", "□ countersigned")
credited_too = _("{item} (added by the assessor)")
nothing = _("Nothing")
item_on_page = pgettext("an item and its page", "{item}, p. {page}")
not_counting = _("{item} (does not count)")
all_parts_needed = ngettext(
    "All {count} parts are needed", "All {count} parts are needed"
)
some_parts_needed = ngettext(
    "At least {count} of {parts} parts is needed",
    "At least {count} of {parts} parts are needed",
)
asks_for_clause = _("asks for {what}")
