"""What documents say: headings, labels, heads of tables, and who people are."""

from evidence_builder.wording.language import _, ngettext, pgettext

# Who people are
# Internal and external verifier in the NVQ code of practice (QCA, revised 2006);
# awarding organisations have called them quality assurers since.
ROLES = {
    "assessor": _("Assessor"),
    "observer": _("Observer"),
    "iqa": _("Internal quality assurer (IQA)"),
    "eqa": _("External quality assurer (EQA)"),
    "countersigner": _("Countersigner"),
}
person_in_role = pgettext("of a person", "{name}, {role}")
witness_with_id = pgettext("of a witness", "{witness} ({id})")
employer = _("Employer")
is_learner = _("{name} (learner)")
author_not_stated = _("Not stated")
nobody_yet = _("nobody yet")
seen_by_on = pgettext("who saw it, and when", "{person}, {day}")

# What comes before and between sections
contents = _("Contents")
learner_profile = _("Learner profile")

# The front sheet
logo = _("Logo")
portfolio_of_evidence = _("Portfolio of evidence")
units_of_competence = ngettext(
    "{count} unit of competence", "{count} units of competence"
)
qualification = _("Qualification")
qualification_number = pgettext("of a qualification", "Number")
level = _("Level")
version = _("Version")
awarding_organisation = _("Awarding organisation")
the_qualification = _("The qualification")
learner = _("Learner")
name = pgettext("of a person", "Name")
learner_number = _("Unique learner number")
registration_number = _("Registration number")
job = _("Job")
workplace = _("Workplace")
registered = _("Registered")
target_date = _("Target date")
as_at = _("As at {date}, edition {edition}")
the_learner = _("The learner")
centre_and_team = _("Centre and assessment team")
centre = _("Centre")
centre_number = _("Centre number")
the_centre_and_team = _("The centre and the assessment team")
units_claimed = _("Units claimed")
reference = _("Reference")
unit = _("Unit")
credits_carried = _("Credits")
the_units = _("The units of this portfolio, with level and credits")

# The declaration
declaration_of_authenticity = _("Declaration of authenticity")
own_work = _(
    "The evidence in this portfolio is my own work, or records my own work. "
    "Where others took part I have said so. Where an item was made by somebody "
    "else, that person is named in it."
)
false_declaration = _(
    "I know that a false declaration can put the qualification at risk."
)
signature = _("Signature")
date = _("Date")

# The team and the witnesses
team_and_witnesses = _("Assessment team and witnesses")
everybody_named = _(
    "Everybody whose name or initials stand in this portfolio. The last two "
    "columns are for a specimen signature and initials."
)
assessment_team = _("Assessment team")
role_and_qualifications = pgettext("of a person", "Role and qualifications")
in_training = pgettext("of a person", "In training")
in_training_until = pgettext("of a person", "In training until {date}")
contact = _("Contact")
initials = _("Initials")
team_with_blanks = _("The assessment team with blanks for specimen signatures")
nobody_named = _("Nobody is named yet.")
witnesses = _("Witnesses")
no_witness = _("No witness is on the list.")
witness_number = pgettext("of a witness", "No.")
job_and_relationship = _("Job and relationship")
witness_status = pgettext("of a witness", "Status, qualifications")
witnesses_with_blanks = _("The witnesses with blanks for specimen signatures")

# The evidence index
evidence_index = _("Evidence index")
no_evidence = _("There is no evidence yet.")
item_number = pgettext("of an item", "No.")
title = _("Title")
method = _("Method")
where = _("Where")
criteria = _("Criteria")
page = pgettext("head of a column", "Page")
items_with_criteria = _(
    "Every evidence item with its date, method and criteria claimed"
)
methods = _("Methods: {methods}.")
no_claims = pgettext("of criteria claimed", "None")
held = _("Held: {where}")
included = _("Included")
included_files = ngettext("Included, with {count} file", "Included, with {count} files")
files_not_included = ngettext("{count} file not included", "{count} files not included")
