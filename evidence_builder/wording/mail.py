"""What is said of e-mails, and the labels that stand beside what they say."""

from evidence_builder.wording.language import _, ngettext, pgettext

# message: the head.
sent_by = pgettext("head of an e-mail", "From")
sent_to = pgettext("head of an e-mail", "To")
copied_to = pgettext("head of an e-mail", "Copy to")
sent_on = pgettext("head of an e-mail", "Date")
subject = pgettext("head of an e-mail", "Subject")
not_stated = _("not stated")
head = _("Who wrote this e-mail to whom, when and about what")
date = pgettext("e-mail", "{weekday} {day}, {time}")
date_in_zone = pgettext("e-mail", "{weekday} {day}, {time}, UTC{zone}")
as_written = _("as written: {date}")

# message, eml, outlook, tables: the text.
way = _("Sender, recipients, date, subject and text")
first_characters = ngettext(
    "has a very long text; its first {count:,} character are shown",
    "has a very long text; its first {count:,} characters are shown",
)
save_as_pdf = _("save what matters as a PDF")
without_layout = _("is shown without its layout and pictures")
encrypted = _("Its text is encrypted and cannot be shown.")
no_text = _("It has no text.")
outlook_form = _(
    "Its text is kept only in Outlook's own form and is not shown; "
    "save the e-mail as a PDF to show it."
)
repaired = _("is damaged; what can be read is shown")
save_in_outlook = _("open it in Outlook and save it again, or save it as a PDF")
table_of_mail = _("A table of this e-mail")

# message, eml: what is attached.
first_attachments = ngettext(
    "has {count:,} attachment; the first {most} are listed",
    "has {count:,} attachments; the first {most} are listed",
)
attached = _("Attached to this e-mail")
kind = pgettext("of a file", "Kind")
size = pgettext("of a file", "Size")
attachments = _("The attachments of this e-mail, which are not shown")
without_name = _("without a name")
shown_in_text = _("{kind}, shown in the text")
forwarded = _("a forwarded e-mail")
too_deep = _("parts within parts, too deep to be read")
calendar_entry = _("a calendar entry")
delivery_report = _("a delivery report")
signature = _("a signature")
KINDS = {
    "jpeg": _("JPEG picture"),
    "png": _("PNG picture"),
    "gif": _("GIF picture"),
    "tiff": _("TIFF picture"),
    "webp": _("WebP picture"),
    "bmp": _("BMP picture"),
    "heic": _("HEIC picture"),
    "pdf": _("PDF"),
    "docx": _("Word document"),
    "xlsx": _("Excel workbook"),
    "pptx": _("PowerPoint presentation"),
    "odt": _("OpenDocument text"),
    "ods": _("OpenDocument spreadsheet"),
    "odp": _("OpenDocument presentation"),
    "doc": _("Word document of the old kind (.doc)"),
    "xls": _("Excel workbook of the old kind (.xls)"),
    "ppt": _("PowerPoint presentation of the old kind (.ppt)"),
    "rtf": _("Document in Rich Text Format (.rtf)"),
    "eml": _("E-mail"),
    "msg": _("Outlook message"),
    "text": _("Plain text"),
    "csv": _("CSV table"),
    "markdown": _("Markdown text"),
    "audio": _("Sound recording"),
    "video": _("Video"),
    "other": _("File of another kind"),
}
