"""What the rules of ``checks`` say, and what to do about it."""

from evidence_builder.wording.language import _, ngettext, pgettext

# Dates
before_registration = _(
    "{what} is of {date}, before the learner was registered on {registered}"
)
mind_prior_learning = _(
    "correct it if it is mistyped; earlier work counts only as prior learning (RPL)"
)
registered_late = ngettext(
    "the registration of {registered} lies after {early} of {count} dated item of evidence",
    "the registration of {registered} lies after {early} of {count} dated items of evidence",
)
registration_wrong = _("correct it; earlier work counts only as prior learning (RPL)")
target_too_early = _(
    "the target of {target} lies before the registration of {registered}"
)
correct_one_date = _("correct the one that is mistyped")
in_the_future = _("{what} is of {date}, which lies in the future")
correct_the_date = _("correct the date if it is mistyped")
of_last_century = _("{what} is of {date}, of last century")
correct_the_year = _("correct the year if it is mistyped")
before_the_evidence = _("{what} is of {date}, before the evidence of {first}")
correct_the_wrong_date = _(
    "correct a date only if it is mistyped; otherwise let it be done again"
)
the_registration = _("the registration")
the_decision_on = _("the decision on {item}")
the_sign_off_of = _("the sign-off of {unit}")
the_sample_by = _("the sample by {who}")
an_action_done = _("an action that was done")
the_signature_of = _("the signature of the {role} on {item}")
the_look_at = _("the look at {item} where it is held")

# Who saw the work
learner_is_also = _("{learner} is the learner and stands here as {called} too")
name_somebody_else = _("name somebody else")
tell_apart = _("two people of one name are told apart by a middle name")
testimony_lacks = _("{item} is a testimony and does not say {what}")
who_the_witness_is = _("who the witness is")
when_it_was = pgettext("a testimony does not say", "when")
that_it_is_signed = _("that the witness signed it")
add_fields = _("add {fields}")
observation_undated = _("{item} is an observation and does not say when")
testimony_by_learner = _("{item} is a testimony and is written by the learner")
ask_the_witness = _("ask the witness to write down in their own words what they saw")
witness_no_expert = _(
    "{item} is an expert testimony, and {witness} is not an expert on the witness list"
)
how_to_be_expert = _(
    "if the centre has briefed the witness, write status: expert in portfolio.yaml; otherwise the method is WT"
)

# Files and texts of items
file_of_other_item = _(
    "the file {file} of {item} is the same as {other_file} of {other}"
)
file_twice_in_item = _(
    "the file {file} of {item} is the same as {other_file}, which it has already"
)
make_one_item = _(
    "make one item of it that claims for both, or say with pages: which each shows"
)
take_one_out = _("take one of them out")
email_lacks = _("the e-mail {file} has no {headers}")
header_sender, header_date = (
    pgettext("header of an e-mail", "sender"),
    pgettext("header of an e-mail", "date"),
)
save_email_again = _("save it again from the mail program as a whole message")
holds_personal_data = _("the text of {item} holds what looks like {what}")
holds_though_anonymised = _(
    "the text of {item} holds what looks like {what}, though it is marked anonymised"
)
insurance_number = _("a National Insurance number")
email_address = _("an e-mail address")
take_out_who = _("take out what shows who somebody is, if it is not your own")

# What is found when files are bound in
about_file = pgettext("a file, and what is to be said of it", "{file} {what}")
could_not_be_included = _("{file} could not be included: {reason}")
names_no_pages = _('"{text}" names no pages, so all of {file} is taken')
write_page_numbers = _("write numbers of pages, such as 1-3, 7")
pages_not_known = _("all of {file} is shown, because its pages are not known")
keep_a_part = _("where only a part may be seen, keep that part as a file of its own")
pages_of = ngettext("{file} has {count} page", "{file} has {count} pages")
has_no_page = ngettext("{has} and no page {pages}", "{has} and no pages {pages}")
no_recording = _("{file} is not attached to the PDF: it is no recording")
too_large_to_attach = _("{file} is not attached to the PDF: it is larger than {size}")
cut_recording = _(
    "cut out the part that shows the criteria, or leave it beside the PDF"
)
leads_nowhere = _('"{at}" leads nowhere: {why}')
item_without_file = _("the item has no file {file}")
page_left_out = _("p. {page} of {file} is not among the pages included")
recording_lasts = _("{file} lasts {length}")
page_as_counted = _("name the page as the file counts it")
time_from_beginning = _("write minutes and seconds from its beginning, such as 2:05")
may_be_page_of = _('"{at}" may be a page of {files}')
name_the_file_too = _('name the file too, such as "{file}, {at}"')

