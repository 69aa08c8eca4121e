"""Pixels of every sort → grey or sRGB, eight bits a channel, on white."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageChops

_SEE_THROUGH: Final = frozenset(("LA", "La", "PA", "RGBA", "RGBa"))


def flat(image: Image.Image, *, inverted: bool = False) -> Image.Image:
    """Return an image as L, RGB, CMYK or LAB: eight bits a channel, on white."""
    if image.mode.startswith("I"):
        # Sixteen bits: Pillow's own conversion cuts at 255 instead of dividing.
        wide = image if image.mode == "I" else image.convert("I")
        return wide.point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "F":
        return _measured(image)
    # Pillow takes all for Adobe's, which are inverted: Technical Note 5116.
    if image.mode == "CMYK":
        return ImageChops.invert(image) if inverted else image
    if image.mode in _SEE_THROUGH or "transparency" in image.info:
        grey = image.mode in ("1", "L", "LA", "La")
        if image.mode in ("La", "RGBa"):  # Pillow turns these into their own kind only
            image = image.convert("LA" if grey else "RGBA")
        if image.mode != "RGBA":
            image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        return white.convert("L") if grey else white
    if image.mode in ("1", "L"):
        return image.convert("L")
    return image if image.mode in ("RGB", "LAB") else image.convert("RGB")


def profile_matters(profile: bytes) -> bool:
    """Whether a profile says anything else than sRGB, which everybody assumes."""
    return bool(profile) and b"sRGB" not in profile.replace(b"\x00", b"")


def in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a flat image as L or RGB, with colours as its profile means them."""
    if image.mode == "L":
        return image
    if image.mode == "LAB" or profile_matters(profile):
        from PIL import ImageCms

        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.createProfile("LAB")
                if image.mode == "LAB"
                else ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, ImportError, OSError):
            converted = None  # a damaged profile costs some colour, not the picture
        if converted is not None:
            return converted
    return image if image.mode == "RGB" else image.convert("RGB")


def _measured(image: Image.Image) -> Image.Image:
    """Return measured values as grey, from the least of them to the most."""
    low, high = image.getextrema()
    if not isinstance(low, float) or not isinstance(high, float) or not high > low:
        return image.convert("L")
    scale = 255 / (high - low)
    return image.point(lambda value: value * scale - low * scale).convert("L")
