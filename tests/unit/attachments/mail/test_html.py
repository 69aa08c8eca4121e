"""Mail in HTML is shown as what its reader sees: its paragraphs, lists and tables.

HTML Living Standard, by the names of its sections. The mails look as the programs and
services write them that learners have.
"""

import pytest

from evidence_builder.attachments.content import Content, Request
from evidence_builder.attachments.mail import eml
from evidence_builder.document.blocks import (
    CodeBlock,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Table,
)
from evidence_builder.document.inlines import Break, Code, Emphasis, Link, Strong, Text
from tests.damage import converted

HEAD = b"From: Priya Nair <priya@example.org>\nSubject: Results\n"
PLAIN = HEAD + b"\nHello\n"


def mail(markup, charset="; charset=utf-8"):
    """Return a mail whose text is HTML."""
    body = markup if isinstance(markup, bytes) else markup.encode()
    kind = f"MIME-Version: 1.0\nContent-Type: text/html{charset}\n\n"
    return HEAD + kind.encode() + body


def content(markup, charset="; charset=utf-8"):
    return eml.convert(mail(markup, charset), Request("results.eml"))


def blocks(markup, charset="; charset=utf-8"):
    """Return what is shown below the head of a mail."""
    return list(content(markup, charset).blocks[1:])


def p(*pieces):
    """Return a paragraph; texts among its pieces as they are."""
    return Paragraph(
        tuple(Text(piece) if isinstance(piece, str) else piece for piece in pieces)
    )


def bold(text):
    return Strong((Text(text),))


def heading(text):
    return Heading(4, (Text(text),), outlined=False)


def texts(row):
    """Return the words of the cells of a row, with how many columns each takes."""
    return [
        ("\n".join(piece.text for block in cell.blocks for piece in block.inlines))
        if cell.span == 1
        else (cell.blocks[0].inlines[0].text, cell.span)
        for cell in row.cells
    ]


# --- what stands within a paragraph -------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<style>p{}</style><SCRIPT>go()</SCRIPT ><title>t</title>a", [p("a")]),
        ("a<!-- <p>not > this --> b &amp; c&nbsp;d", [p("a b & c\xa0d")]),
        ("1 < 2 and 3 > 2", [p("1 < 2 and 3 > 2")]),
        (
            "Dear Amir,<br>well<br/>\n done",
            [p("Dear Amir,", Break(), "well", Break(), "done")],
        ),
        ("one<br><br>two<br> &nbsp; <br>three", [p("one"), p("two"), p("three")]),
        ("<p>one</p><p>&nbsp;</p><p>two</p>", [p("one"), p("two")]),
        ("<div>one<div>two</div>three</div>", [p("one"), p("two"), p("three")]),
        ("a<hr>b<dl><dt>c<dd>d</dl>", [p("a"), p("b"), p("c"), p("d")]),
        ("&Eacute;t&eacute; &#8364;5 &#x1F600; &nosuch;", [p("Été €5 😀 &nosuch;")]),
        ("a&#x1b;[2Jb&#x202e;c\x00d", [p("a[2Jbcd")]),
        ("co&shy;op&#8203;erate", [p("co\xadop\u200berate")]),
    ],
)
def test_words_stay_and_markup_goes(markup, expected):
    assert blocks(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<b>a</b> <strong>b</strong>", [p(bold("a"), " ", bold("b"))]),
        ("<i>a</i><em>b</em>", [p(Emphasis((Text("ab"),)))]),
        (
            "<b>a <i>b</i></b>",
            [p(Strong((Text("a "), Emphasis((Text("b"),)))))],
        ),
        ("<b>a <div>b</div></b>c", [p(bold("a")), p(bold("b")), p("c")]),
        ("<span style='font-weight:700'>a</span>b", [p(bold("a"), "b")]),
        ("<span style='font-style: italic'>a</span>", [p(Emphasis((Text("a"),)))]),
        ("<b style='font-weight:normal'>pasted</b>", [p("pasted")]),
        ("<kbd>exit</kbd> or <tt>quit</tt>", [p(Code("exit"), " or ", Code("quit"))]),
        ("<b> </b>a", [p("a")]),
    ],
)
def test_emphasis_is_kept(markup, expected):
    """See "Text-level semantics"; programs write styles as often as elements."""
    assert blocks(markup) == expected


