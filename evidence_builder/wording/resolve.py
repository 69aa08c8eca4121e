"""What is said of a name that stands for nothing, and of records that may not be."""

from evidence_builder.wording.language import _, pgettext

put_in_brackets = _("put several in brackets: [{names}]")
holds_odd = _("it holds {characters}: type it again by hand")
see_criteria_list = _('see "evidence-builder criteria list"')
name_one_of = _("name one of {names}")

# People
the_learner = pgettext("in a sentence", "the learner")
a_witness = pgettext("in a sentence", "a witness")
an_assessor = pgettext("in a sentence", "an assessor")
a_countersigner = pgettext("in a sentence", "a countersigner")
an_observer = pgettext("in a sentence", "an observer")
an_iqa = pgettext("in a sentence", "an IQA")
an_eqa = pgettext("in a sentence", "an EQA")
add_person = _("add the person in portfolio.yaml under people:")
nobody_of_portfolio = _("{name} is not one of the people of this portfolio")
it_takes = _("it takes {roles}")
it_takes_here = _("it takes {roles}: {people} in this portfolio")
cannot_decide = _("{name} is {roles} here and cannot decide on evidence")
cannot_agree = _("{name} is {roles} here and cannot agree actions with the learner")
cannot_countersign = _("{name} is {roles} here and cannot countersign")
cannot_sample = _("{name} is {roles} here and cannot sample decisions")
cannot_visit = _("{name} is {roles} here and writes of no visit")
will_not_be_there = _("{name} is nobody of this portfolio")
cannot_sign_off_as = _("{name} is {roles} here and cannot sign off as {role}")
as_iqa, as_eqa = pgettext("sign off as", "IQA"), pgettext("sign off as", "EQA")
as_witness = pgettext("sign off as", "a witness")
say_who_signed = _("say who signed with by:")

# Who assures the quality of whose work
somebody_else_verifies = _("somebody else has to verify what an assessor decided")
somebody_else_countersigns = _(
    "somebody else has to countersign what an assessor decided"
)
signs_off_own = _(
    "{who} signs off {unit} as {role} and decided there on {item} for {criterion}"
)
samples_own = _(
    "{who} samples a decision of their own, on {item} for {unit} {criterion}"
)
signs_off_twice = _("{who} signs off {unit} as {role} and as its assessor")
countersigns_own_decision = _("{who} countersigns a decision of their own")
countersigns_in_training = _("{who} is in training and cannot countersign")
countersigns_own = _("{who} countersigns {unit} and is its assessor")
samples_own_unit = _("{who} samples {unit} and signed it off as its assessor")

# Items
number_taken = _(
    "the evidence number {item} is already used in {file}, so this item is left out"
)
numbers_stay = _(
    "give this item a number of its own; numbers stay the same for ever once given"
)
no_witness = _("{name} is not on the witness list")
add_witness = _("add the witness in portfolio.yaml under witnesses:")
no_other_item = _("{name} is not the number of another evidence item")
no_item = _("{name} is not the number of an evidence item")
not_signed_as = _('an item is not signed as "{role}"')
write_one_of = _("write {names}")
no_method_code = _("{code} is not a method code")
codes_are = _(
    "the codes are {codes}; add your own in portfolio.yaml under settings: methods:"
)
method_taken = _("the method code {code} already means {method}")
method_differs = _(
    "the method code {code} differs only in its capitals from {known}, which means {method}"
)
choose_code = _("choose another code")
claims_without_unit = _("the claims do not say which unit they are for")
claims_under_units = _(
    'the portfolio has several units: put the criteria under the reference of each, such as "{unit}:"'
)
no_range = _("{unit} has no range {range}")
ranges_are = _("its ranges are {ranges}")
no_ranges = pgettext("ranges of a unit", "none")
not_in_range = _('the range {range} has no item "{item}"')
range_holds = _("it holds {items}")
claimed_twice = _("{item} claims {unit} {criterion} twice")
claimed_twice_at = _("{item} claims {unit} {criterion} at {at} twice")
criteria_without_unit = _("the criteria do not say which unit they are of")
decision_unclaimed = _(
    "{item} does not claim {unit} {criteria}, so the decision on it is not counted"
)
added_by_assessor = _(
    "{item} does not claim {unit} {criteria}; the decision counts as added by the "
    "assessor"
)
ask_for_claim = _("ask the learner to add the claim, if the item proves it")

# Units and qualifications
several_units_here = _("{name} stands for several units of the portfolio")
not_of_portfolio = _("the unit {name} is not one of this portfolio")
no_unit_here = _("there is no unit {name} in this portfolio")
units_are = _("its units are {units}")
add_unit = _("add it in portfolio.yaml under units:")
criteria_run = _("its criteria run from {first} to {last}")
name_a_criterion = _("name at least one criterion, such as 2.1")
pathway_alone = _("the portfolio names the pathway {pathway} and no qualification")
no_pathway = _("{qualification} has no pathway {pathway}")
leave_line_out = _("leave the line out")
pathways_are = _("its pathways are {pathways}")
no_evidence = _("there is no evidence {item}")
item_unreadable = _("{item} cannot be read; its file has faults of its own")
stands_for = _("{name} stands for {units}; name one")
no_unit = _("there is no unit {name}")
unit_unreadable = _("{name} cannot be read; its criteria file has faults of its own")
say_which_unit = _("say of which unit with --unit")
transferred_too = _("the unit {unit} is transferred and is also among the units")
take_out_of_one = _(
    "take it out of one of the two: a unit that is transferred needs no evidence"
)
transferred_twice = _("the unit {unit} is transferred twice")
nobody_knows_unit = _("no criteria file and no qualification knows the unit {unit}")
transfer_of_qualification = _("a transfer is of a unit of the qualification")
no_qualification_file = _("no criteria file describes the qualification {number}")
see_list_or_add = _(
    'see "evidence-builder criteria list"; a centre adds a file of its own under criteria/'
)
other_version = _(
    "the criteria file for {number} is version {found}, and the portfolio is for version {wanted}"
)
load_version = _(
    "numbering differs between versions: load the version that the learner is registered for"
)
no_units_named = _("the portfolio names no units")
add_units_line = _('add a line such as "units: [A/506/1821]"')
unit_twice = _("the unit {unit} is named twice")
several_units = _("{name} stands for several units: {units}")
name_by_reference = _("name the unit by its reference")
no_unit_file = _("no criteria file describes the unit {unit}")
no_file_of_titled = _("no criteria file describes the unit {unit} ({title})")
