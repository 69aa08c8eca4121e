"""Every kind of finding, one line each. Ids are never reused.

EB0xx files · EB1xx YAML · EB2xx one file's shape · EB3xx links between files ·
EB4xx assessment rules · EB5xx templates · EB6xx rendering · EB7xx files bound in ·
EB9xx our own fault.
``docs/diagnostics.md`` has a section for each.
"""

from __future__ import annotations

from evidence_builder.diagnostics import FindingKind, Severity

_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

# fmt: off
FILE_UNREADABLE = FindingKind("EB001", "file-unreadable", _ERROR)  # A file cannot be read
FILE_NOT_FOUND = FindingKind("EB002", "file-not-found", _ERROR)  # A file or folder that is needed is not there
FILE_OUTSIDE = FindingKind("EB003", "file-outside", _ERROR)  # A path leads out of the portfolio folder
FILE_NOT_TEXT = FindingKind("EB004", "file-not-text", _ERROR)  # A text file is not UTF-8 or UTF-16
FILE_NOT_REGULAR = FindingKind("EB005", "file-not-regular", _ERROR)  # A path names a folder, link out, device or pipe
FILE_TOO_LARGE = FindingKind("EB006", "file-too-large", _ERROR)  # A file is larger than the limit
FILE_EMPTY = FindingKind("EB007", "file-empty", _ERROR)  # A file has nothing in it
FILE_NOT_LOOKED_AT = FindingKind("EB008", "file-not-looked-at", _WARNING)  # A file in the evidence folder has an ending that is not read
FILE_MISNAMED = FindingKind("EB009", "file-misnamed", _WARNING)  # A file's ending does not fit its content

YAML_SYNTAX = FindingKind("EB101", "yaml-syntax", _ERROR)  # The text is not YAML
DUPLICATE_KEY = FindingKind("EB102", "duplicate-key", _ERROR)  # A key stands twice in one mapping
YAML_ALIAS = FindingKind("EB103", "yaml-alias", _ERROR)  # Anchors, aliases and merge keys are not allowed
YAML_TAG = FindingKind("EB104", "yaml-tag", _ERROR)  # Tags are not allowed
YAML_DOCUMENTS = FindingKind("EB105", "yaml-documents", _ERROR)  # A file holds more than one YAML document
YAML_DEPTH = FindingKind("EB106", "yaml-depth", _ERROR)  # Nesting is too deep
CONTROL_CHARACTER = FindingKind("EB107", "control-character", _WARNING)  # A control character was replaced
FRONT_MATTER_MISSING = FindingKind("EB108", "front-matter-missing", _ERROR)  # An evidence file has no front matter
TEXT_AFTER_HASH = FindingKind("EB109", "text-after-hash", _WARNING)  # A text ends at a # that begins a comment

FIELD_MISSING = FindingKind("EB201", "field-missing", _ERROR)  # A required field is missing
FIELD_UNKNOWN = FindingKind("EB202", "field-unknown", _ERROR)  # A field is not known
FIELD_INVALID = FindingKind("EB203", "field-invalid", _ERROR)  # A field's value does not fit
KIND_WRONG = FindingKind("EB204", "kind-wrong", _ERROR)  # A file is of another kind than its place asks for

UNKNOWN_CRITERION = FindingKind("EB301", "unknown-criterion", _ERROR)  # A criterion that the unit does not have
DUPLICATE_ID = FindingKind("EB302", "duplicate-id", _ERROR)  # An id is used twice
UNKNOWN_UNIT = FindingKind("EB303", "unknown-unit", _ERROR)  # A unit that no criteria file describes, or that is not chosen
ATTACHMENT_MISSING = FindingKind("EB304", "attachment-missing", _ERROR)  # A file that an evidence item names is not there
UNKNOWN_QUALIFICATION = FindingKind("EB305", "unknown-qualification", _ERROR)  # A qualification that no criteria file describes
UNKNOWN_METHOD = FindingKind("EB306", "unknown-method", _ERROR)  # A method code that is not in the table
UNKNOWN_PERSON = FindingKind("EB307", "unknown-person", _ERROR)  # A person or witness who is not on the list
UNKNOWN_EVIDENCE = FindingKind("EB308", "unknown-evidence", _ERROR)  # An evidence number that no item has
AMBIGUOUS_UNIT = FindingKind("EB309", "ambiguous-unit", _ERROR)  # Several units answer to one reference, or a claim does not say its unit
UNKNOWN_RANGE = FindingKind("EB310", "unknown-range", _ERROR)  # A range or range item that the unit does not have
DUPLICATE_CLAIM = FindingKind("EB311", "duplicate-claim", _WARNING)  # A criterion is claimed twice by one item at the same place
ROLE_UNFIT = FindingKind("EB312", "role-unfit", _ERROR)  # A person acts in a role that the portfolio does not give them
DECISION_UNCLAIMED = FindingKind("EB313", "decision-unclaimed", _NOTE)  # A decision is about a criterion that the item does not claim