@pytest.mark.parametrize(
    ("href", "leads_to"),
    [
        ("https://example.org/a?b=1&amp;c", "https://example.org/a?b=1&c"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:jo@example.org", "mailto:jo@example.org"),
        (" https://example.org/a b\n", "https://example.org/a%20b"),
        ("javascript:go()", None),
        ("java\nscript:go()", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("cid:logo", None),
        ("//example.org", None),
        ("#top", None),
    ],
)
def test_only_links_to_the_web_and_to_mailboxes_are_links(href, leads_to):
    """As in narratives: RFC 9110, 4.2, and RFC 6068; "The a element"."""
    linked = Link((Text("here"),), leads_to) if leads_to else None
    expected = p("see ", linked, ".") if linked else p("see here.")

    assert blocks(f'see <a href="{href}">here</a>.') == [expected]


def test_a_link_may_hold_emphasis_and_paragraphs():
    markup = "<a href='https://x.org'><p>one <b>two</b></p><p>three</p></a>"

    assert blocks(markup) == [
        p(Link((Text("one "), bold("two")), "https://x.org")),
        p(Link((Text("three"),), "https://x.org")),
    ]


def test_a_picture_is_its_words_or_its_name_in_the_list():
    """See "The img element", alt; RFC 2392, 2; what has an empty alt is an ornament."""
    data = (
        HEAD + b"Content-Type: multipart/related; boundary=b\n\n--b\n"
        b"Content-Type: text/html\n\n"
        b"<p>See <img src='cid:plan%40x' width=600></p><p><img src=cid:plan@x alt=''>"
        b"<img src='https://example.org/spy.gif' width=1 height=1 alt=spy>"
        b"<img src='https://example.org/a.png' alt='Our logo'><img src=b.png></p>\n"
        b"--b\nContent-Type: image/png; name=plan.png\nContent-ID: <plan@x>\n\nx\n"
        b"--b--\n"
    )
    _, *shown, files = eml.convert(data, Request("a.eml")).blocks

    assert shown == [p("See [plan.png]"), p("[Our logo]")]
    assert texts(files.rows[0]) == [
        "plan.png",
        "PNG picture, shown in the text",
        "1 byte",
    ]


# --- what stands for itself ---------------------------------------------------------


def test_headings_and_code_and_quotations():
    markup = """
      <h1>Rota <b>March</b></h1><h4>Monday</h4>
      <pre>08:00  Amir
  09:00<br>10:00</pre>
      <blockquote><p>first</p><blockquote>second</blockquote></blockquote>
    """

    assert blocks(markup) == [
        heading("Rota March"),
        p(bold("Monday")),
        CodeBlock("08:00  Amir\n  09:00\n10:00"),
        Quotation((p("first"), Quotation((p("second"),)))),
    ]


def test_a_numbered_list_begins_where_it_says():
    """See "The ol element", start; "The li element", value."""
    markup = """
      <ol start="4"><li>four<li>five<ul><li>a</ul><ul><li>b</ul>
      <li value="9">nine</ol>
    """

    assert blocks(markup) == [
        ListBlock(
            (
                (p("four"),),
                (
                    p("five"),
                    ListBlock(((p("a"),),)),
                    ListBlock(((p("b"),),)),
                ),
            ),
            ordered=True,
            start=4,
        ),
        ListBlock(((p("nine"),),), ordered=True, start=9),
    ]


def test_a_list_between_items_belongs_to_the_one_before():
    markup = "<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>"

    assert blocks(markup) == [ListBlock(((p("a"), ListBlock(((p("b"),),))), (p("c"),)))]


@pytest.mark.parametrize(
    ("list_", "labels"),
    [
        ("<ol type=a start=2>", ["b. ", "c. "]),
        ("<ol type=I>", ["I. ", "II. "]),
        ("<ol style='list-style-type:lower-roman'>", ["i. ", "ii. "]),
        ("<ul style='list-style: none'>", ["", ""]),
    ],
)
def test_a_label_that_our_lists_do_not_print_stands_in_front(list_, labels):
    shown = blocks(f"{list_}<li>x</li><li>y</li>")

    assert shown == [
        Paragraph(
            tuple(Text(text) for text in (label, words) if text),
        )
        for label, words in zip(labels, "xy", strict=True)
    ]


def test_an_item_outside_of_a_list_is_an_item():
    assert blocks("<li>one<li>two") == [ListBlock(((p("one"),), (p("two"),)))]


# --- tables -------------------------------------------------------------------------

RESULTS = """
<p>Hi Amir, here are last week's results.</p>
<table border="1" cellpadding="4" style="border-collapse:collapse">
 <caption>Calls answered</caption>
 <thead><tr><th>Name</th><th>Calls</th><th>Within 20 s</th></tr></thead>
 <tbody>
  <tr><td>Jo&nbsp;Lee</td><td align="right">41</td><td style="text-align: right">93 %</td></tr>
  <tr><td rowspan="2">Sam Roe</td><td align="right">38</td><td align="right">88 %</td></tr>
  <tr><td align="right">35</td><td align="right">90 %</td></tr>
  <tr><td colspan="2"><b>All</b></td><td align="right">91 %</td></tr>
 </tbody>
</table>
"""  # noqa: E501 - as programs write it


def test_a_table_of_results_is_a_table():
    """See "Tabular data": header cells, colspan, rowspan, and how columns are set."""
    before, caption, table = blocks(RESULTS)

    assert before == p("Hi Amir, here are last week's results.")
    assert caption == p("Calls answered")
    assert isinstance(table, Table)
    assert [texts(row) for row in table.head] == [["Name", "Calls", "Within 20 s"]]
    assert [texts(row) for row in table.rows[:3]] == [
        ["Jo\xa0Lee", "41", "93 %"],
        ["Sam Roe", "38", "88 %"],
        ["", "35", "90 %"],
    ]
    assert [(cell.blocks, cell.span) for cell in table.rows[3].cells] == [
        ((p(bold("All")),), 2),
        ((p("91 %"),), 1),
    ]
    assert [column.align for column in table.columns] == ["left", "right", "right"]
    assert sum(column.share for column in table.columns) == pytest.approx(1)
    assert table.summary == "A table of this e-mail"


def test_a_header_cell_in_each_row_names_it():
    (table,) = blocks("<table><tr><th>Order<td>4711<tr><th>Total<td>£12.50</table>")

    assert table.row_headers
    assert [[cell.blocks for cell in row.cells] for row in table.rows] == [
        [(p(bold("Order")),), (p("4711"),)],
        [(p(bold("Total")),), (p("£12.50"),)],
    ]


def test_a_receipt_that_nothing_marks_as_a_table_is_one():
    (table,) = blocks(
        "<table border=0><tr><td>Item</td><td width=20>&nbsp;</td><td>Price</td></tr>"
        "<tr><td>Gloves</td><td></td><td>£4.00</td></tr>"
        "<tr><td colspan=3></td></tr>"
        "<tr><td>Apron</td><td></td><td>£9.50</td></tr></table>"
    )

    assert [texts(row) for row in table.rows] == [
        ["Item", "Price"],
        ["Gloves", "£4.00"],
        ["Apron", "£9.50"],
    ]


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>one<tr><td>two</table>",
        "<table border=1><tr><td>one<td>&nbsp;<tr><td>two<td></table>",
        "<table role=presentation border=1><tr><th>one<th>two</table>",
        "<table><tr><td>one<td>two</table>",
        "<table><tr><td><table><tr><td>one</table><td>two</table>",
        "<table><tr><td><p>one</p><p>two</table>",
    ],
)
def test_a_table_that_is_only_layout_is_what_it_holds(table):
    """WAI-ARIA 1.2, 5.4 ("presentation"), and what is told by its looks."""
    assert blocks(table) == [p("one"), p("two")]


