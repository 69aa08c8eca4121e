"""Pictures of every ordinary kind become upright pages that hold nothing but pixels."""

import base64
import io
import re
import struct
import subprocess
import sys
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms, ImageDraw, TiffImagePlugin

from evidence_builder.attachments.content import CannotBeIncludedError, Content, Request
from evidence_builder.attachments.image.picture import convert, make
from evidence_builder.attachments.image.tiff import pages_of
from tests.damage import CRASHED, converted, refusal

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 160, 60), (30, 60, 190), (128, 128, 128)
QUARTERS = [RED, GREEN, BLUE, GREY]
WHITE = (255, 255, 255)
SECRETS = (b"Exif", b"NokiaCam", b"N51.5074", b"XMPSECRET", b"TEXTSECRET", b"ICCSECRET")

TURNED = {
    1: None,
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_90,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_270,
}

# Made for this test: 80 by 48 pixels as they are seen, stored on their side, turned by
# the container and once more by EXIF data, which also hold a maker and a place.
HEIC = base64.b64decode(
    """
AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAbRtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAA
AAAAAAAAAAAAAAAAADRpbG9jAAAAAERAAAIAAQAAAAAB2AABAAAAAAAAAHAAAgAAAAACSAABAAAAAAAAAGIA
AAA4aWluZgAAAAAAAgAAABVpbmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRt
AAAAAAABAAAA82lwcnAAAADTaXBjbwAAAHZodmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH/
/wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBRZbq5Ka5uAhoMCAAAAMDIAAA
AwAhYgABAAZEAcFzwIkAAAAUaXNwZQAAAAAAAABAAAAAUAAAAChjbGFwAAAAMAAAAAEAAABQAAAAAf////AA
AAACAAAAAAAAAAIAAAAQcGl4aQAAAAADCAgIAAAACWlyb3QDAAAAGGlwbWEAAAAAAAAAAQABBYECBIOFAAAA
GmlyZWYAAAAAAAAADmNkc2MAAgABAAEAAADabWRhdAAAAGwoAa8J4OPAmry/+q///OH//r5Axu+K097dmOt+
U6Q3zf7/Sm718JOq+Vz/WCJ2e5xGH/be9Ir+GRS8z7X61s0FVybeJM44hCjVLvFi6NsUdDDHVRden52GeaM2
O/uSuiTO3dbvlVkjyaZI6d4AAAAGRXhpZgAATU0AKgAAAAgAAwEPAAIAAAAJAAAAMgESAAMAAAABAAYAAIgl
AAQAAAABAAAAPAAAAABOb2tpYUNhbQAAAAEAAQACAAAACQAAAE4AAAAATjUxLjUwNzQAAA==
"""
)


def quarters(width=80, height=48, mode="RGB"):
    """Return a picture with another colour in each quarter."""
    image = Pillow.new("RGB", (width, height), GREY)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image.convert(mode)


def encoded(image, form, **options):
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def tiff(*pages, **options):
    rest = {"save_all": True, "append_images": pages[1:]} if len(pages) > 1 else {}
    return encoded(pages[0], "TIFF", **options, **rest)


def taken(data, pages=None):
    return convert(data, Request("a file", pages))


def only(data):
    """Return the only page of a file that has nothing to tell."""
    content = taken(data)
    assert (content.page_count, content.notes) == (1, ())
    (page,) = content.pages
    return page


