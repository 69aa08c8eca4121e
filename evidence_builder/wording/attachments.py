"""What is said of the files that evidence names, and of what is shown of them.

Notes follow the name of the file, and reasons follow "could not be included: ".
"""

from evidence_builder.wording.language import _, ngettext

# kind: what a file is.
KINDS = {
    "jpeg": _("a JPEG picture"),
    "png": _("a PNG picture"),
    "gif": _("a GIF picture"),
    "tiff": _("a TIFF picture"),
    "webp": _("a WebP picture"),
    "bmp": _("a BMP picture"),
    "heic": _("a HEIC picture"),
    "pdf": _("a PDF"),
    "docx": _("a Word document"),
    "xlsx": _("an Excel workbook"),
    "pptx": _("a PowerPoint presentation"),
    "odt": _("an OpenDocument text"),
    "ods": _("an OpenDocument spreadsheet"),
    "odp": _("an OpenDocument presentation"),
    "doc": _("a Word document of the old kind (.doc)"),
    "xls": _("an Excel workbook of the old kind (.xls)"),
    "ppt": _("a PowerPoint presentation of the old kind (.ppt)"),
    "rtf": _("a document in Rich Text Format (.rtf)"),
    "eml": _("an e-mail"),
    "msg": _("an Outlook message"),
    "text": _("plain text"),
    "csv": _("a CSV table"),
    "markdown": _("Markdown text"),
    "audio": _("a sound recording"),
    "video": _("a video"),
    "other": _("a file of another kind"),
}
does_not_hold = _("{name} does not hold {named}, as its ending says")
is_another_kind = _("{name} is {kind}, not {named} as its ending says")

# inspect: why a file is not taken.
cannot_be_read = _("{path} cannot be read")
check_it_opens = _("check that you can open the file on this computer")
rename_it = _("rename the file so that its ending fits, here and on disk")
web_address = _("{path} is a web address, not a file in the portfolio folder")
one_computer = _("{path} is a place on one computer, not in the portfolio folder")
leads_out = _("{path} leads out of the portfolio folder")
copy_it_in = _("copy the file into the portfolio folder and name it from there")
is_a_folder = _("{path} is a folder, not a file")
empty_path = _("an empty path is a folder, not a file")
name_each_file = _("name each file in it")
not_ordinary = _("{path} is not an ordinary file")
is_not_there = _("{path} is not there")
file_is_called = _("the file is called {name}; capitals and spelling must agree")
folder_is_called = _("the folder is called {name}; capitals and spelling must agree")
no_folder = _("there is no folder {name}")
link_leads_out = _("{path} is a link that leads out of the portfolio folder")
put_it_in = _("put the file itself into the portfolio folder")
is_empty = _("{path} is empty")
save_or_take_off = _("save it again, or take it off the list")
is_a_device = _("{path} is a device, pipe or broken link, not a file")
is_too_large = _("{path} is larger than {size}")
keep_smaller = _("keep a smaller copy in the portfolio, or say where the file is held")
mebibytes = _("{size} MiB")
octets = ngettext("{count:,} byte", "{count:,} bytes")

# bind, unread, run: files as a whole.
is_not_shown = _("{name} is {kind} and is not shown")
as_jpeg_or_png = _("save it as a JPEG or PNG picture")
has_gone = _("{name} has changed or gone while it was read")
run_this_again = _("run this again")
cannot_be_shown = _("{name} cannot be shown: {reason}")
to_be_played = _("Listed; to be played from the file itself")
listed = _("Listed")
other_than_named = _("it does not hold {named}, as its ending says")
save_or_other_copy = _(
    "save it again in the program that made it, or take another copy"
)
listed_only = _("is listed and not shown: it is {kind}")
save_as_pdf_or = _("save it as PDF (or {ending}) and name that")
changed = _("it has changed or gone since it was looked at")
run_it_again = _("run it again")
stopped = _("the program was stopped")
too_slow = _("it takes more than {seconds} seconds to read")
divide_or_print = _("divide it into smaller files, or print it to a PDF")
needs_memory = _("it needs more memory than is allowed to read")
fails_on_it = _("the program that reads it fails on it")
own_fault = _("the program fails on it, and the fault is its own ({place})")
save_or_print = _("save it again in the program that made it, or print it to a PDF")
as_they_are = _("Pages as they are")
as_pictures = _("Pages as pictures")
damaged = _("{way}; the file is damaged")
pictures_missing = _("lacks pictures of some pages: {reason}")
page_pictures = _("Each page as a picture of at most {pixels} pixels a side")
picture_way = _("Picture of at most {pixels} pixels a side")