def test_a_cell_may_claim_to_be_as_large_as_it_likes():
    """See "Attributes common to td and th elements": at most 1,000 and 65,534."""
    (table,) = blocks(
        "<table border=1><tr><td colspan=99999999 rowspan=99999999>a<td>b"
        "<tr><td>c<td>d<tr><td colspan=-1>e<td colspan=x>f</table>"
    )

    assert all(
        sum(cell.span for cell in row.cells) == len(table.columns) for row in table.rows
    )
    words = repr(table)
    assert all(f"'{letter}'" in words for letter in "abcdef")


# --- what is hidden -----------------------------------------------------------------


@pytest.mark.parametrize(
    "hidden",
    [
        "<div style='display:none'>x</div>",
        "<div style='DISPLAY : NONE !important;max-height:0'>x<p>x</p></div>",
        "<span style='visibility:hidden'>x</span>",
        "<p hidden>x<b>x</b></p>",
        "<span style='mso-hide:all'>x</span>",
        "<span style='font-size:0px;line-height:0'>x<b>x</b></span>",
        "<span style='font-size:0.0pt'>x</span>",
        "<head><title>x</title><style>x</style></head>",
        "<style type='text/css'>x{}</style>",
        "<script>x</script>",
        "<template>x</template>",
        "<!-- x -->",
        "<!--[if mso]><table><tr><td>x</td></tr></table><![endif]-->",
        "<xml><o:OfficeDocumentSettings>x</o:OfficeDocumentSettings></xml>",
        "<iframe>x</iframe>",
        "<svg><text>x</text></svg>",
    ],
)
def test_what_is_hidden_is_left_out(hidden):
    """See "The hidden attribute"; CSS Display 3; "Metadata content"."""
    assert blocks(f"{hidden}seen") == [p("seen")]


