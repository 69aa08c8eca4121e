"""Files become contents: in order, each once, and a bad one costs only itself."""

import io
import os
import sys
import threading
from hashlib import sha256

import docx
import pikepdf
import pytest
from PIL import Image as Pillow

from evidence_builder.attachments.bind import WantedFile, bind
from evidence_builder.attachments.content import Content, Refusal
from evidence_builder.attachments.inspect import inspect
from evidence_builder.attachments.libreoffice import program as office
from evidence_builder.attachments.run.cache import Cache
from evidence_builder.attachments.run.pool import Pool
from evidence_builder.diagnostics import Sink, Span
from tests.office_files import cells, odt, words, xlsx
from tests.waiting import HANG, PATIENCE

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")

HOOK = f"""
import os
from evidence_builder.attachments.run import registry
from evidence_builder.attachments.run.child import serve

plain = registry.find("plain")

def convert(data, request):
    if data.startswith(b"hang"):
        {HANG}
    if data.startswith(b"crash"):
        os._exit(3)
    if data.startswith(b"memory"):
        return bytearray(4 * 2**30)
    if data.startswith(b"slow"):
        open(data.split(b" ", 1)[1], "rb").read(1)
    return plain(data, request)

serve(lambda name: convert if name == "plain" else registry.find(name))
"""


SERVE = f"exec({HOOK!r})"


@pytest.fixture(autouse=True)
def no_office(monkeypatch):
    monkeypatch.setenv(office.SETTING, "none")


@pytest.fixture(scope="module")
def children():
    pool = Pool(SERVE, seconds=PATIENCE, size=2)
    yield pool
    pool.close()


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "portfolio"
    place.mkdir()
    return place


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


@pytest.fixture
def bound(folder, cache, children):
    """Return a function that writes files, inspects them, and binds them."""

    def do(files, **options):
        for name, data in files.items():
            (folder / name).write_bytes(data)
        return bind(
            [wanted(folder, name, options.pop(name, None)) for name in files],
            **{"drawn": True, "pictured": False, "cache": cache, "pool": children}
            | options,
        )

    return do


def wanted(folder, name, pages=None):
    attachment = inspect(folder, name, base="", span=Span("a", 1, 1), sink=Sink())
    return WantedFile(attachment, pages)


def kept(cache):
    """Return what is in the cache, by name, with when each was made."""
    if not cache._folder.exists():
        return {}
    return {one.name: one.stat().st_ino for one in cache._folder.iterdir()}


def pdf(pages=2):
    file = pikepdf.new()
    for number in range(pages):
        page = file.add_blank_page(page_size=(300 + number, 400))
        page.Contents = file.make_stream(b"0 0 100 50 re f")
    buffer = io.BytesIO()
    file.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def jpeg():
    buffer = io.BytesIO()
    Pillow.new("RGB", (60, 40), "red").save(buffer, "JPEG")
    return buffer.getvalue()


def word(text="Opening the counter"):
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


def test_each_file_becomes_a_content_in_order(bound):
    found = bound(
        {
            "minutes.pdf": pdf(),
            "till.jpg": jpeg(),
            "notes.txt": b"Dear Jo",
            "hours.csv": b"Day,Hours\nMonday,7\n",
            "plan.md": b"# Plan",
            "talk.mp3": b"ID3\x03 nothing",
            "till.bin": b"\x00\x01\x02",
        }
    )
    assert [one.way for one in found] == [
        "Pages as they are",
        "Picture of at most 1,600 pixels a side",
        "As text",
        "As a table",
        "As text",
        "Listed; to be played from the file itself",
        "Listed",
    ]
    minutes, picture, notes, *_, other = found
    assert [page.width for page in minutes.pages] == [300, 301]
    assert picture.pages[0].picture is not None
    assert notes.blocks[0].inlines[0].text == "Dear Jo"
    assert other == Content(way="Listed")


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (b"crash", "the program that reads it fails on it"),
        pytest.param(
            b"memory",
            "it needs more memory than is allowed to read",
            marks=pytest.mark.skipif(
                sys.platform != "linux", reason="memory is limited on Linux"
            ),
        ),
    ],
)
def test_a_bad_file_costs_only_itself(bound, cache, children, bad, reason):
    costs_only_itself(bound, cache, children, bad, reason)


