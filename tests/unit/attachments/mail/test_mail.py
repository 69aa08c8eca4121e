"""E-mails show who wrote what to whom and when, and list what came with them."""

import base64
import struct
from datetime import UTC, datetime
from email.message import EmailMessage
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    Refusal,
    Request,
)
from evidence_builder.attachments.mail import eml, outlook
from evidence_builder.attachments.mail.message import CHARACTERS
from evidence_builder.document.blocks import Paragraph, Table
from evidence_builder.document.inlines import Break
from tests.damage import converted

MINUTES = b"""\
Received: from [192.0.2.7] by mail.example.org; Mon, 2 Mar 2026 09:00:00 +0000
From: Priya Nair <priya@example.org>
To: Amir Shah <amir@example.org>,
 "Lee, Jo" <jo@example.org>
Cc: office@example.org
Bcc: hidden@example.org
Date: Mon, 02 Mar 2026 14:05:00 +0100
Subject: =?utf-8?q?Roster_f=C3=BCr_March?=
X-Mailer: SecretMailer 9
Content-Type: text/plain; charset=utf-8

Hi Amir,

the roster is on the board.
Please check it.

> Is the roster ready?
"""


def shown(data):
    """Return the head, the paragraphs and the attachments of a mail, and its notes."""
    return read(eml.convert(data, Request("a.eml")))


def read(content):
    assert content.way == "Sender, recipients, date, subject and text"
    assert content.pages == ()
    head, *rest = content.blocks
    files = rest.pop().rows if rest and isinstance(rest[-1], Table) else ()
    return (
        dict(cells(row) for row in head.rows),
        [words(block) for block in rest],
        [cells(row) for row in files],
        [note.code for note in content.notes],
    )


def cells(row):
    return tuple("\n".join(map(words, cell.blocks)) for cell in row.cells)


def words(thing):
    if isinstance(thing, Break):
        return "\n"
    if isinstance(thing, Paragraph) or hasattr(thing, "inlines"):
        return "".join(map(words, thing.inlines))
    return thing.text


def letter(text="Hello", **headers):
    """Return a mail that is built by the library, to add attachments to."""
    message = EmailMessage()
    for name, value in {"From": "a@example.org", "Subject": "Test", **headers}.items():
        message[name] = value
    message.set_content(text)
    return message


# --- the head ------------------------------------------------------------------


def test_a_mail_shows_who_wrote_what_to_whom_and_when():
    head, text, files, notes = shown(MINUTES)
    assert head == {
        "From": "Priya Nair <priya@example.org>",
        "To": 'Amir Shah <amir@example.org>, "Lee, Jo" <jo@example.org>',
        "Copy to": "office@example.org",
        "Date": "Monday 2 March 2026, 14:05, UTC+01:00\n"
        "as written: Mon, 02 Mar 2026 14:05:00 +0100",
        "Subject": "Roster für March",
    }
    assert text == [
        "Hi Amir,",
        "the roster is on the board.\nPlease check it.",
        "> Is the roster ready?",
    ]
    assert (files, notes) == ([], [])


def test_hidden_recipients_and_the_way_of_a_mail_are_left_out():
    content = repr(eml.convert(MINUTES, Request("a.eml")))
    for secret in ("hidden@", "192.0.2.7", "SecretMailer"):
        assert secret not in content


@pytest.mark.parametrize("ending", [b"\n", b"\r\n"])
@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\n\n", b"From amir Mon\n"])
def test_line_ends_and_what_programs_put_in_front_change_nothing(ending, before):
    data = (before + MINUTES).replace(b"\n", ending)
    assert shown(data) == shown(MINUTES)


def test_a_mail_in_utf_16_is_read():
    assert shown(MINUTES.decode().encode("utf-16")) == shown(MINUTES)


def test_what_is_missing_is_said():
    head, text, _, _ = shown(b"X-Nothing: 1\n\n")
    assert head == dict.fromkeys(("From", "To", "Date", "Subject"), "not stated")
    assert text == ["It has no text."]


