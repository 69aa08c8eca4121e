"""Why parts of a Word file are made by us: what python-docx's own would be.

Each of these holds as long as there is a reason; when one fails, the part can go to
python-docx. What the rest costs is in ARCHITECTURE.md.
"""

import io
import zipfile
from types import SimpleNamespace

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.image.exceptions import UnrecognizedImageError
from docx.image.image import Image
from docx.opc.constants import CONTENT_TYPE
from docx.opc.packuri import PackURI
from docx.parts.image import ImagePart

from tests.documents import jpeg


def test_its_template_brings_what_nobody_asked_for():
    document = docx.Document()

    assert len(document.styles) > 100
    assert document.core_properties.author == "python-docx"
    assert document.core_properties.created.year == 2013


def test_its_zip_says_when_it_was_written():
    stream = io.BytesIO()
    docx.Document().save(stream)

    with zipfile.ZipFile(stream) as package:
        assert package.getinfo("word/document.xml").date_time > (2013, 1, 1, 0, 0, 0)


def test_it_knows_no_photograph_without_a_note_of_its_maker():
    """JFIF and Exif are what tells who took it; it is a JPEG without (ITU-T T.81)."""
    data = jpeg().data
    bare = data[:2] + data[4 + int.from_bytes(data[4:6]) :]

    with pytest.raises(UnrecognizedImageError):
        Image.from_blob(bare)


def test_it_reads_every_picture_through_to_add_another(monkeypatch):
    """So that pictures cost with the square of their number."""
    read = []
    monkeypatch.setattr("docx.parts.image.hashlib", SimpleNamespace(sha1=read.append))
    part = ImagePart(PackURI("/word/media/image1.png"), CONTENT_TYPE.PNG, b"picture")

    for _ in range(2):
        with pytest.raises(AttributeError, match="hexdigest"):
            _ = part.sha1

    assert read == [b"picture", b"picture"]


@pytest.mark.parametrize("wanted", ["east_asia", "shading", "border", "numbering"])
def test_its_styles_cannot_say(wanted):
    style = docx.Document().styles.add_style("Ours", WD_STYLE_TYPE.PARAGRAPH)

    assert not hasattr(style.font, wanted)
    assert not hasattr(style.paragraph_format, wanted)