def test_a_file_that_hangs_costs_only_itself(bound, cache):
    pool = Pool(SERVE, seconds=6, size=2)
    reason = "it takes more than 6 seconds to read"
    costs_only_itself(bound, cache, pool, b"hang", reason)
    pool.close()


def costs_only_itself(bound, cache, pool, bad, reason):
    good = {f"{number}.txt": b"words %d" % number for number in range(6)}
    files = {**dict(list(good.items())[:3]), "bad.txt": bad, **good}
    before = bound(dict(good), pool=pool)
    kept_before = set(kept(cache))
    found = dict(zip(files, bound(dict(files), pool=pool), strict=True))
    assert found.pop("bad.txt").reason == reason
    assert tuple(found.values()) == before
    # Another time, or on another computer, it may be read.
    assert set(kept(cache)) == kept_before


def test_a_file_that_is_refused_is_remembered(bound, cache):
    (first,) = bound({"minutes.pdf": b"%PDF-1.7 nothing"})
    assert isinstance(first, Refusal)
    made = kept(cache)
    assert len(made) == 1
    assert bound({"minutes.pdf": b"%PDF-1.7 nothing"}) == (first,)
    assert kept(cache) == made


def test_a_second_time_nothing_is_converted(bound, cache):
    files = {"minutes.pdf": pdf(), "notes.txt": b"Dear Jo", "till.jpg": jpeg()}
    first = bound(files)
    made = kept(cache)
    assert len(made) == 3
    closed = Pool()
    closed.close()
    assert bound(files, pool=closed) == first
    assert kept(cache) == made


def test_without_a_cache_nothing_is_kept(bound, cache):
    assert bound({"notes.txt": b"Dear Jo"}, cache=None)[0].way == "As text"
    assert kept(cache) == {}


@pytest.mark.parametrize("damage", [b"", b"EBF1", "letter", "forged"])
def test_a_damaged_entry_is_made_again(bound, cache, damage):
    first = bound({"notes.txt": b"Dear Jo"})
    ((name, _),) = kept(cache).items()
    path = cache._folder / name
    whole = path.read_bytes()
    if damage == "letter":
        damage = whole[:-9] + b"?" + whole[-8:]
    if damage == "forged":
        # Its digest is right, and what it says is no content.
        said = whole[32:].replace(b'"Paragraph"', b'"PageOf"')
        damage = sha256(said).digest() + said
    path.write_bytes(damage)
    assert bound({"notes.txt": b"Dear Jo"}) == first
    assert path.read_bytes() == whole


def test_a_changed_file_is_converted_anew(bound, cache):
    bound({"notes.txt": b"Dear Jo"})
    (found,) = bound({"notes.txt": b"Dear Sam"})
    assert found.blocks[0].inlines[0].text == "Dear Sam"
    assert len(kept(cache)) == 2


def test_equal_files_are_converted_once(bound, cache):
    some = bound({"a.pdf": pdf(), "b.pdf": pdf()})
    assert some[0] == some[1]
    assert len(kept(cache)) == 1
    bound({"a.pdf": pdf(), "b.pdf": pdf()}, **{"b.pdf": (2,)})
    assert len(kept(cache)) == 2


def test_equal_bytes_under_another_ending_are_read_as_that(bound):
    table, text = bound({"a.csv": b"a,b\nc,d", "a.txt": b"a,b\nc,d"})
    assert (table.way, text.way) == ("As a table", "As text")


def test_only_the_pages_that_are_wanted_are_taken(bound):
    (found,) = bound({"a.pdf": pdf(4)}, **{"a.pdf": (2, 4)})
    assert [page.number for page in found.pages] == [2, 4]
    assert found.page_count == 4


def test_a_file_that_changed_since_it_was_inspected_is_refused(folder, children):
    (folder / "a.txt").write_bytes(b"before")
    one = wanted(folder, "a.txt")
    (folder / "a.txt").write_bytes(b"after it")
    (found,) = bind([one], drawn=True, pictured=False, cache=None, pool=children)
    assert found.reason == "it has changed or gone since it was looked at"


def test_pages_have_pictures_and_words_where_a_format_needs_them(bound):
    (drawn,) = bound({"a.pdf": pdf()})
    (pictured,) = bound({"a.pdf": pdf()}, drawn=False, pictured=True)
    (both,) = bound({"a.pdf": pdf()}, pictured=True)
    assert [page.picture for page in drawn.pages] == [None, None]
    assert [page.form for page in pictured.pages] == [None, None]
    assert pictured.pool.objects == ()
    assert both.pool == drawn.pool
    assert [page.form for page in both.pages] == [page.form for page in drawn.pages]
    assert [page.picture for page in both.pages] == [
        page.picture for page in pictured.pages
    ]
    assert all(page.picture for page in both.pages)
    assert (drawn.way, pictured.way) == ("Pages as they are", "Pages as pictures")