def test_what_is_made_visible_again_is_seen():
    """Sizes and visibility are inherited, and may be taken back: CSS Cascade 5, 7.2."""
    markup = (
        "<td style='font-size:0'> <div style='font-size:14px'>seen</div></td>"
        "<p style='visibility:hidden'>x<b style='visibility:visible'>too</b></p>"
        "<p style='font-size:0'>x<i style='font-size:2em'>x</i></p>"
    )

    assert blocks(markup) == [p("seen"), p(bold("too"))]


def test_the_conditional_comments_of_outlook_that_others_see_are_seen():
    assert blocks("<![if !mso]>web <![endif]>page") == [p("web page")]


# --- letters ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        ("Café “yes”".encode(), "; charset=utf-8"),
        ("Café “yes”".encode(), ""),
        ("Café “yes”".encode("cp1252"), '; charset="iso-8859-1"'),
        ("Café “yes”".encode("cp1252"), "; charset=us-ascii"),
        ("<meta charset=windows-1252>Café “yes”".encode("cp1252"), ""),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=utf-16">'
            "Café “yes”".encode(),
            "; charset=utf-8",
        ),
    ],
)
def test_letters_are_read_as_the_mail_says_or_the_markup(body, charset):
    """RFC 2046, 4.1.2; "Determining the character encoding"; Encoding, 4.2."""
    assert blocks(body, charset) == [p("Café “yes”")]


# --- mails as they come -------------------------------------------------------------

OUTLOOK = """
<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<!--[if !mso]><style>v\\:* {behavior:url(#default#VML);}</style><![endif]-->
<style><!--
p.MsoNormal, li.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Calibri",sans-serif;}
--></style>
<!--[if gte mso 9]><xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]--></head>
<body lang="EN-GB" link="#0563C1"><div class="WordSection1">
<p class="MsoNormal"><span style='mso-fareast-language:EN-US'>Hi Amir,<o:p></o:p></span></p>
<p class="MsoNormal"><span style='mso-fareast-language:EN-US'><o:p>&nbsp;</o:p></span></p>
<p class="MsoNormal">Please see to <b><i>both</i></b> of these
by Friday:<o:p></o:p></p>
<p class="MsoListParagraph" style='margin-left:36.0pt;text-indent:-18.0pt;
mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>4.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span><![endif]>Check the fire log<o:p></o:p></p>
<p class="MsoListParagraph" style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>&#183;<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>both floors<o:p></o:p></p>
<p class="MsoListParagraph" style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>5.<span>&nbsp;</span></span><![endif]>Sign the rota<o:p></o:p></p>
<p class="MsoListParagraph" style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>(b)<span>&nbsp;</span></span>as agreed</p>
<div><div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'>
<p class="MsoNormal"><b><span lang="EN-US">From:</span></b><span lang="EN-US"> Jo Lee &lt;<a href="mailto:jo@example.org">jo@example.org</a>&gt; <br><b>Sent:</b> 02 March 2026 09:12<o:p></o:p></span></p>
</div></div>
<table class="MsoNormalTable" border="0" cellspacing="0" cellpadding="0" style='border-collapse:collapse'>
<tr><td valign="top" style='border:solid windowtext 1.0pt;padding:0cm 5.4pt'><p class="MsoNormal"><b>Shift</b><o:p></o:p></p></td>
<td valign="top" style='border:solid windowtext 1.0pt;border-left:none'><p class="MsoNormal"><b>Who</b><o:p></o:p></p></td></tr>
<tr><td style='border:solid windowtext 1.0pt'><p class="MsoNormal">Early<o:p></o:p></p></td><td><p class="MsoNormal">Sam<o:p></o:p></p></td></tr>
</table>
</div></body></html>
"""  # noqa: E501 - as programs write it


