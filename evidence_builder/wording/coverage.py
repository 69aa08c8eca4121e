"""What is asked of evidence, why it is not enough, and what would close a gap."""

from evidence_builder.wording.language import _, ngettext, pgettext

# Why a claim does not count
file_has_errors = _("its file has errors")
still_a_draft = _("it is still a draft")
reference_material = _("it is reference material, which proves nothing done")
file_unusable = _("its file {path} cannot be used")
held_and_unseen = _("it is held elsewhere and nobody is named who saw it")
held_without = _("it is held elsewhere and does not say {what}")
held_where, held_why = (
    pgettext("held elsewhere", "where"),
    pgettext("held elsewhere", "why"),
)
held_when = pgettext("held elsewhere", "when it was seen")
seen_by_learner = _("it is held elsewhere and was seen by the learner alone")
seen_by_stranger = _(
    "it is held elsewhere, and {who}, who saw it, is not one of the people of this "
    "portfolio"
)
observer_missing = _("it does not say who observed")
no_observer = _("{who} is nobody who may observe here")
witness_missing = _("it names no witness who is on the list")
witness_not_expert = _("{who} is not on the list as an expert")
witness_is_learner = _("{who} is the learner")
testimony_by_learner = _("it was written by the learner")
nothing_behind = _("it has no words, no file and no place where it is held")
own_testimony = _("{who}, who accepted it, testified in it")
not_anonymised = _("it does not say that it is anonymised")
unsigned = _("it is not signed by the {role}")
in_future = _("it is from {date}, which is still to come")
before_registration = _("it is from {date}, before the registration")
not_allowed_here = _("{method} is not allowed here")
undated = ngettext(
    "it has no date, and evidence may be at most {number} month old",
    "it has no date, and evidence may be at most {number} months old",
)
too_old = ngettext(
    "it is from {date}, and evidence may be at most {number} month old",
    "it is from {date}, and evidence may be at most {number} months old",
)

# What is asked, to follow "needs"
pieces = ngettext(
    "at least {number} piece of evidence", "at least {number} pieces of evidence"
)
occasions = ngettext("at least {number} occasion", "at least {number} occasions")
different_methods = ngettext(
    "at least {number} different method", "at least {number} different methods"
)
each_method = _("each of {methods}")
some_methods = _("at least {number} of {methods}")
not_only = _("more than {methods} alone")
witnessed = _("at least one item with a witness from the witness list")
range_all = _("all of the range {title} covered")
range_some = _("at least {number} of the range {title} covered")
covered_by = pgettext("what is asked", "{what} by {methods}")
each_on = ngettext(
    "{what}, each on at least {number} occasion",
    "{what}, each on at least {number} occasions",
)
each_of_range = _("{what} for each of {title}")
each_of_some = _("{what} for each of {number} of {title}")
span = ngettext(
    "evidence over at least {number} month", "evidence over at least {number} months"
)
no_method = _("no {methods}")
nothing_older = ngettext(
    "nothing older than {number} month", "nothing older than {number} months"
)
with_note = _("{text} ({note})")

least_items = ngettext("at least {number} item", "at least {number} items")
least_items_by = ngettext(
    "at least {number} item by {methods}", "at least {number} items by {methods}"
)
least_items_covering = ngettext(
    "at least {number} item covering {items}",
    "at least {number} items covering {items}",
)
least_items_by_covering = ngettext(
    "at least {number} item by {methods} covering {items}",
    "at least {number} items by {methods} covering {items}",
)

# Why what is there is not enough
needs = _("needs {asked}; so far {so_far}")
needs_both = _("needs {pieces} and {occasions}; so far {so_far}")
none_so_far = pgettext("so far", "none")
counted = pgettext("so many: which", "{number}: {names}")
some_undated = ngettext(
    "{so_far} ({items} has no date)", "{so_far} ({items} have no date)"
)
only_methods = _("only {methods}")
items_on_dates = _("{items}, on {dates}")
refused_too = _("{reason}; the assessor referred {items}")

