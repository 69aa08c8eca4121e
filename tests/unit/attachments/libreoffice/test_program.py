"""LibreOffice is found by itself, fetches nothing, leaves nothing, and may fail."""

import http.server
import io
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pikepdf
import pytest
from openpyxl import Workbook

from evidence_builder.attachments.libreoffice import program as office
from evidence_builder.attachments.libreoffice.clean.package import cleaned
from evidence_builder.attachments.libreoffice.program import find, to_pdf
from tests.conftest import write_files
from tests.documents import png
from tests.office_files import (
    cells,
    document,
    docx,
    odt,
    paragraph,
    relations,
    words,
    xlsx,
)
from tests.waiting import PATIENCE, ended, sign

PORTFOLIO = {
    "portfolio.yaml": "kind: portfolio\nunits: [T1]\nlearner: {name: Sam Patel}\n"
    "criteria: [criteria/]\n",
    "criteria/t1.yaml": "kind: unit\nref: T1\ntitle: Counter\noutcomes: [{id: 1, "
    "title: Serve, criteria: [{id: '1.1', text: Greet}]}]\n",
    "evidence/e001.yaml": "id: E001\ntitle: List\nmethod: WP\ndate: 2026-03-02\n"
    "files: [list.docx]\nclaims: {T1: ['1.1']}\n",
}

needs_office = pytest.mark.needs("soffice", "pdftotext")


def text_of(pdf: bytes | str) -> str:
    assert isinstance(pdf, bytes), pdf
    made = subprocess.run(
        ["pdftotext", "-layout", "-", "-"],  # noqa: S607 - wherever it is
        input=pdf,
        check=True,
        capture_output=True,
    )
    return made.stdout.decode()


def pages_of(pdf: bytes | str) -> int:
    assert isinstance(pdf, bytes), pdf
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


