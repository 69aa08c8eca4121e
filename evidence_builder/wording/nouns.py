"""So many of what portfolios consist of."""

from evidence_builder.wording.language import ngettext

units = ngettext("{count} unit", "{count} units")
criteria = ngettext("{count} criterion", "{count} criteria")
credits_carried = ngettext("{count} credit", "{count} credits")
gaps = ngettext("{count} gap", "{count} gaps")
pages = ngettext("{count} page", "{count} pages")
further_requirements = ngettext(
    "{count} further requirement", "{count} further requirements"
)