def test_the_way_of_a_damaged_file_says_that_it_is_damaged(bound):
    cut = pdf()[:-30]
    (drawn,) = bound({"a.pdf": cut})
    (pictured,) = bound({"a.pdf": cut}, drawn=False, pictured=True)

    assert drawn.way == "Pages as they are; the file is damaged"
    assert pictured.way == "Pages as pictures; the file is damaged"


def scans(count, seed=b"a"):
    """Return a file of pages whose pictures are large, and differ."""
    file = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Courier,
    )
    for number in range(count):
        page = file.add_blank_page(page_size=(300, 400))
        shades = b"".join(
            sha256(seed + b"%d %d" % (number, n)).digest() for n in range(32)
        )
        image = file.make_stream(
            shades,
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=32,
            Height=32,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
        )
        page.Resources = pikepdf.Dictionary(
            XObject=pikepdf.Dictionary(I=image), Font=pikepdf.Dictionary(F=font)
        )
        text = b"BT /F 9 Tf 9 9 Td (%b%d) Tj ET" % (seed, number)
        page.Contents = file.make_stream(b"q 300 0 0 400 0 0 cm /I Do Q " + text)
    buffer = io.BytesIO()
    file.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def test_pages_get_pictures_in_order_until_there_is_no_room(bound):
    files = {name: scans(13, name.encode()) for name in ("a.pdf", "b.pdf", "c.pdf")}
    options = {"drawn": False, "pictured": True}
    whole = bound(dict(files), **options)
    sizes = [len(page.picture.data) for one in whole for page in one.pages]
    room = sum(sizes[:25]) + sizes[25] // 2
    found = bound(dict(files), **options, room=room)
    pages = [page for one in found for page in one.pages]

    assert len(sizes) == len(pages) == 39
    assert [page.picture is not None for page in pages] == [True] * 25 + [False] * 14
    assert [page.words for page in pages] == [
        page.words for one in whole for page in one.pages
    ]
    assert all(page.words for page in pages)
    # Neither the cache nor who is ready first has a part in it.
    slow = Pool(size=1)
    assert bound(dict(files), **options, room=room, pool=slow, cache=None) == found
    slow.close()
    assert bound(dict(files), **options, room=room) == found


def test_pages_whose_pictures_fail_are_drawn_all_the_same(bound):
    data = scans(12)
    code = HOOK.replace('"plain" else', '"plain" else broken if name == PICTURES else')
    code = code.replace("serve(", 'PICTURES = "pdf-pictures"\nserve(').replace(
        "def convert", "def broken(data, request):\n    os._exit(3)\n\ndef convert"
    )
    pool = Pool(f"exec({code!r})", seconds=6, size=2)
    (found,) = bound({"a.pdf": data}, pictured=True, pool=pool)
    pool.close()
    (drawn,) = bound({"a.pdf": data})

    assert found.pool == drawn.pool
    assert [page.picture for page in found.pages] == [None] * 12
    assert [page.words for page in found.pages] == [f"a{n}" for n in range(12)]
    assert [note.message for note in found.notes] == [
        "lacks pictures of some pages: the program that reads it fails on it"
    ]


