"""Why a decision is not recorded, and what has to be said."""

from evidence_builder.wording.language import _, pgettext

person_with_role = pgettext("a person who may decide", "{id} ({name}, {role})")
add_person = _("add the person in portfolio.yaml under people:")
no_assessor = _("portfolio.yaml names no assessor; add one there under people:")
nobody_of_portfolio = _("{by} is nobody of this portfolio, {able} can")
cannot_decide = _("{by} cannot decide, {able} can")
cannot_be_decided_on = _("{item} cannot be decided on: {why}")
cannot_be_read = _("{item} cannot be read; its file has faults of its own")
no_evidence = _("there is no evidence {item}")
several_units = _("{name} stands for several units; choose from {units}")
no_unit_of_portfolio = _("{name} is no unit of this portfolio; choose from {units}")
name_a_criterion = _("name at least one criterion, such as 2.1")
several_units_have = _("several units have {criteria}")
claims_in_no_unit = _("{item} does not claim {criteria} in any one unit")
does_not_claim = _("{item} does not claim {criteria} in {unit}")
claims_others = _(
    "{item} does not claim {criteria} in {unit}; it claims {claimed} there"
)
still_to_come = _("{date} is still to come")
say_what = _("say what was decided on")
say_what_is_missing = _("say what is missing, so that the learner knows what to do")
claims_nothing = _("{item} claims nothing there; name the criteria that it proves")
say_who = _("say who decides")
say_who_notes = _("say whose record it is")
say_which_unit = _("say which unit is signed off")
several_roles = _("{who} has several roles; say in which one they sign")
say_what_was_sampled = _("say what was sampled: a unit, criteria of it, or evidence")
say_what_to_do = _("say what is to be done")
say_what_is_planned = _("say which criteria are to be assessed, or add a note")
already_recorded = _("this is recorded already, word for word")
no_unit_has = _("no unit of this portfolio has {criteria}")
no_rule_of_evidence = _("{word} is no rule of evidence")
no_method = _("{name} is no method of this portfolio")
choose_from = _("choose from {names}")
criteria_of_an_item = _("criteria are those of an item")
could_not_be_written = _("{folder} could not be written: {why}")
would_not_read_back = _("the record would not read back as it was meant")
cannot_be_added_to = _(
    "lines cannot be added to {file} as it is written; add them by hand"
)
has_changed = _("{file} has changed in the meantime, or has faults; look at it again")
add_by_hand = _(
    "a line cannot be added to {file} as it is written; add by hand: {line}"
)
nothing_to_countersign = _("no decision waits to be countersigned")
cannot_countersign_own = _(
    "{who} decided this, or is in training, and cannot countersign"
)
keeps_changing = _(
    "{file} keeps changing; close it in your other programs and try again"
)

# What somebody is, beside their name
ROLES = {
    "assessor": pgettext("beside a name", "assessor"),
    "countersigner": pgettext("beside a name", "countersigner"),
    "iqa": pgettext("beside a name", "IQA"),
    "eqa": pgettext("beside a name", "EQA"),
}
