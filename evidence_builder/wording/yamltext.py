"""Why a text cannot be read, or is not what it was meant to be."""

from evidence_builder.wording.language import _, ngettext

# Reading a file
has_nothing = _("{file} has nothing in it")
leads_out = _("{file} leads out of the portfolio folder")
copy_into_folder = _("copy the file into the portfolio folder and name it from there")
cannot_be_read = _("{file} cannot be read: {why}")
no_text_file = _("{file} is no text file")
not_in_encoding = _("{file} is not in the encoding {encoding}")
save_again = _(
    'open it in your editor and save it again with the encoding "UTF-8" (in Notepad: File, Save as, Encoding)'
)
control_character = _("a control character ({number}) was replaced")
control_characters = ngettext(
    "{count} control character was replaced, {number} the first of them",
    "{count} control characters were replaced, {number} the first of them",
)
type_again = _("type that part of the text again instead of pasting it")
folder_or_device = _("{file} is a folder or a device, not a file")
is_a_folder = _("{file} is a folder, not a file")
not_there = _("{file} is not there")
too_large = _("{file} is larger than {size} MB")
files_of_their_own = _("put long texts and pictures into files of their own")
it_is_not_there = _("it is not there")
it_is_no_folder = _("it is not a folder")
impossible_name = _("its name has a character that no file name may have")
system_says = _('the system says "{words}"')
permission_refused = _("permission was refused")
disk_failed = _("the disk or the network drive failed")
name_too_long = _("its name is too long")
too_many_open = _("too many files are open")
drive_gone = _("the network drive is no longer there")

# Fields
no_fields = _("{file} has no fields in it")
holds_a_list = _("{file} holds a list where fields are expected")
holds_a_text = _("{file} holds a text where fields are expected")
begin_with_fields = _('begin each line with the name of a field, such as "title: "')
field_without_name = _("a field has no name before its colon")
no_merging = _('fields cannot be merged in with "<<"')
write_fields_out = _("write the fields out where they are needed")
stands_twice = _("{field} stands twice, first in line {line}")
keep_one_of_two = _("keep one of the two; only the first is read")
group_for_name = _("a list or a group of fields stands where a field's name belongs")
quote_brackets = _(
    "put a text that begins with a bracket or a brace in quotation marks"
)
too_deep = ngettext(
    "more than {count} level stands inside each other",
    "more than {count} levels stand inside each other",
)
refers_elsewhere = _("*{name} refers to another part of the file")
write_it_out = _(
    "write it out here, or put the text in quotation marks if it begins with *"
)
quote_if_begins = _("put the text in quotation marks if it begins with {mark}")
second_document = _("a second document begins here")
one_in_each_file = _("keep one in each file, and take out the line of three hyphens")
ends_before_hash = _('the text ends before " #", which begins a comment')
quote_rest = _("put the text in quotation marks if the rest of the line belongs to it")
gives_a_name = _("&{name} gives a name to a part of the file")
tag_before_value = _("a tag stands before a value")

# Syntax
not_yaml = _("the text is not YAML")
not_yaml_from_here = _("the text is not YAML from here")
begins_with_tab = _("the line begins with a tab")
use_spaces_in_front = _("use spaces in front of a line, two for each level")
quote_it_all = _("put the whole text in quotation marks")
line_up = _("give all fields of one group the same number of spaces in front")
no_closing_mark = _("the text that begins with {mark} has no closing quotation mark")
close_mark = _("end the text with {mark}, or leave the first one out too")
backslash = _("a backslash between double quotation marks begins a special character")
single_marks = _("use single quotation marks, or write / instead of the backslash")
tab_for_spaces = _("a tab stands where spaces belong")
spaces_for_tabs = _("use spaces instead of tabs")
cannot_begin = _('a text cannot begin with "{character}"')
nothing_before = _('nothing stands before "{character}" in the list')
take_out_extra = _("take out the comma or the bracket that is too many")
another_colon = _("the text after the field's name has another colon in it")
more_spaces = _("the line has more spaces in front than the one it belongs with")
no_colon = _("the line has no colon and space after a field's name")
write_field_as = _(
    'write a field as its name, a colon, a space and its value, such as "level: 3"'
)
not_lined_up = _("the line does not line up with the lines above it")
after_closing_mark = _("text stands after the closing quotation mark")
whole_between_marks = _(
    "put the whole text between the marks; write '' for an apostrophe between single ones"
)
after_closing_bracket = _("text stands after the closing bracket")
list_not_closed = _(
    'the list that begins with "{bracket}" is not closed, or lacks a comma'
)
brackets_not_closed = _("a list in brackets is not closed")
close_list = _('put a comma after each item and "{bracket}" at the end')
list_on_field_line = _('a list with "- " begins in the line of its field')
item_on_own_line = _(
    "begin each item on a line of its own, or put the text in quotation marks"
)
percent_first = _('a line cannot begin with "%"')
after_document_end = _("text stands after the line that ends the document")
take_out_dots = _('take out the line "..." above')
