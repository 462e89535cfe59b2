"""Pictures, rebuilt from their pixels: no EXIF, GPS, comment, profile, thumbnail or trailer can survive."""

from __future__ import annotations

import io
import logging
import struct
import warnings
import zlib
from pathlib import Path

import PIL
from PIL import Image, ImageCms, UnidentifiedImageError

from builder.airlock.file_kinds import kind_of
from builder.airlock.media_cache import MadeFile, MediaCache
from builder.model.public import PublicPicture, Rendition

WIDTHS_PX = (480, 960, 1600)
MAX_MEGAPIXELS = 50
QUALITY = 80
MAX_SIDE_PX = 16_383
"""The longest side of a WebP."""
PICTURES = ("jpeg", "png", "webp")
REFUSED = {
    "heic": "picture-heic",
    "avif": "picture-avif",
    "gif": "picture-gif",
    "bitmap": "picture-bitmap",
    "svg": "picture-svg",
    "pdf": "picture-pdf",
    "html": "picture-html",
    "film": "picture-film",
    "mov": "picture-film",
}
"""Kinds of file for which we know what to do instead."""
UNREADABLE = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, OverflowError),
    *(struct.error, zlib.error),
)
"""What Pillow raises on damaged files."""
ORIENTATION_TAG = 0x0112
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How a camera was held, and how its picture is put upright."""

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # its debug log holds the tags of pictures, the place among them


class PictureError(Exception):
    """The picture cannot be published; the text is a code of faults."""


def read_pixels(content: bytes) -> Image.Image:
    """The picture upright in sRGB, with nothing but its pixels.

    Raises: PictureError with `picture-too-large`, `picture-broken`, or what it is when it is no such picture.
    """
    kind = kind_of(content)
    if kind not in PICTURES:
        raise PictureError(REFUSED.get(kind, "picture-type"))
    try:
        with (
            warnings.catch_warnings(action="ignore"),  # Pillow tells of odd tags, which we do not keep
            Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened,
        ):
            if opened.width * opened.height > MAX_MEGAPIXELS * 1_000_000:
                raise PictureError("picture-too-large")
            turn = TURNS.get(orientation_of(opened))
            coloured = in_srgb(opened)
            upright = coloured if turn is None else coloured.transpose(turn)
            return Image.frombytes("RGB", upright.size, upright.tobytes())
    except UnidentifiedImageError:
        raise PictureError("picture-broken") from None
    except Image.DecompressionBombError:
        raise PictureError("picture-too-large") from None
    except UNREADABLE:
        raise PictureError("picture-broken") from None


def orientation_of(picture: Image.Image) -> int:
    """How the camera was held, 1 to 8; 1 when its tags cannot be read: many telephones write odd ones."""
    try:
        value = picture.getexif().get(ORIENTATION_TAG, 1)
    except UNREADABLE:
        return 1
    return value if isinstance(value, int) else 1


def in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in RGB, its own colour profile applied, laid on white where it is transparent."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        converted = with_profile(picture, profile)
        if converted is not None:
            return converted
    if picture.mode.startswith("I;16"):
        return picture.point(lambda level: level / 256).convert("L").convert("RGB")
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")


def with_profile(picture: Image.Image, profile: bytes) -> Image.Image | None:
    """The picture in sRGB by its own profile; None when the profile is damaged or of another kind of picture."""
    picture.load()
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (OSError, ImageCms.PyCMSError):
        return None


def make_renditions(content: bytes) -> list[MadeFile]:
    """The picture in a few widths as WebP, from small to large, never larger than it was."""
    picture = read_pixels(content)
    widths = [width for width in WIDTHS_PX if width < picture.width] or [picture.width]
    if widths[-1] < picture.width <= WIDTHS_PX[-1]:
        widths.append(picture.width)
    made = []
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        if max(width, height) > MAX_SIDE_PX:
            raise PictureError("picture-too-large")
        resized = picture.resize((width, height), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        resized.save(file, "WEBP", quality=QUALITY, method=5, exif=b"", icc_profile=b"")
        made.append(MadeFile(content=file.getvalue(), suffix=".webp", facts={"width": width, "height": height}))
    return made


def publish_picture(source: Path, credit: str, cache: MediaCache) -> PublicPicture:
    """The picture as it may be shown.

    Raises: PictureError.
    """
    kept = cache.kept(source, f"picture {WIDTHS_PX} {QUALITY} {PIL.__version__}", make_renditions)
    return PublicPicture(
        renditions=tuple(
            Rendition(
                name=file.name,
                width_px=int(file.facts["width"]),
                height_px=int(file.facts["height"]),
                path=file.path,
            )
            for file in kept
        ),
        credit=credit,
    )
