"""What recording forms say beside the words of their own files."""

from evidence_builder.wording.language import _, ngettext, pgettext

# On every form
learner_to_fill_in = _("Learner: {name}   Registration: {number}")
of_learner = pgettext("title of a form", "{title}: {learner}")
about_units = pgettext("foot of a form", "{title} · {units}")
continued = _("{title}, continued")
room_to_write = _("Room to write: {title}")
who_signs = _("Who signs this form, and when")

# Tables
labels_of = _("{title}: labels, each with what is known below it")
particulars = _("Particulars")
criteria_number = pgettext("of a criterion", "No.")
criterion = _("Criterion")
criteria_of = _("Criteria of {unit}, with columns to fill in")
criteria_to_write = _("Criteria to be written in")
to_fill_in = _("{title} to fill in")
rows = _("Rows")
at_least_parts = ngettext(
    "At least {needed} of {count} part", "At least {needed} of {count} parts"
)

# Signing
declaration = _("Declaration")
name = pgettext("of a person", "Name")
signature = _("Signature")
date = _("Date")

# Drafts of evidence items
title_of_witness = pgettext("of an item", "{title} of {witness}")
day_it_took_place = _("The day on which it took place, as year-month-day.")
id_of = {
    "learner": _("The id that portfolio.yaml gives the learner."),
    "assessor": _("The id that portfolio.yaml gives the assessor."),
    "witness": _("The id that portfolio.yaml gives the witness."),
}
when_signed = _("When it was signed; take the # away.")
why_not_here = _("Where it is held and why, and who looked at it there on which day.")
draft_never_counts = _("A draft never counts; take this line out when it is finished.")
before_at = _("Before @ a criterion, after it where in this item the proof stands.")
take_away_marks = _("Take away the # before each criterion that the item proves.")

# Records
repeat_entries = _(
    'Take away the "# " of an entry, fill it in, and repeat it as often as you need.'
)
copy_lines = _("Copy the lines below into {file}.")
who_writes = _("The id of who writes this file.")
met_or_referred = _("met, or referred")
as_a_date = _("as year-month-day")
stages = _("interim, or summative")
judged = _("valid, authentic, current, sufficient")
yes_after_or_no = _("yes, after actions, or no")
owing = _("learner, assessor, or iqa")
who_was_there = _("such as learner, employer")
