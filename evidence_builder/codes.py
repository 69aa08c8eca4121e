"""Every kind of finding, one line each. Ids are never reused.

EB0xx files · EB1xx YAML · EB2xx one file's shape · EB3xx links between files ·
EB4xx assessment rules · EB5xx templates · EB6xx rendering · EB7xx files bound in ·
EB9xx our own fault.
``docs/diagnostics.md`` has a section for each.
"""

from __future__ import annotations

from evidence_builder.diagnostics import Code, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# fmt: off
FILE_UNREADABLE = Code("EB001", "file-unreadable", _ERROR, "A file cannot be read")
FILE_NOT_FOUND = Code("EB002", "file-not-found", _ERROR, "A file or folder that is needed is not there")
FILE_OUTSIDE = Code("EB003", "file-outside", _ERROR, "A path leads out of the portfolio folder")
FILE_NOT_TEXT = Code("EB004", "file-not-text", _ERROR, "A text file is not UTF-8 or UTF-16")
FILE_NOT_REGULAR = Code("EB005", "file-not-regular", _ERROR, "A path names a folder, link out, device or pipe")
FILE_TOO_LARGE = Code("EB006", "file-too-large", _ERROR, "A file is larger than the limit")
FILE_EMPTY = Code("EB007", "file-empty", _ERROR, "A file has nothing in it")
FILE_NOT_LOOKED_AT = Code("EB008", "file-not-looked-at", _WARNING, "A file in the evidence folder has an ending that is not read")
FILE_MISNAMED = Code("EB009", "file-misnamed", _WARNING, "A file's ending does not fit its content")

YAML_SYNTAX = Code("EB101", "yaml-syntax", _ERROR, "The text is not YAML")
DUPLICATE_KEY = Code("EB102", "duplicate-key", _ERROR, "A key stands twice in one mapping")
YAML_ALIAS = Code("EB103", "yaml-alias", _ERROR, "Anchors, aliases and merge keys are not allowed")
YAML_TAG = Code("EB104", "yaml-tag", _ERROR, "Tags are not allowed")
YAML_DOCUMENTS = Code("EB105", "yaml-documents", _ERROR, "A file holds more than one YAML document")
YAML_DEPTH = Code("EB106", "yaml-depth", _ERROR, "Nesting is too deep")
CONTROL_CHARACTER = Code("EB107", "control-character", _WARNING, "A control character was replaced")
FRONT_MATTER_MISSING = Code("EB108", "front-matter-missing", _ERROR, "An evidence file has no front matter")
TEXT_AFTER_HASH = Code("EB109", "text-after-hash", _WARNING, "A text ends at a # that begins a comment")

FIELD_MISSING = Code("EB201", "field-missing", _ERROR, "A required field is missing")
FIELD_UNKNOWN = Code("EB202", "field-unknown", _ERROR, "A field is not known")
FIELD_INVALID = Code("EB203", "field-invalid", _ERROR, "A field's value does not fit")
KIND_WRONG = Code("EB204", "kind-wrong", _ERROR, "A file is of another kind than its place asks for")

UNKNOWN_CRITERION = Code("EB301", "unknown-criterion", _ERROR, "A criterion that the unit does not have")
DUPLICATE_ID = Code("EB302", "duplicate-id", _ERROR, "An id is used twice")
UNKNOWN_UNIT = Code("EB303", "unknown-unit", _ERROR, "A unit that no criteria file describes, or that is not chosen")
ATTACHMENT_MISSING = Code("EB304", "attachment-missing", _ERROR, "A file that an evidence item names is not there")
UNKNOWN_QUALIFICATION = Code("EB305", "unknown-qualification", _ERROR, "A qualification that no criteria file describes")
UNKNOWN_METHOD = Code("EB306", "unknown-method", _ERROR, "A method code that is not in the table")
UNKNOWN_PERSON = Code("EB307", "unknown-person", _ERROR, "A person or witness who is not on the list")
UNKNOWN_EVIDENCE = Code("EB308", "unknown-evidence", _ERROR, "An evidence number that no item has")
AMBIGUOUS_UNIT = Code("EB309", "ambiguous-unit", _ERROR, "Several units answer to one reference, or a claim does not say its unit")
UNKNOWN_RANGE = Code("EB310", "unknown-range", _ERROR, "A range or range item that the unit does not have")
DUPLICATE_CLAIM = Code("EB311", "duplicate-claim", _WARNING, "A criterion is claimed twice by one item at the same place")
ROLE_UNFIT = Code("EB312", "role-unfit", _ERROR, "A person acts in a role that the portfolio does not give them")
DECISION_UNCLAIMED = Code("EB313", "decision-unclaimed", _WARNING, "A decision is about a criterion that the item does not claim")

