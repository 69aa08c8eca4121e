"""What is said of a learner's Markdown."""

from evidence_builder.wording.language import _, pgettext

table_of = _("Table of {heads}")
picture = pgettext("in place of one", "picture")

# Findings
not_formatted = _("the text is not formatted: {why}")
write_simpler = _("split the text, or write this part more simply")
tell_us = _("the fault is ours, not yours; tell us what the brackets say")
nested_too_deep = _("nesting is too deep")
lists_too_deep = _("lists or quotations are nested too deep")
program_fails = _("the program fails on it ({fault})")
too_many_characters = _("it has more than {most} characters")
too_many_lines = _("it has more than {most} lines")
too_many_columns = _("a table has more than {most} columns")
too_many_marks = _("a paragraph has too many marks such as [ * _ `")
no_link = _("the link to {address} is not shown as a link")
begin_of_a_link = _("a link begins with https://, http:// or mailto:")
leftwards_text = _("text from right to left is shown in the order it is stored")
