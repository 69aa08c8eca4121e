"""What renderers say of themselves, beside the words of the document that they show."""

from evidence_builder.wording.language import _, ngettext, pgettext

# On pages
page_of = _("Page {number} of {count}")
before_page_number = pgettext("before a page number", "p. ")
of_the_portfolio = _("{page} of the portfolio")
link_to_page = _("Page {page}")
named_link_to_page = _("{name}, page {page}")
there = pgettext("a link to where no words say what it is", "there")
untitled = _("Untitled document")
picture = _("Picture")
page = _("Page")
picture_not_shown = _("[{name}: this picture cannot be shown]")
page_not_shown = _("[{title}: {why}]")
drawn_in_pdf = _("this page is drawn in the PDF")
no_room_in_table = _("a page has no room in a table")

# Findings
picture_unusable = _('the picture "{name}" is not a {kind} file that can be embedded')
no_font_has = _("no font has U+{code} {name}")
no_font_has_near = _('no font has U+{code} {name} near "{heading}"')
character_without_name = _("a character without a name")
install_font = _("install a font that has the character, or write it differently")
leftwards = _("right-to-left text is shown in the order it is stored")
leftwards_near = _(
    'right-to-left text near "{heading}" is shown in the order it is stored'
)
have_it_read = _("have the text read by somebody who knows the language")

# The web page
skip = _("Skip to the content")
portfolio = _("Portfolio")
table = _("Table")
only_gaps = _("Show only gaps")
some_shown = _("{some} of {total} criteria shown")
all_shown = ngettext("All {count} criteria shown", "All {count} criteria shown")

# A centre's Word file
no_word_document = _("it is not a Word document")
a_word_document = _("a Word document")
save_as_word = _("open it in Word and save it as a document (.docx)")
no_styles = _("it has no styles")
give_styles = _("give it the styles of your documents, or build without a template")
damaged = _("it is damaged")
no_room_for_text = _("it leaves no room for text on its pages")
smaller_margins = _("make its margins smaller, or its paper larger")
