"""Files are converted in children, so that a bad one costs only itself."""

import os
import subprocess
import sys
import threading

import pytest

from evidence_builder.attachments.content import Content, Refusal, Request
from evidence_builder.attachments.run import pool as worker
from evidence_builder.attachments.run.pool import Pool
from evidence_builder.attachments.run.wire import pack
from tests.waiting import HANG, PATIENCE, printed, sign

REQUEST = Request("notes.txt")

HOOK = """
import ctypes, os, signal, sys
from evidence_builder.attachments.run import registry
from evidence_builder.attachments.run.child import serve
from evidence_builder.attachments.content import CannotBeIncludedError, Content

def convert(data, request):
    if data == b"hang":
        if os.path.exists({place!r}):
            os.write(os.open({place!r}, os.O_WRONLY), b"here")
        {hang}
    if data == b"work for ever":
        while True:
            pass
    if data == b"crash":
        os._exit(3)
    if data == b"abort":
        os.abort()
    if data == b"no such address":
        ctypes.string_at(0)
    if data == b"crash if not first" and seen:
        os.abort()
    if data == b"memory":
        return bytearray(4 * 2**30)
    if data == b"raise":
        raise LookupError("the converter is at fault")
    if data == b"our mistake":
        from evidence_builder.attachments.recording import convert as wrongly
        return wrongly(None, request)
    if data == b"refuse":
        raise CannotBeIncludedError("it needs a password", "save it without")
    if data == b"unknown":
        return Content(way=3)
    if data == b"write":
        with open({place!r}, "w") as file:
            file.write("a")
    if data == b"print":
        print("ready", flush=True)
        os.write(1, b"noise")
    seen.append(data)
    return Content(way=f"{request.name} {request.pages} {len(data)} {os.getpid()}")

seen = []
serve(lambda name: convert)
"""

AGAIN = "save it again in the program that made it, or print it to a PDF"
FAILS = Refusal("the program that reads it fails on it", AGAIN)


@pytest.fixture
def place(tmp_path):
    return tmp_path / "written"


@pytest.fixture
def hooked(place):
    pool = Pool(hook(place), seconds=PATIENCE, size=2)
    yield pool
    pool.close()


@pytest.fixture
def hurried(place):
    """A pool for files that take too long; others need next to no time in it."""
    pool = Pool(hook(place), seconds=3, size=2)
    yield pool
    pool.close()


def hook(place):
    code = HOOK.replace("{place!r}", repr(str(place))).replace("{hang}", HANG)
    return f"exec({code!r})"


def way(pool, data=b"good", request=REQUEST):
    """Return what the child said: name, pages, length, and its own number."""
    outcome = pool.convert("plain", request, data).outcome
    assert isinstance(outcome, Content)
    return outcome.way.rsplit(" ", 1)


def test_a_file_is_converted_in_a_child_that_serves_many(hooked):
    request = Request("minutes of May.pdf", (1, 3))
    said, first = way(hooked, b"x" * 3_000_000, request)
    assert said == "minutes of May.pdf (1, 3) 3000000"
    assert {way(hooked)[1] for _ in range(20)} == {first}
    assert hooked.children == (int(first),)
    assert int(first) != os.getpid()


def test_a_content_comes_with_the_form_in_which_it_is_kept(hooked):
    outcome, packed = hooked.convert("plain", REQUEST, b"good")
    assert packed == pack(outcome)


def test_a_polite_refusal_is_an_outcome_like_any_other(hooked):
    outcome, packed = hooked.convert("plain", REQUEST, b"refuse")
    assert outcome == Refusal("it needs a password", "save it without")
    assert packed == pack(outcome)


def test_a_hang_costs_one_file(hurried):
    first = way(hurried)[1]
    outcome, packed = hurried.convert("plain", REQUEST, b"hang")
    assert outcome.reason == "it takes more than 3 seconds to read"
    assert packed is None
    assert way(hurried)[1] != first


def test_endless_work_costs_one_file(hurried):
    outcome, _ = hurried.convert("plain", REQUEST, b"work for ever")
    assert outcome.reason == "it takes more than 3 seconds to read"
    assert way(hurried)


@pytest.mark.parametrize(
    "bad", [b"crash", b"abort", b"no such address", b"raise", b"unknown"]
)
def test_a_breakdown_costs_one_file(hooked, bad):
    assert way(hooked)
    assert hooked.convert("plain", REQUEST, bad) == (FAILS, None)
    assert way(hooked)
    assert hooked.convert("plain", REQUEST, bad) == (FAILS, None)
    assert way(hooked)