# Long items
is_a_recording = _("is a recording")
is_a_discussion = _("is a professional discussion")
has_files = ngettext("has {count} file", "has {count} files")
has_several_pages = _("has several pages")
is_longer_than_a_page = _("is longer than a page")
has_a_file_of_pages = ngettext(
    "has a file of {count} page", "has a file of {count} pages"
)
claims_do_not_say_where = ngettext(
    "{item} {why}, and {count} claim does not say where in it the proof is: {criteria}",
    "{item} {why}, and {count} claims do not say where in it the proof is: {criteria}",
)
add_where = _('add where after " @ ", such as "{example}"')
example_time = _("{criterion} @ 12:30")
example_page = _("{criterion} @ p. 2, paragraph 3")

# Items
claims_nothing = _("{item} claims no criterion")
add_criteria = _("add the criteria that it proves under claims:")
claims_do_not_count = ngettext(
    "{count} claim of {item} does not count: {why}",
    "{count} claims of {item} do not count: {why}",
)
does_not_count_for = _("{item} does not count for {criteria}: {why}")
by_another_method = _("bring something that came about by another method")
bring_newer = _("bring something newer that shows the same")
add_its_date = _("add its date:")
held_lacks = _("{item} is held elsewhere and does not say {what}")
held_where, held_why = (
    pgettext("held elsewhere", "where"),
    pgettext("held elsewhere", "why"),
)
held_seen_by, held_seen_on = (
    pgettext("held elsewhere", "who saw it"),
    pgettext("held elsewhere", "when it was seen"),
)
seen_by_learner_only = _(
    "{item} is held elsewhere, and nobody but the learner is named who saw it"
)
have_it_seen = _("have the assessor or a witness see it, and name them")

# Units
rests_on_one_item = _("all of {unit} rests on {item} alone")
another_occasion_or_method = _("add evidence of another occasion, or by another method")
rests_on_one_method = _("all of {unit} rests on {method}")
rests_on_testimony = _(
    "all of {unit} rests on {method}, which is never enough for a whole unit"
)
another_method = _("add evidence by another method")
theory_only = _(
    "{unit} {criteria} is theory without workplace application: backed by {methods} alone"
)
add_work = _("add something done at work: a product, an observation or a testimony")
one_too_many = _("each criterion of {item} is proven by at least three other items")
quality_beats_quantity = _(
    "quality beats quantity: keep it if it shows what they do not"
)
range_uncovered = _(
    "{unit} asks for {asked}, and no claim that stands says that it covers {items}"
)
say_what_it_covers = _("say on a claim what it shows: covers: {{{range}: [...]}}")

# Decisions, sign-offs and samples
no_feedback = _("{item} was referred, and no feedback says why")
add_feedback = _("add feedback: with what is lacking and what would help")
action_without_criteria = _("the action names no criterion")
add_claims_of_action = _(
    "add claims: with the criteria that it is about, if there are any"
)
signed_off_lacking = _("{who} signed off {unit}, and {lacking}")
close_and_sign_again = _("close what is open, then sign it off again")
not_met = ngettext(
    "{count} criterion is not met: {criteria}",
    "{count} criteria are not met: {criteria}",
)
not_covered = ngettext(
    "{count} criterion is not covered: {criteria}",
    "{count} criteria are not covered: {criteria}",
)
no_decision = _("no decision on it is recorded")
whole_lacks = pgettext("a unit or outcome, and what it needs", "{whole} {reason}")
signed_off_before = _(
    "{unit} was signed off by {who} on {date}, before {what} of {later}"
)
signed_off_before_more = ngettext(
    "{unit} was signed off by {who} on {date}, before {what} of {later} and {count} more",
    "{unit} was signed off by {who} on {date}, before {what} of {later} and {count} more",
)
correct_or_sign_again = _(
    "correct a date only if it is mistyped; otherwise sign off again"
)
assured_before = _(
    "{who} signed off {unit} on {date}, before the assessor did on {assessor}"
)
assured_alone = _(
    "{who} signed off {unit} on {date}, and no assessor has signed it off"
)
assessor_first = _("the assessor signs off first")
sampled_before = _(
    "{who} sampled on {date}, before the first decision there of {first}"
)
sample_lacks = _("the sample by {who} does not say {what}")
what_was_sampled, whether_accepted = (
    _("what was sampled"),
    _("whether the decisions were accepted"),
)
when_sampled, what_to_do = (
    pgettext("a sample does not say", "when"),
    _("what the assessor is to do"),
)
unit_or_evidence = _("unit: or evidence:")
no_rule_of_evidence = _("{word} is no rule of evidence")
write_one_of = _("write {words}")

