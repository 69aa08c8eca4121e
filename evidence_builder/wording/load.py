"""Faults in somebody's file, and how it would have to be written."""

from evidence_builder.wording.language import _, ngettext, pgettext

# What stands in lists, one of each
NOUNS = {
    "actions": _("action"),
    "blanks": _("blank"),
    "catalogue": _("catalogue unit"),
    "claims": _("claim"),
    "columns": _("column"),
    "concepts": _("concept"),
    "counts": _("count"),
    "criteria": _("criterion"),
    "decisions": _("decision"),
    "evidence_ideas": _("evidence idea"),
    "files": _("file"),
    "look_for": _("point to look for"),
    "methods": _("method"),
    "outcomes": _("outcome"),
    "parts": _("part"),
    "people": _("person"),
    "pitfalls": _("pitfall"),
    "ranges": _("range"),
    "requires": _("requirement"),
    "rules": _("rule"),
    "samples": _("sample"),
    "sections": _("section"),
    "sign_offs": _("sign-off"),
    "signatures": _("signature"),
    "tips": _("tip"),
    "transfers": _("transfer"),
    "witnesses": _("witness"),
}
# What files are of
KINDS = {
    "unit": _("unit"),
    "qualification": _("qualification"),
    "evidence": pgettext("kind of a file", "evidence"),
    "assessment": _("assessment"),
    "form": _("form"),
    "layout": _("layout"),
}
CALLED = {"by": _("author (by)"), "on": _("date (on)"), "path": _("path of the file")}
# Lines that show how a field is written: by its name, or by owner and name
EXAMPLES = {
    "action": _("action: Add the agenda of the meeting"),
    "by": _("by: JT"),
    "certificate": _("certificate: Aldersyke College, number 4471"),
    "claims": _("claims: {{A/506/1821: [3.2, 3.3]}}"),
    "criteria": _("criteria: [3.2, 3.3]"),
    "criterion": _("criterion: 2.1"),
    "decision": _("decision: met"),
    "evidence": _("evidence: E003"),
    "id": _("id: E003"),
    "items": _("items: [clippers, scissors]"),
    "learner": _("learner: {{name: Sam Patel}}"),
    "method": _("method: WP"),
    "name": _("name: Sam Patel"),
    "number": _("number: 601/4027/6"),
    "on": _("on: 2026-03-10"),
    "path": _("path: minutes.pdf"),
    "range": _("range: tools"),
    "ref": _("ref: A/506/1821"),
    "role": _("role: assessor"),
    "text": _("text: Explain how work is shared out"),
    "title": _("title: Minutes of the weekly briefing"),
    "unit": _("unit: A/506/1821"),
    "catalogue unit title": _("title: Manage team performance"),
    "method name": _("name: Video recording"),
    "outcome title": _("title: Understand how work is shared out"),
    "outcome criteria": _(
        "criteria: [{{id: 1.1, text: Explain how work is shared out}}]"
    ),
    "outcomes": _("outcomes: [{{id: 1, title: Understand how work is shared out}}]"),
    "part id": _("id: a"),
    "person id": _("id: JT"),
    "qualification title": _("title: Level 3 Diploma in Customer Service"),
    "range id": _("id: tools"),
    "range title": _("title: Tools and equipment"),
    "unit title": _("title: Manage team performance"),
    "witness id": _("id: W1"),
}

a_list, a_group = _("a list"), _("a group of fields")
quoted = pgettext("a value", '"{value}"')
named_block = pgettext("a thing and its name or number", "{noun} {name}")
the_block = _("the {noun}")
the_portfolio = _("the portfolio")
this_file = _("this {kind} file")
the_file = _("the file")
item_of = _("item {number} of {field}")
type_again = _("type {value} again by hand: it has {characters} in it")

