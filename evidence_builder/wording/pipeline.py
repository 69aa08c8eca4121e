"""What is said while documents are made, and of what is asked for in vain."""

from evidence_builder.wording.language import _

reading = _("Reading the portfolio")
binding = _("Binding in files")
laying_out = _("Laying out pages")
writing = _("Writing {format}")
one_unit_only = _("the layout unit shows one unit, and the portfolio has several")
choose_from = _("choose from {names}")
no_layout = _("there is no layout {name}")
no_unit_in_portfolio = _("the portfolio has no unit {name}")
several_units = _("{name} stands for several units")
several_units_named = _("{name} stands for several units: {units}")
name_by_reference = _("name the unit by its reference")
no_form = _("there is no form {name}")

# A centre's Word file
template_unusable = _("{name} cannot be used: {why}")
larger_than = _("it is larger than {size} MB")
smaller_pictures = _("use smaller pictures in it")
page_numbers_unsure = _("page numbers in the Word document may be wrong")
update_fields = _("open it in Word, press Ctrl+A and then F9, and save it")
means_nothing = _("{name} means nothing here and stays as it is")
there_are = _("there are {names}")
whose_pages = _("nothing in its header or footer says whose pages these are")
name_was_added = _(
    "the name was added below; write {{{{learner}}}} and {{{{registration}}}} there"
)