def test_a_mail_of_outlook():
    both = Emphasis((Text("both"),))
    *shown, table = blocks(OUTLOOK)

    assert shown == [
        p("Hi Amir,"),
        p(
            "Please see to ",
            Strong((both,)),
            " of these by Friday:",
        ),
        ListBlock(
            (
                (p("Check the fire log"), ListBlock(((p("both floors"),),))),
                (p("Sign the rota"),),
            ),
            ordered=True,
            start=4,
        ),
        p("(b) ", "as agreed"),
        p(
            bold("From:"),
            " Jo Lee <",
            Link((Text("jo@example.org"),), "mailto:jo@example.org"),
            ">",
            Break(),
            bold("Sent:"),
            " 02 March 2026 09:12",
        ),
    ]
    assert [cell.blocks for cell in table.head[0].cells] == [
        (p(bold("Shift")),),
        (p(bold("Who")),),
    ]
    assert [texts(row) for row in table.rows] == [["Early", "Sam"]]


GMAIL = """\
<div dir="ltr"><div>Thanks Priya, that works for me.</div><div><br></div>\
<div>I will tell <a href="mailto:sam@example.org" target="_blank">Sam</a>.<br clear="all"></div>\
<div><br></div>-- <br><div dir="ltr" class="gmail_signature"><div dir="ltr">Amir Shah<div>Team leader</div></div></div></div><br>
<div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Mon, 2 Mar 2026 at 14:05, Priya Nair &lt;<a href="mailto:priya@example.org">priya@example.org</a>&gt; wrote:<br></div>\
<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div dir="ltr">Could you take<br>the early shift?</div>
</blockquote></div>
"""  # noqa: E501 - as programs write it


def test_an_answer_of_gmail():
    sam = Link((Text("Sam"),), "mailto:sam@example.org")
    priya = Link((Text("priya@example.org"),), "mailto:priya@example.org")

    assert blocks(GMAIL) == [
        p("Thanks Priya, that works for me."),
        p("I will tell ", sam, "."),
        p("--"),
        p("Amir Shah"),
        p("Team leader"),
        p("On Mon, 2 Mar 2026 at 14:05, Priya Nair <", priya, "> wrote:"),
        Quotation((p("Could you take", Break(), "the early shift?"),)),
    ]


NEWSLETTER = """
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Safety news</title>
<style type="text/css">@media only screen { .full { width:100% !important } }</style></head>
<body style="margin:0">
<div style="display:none;font-size:1px;color:#fff;line-height:1px;max-height:0px;opacity:0;overflow:hidden;mso-hide:all;">New rules for ladders &zwnj;&nbsp;&#847;&zwnj;&nbsp;&#847;</div>
<div>&zwnj;&nbsp;&#847;&zwnj;&nbsp;&#8203;&#65279;&shy;</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center">
<!--[if mso]><table width="600"><tr><td><![endif]-->
<table width="600" class="full" cellpadding="0" cellspacing="0" border="0">
 <tr><td style="font-size:0px;padding:10px"><img src="https://example.org/logo.png" alt="SafeWork" width="120"></td>
     <td align="right"><a href="https://example.org/view">View in browser</a></td></tr>
 <tr><td colspan="2" style="font-size:0;line-height:0" height="20">&nbsp;</td></tr>
 <tr><td colspan="2" style="padding:20px"><h1 style="margin:0">Ladders: what changes in April</h1>
   <p>Every ladder is <strong>checked before use</strong>.</p>
   <ul><li>Feet and rungs</li><li>Date of the last check</li></ul></td></tr>
 <tr><td width="50%"><table cellpadding="0" cellspacing="0"><tr><td><h2>Courses</h2></td></tr><tr><td><p>Two days.</p></td></tr></table></td>
     <td width="50%"><table cellpadding="0" cellspacing="0"><tr><td><h2>Posters</h2></td></tr><tr><td><p>Free.</p></td></tr></table></td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr></table>
<img src="https://example.org/open.gif?u=1" width="1" height="1" alt="">
</body></html>
"""  # noqa: E501 - as programs write it


def test_a_newsletter_is_read_in_order_without_its_layout():
    view = Link((Text("View in browser"),), "https://example.org/view")

    assert blocks(NEWSLETTER) == [
        p("[SafeWork]"),
        p(view),
        heading("Ladders: what changes in April"),
        p("Every ladder is ", bold("checked before use"), "."),
        ListBlock(((p("Feet and rungs"),), (p("Date of the last check"),))),
        heading("Courses"),
        p("Two days."),
        heading("Posters"),
        p("Free."),
    ]