EVIDENCE_UNMAPPED = FindingKind("EB401", "evidence-unmapped", _WARNING)  # An evidence item claims nothing
CLAIM_NOT_COUNTED = FindingKind("EB402", "claim-not-counted", _WARNING)  # Claims of an item do not count
CHECK_CHARACTER = FindingKind("EB403", "check-character", _WARNING)  # A reference's check character does not fit
DATE_IMPOSSIBLE = FindingKind("EB404", "date-impossible", _WARNING)  # A date cannot be right
CRITERIA_HOLE = FindingKind("EB405", "criteria-hole", _WARNING)  # Criterion numbers have a hole
CRITERIA_UNNUMBERED = FindingKind("EB406", "criteria-unnumbered", _NOTE)  # Criteria have no printed numbers and were numbered by order
TOTAL_WRONG = FindingKind("EB407", "total-wrong", _WARNING)  # A printed total does not fit its units
IN_SITU_INCOMPLETE = FindingKind("EB408", "in-situ-incomplete", _WARNING)  # Evidence held elsewhere lacks who saw it, when or where
VERSION_MISMATCH = FindingKind("EB409", "version-mismatch", _WARNING)  # The specification's version differs from the portfolio's
REQUIREMENT_UNSOUND = FindingKind("EB410", "requirement-unsound", _ERROR)  # A requirement or rule asks for something that is not there
LOCATOR_MISSING = FindingKind("EB411", "locator-missing", _WARNING)  # Claims of a long item do not say where the proof is
UNIT_ON_ONE_ITEM = FindingKind("EB412", "unit-on-one-item", _WARNING)  # A whole unit rests on one item
UNIT_ON_ONE_METHOD = FindingKind("EB413", "unit-on-one-method", _WARNING)  # A whole unit rests on one method
TESTIMONY_INCOMPLETE = FindingKind("EB414", "testimony-incomplete", _WARNING)  # A testimony lacks its witness, date or signature, or an observation its date
TESTIMONY_BY_LEARNER = FindingKind("EB415", "testimony-by-learner", _WARNING)  # A testimony is written by the learner
WITNESS_NOT_EXPERT = FindingKind("EB416", "witness-not-expert", _WARNING)  # An expert testimony is by a witness who is not listed as expert
SIGNED_TOO_EARLY = FindingKind("EB417", "signed-too-early", _WARNING)  # Evidence was signed or seen before it was made
DECIDED_TOO_EARLY = FindingKind("EB418", "decided-too-early", _WARNING)  # A decision is dated before its evidence
SIGNED_OFF_TOO_EARLY = FindingKind("EB419", "signed-off-too-early", _WARNING)  # A unit was signed off before its evidence or its decisions
ASSURED_TOO_EARLY = FindingKind("EB420", "assured-too-early", _WARNING)  # A quality assurer was there before the assessor
FEEDBACK_MISSING = FindingKind("EB421", "feedback-missing", _WARNING)  # A decision of not yet has no feedback
ACTION_UNLINKED = FindingKind("EB422", "action-unlinked", _NOTE)  # An action names no criterion
SIGNED_OFF_WITH_GAPS = FindingKind("EB423", "signed-off-with-gaps", _WARNING)  # A unit is signed off that is not met
SAMPLE_INCOMPLETE = FindingKind("EB424", "sample-incomplete", _WARNING)  # A sample has no outcome, no date, no action, or is of nothing
THEORY_ONLY = FindingKind("EB425", "theory-only", _WARNING)  # Practical criteria are only told about
RANGE_UNCOVERED = FindingKind("EB426", "range-uncovered", _NOTE)  # A range is begun and not covered
EVIDENCE_TOO_OLD = FindingKind("EB427", "evidence-too-old", _WARNING)  # Evidence is older than the limit
METHOD_NOT_ALLOWED = FindingKind("EB428", "method-not-allowed", _WARNING)  # Evidence came about by a method that is not allowed
OVER_EVIDENCED = FindingKind("EB429", "over-evidenced", _NOTE)  # An item proves nothing that others do not
OWN_DECISION_SAMPLED = FindingKind("EB430", "own-decision-sampled", _ERROR)  # A quality assurer verifies a decision of their own
FILE_REPEATED = FindingKind("EB431", "file-repeated", _WARNING)  # The same file stands under two numbers, or twice under one
PERSONAL_DATA = FindingKind("EB432", "personal-data", _NOTE)  # A text seems to hold somebody's personal data
CHECK_UNKNOWN = FindingKind("EB433", "check-unknown", _WARNING)  # A check is named that is not there or cannot be changed
EMAIL_INCOMPLETE = FindingKind("EB434", "email-incomplete", _WARNING)  # An e-mail lacks its sender or its date
NOT_INDEPENDENT = FindingKind("EB435", "not-independent", _ERROR)  # Somebody judges their own work
VACS_UNKNOWN = FindingKind("EB436", "vacs-unknown", _WARNING)  # A sample says something of the evidence that is no rule of evidence
RETURNED = FindingKind("EB437", "returned", _WARNING)  # A quality assurer did not accept a decision, and nobody has answered
ACTION_OVERDUE = FindingKind("EB438", "action-overdue", _WARNING)  # Something that was agreed is not done, and its day has passed
SIGNED_OFF_UNSAMPLED = FindingKind("EB439", "signed-off-unsampled", _WARNING)  # An IQA signed off a unit of which nothing was sampled
COUNTERSIGN_MISSING = FindingKind("EB440", "countersign-missing", _WARNING)  # A decision made in training is not countersigned
AUTHOR_MISSING = FindingKind("EB441", "author-missing", _WARNING)  # An observation does not say who observed, or they may not
NOTHING_BEHIND = FindingKind("EB442", "nothing-behind", _WARNING)  # An item has no words, no file and no place where it is held
BEFORE_REGISTRATION = FindingKind("EB443", "before-registration", _WARNING)  # Evidence from before registration was accepted
NOT_ANONYMISED = FindingKind("EB444", "not-anonymised", _WARNING)  # Evidence must be anonymised, and does not say that it is
TOO_MANY_PIECES = FindingKind("EB445", "too-many-pieces", _WARNING)  # There are more pieces of evidence than a specification allows
ORIGINAL_MISSING = FindingKind("EB447", "original-missing", _NOTE)  # A record that is signed does not say where its signed original is
TARGET_PASSED = FindingKind("EB446", "target-passed", _WARNING)  # The target date has passed, and not everything is met
WITNESS_RELATED = FindingKind("EB449", "witness-related", _WARNING)  # A witness is a relative of the learner
NOT_COUNTING = FindingKind("EB448", "not-counting", _NOTE)  # So many items do not count because nobody stands behind them