def test_a_text_without_any_header_is_all_text():
    head, text, _, _ = shown(b"Only words, and no header.\n\nSubject: none")
    assert set(head.values()) == {"not stated"}
    assert text == ["Only words, and no header.", "Subject: none"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"=?iso-8859-1?Q?Caf=E9?=", "Café"),
        (b"=?utf-8?B?Q2Fmw6k=?=", "Café"),
        (b"=?utf-8?B?Q2Fm?= =?utf-8?B?w6k=?=", "Café"),
        (b"=?no-such?Q?Caf=C3=A9?=", "Café"),
        (b"=?utf-8?B?!!?=", "=?utf-8?B?!!?="),
        (b"=?idna?Q?Caf=C3=A9?=", "Café"),
        ("Café".encode(), "Café"),
        ("Café".encode("cp1252"), "Café"),
        (b"a\x1b[31m\x00b\xe2\x80\xaec", "a[31mbc"),
        (b"=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
        (b"(" * 50_000, "(" * 2_000 + " …"),
    ],
)
def test_letters_of_a_header_are_decoded_and_cleaned(written, expected):
    head, _, _, _ = shown(b"Subject: " + written + b"\n\nHello")
    assert head["Subject"] == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 2 Mar 2026 14:05 +0000", "Monday 2 March 2026, 14:05, UTC"),
        ("Mon, 2 Mar 2026 14:05 -0330", "Monday 2 March 2026, 14:05, UTC-03:30"),
        ("2 Mar 2026 14:05", "Monday 2 March 2026, 14:05"),
    ],
)
def test_a_date_can_be_read_and_is_never_converted(written, expected):
    head, _, _, _ = shown(f"Date: {written}\n\nHello".encode())
    assert head["Date"] == f"{expected}\nas written: {written}"


@pytest.mark.parametrize("written", ["yesterday", "31 Feb 2026 10:00", "1 " * 9_000])
def test_a_date_that_is_none_stands_as_it_is_written(written):
    head, _, _, _ = shown(f"Date: {written}\n\nHello".encode())
    assert head["Date"].startswith(written.strip()[:500])


def test_many_recipients_are_cut_between_two_of_them():
    many = ",\n ".join(f"person{n}@example.org" for n in range(5_000))
    head, text, _, _ = shown(f"To: {many}\n\nHello".encode())
    assert head["To"].endswith("@example.org …")
    assert len(head["To"]) < 2_100
    assert text == ["Hello"]


# --- the text --------------------------------------------------------------------