@pytest.fixture
def canary(tmp_path):
    """A server and a folder that nobody may look at; yields their addresses."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"canary from the web")

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - http.server's

        def log_message(self, *_):
            pass

    (tmp_path / "canary.txt").write_text("canary of this computer")
    (tmp_path / "canary.png").write_bytes(png(400, 300).data)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", tmp_path.as_uri(), asked
    server.shutdown()
    server.server_close()
    thread.join()


def drawn(key: str) -> str:
    return (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="3000000" cy="2000000"/>'
        '<wp:docPr id="1" name="p"/><a:graphic><a:graphicData'
        ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:link="{key}"/><a:stretch><a:fillRect/></a:stretch>'
        "</pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline>"
        "</w:drawing></w:r></w:p>"
    )


def included(instruction: str) -> str:
    return (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def hostile(web: str, folder: str) -> list[tuple[str, bytes]]:
    return [
        (
            "docx",
            docx(
                paragraph("a document")
                + drawn("rId2")
                + drawn("rId3")
                + included(f'INCLUDETEXT "{folder}/canary.txt"')
                + included(f'INCLUDEPICTURE "{web}/field.png" \\d'),
                ("rId1", "settings", "settings.xml", False),
                ("rId2", "image", f"{web}/linked.png", True),
                ("rId3", "image", f"{folder}/canary.png", True),
                word__settings_xml=document('<w:attachedTemplate r:id="rId1"/>')
                .replace("<w:body>", "")
                .replace("</w:body>", "")
                .replace("w:document", "w:settings"),
                word___rels__settings_xml_rels=relations(
                    ("rId1", "attachedTemplate", f"{web}/template.dotm", True)
                ),
            ),
        ),
        (
            "xlsx",
            xlsx(
                cells(
                    words("A1", "a book")
                    + f'<c r="B1"><f>_xlfn.WEBSERVICE("{web}/service")</f></c>'
                    + f"<c r=\"C1\"><f>'{folder}/canary.txt'#$Sheet1.A1</f></c>"
                )
            ),
        ),
        (
            "odt",
            odt(
                "<text:p>a text</text:p>"
                f'<text:section text:name="s"><text:section-source xlink:type="simple"'
                f' xlink:href="{folder}/canary.txt" text:filter-name="Text"/>'
                "<text:p>old words</text:p></text:section>"
                '<text:p><draw:frame svg:width="5cm" svg:height="5cm"'
                f' text:anchor-type="as-char"><draw:image xlink:href="{web}/odt.png"/>'
                "</draw:frame></text:p>"
            ),
        ),
    ]


@needs_office
def test_nothing_is_fetched_and_nothing_of_the_computer_shows(canary):
    web, folder, asked = canary
    made = to_pdf([(kind, cleaned(d, kind)) for kind, d in hostile(web, folder)])
    for pdf, expected in zip(made, ("a document", "a book", "old words"), strict=True):
        assert expected in text_of(pdf)
        assert "canary of" not in text_of(pdf)
        assert b"/Subtype/Image" not in pdf
    assert asked == []


@needs_office
def test_even_a_file_that_was_not_cleaned_reaches_no_server(canary):
    web, folder, asked = canary
    made = to_pdf(hostile(web, folder))
    assert all(isinstance(pdf, bytes) for pdf in made)
    assert asked == []


@needs_office
def test_a_bad_file_costs_only_itself():
    good = cleaned(docx(paragraph("good words")), "docx")
    made = to_pdf([("docx", good), ("docx", b"PK\x03\x04 nothing"), ("docx", good)])
    assert "good words" in text_of(made[0])
    assert made[1] == "LibreOffice failed"
    assert "good words" in text_of(made[2])


@needs_office
def test_pages_are_a4_and_a_wide_sheet_stays_together():
    book = Workbook()
    for column in range(1, 15):
        book.active.cell(1, column, f"Heading {column}")
        for row in range(2, 12):
            book.active.cell(row, column, row * column)
    buffer = io.BytesIO()
    book.save(buffer)
    (made,) = to_pdf([("xlsx", cleaned(buffer.getvalue(), "xlsx"))])
    assert pages_of(made) == 1
    with pikepdf.open(io.BytesIO(made)) as file:
        left, bottom, right, top = map(float, file.pages[0].mediabox)
        assert (round(right - left), round(top - bottom)) == (842, 595)


@needs_office
def test_sums_that_were_never_calculated_are_and_todays_date_is_not():
    book = Workbook()
    book.active.append([20, 22, "=SUM(A1:B1)", "=TODAY()"])
    buffer = io.BytesIO()
    book.save(buffer)
    (made,) = to_pdf([("xlsx", cleaned(buffer.getvalue(), "xlsx"))])
    assert text_of(made).split() == ["20", "22", "42", "[formula]"]


@needs_office
def test_spreadsheets_and_presentations_of_libreoffice_become_pages():
    sheet = odt(
        '<table:table table:name="Hours"><table:table-row><table:table-cell'
        ' office:value-type="string"><text:p>Monday</text:p></table:table-cell>'
        "</table:table-row></table:table>",
        what="spreadsheet",
    )
    slides = odt(
        '<draw:page draw:name="one"><draw:frame svg:width="9cm" svg:height="3cm"'
        ' svg:x="1cm" svg:y="1cm"><draw:text-box><text:p>Welcome</text:p>'
        "</draw:text-box></draw:frame></draw:page>" * 2,
        what="presentation",
    )
    made = to_pdf([("ods", cleaned(sheet, "ods")), ("odp", cleaned(slides, "odp"))])
    assert "Monday" in text_of(made[0])
    assert text_of(made[1]).split() == ["Welcome", "Welcome"]
    assert [pages_of(one) for one in made] == [1, 2]


@needs_office
def test_nothing_is_left_behind(tmp_path, monkeypatch):
    home = tmp_path / "home"
    temporary = tmp_path / "temporary"
    for folder in (home, temporary):
        folder.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    monkeypatch.chdir(tmp_path)
    (made,) = to_pdf([("docx", cleaned(docx(paragraph("words")), "docx"))])
    assert isinstance(made, bytes)
    assert str(tmp_path).encode() not in made
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["home", "temporary"]


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
@pytest.mark.parametrize(
    ("told", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
)
def test_whoever_stops_it_finds_no_document_left(working, told, status):
    process, temporary, soffice = working
    process.send_signal(told)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == status
    assert said.splitlines()[-1] == "Stopped; nothing was left half written."
    assert list(temporary.iterdir()) == []
    assert ended(soffice)


@pytest.mark.skipif(os.name == "nt", reason="locks are those of Unix")
def test_what_a_killed_program_left_is_removed_at_the_next_start(
    working, program, monkeypatch
):
    process, temporary, soffice = working
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    (left,) = temporary.iterdir()
    assert (left / "000.docx").exists()
    program("exit 0")
    to_pdf([("docx", b"x")])
    assert left.exists(), "somebody works in it"

    process.kill()
    process.communicate(timeout=PATIENCE)
    os.kill(soffice, signal.SIGKILL)
    others = [temporary / "evidence-builder-office-new", temporary / "evidence"]
    for folder in others:
        folder.mkdir()
    old = temporary / "evidence-builder-office-old"
    old.mkdir()
    os.utime(old, (0, 0))
    to_pdf([("docx", b"x")])
    assert sorted(temporary.iterdir()) == sorted(others)


@pytest.fixture
def working(program, tmp_path):
    """Yield a build that waits for LibreOffice, its temporary folder, and whom for."""
    started = tmp_path / "started"
    program(f"echo $$ > {started}; exec sleep 600")
    folder, temporary = tmp_path / "portfolio", tmp_path / "temporary"
    temporary.mkdir()
    write_files(folder, PORTFOLIO)
    (folder / "evidence" / "list.docx").write_bytes(docx(paragraph("words")))
    with (
        sign(started) as starting,
        subprocess.Popen(  # noqa: S603 - this Python, our code
            [sys.executable, "-m", "evidence_builder", "build", "--no-cache", folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, "TMPDIR": str(temporary)},
        ) as process,
    ):
        yield process, temporary, int(starting.wait(process))
        process.kill()


def test_it_can_be_switched_off(monkeypatch):
    monkeypatch.setenv(office.SETTING, "none")
    assert find() is None
    assert to_pdf([("docx", b"")]) == ["LibreOffice is not on this computer"]


def test_it_is_found_where_the_setting_says(program, monkeypatch):
    found = program("exit 0", bootstraprc="[Bootstrap]\nProductKey=LibreOffice 9.9\n")
    assert found.version.startswith("LibreOffice 9.9 ")
    monkeypatch.setenv(office.SETTING, found.program + "-of-nobody")
    assert find() is None or find().program != found.program


def test_an_exit_status_of_0_without_a_file_is_a_failure(program):
    program("exit 0")
    assert to_pdf([("docx", b"x")]) == ["LibreOffice failed"]


def test_what_is_no_pdf_is_a_failure(program):
    program('mkdir out; echo "not a PDF" > out/000.pdf')
    assert to_pdf([("docx", b"x")]) == ["LibreOffice failed"]


def test_a_program_that_hangs_is_ended_with_all_that_it_started(
    program, monkeypatch, tmp_path
):
    started, children = tmp_path / "started", []
    program(f"sleep 600 & echo $! > {started}; wait")
    with sign(started) as starting:

        class Clocked(subprocess.Popen):
            """Its time runs out when it has started what it is to be ended with."""

            def wait(self, timeout=None):
                if timeout is None:
                    return super().wait()
                children.append(int(starting.wait(self)))
                raise subprocess.TimeoutExpired(self.args, timeout)

        office._without_network()  # no matter how long that takes
        monkeypatch.setattr(subprocess, "Popen", Clocked)
        assert to_pdf([("docx", b"x")]) == ["LibreOffice took too long"]
    (child,) = children
    assert ended(child)


@pytest.mark.skipif(os.name == "nt", reason="signals are those of Unix")
def test_whoever_stops_it_while_a_program_starts_ends_that_too(
    program, monkeypatch, tmp_path
):
    started, children = tmp_path / "started", []
    program(f"echo $$ > {started}; exec sleep 600")
    with sign(started) as starting:

        class Stopped(subprocess.Popen):
            """Ctrl-C comes when the program runs and nobody knows of it yet."""

            def __init__(self, *arguments, **options):
                super().__init__(*arguments, **options)
                children.append(int(starting.wait(self)))
                signal.raise_signal(signal.SIGINT)

        office._without_network()  # which starts programs too
        monkeypatch.setattr(subprocess, "Popen", Stopped)
        with pytest.raises(KeyboardInterrupt):
            to_pdf([("docx", b"x")])
    (child,) = children
    assert ended(child)


def test_after_a_crash_the_files_are_tried_one_by_one(program):
    # It crashes whenever it is given the file that holds "bad".
    program(
        "mkdir -p out; for file in 0*.*; do"
        ' if grep -q bad "$file"; then kill -9 $$; fi;'
        ' printf "%%PDF-1.4 %s %%%%EOF" "$(cat $file)" > out/${file%.*}.pdf; done'
    )
    files = [("docx", word) for word in (b"one", b"bad", b"two", b"three")]
    one, bad, two, three = to_pdf(files)
    assert (one, bad) == (b"%PDF-1.4 one %%EOF", "LibreOffice failed")
    assert two == b"%PDF-1.4 two %%EOF"
    assert three == b"%PDF-1.4 three %%EOF"


def test_many_failures_end_the_trying(program, tmp_path):
    count = tmp_path / "count"
    program(f"echo x >> {count}")
    assert to_pdf([("docx", b"x")] * 9) == ["LibreOffice failed"] * 9
    assert count.read_text().count("x") == 1 + office.FAILURES


def test_the_environment_tells_nothing(program, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET", "canary")
    found = tmp_path / "environment"
    program(f"env > {found}; cat >> {found}")
    to_pdf([("docx", b"x")])
    environment = found.read_text()
    assert "canary" not in environment
    assert "http_proxy=http://127.0.0.1:9" in environment


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such walls")
def test_the_network_is_shut_off_where_the_system_can(canary, program):
    if not office._without_network():
        pytest.skip("this machine lets nobody do that")
    web, _, asked = canary
    host, port = web.removeprefix("http://").split(":")
    program(f"exec 3<>/dev/tcp/{host}/{port}; echo 'GET / HTTP/1.0' >&3; cat <&3")
    to_pdf([("docx", b"x")])
    assert asked == []


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a script in the place of LibreOffice."""

    def install(script: str, **beside: str) -> office.LibreOffice:
        path = tmp_path / "program" / "soffice"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/bash\n{script}\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        for name, text in beside.items():
            (path.parent / name).write_text(text, encoding="utf-8")
        monkeypatch.setenv(office.SETTING, str(path))
        found = find()
        assert found is not None
        assert Path(found.program) == path
        return found

    return install
