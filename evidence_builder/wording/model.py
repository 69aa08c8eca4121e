"""Methods by name, and what is wrong with a text that selects no criterion."""

from evidence_builder.wording.language import _, pgettext

# A method of the portfolio's own is called as the portfolio calls it.
METHODS = {
    "O": _("Direct observation"),
    "EW": _("Expert witness testimony"),
    "WT": _("Witness testimony"),
    "WP": _("Work product"),
    "PD": _("Professional discussion"),
    "Q": _("Oral or written questions"),
    "RA": _("Reflective account"),
    "CS": _("Case study"),
    "A": _("Assignment"),
    "SIM": _("Simulation"),
    "RPL": _("Recognition of prior learning"),
}
method_with_code = pgettext("a method", "{name} ({code})")

no_criterion = _("{unit} has no criterion {criterion}")
has_not = _("{unit} has no {what}")
runs_backwards = _("{span} runs backwards")
put_commas = _("put commas between criteria: {names}")
write_span = _("write a span with a hyphen: {first}-{last}")
write_outcome = _('write "outcome {outcome}" for all of outcome {outcome}')
write_outcome_or_number = _(
    'write "outcome {outcome}" for all of outcome {outcome}, or a number with a full stop, such as {criterion}'
)
write_number = _("write a number with a full stop and without spaces")
write_locator = _("write {criterion} @ {at}")