def shown(page):
    """Return a page's picture, opened, after checking what every page must be."""
    picture = page.picture
    with Pillow.open(io.BytesIO(picture.data)) as image:
        image.load()
        assert image.format == picture.kind.upper()
        assert image.size == (picture.width, picture.height)
        assert image.mode in ("L", "RGB")
        told = set(image.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not told - {"progressive", "progression"}
    assert not [secret for secret in SECRETS if secret in picture.data]
    assert page.width == pytest.approx(picture.width * 72 / picture.dpi)
    assert page.height == pytest.approx(picture.height * 72 / picture.dpi)
    return image


def colours(page):
    """Return the colours in the middle of the quarters."""
    image = shown(page).convert("RGB")
    w, h = image.size
    places = [(1, 1), (3, 1), (1, 3), (3, 3)]
    return [image.getpixel((w * x // 4, h * y // 4)) for x, y in places]


def near(some, others, most=12):
    return all(
        abs(a - b) <= most
        for one, other in zip(some, others, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def refused(data):
    with pytest.raises(CannotBeIncludedError) as caught:
        taken(data)
    assert caught.value.hint
    return str(caught.value)


def camera(orientation=1):
    """Return EXIF data such as a telephone writes it."""
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "NokiaCam"
    exif.get_ifd(0x8825)[1] = "N51.5074"
    return exif


def secret_profile():
    """Return an sRGB profile that carries somebody's words."""
    plain = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return plain + b"ICCSECRET"


# --- upright, and nothing else ------------------------------------------------


def as_jpeg(image, orientation):
    return encoded(
        image,
        "JPEG",
        quality=95,
        subsampling=0,
        exif=camera(orientation).tobytes(),
        icc_profile=secret_profile(),
        xmp=b"XMPSECRET",
        comment=b"TEXTSECRET",
    )


def as_png(image, orientation):
    exif = camera(orientation).tobytes()
    return encoded(image, "PNG", exif=exif, icc_profile=secret_profile())


def as_webp(image, orientation):
    exif, profile = camera(orientation).tobytes(), secret_profile()
    return encoded(
        image, "WEBP", lossless=True, exif=exif, icc_profile=profile, xmp=b"XMPSECRET"
    )


def as_tiff(image, orientation, **options):
    words = TiffImagePlugin.ImageFileDirectory_v2()
    words[0x0112] = orientation
    words[0x010F] = "NokiaCam"
    words[0x010E] = "TEXTSECRET"
    words[700] = b"XMPSECRET"
    if not options:  # a packed one cannot be written with a place
        words[0x8825] = {1: "N51.5074"}
    return tiff(image, tiffinfo=words, icc_profile=secret_profile(), **options)


def as_packed_tiff(image, orientation):
    return as_tiff(image, orientation, compression="tiff_lzw")


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("encode", [as_jpeg, as_png, as_webp, as_tiff, as_packed_tiff])
def test_every_picture_is_upright_and_its_secrets_are_gone(encode, orientation):
    held = quarters()
    if TURNED[orientation] is not None:
        held = held.transpose(TURNED[orientation])
    data = encode(held, orientation)
    assert b"NokiaCam" in data
    page = only(data)
    assert near(colours(page), QUARTERS)
    assert (page.picture.width, page.picture.height) == (80, 48)
    assert taken(data) == taken(data)


def test_a_heic_is_turned_once():
    assert b"NokiaCam" in HEIC
    assert b"irot" in HEIC
    page = only(HEIC)
    assert (page.picture.width, page.picture.height) == (80, 48)
    assert near(colours(page), QUARTERS, 16)


def test_each_page_of_a_tiff_is_turned_as_it_says_itself():
    turned = TiffImagePlugin.ImageFileDirectory_v2()
    turned[0x0112] = 6
    lying, standing = quarters(), quarters().transpose(Pillow.Transpose.ROTATE_90)
    standing.encoderinfo = {"tiffinfo": turned}
    content = taken(tiff(lying, standing, lying))
    assert [page.number for page in content.pages] == [1, 2, 3]
    assert all(near(colours(page), QUARTERS) for page in content.pages)


# --- colours -------------------------------------------------------------------


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK"])
@pytest.mark.parametrize(
    "packing", [None, "tiff_lzw", "tiff_adobe_deflate", "packbits"]
)
def test_a_tiff_has_its_colours_in_every_mode(mode, packing):
    image = quarters(mode=mode)
    page = only(tiff(image, compression=packing))
    expected = [
        image.convert("RGB").getpixel((x, y)) for y in (12, 36) for x in (20, 60)
    ]
    assert near(colours(page), expected, 16)


def test_a_photograph_in_a_tiff_stays_a_photograph():
    page = only(tiff(quarters(), compression="jpeg", quality=95))
    assert page.picture.kind == "jpeg"
    assert near(colours(page), QUARTERS)


def test_a_tiff_with_the_high_byte_first_is_read():
    image = Pillow.frombytes("I;16B", (2, 1), b"\x00\x00\x80\x80")
    data = tiff(image)
    assert data.startswith(b"MM")
    picture = shown(only(data))
    assert [picture.getpixel((at, 0)) for at in (0, 1)] == [0, 128]


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_sixteen_bits_become_eight(form):
    values = [0, 16_000, 40_000, 65_535]
    image = Pillow.new("I;16", (4, 1))
    for at, value in enumerate(values):
        image.putpixel((at, 0), value)
    picture = shown(only(encoded(image, form)))
    grey = [picture.getpixel((at, 0)) for at in range(4)]
    assert grey == pytest.approx([value / 257 for value in values], abs=1)


def test_measured_values_are_shown_from_the_least_to_the_most():
    image = Pillow.new("F", (3, 1))
    for at, value in enumerate((-2.0, 0.0, 2.0)):
        image.putpixel((at, 0), value)
    picture = shown(only(tiff(image)))
    assert [picture.getpixel((at, 0)) for at in range(3)] == [0, 127, 255]


def test_lab_colours_become_ordinary_ones():
    lab = ImageCms.profileToProfile(
        quarters(),
        ImageCms.createProfile("sRGB"),
        ImageCms.createProfile("LAB"),
        outputMode="LAB",
    )
    assert near(colours(only(tiff(lab))), QUARTERS)


def test_cmyk_is_inverted_only_where_adobe_says_so():
    data = encoded(quarters(mode="CMYK"), "JPEG", quality=95)
    at = data.index(b"Adobe") - 4
    usual = colours(only(data))
    other = colours(only(data[:at] + data[at + 16 :]))
    assert near(usual, QUARTERS, 16)
    assert not near(usual, other, 40)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "TIFF"])
def test_what_can_be_seen_through_lies_on_white(form):
    clear = quarters(mode="RGBA")
    clear.putalpha(0)
    lossless = {"lossless": True, "exact": True} if form == "WEBP" else {}
    assert colours(only(encoded(clear, form, **lossless))) == [WHITE] * 4
    half = quarters(mode="RGBA")
    half.putalpha(128)
    mixed = [tuple((c * 128 + 255 * 127) // 255 for c in one) for one in QUARTERS]
    assert near(colours(only(encoded(half, form, **lossless))), mixed, 3)


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_palette_with_a_clear_colour_lies_on_white(form):
    image = quarters().quantize(8)
    data = encoded(image, form, transparency=image.getpixel((1, 1)))
    first, *others = colours(only(data))
    assert first == WHITE
    assert near(others, QUARTERS[1:])


def test_a_palette_that_is_clear_by_degrees_lies_on_white():
    image = quarters().quantize(8)
    degrees = bytearray(b"\xff" * 8)
    degrees[image.getpixel((1, 1))] = 128
    first = colours(only(encoded(image, "PNG", transparency=bytes(degrees))))[0]
    assert near([first], [(227, 142, 142)], 2)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_a_bmp_is_shown(mode):
    image = quarters(mode=mode)
    expected = [
        image.convert("RGB").getpixel((x, y)) for y in (12, 36) for x in (20, 60)
    ]
    assert near(colours(only(encoded(image, "BMP"))), expected)


def test_the_fourth_channel_of_a_bmp_means_nothing():
    image = quarters(mode="RGBA")
    image.putalpha(0)
    data = bytearray(encoded(image, "BMP"))
    assert near(colours(only(bytes(data))), QUARTERS)


# --- pages ---------------------------------------------------------------------


def fax(number, size=(1728, 2200)):
    """Return a black and white page with as many bars as its number."""
    page = Pillow.new("1", size, 1)
    for bar in range(number):
        ImageDraw.Draw(page).rectangle(
            (100 * bar + 50, 50, 100 * bar + 99, 400), fill=0
        )
    return page


def bars(page):
    """Count the bars across a page."""
    image = shown(page)
    high = image.height * 225 // 2200
    row = [image.getpixel((x, high)) < 128 for x in range(image.width)]
    return sum(
        now and not before for before, now in zip([False, *row], row, strict=False)
    )


@pytest.mark.parametrize("packing", ["group3", "group4", "tiff_ccitt"])
def test_every_page_of_a_fax_is_a_page(packing):
    pages = [fax(number) for number in range(1, 11)]
    content = taken(tiff(*pages, compression=packing, dpi=(204, 196)))
    assert content.page_count == 10
    assert [page.number for page in content.pages] == list(range(1, 11))
    assert [bars(page) for page in content.pages] == list(range(1, 11))
    assert content.way == "Each page as a picture of at most 2,400 pixels a side"


def test_only_the_pages_that_are_taken_are_made():
    data = tiff(*(fax(number) for number in range(1, 6)), compression="group4")
    content = taken(data, (4, 2, 9))
    assert content.page_count == 5
    assert [(page.number, bars(page)) for page in content.pages] == [(4, 4), (2, 2)]
    assert taken(data, (9,)).pages == ()


def test_a_scan_keeps_the_size_of_its_paper():
    page = only(tiff(fax(1, (2480, 3508)), compression="group4", dpi=(300, 300)))
    assert (page.width, page.height) == pytest.approx((595.2, 841.9), abs=0.1)
    assert (page.picture.width, page.picture.height) == (1240, 1754)
    grey = only(tiff(quarters(1240, 1754), dpi=(59.05, 59.05)))
    assert grey.picture.dpi == 150


def test_a_fax_of_coarse_lines_gets_its_proportions_again():
    coarse = fax(3, (1728, 1100))
    page = only(tiff(coarse, compression="group3", dpi=(204, 98)))
    assert page.height / page.width == pytest.approx(2200 / 1728 * 100 / 96, rel=0.02)
    turned = TiffImagePlugin.ImageFileDirectory_v2()
    turned[0x0112] = 6
    lying = coarse.transpose(Pillow.Transpose.ROTATE_90)
    data = tiff(lying, tiffinfo=turned, dpi=(98, 204))
    again = only(data)
    assert again.height / again.width == pytest.approx(
        page.height / page.width, rel=0.01
    )


def test_thumbnails_and_masks_are_no_pages():
    small = TiffImagePlugin.ImageFileDirectory_v2()
    small[254] = 1
    thumbnail = quarters(8, 4)
    thumbnail.encoderinfo = {"tiffinfo": small}
    content = taken(tiff(quarters(), thumbnail, quarters(40, 24)))
    assert content.page_count == 2
    assert [page.picture.width for page in content.pages] == [80, 40]


def test_more_pages_than_can_be_shown_are_cut_and_it_is_said():
    data = tiff(*[Pillow.new("L", (4, 4))] * 203)
    content = taken(data)
    assert (content.page_count, len(content.pages)) == (203, 200)
    (note,) = content.notes
    assert (note.code, note.message) == (
        "file-cut",
        "has 203 pages; the first 200 are included",
    )
    assert len(taken(data, (201, 203)).pages) == 2


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_of_a_moving_picture_the_first_is_shown(form):
    frames = [quarters(), Pillow.new("RGB", (80, 48), "white"), quarters(mode="L")]
    data = encoded(frames[0], form, save_all=True, append_images=frames[1:], quality=95)
    content = taken(data)
    assert near(colours(content.pages[0]), QUARTERS, 16)
    assert (content.page_count, len(content.pages)) == (1, 1)
    assert [(note.code, note.message) for note in content.notes] == [
        ("file-cut", "moves; only the first of its pictures is shown")
    ]


@pytest.mark.parametrize("form", ["BMP", "GIF", "TIFF", "WEBP"])
def test_a_large_picture_is_made_smaller(form):
    page = only(encoded(quarters(4000, 3000), form))
    assert (page.picture.width, page.picture.height) == (1600, 1200)
    assert near(colours(page), QUARTERS)


def test_a_narrative_gets_the_first_page():
    made = make(tiff(fax(2), fax(3), compression="group4"))
    assert (made.kind, made.width, made.height) == ("png", 1728, 2200)


# --- what is damaged or means harm -----------------------------------------------

WHOLE = {
    "jpeg": as_jpeg(quarters(320, 200), 6),
    "png": as_png(quarters(320, 200), 6),
    "webp": as_webp(quarters(320, 200), 6),
    "tiff": tiff(quarters(320, 200), compression="tiff_lzw"),
    "bmp": encoded(quarters(320, 200), "BMP"),
    "gif": encoded(quarters(320, 200), "GIF"),
    "heic": HEIC,
}


@pytest.mark.parametrize("kind", WHOLE)
def test_a_picture_cut_short_anywhere_is_refused(kind):
    whole = WHOLE[kind]
    # The last bytes of some kinds only say that this was all.
    for part in range(12, len(whole) - 40, max(1, len(whole) // 40)):
        why = refusal("picture", whole[:part], whole)
        assert why.startswith("it is damaged"), part


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(sorted(WHOLE)))
def test_damage_is_refused_or_shown_and_never_raises(data, kind):
    whole = bytearray(WHOLE[kind])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    outcome = converted("picture", bytes(whole), WHOLE[kind])
    if isinstance(outcome, Content):
        assert all(shown(page) for page in outcome.pages)


def test_a_heic_that_crashes_its_decoder_costs_one_file():
    """Libheif 1.23 dies of a description of the picture that is of no known type."""
    damaged = HEIC.replace(b"Exif\0", b"E\xffif\0", 1)
    outcome = converted("picture", damaged, HEIC)
    assert isinstance(outcome, Content) or outcome.reason == CRASHED


def test_of_a_damaged_tiff_the_good_pages_are_shown():
    data = bytearray(tiff(*(fax(n) for n in range(1, 5)), compression="group4"))
    second = pages_of(bytes(data))[1]
    where = directories(data)[second.directory]
    put(data, where, 273, 2**31)  # its strips are said to be far behind the end
    content = taken(bytes(data))
    assert [bars(page) for page in content.pages] == [1, 3, 4]
    assert [(note.code, note.message) for note in content.notes] == [
        (
            "file-repaired",
            "is shown without page 2, which is damaged and cannot be read to its end",
        )
    ]


def directories(data):
    """Return where the directories of a TIFF with the low byte first are."""
    found, (at,) = [], struct.unpack_from("<I", data, 4)
    while at:
        found.append(at)
        (entries,) = struct.unpack_from("<H", data, at)
        (at,) = struct.unpack_from("<I", data, at + 2 + 12 * entries)
    return found


def put(data, directory, tag, value):
    """Write another value into a directory of a TIFF, as a long number."""
    (entries,) = struct.unpack_from("<H", data, directory)
    for at in range(directory + 2, directory + 2 + 12 * entries, 12):
        if struct.unpack_from("<H", data, at)[0] == tag:
            struct.pack_into("<HII", data, at + 2, 4, 1, value)
            return
    raise KeyError(tag)


def test_a_tiff_that_goes_round_in_circles_ends():
    data = bytearray(tiff(fax(1), fax(2), compression="group4"))
    last = directories(data)[-1]
    (entries,) = struct.unpack_from("<H", data, last)
    struct.pack_into("<I", data, last + 2 + 12 * entries, directories(data)[0])
    assert [bars(page) for page in taken(bytes(data)).pages] == [1, 2]


@pytest.mark.parametrize(
    ("tag", "value", "reason"),
    [
        (256, 2**31, "it has 103,079 million pixels, more than 120 million"),
        (257, 0, "it has no pixels"),
        (259, 34712, "it is a TIFF that is packed in a way that is not shown"),
        (279, 2**31, "it is damaged and cannot be read to its end"),
        (278, 2**32 - 1, None),
    ],
)
def test_a_tiff_that_lies_costs_nothing(tag, value, reason):
    data = bytearray(tiff(quarters(), compression="tiff_lzw"))
    put(data, directories(data)[0], tag, value)
    if reason:
        assert refused(bytes(data)) == reason
    else:
        assert near(colours(only(bytes(data))), QUARTERS)


def test_a_tiff_with_huge_tiles_is_refused():
    data = bytearray(tiff(quarters(), compression="tiff_lzw"))
    first = directories(data)[0]
    put(data, first, 278, 60_000)
    put(data, first, 284, 60_000)
    for at, tag in ((278, 322), (284, 323)):
        place = data.index(struct.pack("<HHII", at, 4, 1, 60_000))
        struct.pack_into("<H", data, place, tag)
    assert "3,600 million pixels" in refused(bytes(data))


def test_a_directory_that_names_the_same_bytes_again_and_again_is_refused():
    many = b"".join(struct.pack("<HHII", 60_000 + n, 7, 900, 0) for n in range(500))
    data = b"II*\0\x08\0\0\0" + struct.pack("<H", 500) + many + bytes(4)
    assert refused(data) == "it is damaged and cannot be read to its end"


def bomb_png(width, height):
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = WHOLE["png"]
    return data[:12] + body + struct.pack(">I", zlib.crc32(body)) + data[33:]


def test_what_says_that_it_is_huge_is_refused_unread():
    webp = bytearray(as_webp(quarters(), 1))
    webp[24:30] = b"\xfe\x3f\x00\xfe\x3f\x00"
    gif = bytearray(WHOLE["gif"])
    gif[6:10] = b"\xff\xff\xff\xff"
    bmp = bytearray(WHOLE["bmp"])
    bmp[18:26] = struct.pack("<ii", 60_000, 60_000)
    heic = bytearray(HEIC)
    size = heic.index(b"ispe") + 8
    heic[size : size + 8] = struct.pack(">II", 60_000, 60_000)
    for data in (bomb_png(60_000, 60_000), webp, gif, bmp, heic):
        assert re.match(
            r"it has [\d,]+ million pixels, more than", refused(bytes(data))
        )


@pytest.mark.parametrize("name", [b"zTXt", b"iCCP"])
def test_words_that_unpack_to_gigabytes_stay_packed(name):
    body = name + b"x\x00\x00" + zlib.compress(bytes(50_000_000))
    chunk = struct.pack(">I", len(body) - 4) + body
    chunk += struct.pack(">I", zlib.crc32(body))
    data = encoded(quarters(), "PNG")
    assert near(colours(only(data[:33] + chunk + data[33:])), QUARTERS)


def test_only_ordinary_kinds_are_opened():
    for form in ("ICNS", "PPM", "TGA", "JPEG2000", "PCX", "SGI", "EPS"):
        assert refused(encoded(quarters(64, 64), form)).startswith("it is ")
    with_avif = HEIC[:8] + b"avif" + HEIC[12:]
    assert isinstance(only(with_avif).width, float)


MEASURE = r"""
import re, sys
from evidence_builder.attachments.run.child import limit_memory
limit_memory()
from evidence_builder.attachments.content import Request
from evidence_builder.attachments.image.picture import convert
(page,) = convert(sys.stdin.buffer.read(), Request("photo.jpg")).pages
assert (page.picture.width, page.picture.height) == (1600, 1200)
print(re.search(r"VmHWM:\s+(\d+)", open("/proc/self/status").read())[1])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted otherwise there")
def test_a_photograph_of_108_megapixels_costs_little_memory():
    photo = encoded(Pillow.new("RGB", (12_000, 9_000), RED), "JPEG")
    command = [sys.executable, "-c", MEASURE]
    done = subprocess.run(  # noqa: S603 - this very Python, and our code
        command, input=photo, capture_output=True, check=True
    )
    # Read naively it would be 1,250 MiB; 69 were measured.
    assert int(done.stdout) < 200 * 1024