# content: what several readers say.
too_long = _("is too long; only its beginning is shown")
split_it = _("split it into parts")
lacks = _("lacks what cannot be shown here: {names}")
save_as_pdf = _("save it as a PDF to show it all")
check_it_is_meant = _("check that it is the file you mean")
needs_password = _("it needs a password")
nothing_in_it = _("there is nothing in it")
no_text_part = _("it has no text part")
damaged_unreadable = _("it is damaged and cannot be read")
without_layout = _("Text, tables and pictures, without their layout")
notes = _("Notes")
picture = _("Picture")
named = _("[{kind}: {words}]")
unnamed = _("[{kind}]")
of_a_kind = _("{kind} ({count})")
NOUNS = {
    "chart": _("chart"),
    "diagram": _("diagram"),
    "drawing": _("drawing"),
    "embedded object": _("embedded object"),
    "equation": _("equation"),
    "object": _("object"),
    "picture": _("picture"),
}
COUNTED = {
    "chart": ngettext("{count} chart", "{count} charts"),
    "diagram": ngettext("{count} diagram", "{count} diagrams"),
    "drawing": ngettext("{count} drawing", "{count} drawings"),
    "embedded object": ngettext("{count} embedded object", "{count} embedded objects"),
    "equation": ngettext("{count} equation", "{count} equations"),
    "part": ngettext(
        "{count} part that is kept in another file",
        "{count} parts that is kept in another file",
    ),
    "picture": ngettext("{count} picture", "{count} pictures"),
    "piece": ngettext("{count} piece of hidden text", "{count} pieces of hidden text"),
}

# markup: why XML, or a package of it, is not read.
save_in_program = _("open it in the program it was made with and save it again")
package_damaged = _("it is damaged")
package_too_large = _("it is too large to be read")
holds_doctype = _("it holds a DOCTYPE, which {what} never needs")
is_not_what = _("it is not {what}")
package_bomb = _("it would unpack to far too much")

# text, rows: plain text and tables of cells.
as_text = _("As text")
as_table = _("As a table")
letters_damaged = _("is damaged; letters that cannot be read are marked")
not_utf_8 = _("is not in UTF-8 and was read as Windows text; its accents may be wrong")
save_as_utf_8 = _("save it again as UTF-8")
first_characters = ngettext(
    "is long; the first {most:,} of its {count:,} character are shown",
    "is long; the first {most:,} of its {count:,} characters are shown",
)
first_lines = ngettext(
    "is long; the first {most:,} of its {count:,} line are shown",
    "is long; the first {most:,} of its {count:,} lines are shown",
)
keep_shorter = _("keep a shorter file with what matters, or a PDF of it")
table_of_file = _("The table of this file")
is_large = _("is large; {parts} are shown")
keep_smaller_table = _("keep a smaller table with what matters, or a PDF of it")
first_rows = ngettext(
    "the first {most:,} of its {count:,} row",
    "the first {most:,} of its {count:,} rows",
)
first_columns = ngettext(
    "the first {most} of its {count:,} column",
    "the first {most} of its {count:,} columns",
)
long_cells = _("the first {most} characters of long cells")
columns_to = _("Columns 1 to {last} of {width}")
columns_beside = _("Columns {first} to {last} of {width}, beside the first")
table_to = _("{table}: columns 1 to {last} of {width}")
table_beside = _("{table}: columns {first} to {last} of {width}, beside the first")

