"""A picture looked into, and its copy without what it tells of who took it, where and with what."""

import warnings
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError

from convene.documents.refusing import Refused

PIXELS = 100_000_000
PNG, JPEG = "image/png", "image/jpeg"


def kind_of_picture(content: bytes) -> str:
    """Return whether a picture is a PNG or a JPEG. Raises Refused."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > PIXELS:
                    raise Refused("The picture is too large.")
                picture.load()
                return PNG if picture.format == "PNG" else JPEG
        except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
            raise Refused("The picture is too large.") from bomb
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
            if isinstance(broken, Refused):
                raise
            raise Refused("The picture is damaged.") from broken


def stripped_picture(content: bytes, *, media_type: str) -> bytes:
    """Return the picture alone, turned as its metadata said it should be seen."""
    made = BytesIO()
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
        upright = ImageOps.exif_transpose(picture)
        plain = Image.new(upright.mode, upright.size)
        if upright.mode == "P" and (palette := upright.getpalette()):
            plain.putpalette(palette)
        plain.paste(upright)
        options: dict[str, Any] = {"quality": 95} if media_type == JPEG else {}
        if "transparency" in upright.info:
            options["transparency"] = upright.info["transparency"]
        plain.save(made, format="PNG" if media_type == PNG else "JPEG", **options)
    return made.getvalue()