# A field, and what is wrong with it
write_date = _("write the date as year-month-day, for example 2026-03-02")
write_fields = _(
    "write its fields below it, each on a line of its own and indented alike"
)
write_items = _('write one item on each line, each beginning with "- "')
write_figures = _("write it in figures alone, for example 12")
write_one_text = _("write one text, without brackets and hyphens")
write_yes_or_no = _("write yes or no")
write_allowed = _("write {allowed}")
write_allowed_or_number = _("write {allowed} or a whole number")
quote_colon = _("put quotation marks around a text that has a colon and a space in it")
quote_comma = _(
    "put quotation marks around a text that has a comma in it, and brackets around a list"
)
not_a_group = _("{field} is {value} where a group of fields is expected")
cannot_be = _("{field} cannot be {value}")
see_guide = _("see the guide to the files")
# Kind of pydantic's error: message and hint
SENTENCES = {
    "bool_type": (_("{field} is {value} where yes or no is expected"), write_yes_or_no),
    "colour_form": (
        _("{value} is no colour"),
        _("write six hexadecimal digits, such as 1B4B72"),
    ),
    "date_form": (_("{value} is not a date"), write_date),
    "date_impossible": (_("{value} is no day of the calendar"), write_date),
    "date_type": (_("{field} is {value} where a date is expected"), write_date),
    "dict_type": (not_a_group, write_fields),
    "int_type": (
        _("{field} is {value} where a whole number is expected"),
        write_figures,
    ),
    "literal_error": (cannot_be, write_allowed),
    "model_type": (not_a_group, write_fields),
    "number_form": (_("{value} is not a whole number"), write_figures),
    "string_too_short": (_("{field} is empty"), _("write a text, or take it out")),
    "string_type": (_("{field} is {value} where a text is expected"), quote_colon),
    "too_short": (_("{field} is an empty list"), _("name at least one")),
    "truth_form": (_("{value} is neither yes nor no"), write_yes_or_no),
    "tuple_type": (_("{field} is {value} where a list is expected"), write_items),
}
no_kind = _("the file does not say of what kind it is; here a {kind} is expected")
other_kind = _("kind is {own} where {kind} is expected")
add_kind = _('add the line "kind: {kind}"')
write_kind = _('write "kind: {kind}"')
more_faults = ngettext(
    "{count} more fault of this file is not shown",
    "{count} more faults of this file are not shown",
)
has_no_field = _("{block} has no {field}")
add_line = _('add a line such as "{line}"')
fields_it_can_have = _("fields that it can have: {fields}")
no_field_of = _("{field} is not a field of {block}")
in_braces = _("{field} stands in braces and has no colon after it")

# Files and folders
no_such_path = _("there is no such file or folder")
link_to_folder = _("{folder} is a link to another folder and is not followed")
put_folder = _("put the folder itself in its place")
cannot_be_read = _("{folder} cannot be read: {why}")
folder_cannot_be_read = _("the folder {folder} cannot be read: {why}")
left_out_for_name = _("a file is left out for its name, {name}")
plain_name = _("give it a name of letters, figures, spaces and hyphens")
described_twice = _("{name} version {version} is described twice, first in {first}")
delete_or_version = _("delete one of the two files, or give them different versions")
layout_gone = _("the layout {name} is not where it was installed")
no_portfolio = _("this folder has no portfolio.yaml")
give_folder = _("give the folder of one learner, or begin a new portfolio in this one")
one_below = _("there is one in the folder {folder}; did you mean that?")
looks_like_it = _("{file} looks like it: rename it to {name}")
two_portfolios = _("{file} is not read because there is {other} too")
delete_or_rename = _("delete or rename one of the two")
write_profile = _('write that file, or take the line "profile:" out until you do')
no_folder = _("there is no folder {folder}")
name_criteria_folder = _("name a folder of criteria files, relative to portfolio.yaml")

# Items
fields_not_closed = _("the fields at the top are not closed by a line of three hyphens")
close_fields = _('add a line with "---" between the fields and the text')
nothing_between = _("there is nothing between the two lines of three hyphens")
write_item_fields = _("write the item's fields there: id, title, method, date, claims")
not_of_an_item = _("{file} is not part of any evidence item")
name_under_files = _('name it under "files:" in the item that it belongs to')
looks_like_item = _("it looks like an evidence item: rename it to {name}")
item_left_out = _("until this is put right, the item is left out of the portfolio")
no_fields_first = _("{file} does not begin with the fields of an evidence item")
put_fields_first = _('put the fields at the top, between two lines with "---"')
no_hyphens_first = _("the fields at the top do not begin with a line of three hyphens")
hyphens_first = _(
    'make "---" the first line of the file, and again the line after them'
)

# Forms
nothing_to_fill_in = _("section {number} of this form has nothing to fill in")
give_it_something = _(
    "give it blanks, a box, a table, criteria or signatures, or a text"
)
asks_for_several = _("section {number} of this form has {things}")
one_section_each = _("make a section of each, so that their order is plain")