# image: each with what is said of a page of several.
without_page = _("is shown without page {page}")
picture_damaged = (
    _("it is damaged and cannot be read to its end"),
    _("is shown without page {page}, which is damaged and cannot be read to its end"),
)
no_pixels = (
    _("it has no pixels"),
    _("is shown without page {page}, which has no pixels"),
)
too_many_pixels = (
    _("it has {pixels} million pixels, more than {most} million"),
    _(
        "is shown without page {page}, which has {pixels} million pixels, "
        "more than {most} million"
    ),
)
tiff_packed = (
    _("it is a TIFF that is packed in a way that is not shown"),
    _(
        "is shown without page {page}, which is a TIFF that is packed in a way "
        "that is not shown"
    ),
)
no_jpeg_or_png = _("it is not a JPEG or PNG picture"), without_page
jpeg_unshown = _("it is a JPEG of a kind that is not shown"), without_page
heic_unread = (
    _("it is a HEIC picture, and what reads them is not installed"),
    without_page,
)
another_copy = _("open it and save it again as a JPEG, or take another copy")
smaller_copy = _("save a smaller copy of it as a JPEG")
as_jpeg = _("save it as a JPEG picture")
moves = _("moves; only the first of its pictures is shown")
many_pages = ngettext(
    "has very many pages; those after {count:,} are not looked at",
    "has very many pages; those after {count:,} are not looked at",
)
several_pictures = ngettext(
    "holds {count} picture; only its main one is shown",
    "holds {count} pictures; only its main one is shown",
)
first_pages = ngettext(
    "has {count:,} page; the first {most:,} are included",
    "has {count:,} pages; the first {most:,} are included",
)
name_pages = _("name the pages that matter with pages:")
name_pages_or_divide = _("name the pages that matter with pages:, or divide the file")

# libreoffice
laid_out = _("Pages as LibreOffice lays them out")
no_layout = _("is shown without its own layout")
no_layout_because = _("is shown without its own layout: {why}")
no_pages = _("is listed and not shown, because only LibreOffice can lay it out")
no_pages_because = _(
    "is listed and not shown, because only LibreOffice can lay it out: {why}"
)
install_libreoffice = _("install LibreOffice, or put a PDF of the file in its place")
libreoffice_failed = _("LibreOffice failed")
libreoffice_slow = _("LibreOffice took too long")
libreoffice_absent = _("LibreOffice is not on this computer")
libreoffice_not_given = _("LibreOffice could not be given the file")
libreoffice_pages_unread = _("the pages that LibreOffice made cannot be read")
without_password = _("save a copy without the password and use that")
sheet_too_long = ngettext(
    "a sheet would fill more than {count} page",
    "a sheet would fill more than {count} pages",
)
keep_evidence = _("keep on each sheet what is evidence")
fields_too_deep = _("its fields are nested too deep")
formula = _("[formula]")

# word, opendocument
boxes_too_deep = _("its tables or text boxes are nested too deep")
lists_too_deep = _("its tables or lists are nested too deep")
header = _("Header: {text}")
footer = _("Footer: {text}")
comments = _("Comments")
comment_mark = _("[comment {number}]")
comment_by = _("[comment {number}] {author}:")
comment_inside = _("[comment: {words}]")
part_elsewhere = _("[a part that is kept in another file]")
table_of_document = _("A table of the document")

# slides
slides_way = _("The text and pictures of the slides, without their layout")
no_slides_part = _("it has no slides part")
no_slides = _("it has no slides to show")
hidden_slides = ngettext(
    "Hidden in the presentation, and not shown: {count} of its slides.",
    "Hidden in the presentation, and not shown: {count} of its slides.",
)
first_slides = ngettext(
    "has {count} slide; the first {most} are shown",
    "has {count} slides; the first {most} are shown",
)
keep_slides = _("keep the slides that are evidence")
slide = _("Slide {number}")
slide_titled = _("Slide {number}:")
slide_notes = _("Notes:")

# excel
sheets_way = _("Sheets as tables, without their layout")
empty_sheet = _("This sheet is empty.")
hidden_sheets = _("Hidden in the workbook, and not shown: {names}.")
hidden_in_sheet = _("Hidden in the sheet, and not shown: {parts}.")
nothing_to_show = _("there is nothing in it to show")
rows = ngettext("{count:,} row", "{count:,} rows")
columns = ngettext("{count:,} column", "{count:,} columns")
more_rows = ngettext("{count:,} more row", "{count:,} more rows")
more_columns = ngettext("{count:,} more column", "{count:,} more columns")
cells_unshown = _("has {parts} in the sheet {sheet}, not shown")
keep_evidence_or_pdf = _("keep on each sheet what is evidence, or save it as a PDF")
only_named = _("has {parts} in the sheet {sheet}, only named")
first_sheets = ngettext(
    "has {count} sheet; the first {most} are shown",
    "has {count} sheets; the first {most} are shown",
)
keep_sheets = _("keep the sheets that are evidence")
without_results = ngettext(
    "shows {count:,} formula without its result",
    "shows {count:,} formulas without their results",
)
save_in_excel = _("open it in Excel and save it again")
sheet_unread = _("[a sheet that cannot be read]")
a_part = _("a part")
comment_at = _("Comment at {cell}: {words}")
sheet_table = _("The sheet {name}")
nameless_table = _("A sheet")
sheet_part = _("The sheet {name}, columns part {part} of {parts}")
nameless_part = _("A sheet, columns part {part} of {parts}")
columns_part = _("Columns, part {part} of {parts}")

