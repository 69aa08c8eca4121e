"""Parts of an Excel workbook → the same with values instead of formulas.

A cell keeps the value that Excel stored. Only where there is none does a formula
stay, and only if every function in it computes from the sheet alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import CannotBeIncludedError
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from lxml.etree import _Element

PAGES: Final = 100
"""The most pages that a sheet may fill, by estimate."""
"""What is shown of a formula that has no stored value and looks outside."""
_PAGE_ROWS: Final = 45
_PAGE_COLUMNS: Final = 8

WIDEST: Final = 210.0
"""Columns wider than this together, in digits, would print at less than 60 %."""
_UPRIGHT: Final = 90.0

_CELL: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
"""A reference to a cell: ST_CellRef, ECMA-376 Part 1, 18.18.7."""
_FUNCTION: Final = re.compile(r"([A-Za-z_][\w.]*)\s*\(")
# Other workbooks, unions, errors and links: ECMA-376 Part 1, 18.17.2.
_OUTSIDE: Final = re.compile(r"[\[\]|#\\]|://|file:", re.IGNORECASE)
# Of the functions in ECMA-376 Part 1, 18.17.7, and of those that came after.
_COMPUTED: Final = frozenset(
    """
    ABS AND AVERAGE AVERAGEIF AVERAGEIFS CEILING CHAR CHOOSE CODE COLUMN COLUMNS
    CONCAT CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS DATE DATEDIF DATEVALUE
    DAY DAYS EDATE EOMONTH EXACT EXP FALSE FIND FIXED FLOOR FREQUENCY HLOOKUP HOUR IF
    IFERROR IFNA IFS INDEX INT ISBLANK ISERROR ISNA ISNUMBER ISTEXT LARGE LEFT LEN LN
    LOG LOG10 LOOKUP LOWER MATCH MAX MAXIFS MEDIAN MID MIN MINIFS MINUTE MOD MODE
    MONTH MROUND N NETWORKDAYS NOT ODD OR PERCENTILE PI POWER PRODUCT PROPER QUARTILE
    QUOTIENT RANK REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS SEARCH SECOND
    SIGN SMALL SQRT STDEV SUBSTITUTE SUBTOTAL SUM SUMIF SUMIFS SUMPRODUCT SWITCH T
    TEXT TEXTJOIN TIME TIMEVALUE TRANSPOSE TRIM TRUE TRUNC UNICHAR UPPER VALUE VAR
    VLOOKUP WEEKDAY WEEKNUM WORKDAY XLOOKUP XOR YEAR
    """.split()  # noqa: SIM905 - names read better as words
)
# ECMA-376 Part 1, 18.2 and 18.3.1; outside: 18.14; controls and extensions too.
_DROPPED: Final = frozenset(
    """
    s:externalReferences s:oleObjects s:controls s:legacyDrawing s:legacyDrawingHF
    s:webPublishItems s:webPublishing s:pivotCaches s:tableParts s:extLst
    s:dataValidations s:smartTags s:customSheetViews s:scenarios s:dataConsolidate
    s:fileSharing s:workbookProtection s:sheetProtection s:customWorkbookViews
    s:functionGroups s:phoneticPr s:cellWatches s:ddeLink s:oleLink
    """.split()  # noqa: SIM905 - names read better as words
)


def is_computed(formula: str) -> bool:
    """Whether a formula needs nothing but the sheet: no file, no web, no clock."""
    names = (name.upper() for name in _FUNCTION.findall(formula))
    inside = not _OUTSIDE.search(formula)
    return inside and all(name.removeprefix("_XLFN.") in _COMPUTED for name in names)


def clean(root: _Element) -> bool:
    """Disarm a part of a workbook; False if it is a sheet of too many pages."""
    for element in list(root.iter()):
        name = name_of(element)
        parent = element.getparent()
        if parent is None:
            continue
        if name in _DROPPED or not _stays(element, name):
            parent.remove(element)
        elif name == "s:c":
            _settle(element)
    data = child(root, "s:sheetData")
    if name_of(root) != "s:worksheet" or data is None:
        return True
    if _pages(data, empty=True) > PAGES:
        if _pages(data, empty=False) > PAGES:
            return False
        _without_empty(data)
    _make_fit(root)
    return True


def _stays(element: _Element, name: str) -> bool:
    """Whether a name, a rule, or a range of a chart looks at nothing but the sheets."""
    formula = element.text or ""
    if name == "s:definedName":
        builtin = element.get("name", "").startswith("_xlnm.Print_")
        return builtin and is_computed(formula) and not _FUNCTION.search(formula)
    if name == "s:cfRule":
        formulas = element.findall(qualified("s:formula"))
        return all(is_computed(condition.text or "") for condition in formulas)
    return name != "c:f" or is_computed(formula)


def _settle(cell: _Element) -> None:
    """Leave a cell its value, or a formula that is harmless, or a word for it.

    The words of the others may name a folder of somebody's computer.
    """
    formula = cell.find(qualified("s:f"))
    if formula is None:
        return
    has_value = bool(cell.findtext(qualified("s:v")))
    words = formula.text or ""
    is_own = formula.get("t") is None  # and not shared with other cells, or an array
    if not has_value and is_own and words and is_computed(words):
        # An empty value would be taken for the result.
        for empty in cell.findall(qualified("s:v")):
            cell.remove(empty)
        return
    cell.remove(formula)
    if not has_value and words and cell.get("t") != "str":
        cell.set("t", "inlineStr")
        for empty in cell.findall(qualified("s:v")):
            cell.remove(empty)
        inline = cell.makeelement(qualified("s:is"))
        text = inline.makeelement(qualified("s:t"))
        text.text = wording.formula()
        inline.append(text)
        cell.append(inline)


def place_of(name: str) -> tuple[int, int]:
    """Return the row and the column of a cell's name, from one; zeros for none."""
    match = _CELL.fullmatch(name)
    if match is None:
        return 0, 0
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column