# Criteria files
wrong_check_character = _(
    "the number {number} should end with {character} by its check character"
)
compare_with_specification = _("compare it with the specification")
wrong_check_letter = _(
    "the reference {reference} should begin with {letter} by its check letter"
)
newer_may_differ = _(
    "compare it with the specification; references from 650 may differ"
)
criterion_twice = _("the criterion {criterion} stands twice; the first is kept")
one_missing = _("{first} is missing between {before} and {after}")
two_missing = _("{first} and {last} are missing between {before} and {after}")
many_missing = _("{first} to {last} are missing between {before} and {after}")
some_have_holes = _("compare it with the specification; some have holes")
numbered_by_order = _(
    "criteria of {unit} have no numbers and are numbered by their order"
)
the_rule = _("the rule")
the_group = _("group {group}")
total_wrong = ngettext(
    "{rule} prints {printed} credits, and its units carry {count}",
    "{rule} prints {printed} credits, and its units carry {count}",
)

# Checks that a centre chooses
cannot_be_changed = _("{name} cannot be changed or switched off")
those_that_can = _("those that can be are {names}")
no_such_check = _("there is no check {name}")
the_checks_are = _("the checks are {names}")

# What quality assurers said, and what is still to be done
returned = ngettext(
    "{who} did not accept the decision on {unit} {criteria}, and nobody has answered",
    "{who} did not accept the decisions on {unit} {criteria}, and nobody has answered",
)
decide_again = _("decide again, or sample again once what was asked for is done")
action_of_learner_overdue = _("the learner was to do this by {date}: {action}")
action_of_assessor_overdue = _("the assessor was to do this by {date}: {action}")
action_of_iqa_overdue = _("the IQA was to do this by {date}: {action}")
say_when_done = _("say with done: when it was done, or agree another day")
witness_is_relative = _(
    "{witness} testifies and is a relative of the learner ({relationship})"
)
have_another_witness = _(
    "bring evidence of somebody else too, or say to the assessor how it was checked"
)
trainee_signed_off = _(
    "{who} signed off {unit} on {date} in training, and nobody qualified countersigned"
)
same_as_nothing = _("{unit} has no criterion {criterion}")
items_stopped_counting = ngettext(
    "{count} item does not count because nobody stands behind it: {items}",
    "{count} items do not count because nobody stands behind them: {items}",
)
see_each_claim = _("the reason stands at each of its claims, and in the gap list")
original_missing = _("{item} does not say where its signed original is")
say_where_original = _(
    "have the sheet signed in the printed portfolio, or say with original: where the "
    "scan or the paper is"
)
signed_off_unsampled = _("{who} signed off {unit}, and no sample of it is recorded")
record_the_sample = _("record under samples: what was looked at")
decided_in_training = _(
    "{who} decided on {item} on {date} in training, and nobody qualified countersigned"
)
have_it_countersigned = _("have it countersigned: countersigned: {{by: …, on: …}}")
countersigner_decided_alone = _(
    "{who} is a countersigner here and decided on {item} on {date} alone"
)
list_as_assessor = _(
    "if they assess here, list them as assessor too: roles: [assessor, countersigner]"
)

# Who stands behind an item
nothing_behind = _(
    "{item} has no words, no file and no place where it is held, so it does not count"
)
put_something_behind = _(
    "write what was done, name a file, or say where it is held and who saw it"
)
observed_by_nobody = _("{item} does not count as an observation: {why}")
name_the_observer = _("name with author: the assessor or observer who watched")
accepted_before_registration = _(
    "{item} is from {date}, before the registration on {registered}, and was accepted"
)
anonymise_it = _("take the names out, and write anonymised: yes")
too_many_pieces = ngettext(
    "{unit} may have {most} pieces of evidence, and has {count} more: {items}",
    "{unit} may have {most} pieces of evidence, and has {count} more: {items}",
)
keep_the_best = _("keep those that show most, and take the others out")
target_passed = _("the target of {target} has passed, and not everything is met")
agree_another_target = _("agree another target, and write it in portfolio.yaml")
