"""What the commands say on the terminal, beside what the library says."""

from evidence_builder.wording.language import _, ngettext, pgettext

# Errors and findings
hint_line = pgettext("before a message", "  hint: {hint}")
warning_line = pgettext("before a message", "  warning: {message}")
errors = ngettext("{count} error", "{count} errors")
warnings = ngettext("{count} warning", "{count} warnings")
errors_and_warnings = pgettext("how many", "{errors}, {warnings}")
stopped = _("Stopped; nothing was left half written.")
debug_shows = _("--debug shows the details")
details_are_in = _("details are in {file}")
our_fault = _("the program failed, and the fault is ours, not yours; {where}")
nothing_sent = _("nothing was sent anywhere, and your files are as they were")
is_a_file = _("{folder} is a file; name the folder that holds portfolio.yaml")
is_not_there = _("{folder} is not there; name the folder that holds portfolio.yaml")
second_file = _("the one before is open in another program, so this is a second file")
backed_up = pgettext("what was done to a file", "{edited}; it is in {file}")

# build
nothing_built = _(
    "Nothing was built, because portfolio.yaml, the layout or a criteria file has errors."
)
nothing_built_template = _("Nothing was built, because the template cannot be used.")
kept_for_years = _("{standard}, to be kept for years")
was_edited = _("somebody had edited the one before")
gaps_stand = _('Each gap, with its reason, stands in the gap list; "check" shows it.')
checklist_is_layout = _("the checklist is a layout itself; name one of them")
no_format = _("{name} is not a format; choose from {names}")
no_format_near = _(
    "{name} is not a format; choose from {names}; for {program}, write {near}"
)
nothing_named = pgettext("in place of a name", "nothing")
word = pgettext("the program", "Word")
excel = pgettext("the program", "Excel")
web_page = _("a web page")
only_pdf = _("only a PDF can be PDF/A; add {format} to the formats")
only_word = _("only a Word document has a template; add {format} to the formats")
file_not_folder = _("{path} is a file, not a folder")
holds_inputs = _("{path} holds what the portfolio is made from; choose another folder")

# What "check" shows of coverage
learner_and_qualification = pgettext("of a portfolio", "{learner} · {qualification}")
rules_met = _("Rules of combination: met")
rules_not_met = _("Rules of combination: not met yet")
rule_short = pgettext("a rule and what is lacking", "{rule}: {amount} short")
with_missing = pgettext("a rule and the units that it lacks", "{rule} ({units})")
spare_unit = _("{unit} does not count: {why}")
unit = _("Unit")
all_units = _("All units")
units_achieved = ngettext(
    "Units: {count} chosen, {achieved} achieved",
    "Units: {count} chosen, {achieved} achieved",
)
achieved_on = _("{unit} achieved on {date}")
credits_achieved = _("Credits: {chosen} chosen, {achieved} achieved")
credits_achieved_of = _(
    "Credits: {chosen} chosen, {achieved} achieved, {needed} needed"
)
STATUSES = {
    "missing": pgettext("status in a table", "missing"),
    "partial": pgettext("status in a table", "partial"),
    "claimed": pgettext("status in a table", "claimed"),
    "referred": pgettext("status in a table", "referred"),
    "returned": pgettext("status in a table", "returned"),
    "to be countersigned": pgettext("status in a table", "to be countersigned"),
    "out of date": pgettext("status in a table", "out of date"),
    "met": pgettext("status in a table", "met"),
}
added_by_assessor = pgettext("of a claim", "{claim}, added by the assessor")
whole_lacks = pgettext("what a unit lacks", "{whole} {reason}")
try_this = pgettext("what would close a gap", "try: {what}")
feedback = pgettext("what would close a gap", "feedback: {feedback}")
claimed_at = pgettext("a claim", "{item} at {place}")
not_counting = pgettext("a claim", "{claim} (does not count: {why})")
with_decision = pgettext("a claim", "{claim} ({decision}, {who} {date})")
with_old_decision = pgettext(
    "a claim", "{claim} ({decision}, {who} {date}, evidence changed since)"
)

# units
no_rules = _("The portfolio names no qualification that has rules of combination.")
no_way = _("No way to complete it was found with the units that are known.")
units_enough = _("The units of this portfolio are enough.")
cheapest_way = _("Cheapest way: {total}")
another_way = _("Way {number}: {total}")
way_total = pgettext("of units", "{credits}, {units}")
with_hours = ngettext(
    "{total}, {count} guided learning hours", "{total}, {count} guided learning hours"
)
perhaps_cheaper = _("{way}; a cheaper one may exist")
unit_credits = pgettext("a unit", "{title} ({credits})")
unit_level_credits = pgettext("a unit", "{title} (level {level}, {credits})")

