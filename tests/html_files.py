"""HTML read again: its tags, ids, links and words, as a browser would have them."""

from __future__ import annotations

import html
import re
import subprocess
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from tests.conftest import program
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

VOID = {"meta", "br", "col", "img", "input"}
ASIDE = {"unseen", "tools", "skip", "running", "mark"}
"""What stands in the file beside the words of the document."""


class Tag(NamedTuple):
    """A tag with its attributes, and the words in it."""

    name: str
    attributes: dict[str, str | None]
    words: list[str]

    def text(self) -> str:
        """Return the words, with single spaces."""
        return " ".join(" ".join(self.words).split())


class Page(HTMLParser):
    """A file that was read; ``words`` are those of the document alone."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.words: list[str] = []
        self._open: list[Tag] = []
        self.feed(data.decode())
        self.close()
        assert not self._open

    def named(self, *names: str) -> list[Tag]:
        """Return the tags of some names, in their order."""
        return [tag for tag in self.tags if tag.name in names]

    def every(self, attribute: str) -> list[str]:
        """Return the values of an attribute, wherever it stands."""
        found = [tag.attributes.get(attribute) for tag in self.tags]
        return [value for value in found if value is not None]

    def one(self, name: str) -> Tag:
        """Return the only tag of an id."""
        (found,) = [tag for tag in self.tags if tag.attributes.get("id") == name]
        return found

    def handle_starttag(self, tag, attrs):
        found = Tag(tag, dict(attrs), [])
        self.tags.append(found)
        if tag not in VOID:
            self._open.append(found)

    def handle_startendtag(self, tag, attrs):
        assert tag in VOID, f"<{tag}/> is not closed for a browser"
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self._open.pop().name == tag

    def handle_data(self, data):
        for tag in self._open:
            tag.words.append(data)
        names = {tag.name for tag in self._open}
        classes = {
            name
            for tag in self._open
            for name in (tag.attributes.get("class") or "").split()
        }
        if "main" in names and not classes & ASIDE:
            self.words.append(data)


def dumped(path: Path, *, width: int = 1280) -> str:
    """Return a file as Chromium has it once its scripts have run."""
    command = (
        program("chromium"),
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        f"--window-size={width},900",
        # As much time as the scripts ask for; none of it is waited for.
        "--virtual-time-budget=1000000",
        "--dump-dom",
        f"--user-data-dir={path.parent / 'chromium'}",
        path.as_uri(),
    )
    ran = subprocess.run(  # noqa: S603 - our own file
        command, capture_output=True, check=True, timeout=PATIENCE
    )
    return ran.stdout.decode()


def scripted(data: bytes, script: str, *, dark: bool = False) -> str:
    """Return a file in which another script may run; ``dark`` as on a dark screen."""
    page = data.decode()
    policy = 'http-equiv="Content-Security-Policy"'
    assert policy in page
    page = page.replace(policy, 'name="policy"')
    if dark:
        query = "screen and (prefers-color-scheme:dark)"
        assert query in page
        page = page.replace(query, "all")
    script = script.replace("</script", "<\\/script")
    return page.replace("</body>", f"<script>{script}</script></body>")


def answer(dump: str) -> str:
    """Return what a script left between two marks."""
    found = re.search(r"<pre>ANSWER(.*)END</pre>", dump, re.DOTALL)
    assert found, dump[-500:]
    return html.unescape(found[1])