# Where a criterion stands
unclaimed = _("no evidence claims it")
accepted = _("accepted: {decision}")
decision_on = _("{item}, by {who} on {date}")
claimed = _("claimed by {items}")
claimed_accepted = _("claimed by {items}; accepted so far: {accepted}")
claimed_waiting = _("claimed by {items}; waiting for the assessor")
claimed_accepted_waiting = _(
    "claimed by {items}; accepted so far: {accepted}; waiting for the assessor"
)
referred = _("referred: {decision}")
referred_answered = _("referred: {decision}; other evidence answers it")
no_newer = ngettext(
    "{items} claims it too, and is no newer", "{items} claim it too, and are no newer"
)
changed_met = _("{item} has changed since the decision on it (met, by {who} on {date})")
changed_referred = _(
    "{item} has changed since the decision on it (referred, by {who} on {date})"
)
reworded_met = _(
    "the criterion was reworded since the decision on {item} (met, by {who} on {date})"
)
reworded_referred = _(
    "the criterion was reworded since the decision on {item} (referred, by {who} on "
    "{date})"
)
early = _("the decision is dated before the evidence: {decision}")
returned = _("returned by {who}, {role}")
returned_on = _("returned by {who}, {role}, on {date}")
until_done = _("{reason}, until this is done: {action}")
asked_for = _("{reason}, who asks: {action}")
to_be_countersigned = _("met, and to be countersigned: {decision}")
not_counted = _("{item} claims it but does not count: {why}")

# Where a criterion with parts stands
parts_met = ngettext("{have} of {count} parts met", "{have} of {count} parts met")
parts_claimed = ngettext(
    "{have} of {count} parts claimed", "{have} of {count} parts claimed"
)
parts_outstanding = ngettext(
    "{have} of the {count} parts needed are claimed; outstanding: {criteria}",
    "{have} of the {count} parts needed are claimed; outstanding: {criteria}",
)
no_part_of_those_needed = ngettext(
    "{have} of {total} parts are met or claimed and {count} is needed: {lacking} of {criteria}",
    "{have} of {total} parts are met or claimed and {count} are needed: {lacking} of {criteria}",
)
some_parts_of_those_needed = ngettext(
    "{count} of {total} parts is met or claimed and {needed} are needed: {lacking} more of {criteria}",
    "{count} of {total} parts are met or claimed and {needed} are needed: {lacking} more of {criteria}",
)
any_of = _("any {wanted} of {total}")
any_set_of = _("any {wanted} of {total} sets")
choice_of_parts = ngettext(
    "{number} of {criteria} is needed", "{number} of {criteria} are needed"
)
choice_of_more_parts = ngettext(
    "{number} more of {criteria} is needed", "{number} more of {criteria} are needed"
)