def area_of(name: str) -> tuple[int, int, int, int]:
    """Return first row, first column, last row, last column of ``A1:C4``."""
    first, _, last = name.partition(":")
    return (*place_of(first), *place_of(last or first))


def too_many_pages() -> CannotBeIncludedError:
    """Return the refusal of a sheet that nobody would print."""
    return CannotBeIncludedError(wording.sheet_too_long(PAGES), wording.keep_evidence())


def pages_filled(rows: int, columns: int) -> int:
    """Return how many pages so many rows and columns fill, about."""
    return -(-rows // _PAGE_ROWS) * -(-columns // _PAGE_COLUMNS)


def _pages(data: _Element, *, empty: bool) -> int:
    """Return how many pages the cells of a sheet fill, about."""
    rows = columns = 0
    for number, row in enumerate(data, 1):
        cells = [cell for cell in row if empty or len(cell)]
        if cells:
            rows = max(rows, whole(row.get("r"), number))
            columns = max(columns, place_of(cells[-1].get("r", ""))[1] or len(row))
    return pages_filled(rows, columns)


def _without_empty(data: _Element) -> None:
    """Take out cells that hold nothing and are only there for how they look."""
    for row in list(data):
        for cell in list(row):
            if not len(cell):
                row.remove(cell)
        if not len(row):
            data.remove(row)


_BEFORE_FIT: Final = frozenset(
    """
    s:headerFooter s:rowBreaks s:colBreaks s:customProperties s:cellWatches
    s:ignoredErrors s:smartTags s:drawing s:legacyDrawing s:picture
    """.split()  # noqa: SIM905 - names read better as words
)


def _make_fit(sheet: _Element) -> None:
    """Let all columns stand on one page where nobody said how the sheet is printed.

    Otherwise the right half of a roster is pages away from the names it belongs to.
    Too many columns would become too small to read, and are left on several pages.
    """
    setup = child(sheet, "s:pageSetup")
    properties = child(sheet, "s:sheetPr")
    width = _width(sheet)
    if width > WIDEST or (
        setup is not None and (setup.get("scale") or setup.get("fitToWidth"))
    ):
        return
    if attribute(child(properties, "s:pageSetUpPr"), "fitToPage") in ("1", "true"):
        return
    if properties is None:
        properties = sheet.makeelement(qualified("s:sheetPr"))
        sheet.insert(0, properties)
    page = child(properties, "s:pageSetUpPr")
    if page is None:
        page = properties.makeelement(qualified("s:pageSetUpPr"))
        properties.append(page)
    page.set("fitToPage", "1")
    if setup is None:
        setup = sheet.makeelement(qualified("s:pageSetup"))
        at = next(
            (n for n, part in enumerate(sheet) if name_of(part) in _BEFORE_FIT),
            len(sheet),
        )
        sheet.insert(at, setup)
        setup.set("orientation", "landscape" if width > _UPRIGHT else "portrait")
    setup.set("paperSize", "9")
    setup.set("fitToWidth", "1")
    setup.set("fitToHeight", "0")


def _width(sheet: _Element) -> float:
    """Return how wide the columns of a sheet are together, in digits."""
    rows = sheet.iterfind(f"{qualified('s:sheetData')}/{qualified('s:row')}")
    last = max(
        (place_of(row[-1].get("r", ""))[1] for row in rows if len(row)), default=0
    )
    widths = dict.fromkeys(range(1, min(last, 1_000) + 1), 9.0)
    for column in sheet.iter(qualified("s:col")):
        first, end = whole(column.get("min"), 1), whole(column.get("max"), 1)
        hidden = column.get("hidden") in ("1", "true")
        for number in range(max(first, 1), min(end, 1_000) + 1):
            if number in widths:
                widths[number] = 0 if hidden else whole(column.get("width"), 9)
    return sum(widths.values())