def test_a_breakdown_that_is_our_fault_says_so(hooked):
    (reason, hint), packed = hooked.convert("plain", REQUEST, b"our mistake")
    before, _, fault = reason.partition(" (")
    assert before == "the program fails on it, and the fault is its own"
    assert fault.startswith("TypeError in recording.py, line ")
    assert (hint, packed) == (AGAIN, None)
    assert way(hooked)


def test_a_file_is_not_blamed_for_those_before_it(hooked):
    first = way(hooked)[1]
    assert way(hooked, b"crash if not first")[1] != first


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux")
def test_memory_is_limited(hooked):
    assert way(hooked)
    outcome, packed = hooked.convert("plain", REQUEST, b"memory")
    assert outcome.reason == "it needs more memory than is allowed to read"
    assert packed is None
    assert way(hooked)


@pytest.mark.skipif(os.name == "nt", reason="needs limits of files")
def test_a_child_writes_no_file(hooked, place):
    assert hooked.convert("plain", REQUEST, b"write").outcome == FAILS
    assert place.read_bytes() == b""


def test_what_a_library_prints_is_no_answer(hooked):
    assert way(hooked, b"print")[0] == "notes.txt None 5"


def test_no_more_children_than_allowed_serve_many_threads(hooked):
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(way(hooked)[1])) for _ in range(20)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(found) == 20
    assert {int(one) for one in found} == set(hooked.children)
    assert len(hooked.children) <= 2


def test_no_child_that_hung_is_left(hurried):
    threads = [
        threading.Thread(target=hurried.convert, args=("plain", REQUEST, b"hang"))
        for _ in range(2)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert hurried.children == ()


def test_at_rest_one_child_is_left(hooked):
    pair = threading.Barrier(2)

    def convert():
        pair.wait()
        for _ in range(30):
            way(hooked)

    threads = [threading.Thread(target=convert) for _ in range(2)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    hooked.rest()
    assert hooked.children == ()
    assert way(hooked)[1] == str(hooked.children[0])


@pytest.mark.skipif(os.name == "nt", reason="needs pipes with names")
def test_closing_ends_the_children_at_work_too(hooked, place):
    assert way(hooked)
    found = []
    one = threading.Thread(
        target=lambda: found.append(hooked.convert("plain", REQUEST, b"hang"))
    )
    with sign(place) as hanging:
        one.start()
        hanging.wait()
        hooked.close()
    one.join(PATIENCE)
    assert not one.is_alive()
    assert found[0].packed is None
    assert hooked.children == ()
    stopped = hooked.convert("plain", REQUEST, b"good")
    assert stopped.outcome.reason == "the program was stopped"


@pytest.mark.parametrize("serve", ["import no_such_module", "import sys; sys.exit()"])
def test_without_a_child_files_are_converted_here(serve):
    one = Pool(serve)
    assert isinstance(one.convert("plain", REQUEST, b"words").outcome, Content)
    assert isinstance(one.convert("picture", REQUEST, b"words").outcome, Refusal)
    assert one.children == ()


def test_without_python_files_are_converted_here(monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    outcome = Pool().convert("plain", REQUEST, b"words").outcome
    assert isinstance(outcome, Content)


def test_the_child_imports_nothing_from_the_current_folder(tmp_path, monkeypatch):
    for name in ("PIL", "json", "signal", "struct", "io", "csv"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")
    one = Pool()
    request = Request("hours.csv")
    outcome = one.convert("plain", request, b"Day,Hours\nMonday,7\n").outcome
    assert isinstance(outcome, Content)
    assert len(one.children) == 1
    one.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the children of a process")
def test_ctrl_c_ends_the_program_and_its_children(place):
    """The children look away; the parent's end is theirs."""
    code = (
        "import signal, sys, threading\n"
        f"sys.path[:] = {[worker._ROOT, *sys.path]!r}\n"
        "from evidence_builder.attachments.run.pool import Pool\n"
        "from evidence_builder.attachments.content import Request\n"
        f"pool = Pool({hook(place)!r}, seconds={PATIENCE})\n"
        "pool.convert('plain', Request('a'), b'good')\n"
        "try:\n"
        "    print(pool.children[0], flush=True)\n"
        "    pool.convert('plain', Request('a'), b'hang')\n"
        "except KeyboardInterrupt:\n"
        "    pool.close()\n"
        "    print('stopped')\n"
    )
    with (
        sign(place) as hanging,
        subprocess.Popen(  # noqa: S603 - this Python, our code
            [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
        ) as parent,
    ):
        child = int(parent.stdout.readline())
        hanging.wait(parent)
        parent.send_signal(2)
        assert printed(parent, "stopped")
    assert parent.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