EVIDENCE_UNMAPPED = Code("EB401", "evidence-unmapped", _WARNING, "An evidence item claims nothing")
CLAIM_NOT_COUNTED = Code("EB402", "claim-not-counted", _WARNING, "Claims of an item do not count")
CHECK_CHARACTER = Code("EB403", "check-character", _WARNING, "A reference's check character does not fit")
DATE_IMPOSSIBLE = Code("EB404", "date-impossible", _WARNING, "A date cannot be right")
CRITERIA_HOLE = Code("EB405", "criteria-hole", _WARNING, "Criterion numbers have a hole")
CRITERIA_UNNUMBERED = Code("EB406", "criteria-unnumbered", _NOTE, "Criteria have no printed numbers and were numbered by order")
TOTAL_WRONG = Code("EB407", "total-wrong", _WARNING, "A printed total does not fit its units")
IN_SITU_INCOMPLETE = Code("EB408", "in-situ-incomplete", _WARNING, "Evidence held elsewhere lacks who saw it, when or where")
VERSION_MISMATCH = Code("EB409", "version-mismatch", _WARNING, "The specification's version differs from the portfolio's")
REQUIREMENT_UNSOUND = Code("EB410", "requirement-unsound", _ERROR, "A requirement or rule asks for something that is not there")
LOCATOR_MISSING = Code("EB411", "locator-missing", _WARNING, "Claims of a long item do not say where the proof is")
UNIT_ON_ONE_ITEM = Code("EB412", "unit-on-one-item", _WARNING, "A whole unit rests on one item")
UNIT_ON_ONE_METHOD = Code("EB413", "unit-on-one-method", _WARNING, "A whole unit rests on one method")
TESTIMONY_INCOMPLETE = Code("EB414", "testimony-incomplete", _WARNING, "A testimony lacks its witness, date or signature, or an observation its date")
TESTIMONY_BY_LEARNER = Code("EB415", "testimony-by-learner", _WARNING, "A testimony is written by the learner")
WITNESS_NOT_EXPERT = Code("EB416", "witness-not-expert", _WARNING, "An expert testimony is by a witness who is not listed as expert")
SIGNED_TOO_EARLY = Code("EB417", "signed-too-early", _WARNING, "Evidence was signed or seen before it was made")
DECIDED_TOO_EARLY = Code("EB418", "decided-too-early", _WARNING, "A decision is dated before its evidence")
SIGNED_OFF_TOO_EARLY = Code("EB419", "signed-off-too-early", _WARNING, "A unit was signed off before its evidence or its decisions")
ASSURED_TOO_EARLY = Code("EB420", "assured-too-early", _WARNING, "A quality assurer was there before the assessor")
FEEDBACK_MISSING = Code("EB421", "feedback-missing", _WARNING, "A decision of not yet has no feedback")
ACTION_UNLINKED = Code("EB422", "action-unlinked", _NOTE, "An action names no criterion")
SIGNED_OFF_WITH_GAPS = Code("EB423", "signed-off-with-gaps", _WARNING, "A unit is signed off that is not met")
SAMPLE_INCOMPLETE = Code("EB424", "sample-incomplete", _WARNING, "A sample has no outcome, no date, no action, or is of nothing")
THEORY_ONLY = Code("EB425", "theory-only", _WARNING, "Practical criteria are only told about")
RANGE_UNCOVERED = Code("EB426", "range-uncovered", _NOTE, "A range is begun and not covered")
EVIDENCE_TOO_OLD = Code("EB427", "evidence-too-old", _WARNING, "Evidence is older than the limit")
METHOD_NOT_ALLOWED = Code("EB428", "method-not-allowed", _WARNING, "Evidence came about by a method that is not allowed")
OVER_EVIDENCED = Code("EB429", "over-evidenced", _NOTE, "An item proves nothing that others do not")
OWN_DECISION_SAMPLED = Code("EB430", "own-decision-sampled", _ERROR, "A quality assurer verifies a decision of their own")
FILE_REPEATED = Code("EB431", "file-repeated", _WARNING, "The same file stands under two numbers, or twice under one")
PERSONAL_DATA = Code("EB432", "personal-data", _NOTE, "A text seems to hold somebody's personal data")
CHECK_UNKNOWN = Code("EB433", "check-unknown", _WARNING, "A check is named that is not there or cannot be changed")
EMAIL_INCOMPLETE = Code("EB434", "email-incomplete", _WARNING, "An e-mail lacks its sender or its date")
NOT_INDEPENDENT = Code("EB435", "not-independent", _ERROR, "Somebody judges their own work")
VACS_UNKNOWN = Code("EB436", "vacs-unknown", _WARNING, "A sample says something of the evidence that is no rule of evidence")