# criteria
qualifications = _("Qualifications")
units = _("Units")
with_version = pgettext("a qualification", "{title} (version {version})")
unit_criteria = pgettext("a unit", "{title} ({criteria})")
unit_level_criteria = pgettext("a unit", "{title} (level {level}, {criteria})")
outcomes = ngettext("{count} outcome", "{count} outcomes")
unit_read = pgettext("in a file", "unit {unit} {title}, {outcomes}, {criteria}")
qualification_read = pgettext("in a file", "qualification {number} {title}")
range_all = _("Range {id}: {title}, cover all")
range_some = _("Range {id}: {title}, cover at least {number}")
range_for = pgettext("a range", "{range} (for {criteria})")
unit_asks = _("The unit asks for {what}")
level = pgettext("of a unit", "Level {level}")
version = pgettext("of a unit", "version {version}")
also_known_as = pgettext("of a unit", "also known as {names}")
ideas = pgettext("beside a criterion", "evidence")
look_for = pgettext("beside a criterion", "assessor")
pitfalls = pgettext("beside a criterion", "avoid")

# form
forms_listed = _('"evidence-builder form" lists them')
was_filled_in = _("the one before had been filled in")
fill_that_in = _("fill that one in, or name another file with -o")
there_already = _("{file} is there already and stays as it is")
form_formats = _("{form} can be had as {formats}, not as {named}")
form_formats_near = _(
    "{form} can be had as {formats}, not as {named}; for Word, write docx"
)
is_one_file = _("{path} is one file; name a folder, or leave --to out")
criteria_blank = _("Criteria are left blank; --unit puts those of a unit there.")
criteria_blank_of = _(
    "Criteria are left blank; --unit puts those of a unit there (the portfolio has "
    "{units})."
)

# sign-off, sample, action, plan, visit
say_by_noting = _("say with --by whose record it is: {people}")
say_with = _("{message}, with {option}")
added_to = _("{file}, added:")
countersigned_in = _("{file}, countersigned: {claim}")
nothing_planned = _("Nothing is planned.")
planned = pgettext("of the plan", "{when}: {what}")
planned_done = pgettext("of the plan", "{planned}; done, {item}")
planned_past = pgettext("of the plan", "{planned}; past, and not done")
with_people = pgettext("of the plan", "with {names}")

# due
nobody_here = _("{who} is nobody of this portfolio")
nothing_waits = _("Nothing waits.")
the_learner_named = pgettext("for whom something waits", "{name}, the learner")
person_named = pgettext("for whom something waits", "{id} ({name})")
nobody_has_the_role = _("Nobody of this portfolio, which names none with the role")
DUE = {
    "returned": pgettext("what waits", "returned"),
    "action": pgettext("what waits", "to do"),
    "countersign": pgettext("what waits", "to countersign"),
    "decide": pgettext("what waits", "to decide"),
    "planned": pgettext("what waits", "planned"),
    "sign off": pgettext("what waits", "to sign off"),
    "referred": pgettext("what waits", "referred"),
}
due_asked_by = pgettext("what waits", "{what} ({who})")
due_by = pgettext("what waits", "{what}, by {date}")
due_overdue = pgettext("what waits", "{what}, overdue since {date}")

# verify
say_what_to_verify = _("say what to hold the portfolio against, with --records")
RECORD_IN = {
    "decisions": pgettext("a record", "decision ({called})"),
    "actions": pgettext("a record", "action ({called})"),
    "sign_offs": pgettext("a record", "sign-off ({called})"),
    "samples": pgettext("a record", "sample ({called})"),
    "visits": pgettext("a record", "visit ({called})"),
}
only_in_copy = _("{record} is in your copy and not in the portfolio")
only_in_portfolio = _("{record} is in the portfolio and not in your copy")
differs = _("{record} says something else")
stands_elsewhere = _("{record} stands in another order, and of one day the last counts")
in_copy = pgettext("what a field says", "{field} in your copy:")
in_portfolio = pgettext("what a field says", "{field} in the portfolio:")
nothing_there = pgettext("what a field says", "(nothing)")
differences = ngettext("{count} difference", "{count} differences")
records_same = ngettext(
    "The portfolio holds the {count} record of {by} as your copy does.",
    "The portfolio holds the {count} records of {by} as your copy does.",
)

# assess
one_of_both = _("choose one of --met and --referred")
feedback_with_decision = _("--feedback goes with --met or --referred")
dry_run_with_decision = _("--dry-run goes with --met or --referred")
no_claim_waits = _("No claim waits for a decision.")
say_what_on = _(
    "say what was decided on, with --evidence; without --met and --referred you are "
    "asked item by item"
)
say_feedback = _(
    "say with --feedback what is missing, so that the learner knows what to do"
)
say_by = _("say with --by who decides: {people}")
criteria_with_evidence = _("--criteria goes with --evidence")
say_unit = _("{message}; say which with --unit: {units}")
claim_of = pgettext("a claim", "{item} for {criteria}")
of_unit = pgettext("criteria", "{unit} {criteria}")
recorded = pgettext("a decision", "{claim}: {decision}, by {who} on {date}")
recorded_today = pgettext(
    "a decision", "{claim}: {decision}, by {who} on {date}, which is today"
)
passed_over = _(
    "lines cannot be added to {file} as it is written, so this is a second file"
)
left_out_unasked = _("{item} does not claim {criteria}, so it is not asked about")
left_out_unrecorded = _(
    "{item} does not claim {criteria}, so nothing is recorded on that"
)
added_by_you = _("{item} does not claim {criteria}; you add that to what it proves")
not_written = _("Nothing was written; these lines would be:")
claim_not_counting = _("{claim} does not count: {why}")
are_you = _("Are you {name} ({id}), {role} here?")
no_date = _("{text} is not a date; write it as 2026-03-10")
dated_before = _(
    "the decision is of {date}, before the evidence of {evidence}, so it accepts "
    "nothing"
)
waits_for_countersignature = _("it is met once somebody qualified has countersigned it")
later_stands = _("the decision of {date} on {criterion} is later, so it still stands")