# What would close a gap
such_evidence = _("evidence of it, with {asked}")
first_pieces = ngettext("{number} piece of evidence", "{number} pieces of evidence")
more_pieces = ngettext(
    "{number} more piece of evidence, other than {items}",
    "{number} more pieces of evidence, other than {items}",
)
first_occasions = ngettext(
    "dated evidence of {number} occasion", "dated evidence of {number} occasions"
)
another_occasion = _("{another} occasion, on another date than {dates}")
more_occasions = _("{number} more occasions, on other dates than {dates}")
first_dated_pieces = ngettext(
    "{number} piece of evidence, with its date",
    "{number} pieces of evidence, on different dates",
)
more_dated_pieces = ngettext(
    "{number} more piece of evidence, with its date",
    "{number} more pieces of evidence, on different dates",
)
first_pieces_on_dates = ngettext(
    "{number} piece of evidence, on another date than {dates}",
    "{number} pieces of evidence, on other dates than {dates}",
)
more_pieces_on_dates = ngettext(
    "{number} more piece of evidence, on another date than {dates}",
    "{number} more pieces of evidence, on other dates than {dates}",
)
first_items = ngettext("{number} item", "{number} items")
first_items_by = ngettext("{number} item by {methods}", "{number} items by {methods}")
first_items_covering = ngettext(
    "{number} item covering {items}", "{number} items covering {items}"
)
first_items_by_covering = ngettext(
    "{number} item by {methods} covering {items}",
    "{number} items by {methods} covering {items}",
)
more_items = ngettext("{number} more item", "{number} more items")
more_items_by = ngettext(
    "{number} more item by {methods}", "{number} more items by {methods}"
)
more_items_covering = ngettext(
    "{number} more item covering {items}", "{number} more items covering {items}"
)
more_items_by_covering = ngettext(
    "{number} more item by {methods} covering {items}",
    "{number} more items by {methods} covering {items}",
)
by_methods = _("evidence by {methods}")
by_some_methods = _("evidence by {number} of {methods}")
by_different_methods = ngettext(
    "evidence by {number} different method", "evidence by {number} different methods"
)
by_another_method = _("evidence by another method than {methods}")
by_more_methods = ngettext(
    "evidence by {number} more method, other than {methods}",
    "evidence by {number} more methods, other than {methods}",
)
item_by_another_method = _("one item by another method than {methods}")
item_with_witness = _(
    "one item that names somebody on the witness list who saw the work"
)
that_covers = _("evidence that covers {items}")
for_items = _("for {items}: {what}")
later_evidence = _("evidence {months} months or more away from {date}")
that_covers_some = _("evidence that covers {number} of {items}")
better_as_told = _("more or better evidence, as the assessor's feedback says")
better_ask = _("more or better evidence; ask the assessor what is lacking")
look_again = _("the assessor looks at {item} again")
decide_again = _("the assessor decides again, and the quality assurer looks at that")

# So many items: of any, by a method, covering something, and both
LEAST_ITEMS = (
    least_items,
    least_items_by,
    least_items_covering,
    least_items_by_covering,
)
FIRST_ITEMS = (
    first_items,
    first_items_by,
    first_items_covering,
    first_items_by_covering,
)
MORE_ITEMS = (more_items, more_items_by, more_items_covering, more_items_by_covering)

# Of what criteria something is asked together
the_unit = _("the unit")
the_outcome = _("outcome {id}")
some_criteria = pgettext("some criteria of a unit or outcome", "{whole} ({criteria})")

# What a reader of a decision should know
decision_not_claimed = _(
    "the item does not claim this criterion, so the decision is not counted"
)
decision_added = _("added by the assessor; the item does not claim it")
decision_reworded = _("the criterion was reworded since")
decision_early = _("dated before the evidence, so it accepts nothing")
decision_to_be_countersigned = _("to be countersigned")
decision_countersigned = _("countersigned by {who} on {date}")
decision_superseded = _("a later decision takes its place")
decision_changed = _("the evidence has changed since")
decision_not_compared = _(
    "whether the evidence has changed since cannot be told, so the decision is taken as up to date"
)

# What a unit or a qualification asks for and cannot mean
range_has_only = ngettext(
    "the range {range} has only {number} item",
    "the range {range} has only {number} items",
)
no_unit_has_criteria = _("no unit has the criteria {criteria}")
group_without_units = _("the group {group} has no units")
rule_asks_nothing = _("the rule asks for nothing")
no_rule_describes_group = _("no rule describes the group {group}")
unit_of_no_group = _("{unit} is not a unit of any group")
selects_nothing_below = _("selects no criterion below the place where it is written")
requirement_asks_nothing = _("the requirement asks for nothing")
at_least_alone = _("at_least goes with methods")
among_alone = _("among goes with different_methods")
only_methods_among = ngettext(
    "there are only {number} method among them",
    "there are only {number} methods among them",
)
no_role = _("{role} is nobody who signs")
no_method_code = _("{code} is not a method code")
unit_without_range = _("{unit} has no range {range}")
range_without_item = _("the range {range} has no {item}")
