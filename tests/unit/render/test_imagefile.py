"""What a picture says of itself in its first bytes."""

import pytest

from evidence_builder.document.blocks import Image
from evidence_builder.render.layout.imagefile import read_header
from tests.documents import jpeg, png

SOI, APP0 = b"\xff\xd8", b"\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"


def frame(kind, channels=3):
    """Return a frame header of 48 lines with 64 samples: ITU-T T.81, B.2.2."""
    return bytes((0xFF, kind, 0, 17, 8, 0, 48, 0, 64, channels)) + bytes(9)


@pytest.mark.parametrize("image", [jpeg(64, 48), png(64, 48)])
def test_size_and_colours_are_those_of_the_picture(image):
    assert read_header(image) == (64, 48, 3)


@pytest.mark.parametrize(
    "data",
    [
        SOI + APP0 + frame(0xC0),
        SOI + APP0 + frame(0xC2),
        SOI + b"\xff\xff" + APP0[1:] + frame(0xCF),
        SOI + frame(0xC4) + APP0 + frame(0xC0),
    ],
)
def test_the_size_stands_after_whatever_comes_before(data):
    data = data.replace(frame(0xC4), b"\xff\xc4\x00\x08\x00\x01\x00\x02\x01\x00")

    assert read_header(Image(data, "jpeg", 64, 48)) == (64, 48, 3)


@pytest.mark.parametrize(
    "data", [b"", SOI, SOI + APP0, SOI + b"\x00" * 9, SOI + frame(0xC0, channels=4)]
)
def test_what_cannot_be_embedded_has_no_header(data):
    assert read_header(Image(data, "jpeg", 64, 48)) is None