# The dialogue of assess
yes_by_default = pgettext("answers", "{question} [Y/n]")
no_by_default = pgettext("answers", "{question} [y/N]")
yes = pgettext("answers, any of which is typed", "y, yes")
no = pgettext("answers, any of which is typed", "n, no")
answer_y_or_n = _("Please answer y or n.")
date_of_decision = _("Date of decision [{today}]:")
write_the_date = _("Please write the date as 2026-03-10.")
day_to_come = _("That day is still to come.")
which_of_item = _(
    "  All met, all referred, each, further criteria, skip or quit? [m/r/e/f/s/q]"
)
answer_of_item = _(
    "  Please answer m, r, e, f, s or q; feedback can stand behind m and r."
)
which_verdict = _("  Met, referred, skip or quit? [m/r/s/q]")
answer_verdict = _("  Please answer m, r, s or q; feedback can stand behind m and r.")
which_further = _("  Which further criteria (Enter for none):")
which_unit = _("  Of which unit ({units}):")
ANSWERS = {
    "met": pgettext("answers, any of which is typed", "m, met"),
    "referred": pgettext(
        "answers, any of which is typed", "r, referred, refer, n, not yet, not"
    ),
    "each": pgettext("answers, any of which is typed", "e, each"),
    "further": pgettext("answers, any of which is typed", "f, further"),
    "skip": pgettext("answers, any of which is typed", "s, skip"),
    "quit": pgettext("answers, any of which is typed", "q, quit"),
}
"""What may be typed for each, with commas between."""
what_is_missing = _("  What is missing ({again} to choose again):")
needs_to_know = _("  The learner needs to know what is missing:")
claims = ngettext("{count} claim", "{count} claims")
claims_to_decide = ngettext(
    "{learner}: {count} claim to decide on", "{learner}: {count} claims to decide on"
)
deciding_as = _("Deciding as {name} on {date}.")
written_at_once = _(
    "Each decision is written to the folder assessment when you make it."
)
begin = _("Begin?")
position = pgettext("of questions", "{position} of {count}")
written = _("  written: {decision}")
nothing_written = _("Nothing was written.")
decisions_written = ngettext(
    "{count} decision written to {file}:", "{count} decisions written to {file}:"
)
decision_written = pgettext("a decision", "{claim}: {decision}")
left_to_decide = ngettext(
    "{count} claim left to decide on", "{count} claims left to decide on"
)

# What an assessor sees before deciding
asks_for = pgettext("before what is shown", "asks for:")
file = pgettext("before what is shown", "file:")
held = pgettext("before what is shown", "held:")
claimed_at_label = pgettext("before what is shown", "claimed at:")
covers = pgettext("before what is shown", "covers:")
does_not_count = pgettext("before what is shown", "does not count:")
look_for_label = pgettext("before what is shown", "look for:")
earlier = pgettext("before what is shown", "earlier:")
without_date = pgettext("of an item", "no date")
by_learner = pgettext("of an item", "by the learner")
by_author = pgettext("of an item", "by {author}")
with_witness = pgettext("of an item", "witness: {names}")
seen_by = pgettext("of an item", "seen by {person}")
seen_by_on = pgettext("of an item", "seen by {person} on {date}")
seen_on = pgettext("of an item", "{place} on {date}")
titled = pgettext("a file", "{file} ({title})")
pages_of = pgettext("a file", "{file}, pages {pages}")
not_claimed = _("not claimed; added by you")
no_place_named = _("no place in the item is named")
noted = pgettext("with a note in brackets", "{text} ({note})")
earlier_decision = pgettext("a decision", "{decision}, {who} on {date}")
with_feedback = pgettext("a decision", "{decision}: {feedback}")
all_parts = ngettext(
    "all {count} parts; accepted so far: {parts}",
    "all {count} parts; accepted so far: {parts}",
)
some_parts = ngettext(
    "{needed} of {count} parts; accepted so far: {parts}",
    "{needed} of {count} parts; accepted so far: {parts}",
)
none_accepted = pgettext("of parts", "none")
wanted_accepted = pgettext("what is asked", "{what}; accepted")
wanted_so_far = pgettext("what is asked", "{what}; accepted so far: {so_far}")
in_whole_together = pgettext("what is asked", "{what}, in {whole} together")