FORM_UNSOUND = FindingKind("EB501", "form-unsound", _ERROR)  # A section of a form asks for nothing, or for several things at once

GLYPH_MISSING = FindingKind("EB603", "glyph-missing", _WARNING)  # No font has a character
IMAGE_UNREADABLE = FindingKind("EB602", "image-unreadable", _ERROR)  # A picture cannot be shown
RIGHT_TO_LEFT = FindingKind("EB604", "right-to-left", _WARNING)  # Right-to-left text is shown in storage order
LINK_REFUSED = FindingKind("EB605", "link-refused", _WARNING)  # A link's scheme is not allowed
TEXT_TOO_COMPLEX = FindingKind("EB606", "text-too-complex", _WARNING)  # Text is too complex to format and is shown as it stands
PAGE_NUMBERS_UNSURE = FindingKind("EB607", "page-numbers-unsure", _NOTE)  # Page numbers of a Word document may be wrong until Word works them out
TEMPLATE_PLACEHOLDER = FindingKind("EB608", "template-placeholder", _NOTE)  # A Word template lacks the learner's name, or has a placeholder that is not known
TEMPLATE_REFUSED = FindingKind("EB609", "template-refused", _ERROR)  # A Word template cannot be used

FILE_NOT_INCLUDED = FindingKind("EB701", "file-not-included", _ERROR)  # An attached file could not be included
FILE_REPAIRED = FindingKind("EB702", "file-repaired", _WARNING)  # An attached file is damaged; what can be read is included
LAYOUT_SIMPLIFIED = FindingKind("EB703", "layout-simplified", _NOTE)  # An attached file is shown without its own layout
FILE_CUT = FindingKind("EB704", "file-cut", _WARNING)  # Only a part of an attached file is shown
PAGE_UNKNOWN = FindingKind("EB705", "page-unknown", _WARNING)  # A page that an attached file does not have
PAGE_AMBIGUOUS = FindingKind("EB706", "page-ambiguous", _WARNING)  # A locator does not say in which file its page is
FILE_NOT_EMBEDDED = FindingKind("EB707", "file-not-embedded", _WARNING)  # A recording is not attached to the PDF
ARCHIVE_PICTURED = FindingKind("EB708", "archive-pictured", _NOTE)  # Pages are shown as pictures, because an archive file cannot hold them
ARCHIVE_PREVENTED = FindingKind("EB709", "archive-prevented", _WARNING)  # A file keeps the PDF from being an archive file

INTERNAL_ERROR = FindingKind("EB901", "internal-error", _ERROR)  # The program failed; the fault is ours
OUTPUT_NOT_WRITTEN = FindingKind("EB902", "output-not-written", _ERROR)  # An output could not be written
OUTPUT_UNSOUND = FindingKind("EB903", "output-unsound", _ERROR)  # An output failed the check after writing; the fault is ours
TEXT_NOT_FORMATTED = FindingKind("EB904", "text-not-formatted", _WARNING)  # The program failed on a text, which is shown as it stands; the fault is ours
# fmt: on

ALL: tuple[FindingKind, ...] = tuple(
    sorted(
        (value for value in list(globals().values()) if isinstance(value, FindingKind)),
        key=lambda code: code.id,
    )
)