@pytest.mark.skipif(os.name == "nt", reason="needs pipes with names")
def test_the_order_of_the_results_does_not_depend_on_time(bound, tmp_path):
    """The first file is done when all the others are."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    slow = f"slow {gate}"

    def progress(done, total):
        if done == total - 1:
            gate.write_bytes(b"x")

    files = {"0.txt": slow.encode()} | {
        f"{number}.txt": b"%d" % number for number in range(1, 9)
    }
    found = bound(files, cache=None, progress=progress)
    texts = [one.blocks[0].inlines[0].text for one in found]
    assert texts == [slow, *"12345678"]


def test_progress_is_told_for_each_file(bound):
    told = []
    files = {f"{number}.txt": b"%d" % number for number in range(5)}
    files |= {"a.pdf": pdf(), "b.jpg": jpeg()}
    bound(files, progress=lambda done, total: told.append((done, total)), pictured=True)
    assert told == [(number, 7) for number in range(1, 8)]
    assert bound({}, progress=lambda *_: pytest.fail("nothing to tell")) == ()


def test_a_failure_of_ours_ends_the_children_and_comes_out(folder, cache):
    (folder / "a.txt").write_bytes(b"words")
    pool = Pool(size=1)

    def interrupted(_done, _total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bind(
            [wanted(folder, "a.txt")],
            drawn=True,
            pictured=False,
            cache=cache,
            progress=interrupted,
            pool=pool,
        )
    assert pool.children == ()
    assert not [one for one in threading.enumerate() if one.name == "bind_1"]


def test_one_small_file_starts_one_child_which_then_goes(bound, tmp_path):
    starts = tmp_path / "starts"
    note = f"open({str(starts)!r}, 'a').write('x')"
    serve = "from evidence_builder.attachments.run.child import serve; serve()"
    pool = Pool(f"{note}; {serve}", size=8)
    bound({"a.txt": b"words", "b.bin": b"\x00"}, pool=pool)

    assert starts.read_text() == "x"
    assert pool.children == ()
    pool.close()


# --- Office files --------------------------------------------------------------


def test_without_libreoffice_a_document_is_blocks_and_that_is_said(bound):
    drawn, asked = bound({"a.docx": word(), "b.docx": word("b")}, **{"b.docx": (1,)})
    assert drawn.blocks
    assert drawn.pages == ()
    notes = [(note.code, note.message) for one in (drawn, asked) for note in one.notes]
    assert notes == [("layout-simplified", "is shown without its own layout")] * 2
    (blocks,) = bound({"a.docx": word()}, drawn=False, pictured=True)
    assert (blocks.blocks, blocks.notes) == (drawn.blocks, ())


def test_a_libreoffice_that_fails_costs_the_layout_only(bound, monkeypatch):
    monkeypatch.setenv(office.SETTING, sys.executable)
    (found,) = bound({"a.docx": word()})
    assert found.blocks
    assert [note.message for note in found.notes] == [
        "is shown without its own layout: LibreOffice failed"
    ]


def test_a_document_that_cannot_be_read_is_refused(bound):
    (found,) = bound({"a.docx": word()[:900] + b"word/document"})
    assert isinstance(found, Refusal)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        (
            "a.jpg",
            b"\x00\x01\x02",
            "it does not hold a JPEG picture, as its ending says",
        ),
        (
            "a.docx.pdf",
            b"PK\x03\x04 nothing",
            "it does not hold a PDF, as its ending says",
        ),
        ("a.docx", OLE + b"EncryptedPackage", "it is not a Word document"),
        ("a.docx", OLE + LOCKED, "it needs a password"),
        ("a.xlsx", OLE + b" " * 2**21 + LOCKED + b" " * 2**17, "it needs a password"),
        ("a.bin", OLE + LOCKED, "it needs a password"),
    ],
)
def test_a_file_that_does_not_hold_what_it_says_is_refused(bound, name, data, reason):
    (found,) = bound({name: data})
    assert found.reason == reason
    assert found.hint


def test_the_same_bytes_under_a_name_that_promises_nothing_are_listed(bound):
    found = bound({"a.jpg": b"\x00\x01\x02", "a.bin": b"\x00\x01\x02"})
    assert [type(one) for one in found] == [Refusal, Content]


@pytest.mark.parametrize(
    ("name", "data", "better"),
    [
        ("a.doc", OLE, "PDF (or .docx)"),
        ("a.xls", OLE, "PDF (or .xlsx)"),
        ("a.ppt", OLE, "PDF (or .pptx)"),
        ("a.rtf", b"{\\rtf1 words}", "PDF (or .docx)"),
    ],
)
def test_old_office_files_are_listed_and_never_given_to_libreoffice(
    bound, tmp_path, monkeypatch, name, data, better
):
    started = counting(tmp_path, monkeypatch)
    (found,) = bound({name: data}, pictured=True)
    assert found.way == "Listed"
    (note,) = found.notes
    assert note.message.startswith("is listed and not shown: it is a")
    assert note.message.endswith(f" ({name[1:]})")
    assert note.hint == f"save it as {better} and name that"
    with pytest.raises(FileNotFoundError):
        started()


def test_a_spreadsheet_of_libreoffice_is_listed_where_there_is_none(bound):
    (found,) = bound({"a.ods": odt("<table:table/>", what="spreadsheet")})
    assert found.way == "Listed"
    assert [note.message for note in found.notes] == [
        "is listed and not shown, because only LibreOffice can lay it out"
    ]


@pytest.mark.needs("soffice")
def test_a_sheet_that_fills_too_many_pages_says_so(bound, monkeypatch):
    monkeypatch.delenv(office.SETTING)
    far = xlsx(cells(words("A9999", "far")).replace('r="1"', 'r="9999"'))
    row = "<table:table-row><table:table-cell><text:p>far</text:p></table:table-cell>"
    skipped = '<table:table-row table:number-rows-repeated="9998"/>'
    sheet = odt(
        f"<table:table>{skipped}{row}</table:table-row></table:table>",
        what="spreadsheet",
    )
    found = bound({"far.xlsx": far, "far.ods": sheet})
    why = "a sheet would fill more than 100 pages"
    assert [one.notes[-1].message for one in found] == [
        f"is shown without its own layout: {why}",
        f"is listed and not shown, because only LibreOffice can lay it out: {why}",
    ]


def counting(tmp_path, monkeypatch):
    """Put a program in LibreOffice's place that fails on "bad"; return its count."""
    starts = tmp_path / "starts"
    made = tmp_path / "made.pdf"
    made.write_bytes(pdf())
    program = tmp_path / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport os, pathlib, shutil, zipfile\n"
        f"with open({str(starts)!r}, 'a') as file: file.write('x')\n"
        "os.mkdir('out')\n"
        "for file in pathlib.Path().glob('0*.*'):\n"
        "    if b'bad' not in zipfile.ZipFile(file).read('word/document.xml'):\n"
        f"        shutil.copy({str(made)!r}, f'out/{{file.stem}}.pdf')\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv(office.SETTING, str(program))
    return lambda: starts.read_text().count("x")


