"""Why a file could not be written."""

from evidence_builder.wording.language import _

somebody_is_writing = _("another program is writing in {folder}; try again later")
could_not_be_written = _("{file} could not be written: {why}")
