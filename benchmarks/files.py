"""The standard portfolio with a learner's files: scans, typed pages and photographs.

The first items have a PDF of ten pages each, and the first of those a photograph too.
Everything is made from a fixed seed; nobody and no place in it is real.
"""

from __future__ import annotations

import io
import random
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import fontpkg_arimo
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks import words
from benchmarks.content import SEED
from benchmarks.standard import write_portfolio

if TYPE_CHECKING:
    from benchmarks.content import Content

PDFS: Final = 100
PAGES: Final = 10
PHOTOGRAPHS: Final = 60

_WIDTH, _HEIGHT = 595, 842
_FONT: Final = "Arimo"
_SCANNED: Final = (4,)
"""Which of ten pages are scans, counted from 0: a tenth of all."""
_DOTS: Final = 150 / 72
_PHOTOGRAPH: Final = (4032, 3024)
"""Twelve million pixels, as most telephones take."""


def write(content: Content, folder: Path, photographs: int = PHOTOGRAPHS) -> None:
    """Write the portfolio and the files of its items under a folder."""
    files: dict[str, list[str]] = {}
    for number, item in enumerate(content.items[:PDFS]):
        files[item.id] = [f"files/minutes-{number + 1:03}.pdf"]
    for number, item in enumerate(content.items[:photographs]):
        files[item.id].append(f"files/photograph-{number + 1:03}.jpg")
    write_portfolio(content, folder, files)
    pdfmetrics.registerFont(TTFont(_FONT, _font()))
    (folder / "evidence" / "files").mkdir()
    for names in files.values():
        for name in names:
            # Not for secrets: the same name must give the same file for ever.
            chance = random.Random(f"{SEED} {name}")  # noqa: S311
            data = _pdf(chance) if name.endswith(".pdf") else _photograph(chance)
            (folder / "evidence" / name).write_bytes(data)


def _font() -> str:
    return str(Path(fontpkg_arimo.__file__).parent / "files" / "Arimo[wght].ttf")


def _pdf(chance: random.Random) -> bytes:
    """Return ten pages: typed ones with a part of a font, and a scan."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(_WIDTH, _HEIGHT), invariant=1)
    for page in range(PAGES):
        if page in _SCANNED:
            scan = ImageReader(io.BytesIO(_scan(chance)))
            canvas.drawImage(scan, 0, 0, _WIDTH, _HEIGHT)
        else:
            _typed(canvas, chance)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _typed(canvas: Canvas, chance: random.Random) -> None:
    text = canvas.beginText(60, 770)
    text.setFont(_FONT, 15)
    text.textLine(words.phrase(chance, chance.choice(words.TITLES)))
    text.setFont(_FONT, 10)
    text.setLeading(14)
    for line in _lines(chance, 45):
        text.textLine(line)
    canvas.drawText(text)
    canvas.rect(55, 70, 485, 40)


def _lines(chance: random.Random, count: int) -> list[str]:
    phrases = (
        words.phrase(chance, chance.choice(words.SENTENCES)) for _ in range(count)
    )
    return wrap(" ".join(phrases), 85)[:count]


def _scan(chance: random.Random) -> bytes:
    """Return a sheet as a scanner gives it back: grey, a little askew, with grain."""
    size = round(_WIDTH * _DOTS), round(_HEIGHT * _DOTS)
    sheet = Image.new("L", size, 244)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(_font(), 24)
    for number, line in enumerate(_lines(chance, 42)):
        draw.text((120, 130 + 36 * number), line, fill=40, font=font)
    sheet = sheet.rotate(
        chance.uniform(-1, 1), Image.Resampling.BILINEAR, fillcolor=244
    )
    sheet = Image.blend(sheet, _grain(chance, size), 0.06)
    return _jpeg(sheet, 45)


def _photograph(chance: random.Random) -> bytes:
    """Return a photograph as a telephone writes it: large, with place and direction."""
    colours = bytes(chance.randrange(256) for _ in range(3 * 12 * 9))
    scene = Image.frombytes("RGB", (12, 9), colours)
    scene = scene.resize(_PHOTOGRAPH, Image.Resampling.BICUBIC)
    draw = ImageDraw.Draw(scene)
    for _ in range(120):
        left, top = (chance.randrange(side) for side in _PHOTOGRAPH)
        colour = tuple(chance.randrange(256) for _ in range(3))
        box = (
            left,
            top,
            left + chance.randrange(40, 900),
            top + chance.randrange(30, 700),
        )
        draw.rectangle(box, fill=colour)
    grain = _grain(chance, _PHOTOGRAPH).convert("RGB")
    return _jpeg(Image.blend(scene, grain, 0.09), 88, _exif(chance))


def _exif(chance: random.Random) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = chance.choice((1, 3, 6, 8))
    exif[0x010F] = "Hollowbrook"
    exif.get_ifd(0x8825).update(
        {1: "N", 2: (51.0, 30.0, 0.0), 3: "W", 4: (0.0, 7.0, 0.0)}
    )
    return exif


def _grain(chance: random.Random, size: tuple[int, int]) -> Image.Image:
    """Return noise; made small, softened, and laid side by side."""
    side = 512
    tile = Image.frombytes("L", (side, side), chance.randbytes(side * side))
    tile = tile.filter(ImageFilter.GaussianBlur(0.7))
    whole = Image.new("L", size)
    for left in range(0, size[0], side):
        for top in range(0, size[1], side):
            whole.paste(tile, (left, top))
    return whole


def _jpeg(image: Image.Image, quality: int, exif: Image.Exif | None = None) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality, exif=exif or Image.Exif())
    return buffer.getvalue()