def test_a_mail_from_right_to_left_keeps_its_words_in_the_order_they_are_read():
    """Signs of direction are left out, as in the head: UAX #9, 2."""
    markup = (
        '<div dir="rtl">&rlm;שלום <b>עמיר</b>,<br>נתראה ב-&lrm;10:00.</div>'
        '<table dir="rtl" border="1"><tr><th>שם</th><th>שעה</th></tr>'
        "<tr><td>נועה</td><td>08:00</td></tr></table>"
    )
    text, table = blocks(markup)

    assert text == p("שלום ", bold("עמיר"), ",", Break(), "נתראה ב-10:00.")
    assert [texts(row) for row in (*table.head, *table.rows)] == [
        ["שם", "שעה"],
        ["נועה", "08:00"],
    ]


def test_it_is_said_that_the_layout_is_not_shown_and_only_where_there_is_one():
    assert [note.code for note in content("<p>a</p>").notes] == ["layout-simplified"]
    assert content("<html><body> </body></html>").notes == ()
    assert blocks("<html><body> </body></html>") == [
        p(Emphasis((Text("It has no text."),)))
    ]


def test_a_sealed_text_within_html_is_not_shown():
    """RFC 4880, 6.2."""
    shown = blocks("<pre>Hello\n-----BEGIN PGP MESSAGE-----\nhQEMA</pre>")

    assert shown == [
        CodeBlock("Hello"),
        p(Emphasis((Text("Its text is encrypted and cannot be shown."),))),
    ]


def test_a_picture_that_is_written_into_the_markup_takes_no_room_from_words():
    """RFC 2397, 3; a screenshot may be longer than all words of a mail."""
    data = "iVBORw0KGgo=" * 300_000
    markup = f"<img alt=Plan src='data:image/png;base64,{data}'><p>well done"
    shown = content(markup)

    assert list(shown.blocks[1:]) == [p("[Plan]"), p("well done")]
    assert [note.code for note in shown.notes] == ["layout-simplified"]


# --- what means harm ----------------------------------------------------------------

MEGABYTE = 1_000_000
HOSTILE = {
    "nested divs": "<div>" * 100_000 + "deep",
    "nested tables": "<table><tr><td>" * 60_000 + "deep",
    "nested lists": "<ul><li>" * 100_000 + "deep",
    "nested quotations": "<blockquote>" * 80_000 + "deep",
    "nested bold": "<b>" * 300_000 + "deep",
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(110_000)) + ">deep",
    "one attribute": f"<p style='{'a:b;' * 200_000}'>deep",
    "one line": "x" * 10 * MEGABYTE,
    "50 MB": "<p>word word word</p>" * 2_400_000,
    "cells": "<table border=1><tr>" + "<td>" * 200_000,
    "rows": "<table border=1>" + "<tr><td rowspan=65534>a<td>b" * 30_000,
    "spans": "<table border=1>" + "<tr><td colspan=1000 rowspan=1000>a<td>b" * 20_000,
    "items": "<ol>" + "<li>a" * 150_000,
    "items of outlook": "<p style='mso-list:l0 level1'><i style=mso-list:Ignore>1."
    "</i>a" * 15_000,
    "breaks": "a<br>" * 200_000,
    "paragraphs": "<p>" * 300_000,
    "names": "".join(f"<q{n}>a" for n in range(100_000)),
    **{
        f"open {piece}": piece * (MEGABYTE // len(piece))
        for piece in (
            *("<", "<a ", "<!--", "<!", "<a b='", "<script>", "<title>", "</", "&"),
            *("<a href=x>", "<?", "<![CDATA[", "\x00", "<p hidden>", "&#0;", "<svg>"),
            *("<plaintext>", "<select><option>", "</p>", "<b><p></b>", "<caption>"),
        )
    },
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_hostile_html_is_read_within_the_limits_of_a_child(markup):
    """What is too deep is still read; what is too long is cut, and both end soon."""
    shown = converted("mail", mail(markup), PLAIN)

    assert isinstance(shown, Content)
    if len(markup) > MEGABYTE:
        assert "file-cut" in [note.code for note in shown.notes]
    if markup.endswith("deep"):
        assert "'deep'" in repr(shown.blocks)
