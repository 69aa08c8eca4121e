"""So many of what portfolios consist of."""

from evidence_builder.wording.language import ngettext, pgettext

units = ngettext("{count} unit", "{count} units")
criteria = ngettext("{count} criterion", "{count} criteria")
credits_carried = ngettext("{count} credit", "{count} credits")
gaps = ngettext("{count} gap", "{count} gaps")
pages = ngettext("{count} page", "{count} pages")
further_requirements = ngettext(
    "{count} further requirement", "{count} further requirements"
)

# What somebody is, before or behind their name
ROLES_IN_SHORT = {
    "learner": pgettext("a role in short", "learner"),
    "witness": pgettext("a role in short", "witness"),
    "assessor": pgettext("a role in short", "assessor"),
    "observer": pgettext("a role in short", "observer"),
    "countersigner": pgettext("a role in short", "countersigner"),
    "iqa": pgettext("a role in short", "IQA"),
    "eqa": pgettext("a role in short", "EQA"),
}