@pytest.mark.parametrize("cte", ["8bit", "quoted-printable", "base64"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_text_is_unpacked_and_decoded(cte, charset):
    message = EmailMessage()
    message.set_content("Café au lait", cte=cte, charset=charset)
    assert shown(message.as_bytes())[1] == ["Café au lait"]


def test_plain_text_comes_before_html():
    message = letter("The plain words")
    message.add_alternative("<p>The <b>other</b> words</p>", subtype="html")
    assert shown(message.as_bytes())[1:] == (["The plain words"], [], [])


def test_html_alone_is_read_and_it_is_said_what_is_not_shown():
    message = EmailMessage()
    message.set_content("<p>Dear Amir,</p><p>well<br>done</p>", subtype="html")
    _, text, _, notes = shown(message.as_bytes())
    assert text == ["Dear Amir,", "well\ndone"]
    assert notes == ["layout-simplified"]


def test_a_text_that_is_very_long_is_cut_and_it_is_said():
    _, text, _, notes = shown(b"From: a\n\n" + b"word word\n\n" * 100_000)
    assert notes == ["file-cut"]
    assert 0 < sum(map(len, text)) <= CHARACTERS


def test_controls_are_taken_out_of_a_text():
    assert shown(b"From: a\n\na\x1b[2Jb\x00\xe2\x80\xaec")[1] == ["a[2Jbc"]


# --- what came with it -------------------------------------------------------------


def test_attachments_are_listed_by_name_kind_and_size():
    message = letter()
    message.add_attachment(
        bytes(2_300_000), maintype="application", subtype="pdf", filename="Plan ü.pdf"
    )
    message.add_attachment("a,b\n", subtype="csv", filename="roster.csv")
    message.add_attachment(letter(Subject="Earlier"))
    _, text, files, _ = shown(message.as_bytes())
    assert text == ["Hello"]
    assert files[:2] == [
        ("Plan ü.pdf", "PDF", "2.3 MB"),
        ("roster.csv", "CSV table", "4 bytes"),
    ]
    assert files[2][:2] == ("Earlier", "E-mail")


def test_pictures_in_the_text_are_listed_as_such():
    message = letter()
    message.add_alternative("<img src='cid:logo'>Hello", subtype="html")
    message.get_payload()[1].add_related(
        b"\x89PNG",
        maintype="image",
        subtype="png",
        cid="<logo>",
        filename="logo.png",
        disposition="inline",
    )
    assert shown(message.as_bytes())[2] == [
        ("logo.png", "PNG picture, shown in the text", "4 bytes")
    ]


def test_a_signature_is_listed_and_the_signed_text_shown():
    data = (
        b'Content-Type: multipart/signed; boundary="=_b"\n\n--=_b\n\nsigned words\n'
        b"--=_b\nContent-Type: application/pgp-signature\n\nxyz\n--=_b--\n"
    )
    _, text, files, _ = shown(data)
    assert text == ["signed words"]
    assert files == [("a signature", "File of another kind", "3 bytes")]


@pytest.mark.parametrize(
    "data",
    [
        b"Content-Type: application/pkcs7-mime; name=smime.p7m\n\nMIAG\n",
        b"Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nxyz\n--b--\n",
        b"From: a\n\n-----BEGIN PGP MESSAGE-----\n\nxyz\n-----END PGP MESSAGE-----\n",
    ],
)
def test_an_encrypted_mail_says_so(data):
    assert shown(data)[1] == ["Its text is encrypted and cannot be shown."]


# --- what means harm ------------------------------------------------------------


def test_two_thousand_parts_within_each_other_are_no_trouble():
    data = b"From: a\nContent-Type: multipart/mixed; boundary=b0\n\n--b0\n\nHello\n"
    for n in range(2_000):
        data += b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1)
    _, text, files, _ = shown(data + b"--b2000\n\ntoo deep\n")
    assert text == ["Hello"]
    assert files[0][0] == "parts within parts, too deep to be read"
    forwarded = b"Content-Type: message/rfc822\n\n" * 2_000
    assert shown(forwarded + b"Hello")[2][0][1] == "E-mail"


def test_a_hundred_megabytes_are_listed_without_being_unpacked():
    line = base64.b64encode(bytes(57)) + b"\r\n"
    data = (
        b"From: a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nHello\n--b\n"
        b"Content-Type: video/mp4; name=film.mp4\n"
        b"Content-Transfer-Encoding: base64\n\n" + line * 1_300_000 + b"--b--\n"
    )
    _, text, files, _ = shown(data)
    assert text == ["Hello"]
    assert files == [("film.mp4", "Video", "74.1 MB")]


def test_boundaries_that_never_come_or_never_end_do_not_hide_the_words():
    head = b"Content-Type: multipart/mixed; boundary=b\n\n"
    assert shown(head + b"no boundary")[1] == ["no boundary"]
    assert shown(head + b"--b\n\nopen end")[1] == ["open end"]
    assert shown(b"Content-Type: multipart/mixed\n\nnone named")[1] == ["none named"]
    _, text, _, _ = shown(head + b"--b\n\nx\n" * 50_000)
    assert 0 < len(text) <= 2_000


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_damage_to_a_mail_never_raises(data):
    message = letter()
    message.add_attachment(b"x", maintype="image", subtype="png", filename="ü.png")
    whole = bytearray(message.as_bytes() if data.draw(st.booleans()) else MINUTES)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    content = converted("mail", bytes(whole), MINUTES)
    assert isinstance(content, Content)
    assert "From" in read(content)[0]


# --- Outlook -----------------------------------------------------------------------


FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(tree):
    """Return a file system in a file, as Outlook uses it; folders are dicts.

    Streams are filled up with zeros to 4,096 bytes, as shorter ones would need a
    place of their own.
    """
    entries, streams = [], []

    def add(name, content):
        entry, place = bytearray(128), len(entries)
        entries.append(entry)
        letters = name.encode("utf-16-le")
        entry[: len(letters)] = letters
        kind = 2 if isinstance(content, bytes) else 1 if place else 5
        struct.pack_into("<HBBIII", entry, 64, len(letters) + 2, kind, 1, *[FREE] * 3)
        if kind == 2:
            streams.append(
                (entry, content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0"))
            )
            struct.pack_into("<Q", entry, 120, max(len(content), 4096))
            return place
        children = [add(*one) for one in content.items()]
        for one, after in pairwise(children):
            struct.pack_into("<I", entries[one], 72, after)
        struct.pack_into("<I", entry, 76, children[0] if children else FREE)
        return place

    add("Root Entry", tree)
    entries += [bytearray(128)] * (-len(entries) % 4)
    listed = len(entries) // 4
    sectors = listed + sum(len(content) // 512 for _, content in streams)
    tables = -(-sectors // 127)
    chain = [TABLE] * tables
    for entry, length in [(None, listed), *((e, len(c) // 512) for e, c in streams)]:
        if entry is not None:
            struct.pack_into("<I", entry, 116, len(chain))
        chain += [*range(len(chain) + 1, len(chain) + length), END]
    chain += [FREE] * (tables * 128 - len(chain))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<9I", 0, tables, tables, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", *range(tables), *[FREE] * (109 - tables))
    table = struct.pack(f"<{len(chain)}I", *chain)
    return b"".join([header, table, *entries, *(content for _, content in streams)])


def properties(head, **numbers):
    rows = b"".join(
        struct.pack("<HHIQ", 0x40 if tag == "0039" else 3, int(tag, 16), 6, value)
        for tag, value in numbers.items()
    )
    return {"__properties_version1.0": bytes(head) + rows}


def letters(**texts):
    return {
        f"__substg1.0_{tag}001F": text.encode("utf-16-le")
        for tag, text in texts.items()
    }


def person(kind, name, address):
    return properties(8, **{"0C15": kind}) | letters(**{"3001": name, "39FE": address})


def outlook_mail(**more):
    sent = datetime(2026, 2, 27, 10, 45, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)
    return {
        "__nameid_version1.0": {},
        **properties(32, **{"0039": int(sent.total_seconds()) * 10**7}),
        **letters(
            **{"0037": "Roster", "0C1A": "Priya Nair", "0C1F": "/O=EX/CN=PRIYA"},
            **{"5D01": "priya@example.org", "1000": "Hi Amir,\r\n\r\nwell done"},
        ),
        "__recip_version1.0_#00000000": person(1, "Amir Shah", "amir@example.org"),
        "__recip_version1.0_#00000001": person(2, "Jo Lee", "jo@example.org"),
        "__recip_version1.0_#00000002": person(3, "Hidden", "hidden@example.org"),
        **more,
    }


def shown_of_outlook(tree):
    return read(outlook.convert(compound(tree), Request("a.msg")))


def test_a_mail_of_outlook_is_shown_as_any_other():
    attachment = {
        **properties(8, **{"3705": 1}),
        **letters(**{"3707": "plan.pdf"}),
        "__substg1.0_37010102": bytes(15_000),
    }
    tree = outlook_mail(**{"__attach_version1.0_#00000000": attachment})
    head, text, files, notes = shown_of_outlook(tree)
    assert head == {
        "From": "Priya Nair <priya@example.org>",
        "To": "Amir Shah <amir@example.org>",
        "Copy to": "Jo Lee <jo@example.org>",
        "Date": "Friday 27 February 2026, 10:45, UTC",
        "Subject": "Roster",
    }
    assert text == ["Hi Amir,", "well done"]
    assert files == [("plan.pdf", "PDF", "15 kB")]
    assert notes == []


def test_the_head_that_was_sent_says_the_date_as_it_was_written():
    tree = outlook_mail(
        **letters(**{"007D": "Date: Mon, 02 Mar 2026 14:05:00 +0100\r\n"})
    )
    assert shown_of_outlook(tree)[0]["Date"].startswith(
        "Monday 2 March 2026, 14:05, UTC+"
    )


def test_html_of_outlook_is_read():
    tree = outlook_mail(**{"__substg1.0_10130102": b"<p>Caf\xe9</p>"})
    del tree["__substg1.0_1000001F"]
    _, text, _, notes = shown_of_outlook(tree)
    assert (text, notes) == (["Café"], ["layout-simplified"])


def test_a_text_in_outlooks_own_form_is_not_passed_over():
    tree = outlook_mail(**{"__substg1.0_10090102": b"LZFu"})
    del tree["__substg1.0_1000001F"]
    assert shown_of_outlook(tree)[1][0].startswith("Its text is kept only in Outlook's")


def test_an_encrypted_mail_of_outlook_says_so():
    tree = outlook_mail(**letters(**{"001A": "IPM.Note.SMIME"}))
    del tree["__substg1.0_1000001F"]
    text = shown_of_outlook(tree)[1]
    assert text == ["Its text is encrypted and cannot be shown."]


@pytest.mark.parametrize("part", [8, 600, 2_000, 4_000, 8_000, 20_000])
def test_a_damaged_mail_of_outlook_is_refused(part):
    with pytest.raises(CannotBeIncludedError, match="it is damaged"):
        outlook.convert(compound(outlook_mail())[:part], Request("a.msg"))


def test_what_is_no_mail_of_outlook_is_refused():
    with pytest.raises(CannotBeIncludedError, match="it is damaged"):
        outlook.convert(compound({"WordDocument": b"x"}), Request("a.msg"))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_damage_to_a_mail_of_outlook_is_refused_or_shown(data):
    changed = bytearray(compound(outlook_mail()))
    for _ in range(data.draw(st.integers(1, 4))):
        changed[data.draw(st.integers(0, 4_000))] = data.draw(st.integers(0, 255))
    content = converted("outlook", bytes(changed), compound(outlook_mail()))
    assert isinstance(content, Refusal) or content.blocks