FORM_UNSOUND = Code("EB501", "form-unsound", _ERROR, "A section of a form asks for nothing, or for several things at once")

GLYPH_MISSING = Code("EB603", "glyph-missing", _WARNING, "No font has a character")
IMAGE_UNREADABLE = Code("EB602", "image-unreadable", _ERROR, "A picture cannot be shown")
RIGHT_TO_LEFT = Code("EB604", "right-to-left", _WARNING, "Right-to-left text is shown in storage order")
LINK_REFUSED = Code("EB605", "link-refused", _WARNING, "A link's scheme is not allowed")
TEXT_TOO_COMPLEX = Code("EB606", "text-too-complex", _WARNING, "Text is too complex to format and is shown as it stands")
PAGE_NUMBERS_UNSURE = Code("EB607", "page-numbers-unsure", _NOTE, "Page numbers of a Word document may be wrong until Word works them out")
TEMPLATE_PLACEHOLDER = Code("EB608", "template-placeholder", _NOTE, "A Word template lacks the learner's name, or has a placeholder that is not known")
TEMPLATE_REFUSED = Code("EB609", "template-refused", _ERROR, "A Word template cannot be used")

FILE_NOT_INCLUDED = Code("EB701", "file-not-included", _ERROR, "An attached file could not be included")
FILE_REPAIRED = Code("EB702", "file-repaired", _WARNING, "An attached file is damaged; what can be read is included")
LAYOUT_SIMPLIFIED = Code("EB703", "layout-simplified", _NOTE, "An attached file is shown without its own layout")
FILE_CUT = Code("EB704", "file-cut", _WARNING, "Only a part of an attached file is shown")
PAGE_UNKNOWN = Code("EB705", "page-unknown", _WARNING, "A page that an attached file does not have")
PAGE_AMBIGUOUS = Code("EB706", "page-ambiguous", _WARNING, "A locator does not say in which file its page is")
FILE_NOT_EMBEDDED = Code("EB707", "file-not-embedded", _WARNING, "A recording is not attached to the PDF")
ARCHIVE_PICTURED = Code("EB708", "archive-pictured", _NOTE, "Pages are shown as pictures, because an archive file cannot hold them")
ARCHIVE_PREVENTED = Code("EB709", "archive-prevented", _WARNING, "A file keeps the PDF from being an archive file")

INTERNAL_ERROR = Code("EB901", "internal-error", _ERROR, "The program failed; the fault is ours")
OUTPUT_NOT_WRITTEN = Code("EB902", "output-not-written", _ERROR, "An output could not be written")
OUTPUT_UNSOUND = Code("EB903", "output-unsound", _ERROR, "An output failed the check after writing; the fault is ours")
TEXT_NOT_FORMATTED = Code("EB904", "text-not-formatted", _WARNING, "The program failed on a text, which is shown as it stands; the fault is ours")
# fmt: on

ALL: tuple[Code, ...] = tuple(
    sorted(
        (value for value in list(globals().values()) if isinstance(value, Code)),
        key=lambda code: code.id,
    )
)