# pdf
print_anew = _("open it, print it to a new PDF, and use that")
save_or_scan = _("save or scan it again")
unlock_it = _("open it with its password and save a copy without one")
pages_blank = _("its pages are blank")
which_pages = ngettext("page {numbers}", "pages {numbers}")
pages_and_more = _("pages {numbers} and more")
nothing_on = _("has nothing on {pages}, which may be damage")
has_files_inside = _("has other files inside it, which are not included")
list_them = _("save those that matter and list them too")
far_too_large = _("it unpacks to far more than a page can need")
pages_too_large = ngettext(
    "lacks {pages}, which unpacks to far more than a page can need",
    "lacks {pages}, which unpack to far more than a page can need",
)
pages_unreadable = _("it is damaged and nothing on its pages can be read")
typed_words = _("has typed words on {pages} that are listed as comments, not drawn")
first_comments = ngettext(
    "has {count:,} comment; the first {most} are listed",
    "has {count:,} comments; the first {most} are listed",
)
long_comments = _("has long comments on {pages}, which are cut")
repaired = _("is damaged; what can be read is included")
pages_lost = ngettext(
    "is damaged: {pages} cannot be read", "is damaged: {pages} cannot be read"
)
pages_gone = ngettext(
    "is damaged: nothing can be seen on {pages}, which is left out",
    "is damaged: nothing can be seen on {pages}, which are left out",
)
pages_not_found = _("it is damaged: its pages cannot be found")
has_no_pages = _("it has no pages")
adobe_form = _("it is a form that only Adobe Reader can show")
refers_elsewhere = _("refers to other files, which are not shown")
fields_inexact = _("has form fields that cannot be shown letter for letter")
file_empty = _("it is empty")
locked = _("it is locked in a way that cannot be opened")
no_page_pictures = _("its pages cannot be turned into pictures")
comment_on_page = _("Comment on p. {page}")

# pdf/archive: why a page cannot be part of an archive file.
as_archive = _("save it as PDF/A, and its pages are shown as they are")
as_archive_or_fewer = _("save it as PDF/A, or name the pages that matter with pages:")
archive_unchecked = _("it is drawn in a way that cannot be checked")
archive_prevented = _("keeps the PDF from being an archive file (PDF/A): {why}")
archive_pages = ngettext(
    "shows {pages} as a picture in the PDF/A: {why}",
    "shows {pages} as pictures in the PDF/A: {why}",
)
archive_file = ngettext(
    "is shown as a picture in the PDF/A: {why}",
    "is shown as pictures in the PDF/A: {why}",
)
too_much = _("it has too much on it to be checked")
mixed_inks = _("it mixes inks as a printing press does")
jpeg_2000 = _("it has a picture in JPEG 2000")
odd_packing = _("it is packed in a way that the standard does not allow")
odd_drawing = _("it is drawn in a way that the standard does not know")
smoothed = _("it has a picture that is to be smoothed")
colours_unknown = _("nothing says how some of its colours look")
spot_colours = _("it has spot colours, which only a printing press knows")
press_colours = _(
    "its colours are those of a printing press (CMYK), and nothing says how they look"
)
profile_invalid = _("its colours have a profile that is not valid")
font_not_embedded = _("the font {font} is not embedded")
font_unlike = _("the font {font} does not fit what the file says of it")
font_own_fault = _(
    "the program fails on the font {font}, and the fault is its own ({place})"
)
font_lacks_letters = _("the font {font} lacks letters that are written in it")
font_uncheckable = _("the font {font} is coded in a way that cannot be checked")
of_some_words = _("of some words")