def test_a_document_that_libreoffice_fails_on_is_remembered(
    bound, tmp_path, monkeypatch
):
    started = counting(tmp_path, monkeypatch)
    files = {"a.docx": word("bad"), "b.docx": word("good")}
    first = bound(dict(files))
    before = started()

    assert [note.message for note in first[0].notes] == [
        "is shown without its own layout: LibreOffice failed"
    ]
    assert first[1].pages
    assert bound(dict(files)) == first
    assert started() == before


def test_a_libreoffice_that_fails_on_everything_is_tried_again(
    bound, tmp_path, monkeypatch
):
    started = counting(tmp_path, monkeypatch)
    files = {"a.docx": word("bad"), "b.docx": word("bad too")}
    first = bound(dict(files))
    before = started()

    assert bound(dict(files)) == first
    assert started() > before


@pytest.mark.needs("soffice")
def test_with_libreoffice_a_document_has_pages_and_blocks(bound, cache, monkeypatch):
    monkeypatch.delenv(office.SETTING)
    files = {"a.docx": word(), "b.docx": word("Closing"), "c.txt": b"words"}
    found = bound(files, pictured=True)
    for one in found[:2]:
        assert one.way == "Pages as LibreOffice lays them out"
        assert one.pages[0].form is not None
        assert one.pages[0].width == pytest.approx(612, abs=1)
        # Where pages cannot be drawn, its blocks are better than pictures.
        assert one.pages[0].picture is None
        assert one.blocks
        assert one.notes == ()
    made = kept(cache)
    closed = Pool()
    closed.close()
    assert bound(files, pictured=True, pool=closed) == found
    assert kept(cache) == made


@pytest.mark.needs("soffice")
@pytest.mark.parametrize("drawn", [True, False])
def test_of_a_document_whose_pages_are_chosen_nothing_else_is_shown(
    bound, monkeypatch, drawn
):
    monkeypatch.delenv(office.SETTING)
    document = docx.Document()
    for number in (1, 2, 3):
        document.add_paragraph(f"Step {number}")
        document.add_page_break()
    written = io.BytesIO()
    document.save(written)

    options = {"drawn": drawn, "pictured": True, "a.docx": (2,)}
    (found,) = bound({"a.docx": written.getvalue()}, **options)

    # Its blocks are those of all pages, so there are none.
    assert found.blocks == ()
    assert [page.number for page in found.pages] == [2]
    assert found.pages[0].picture is not None
    assert "Step 2" in found.pages[0].words
