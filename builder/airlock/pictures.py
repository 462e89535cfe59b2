"""Pictures, rebuilt from their pixels: no EXIF, GPS, comment, profile, thumbnail or trailer can survive."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from builder.airlock.media_cache import MadeFile, MediaCache
from builder.model.public import PublicPicture, Rendition

WIDTHS_PX = (480, 960, 1600)
MAX_MEGAPIXELS = 50
QUALITY = 80
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")


class PictureError(Exception):
    """The picture cannot be published; the text is a code of faults."""


def read_pixels(content: bytes) -> Image.Image:
    """The picture upright in sRGB, with nothing but its pixels.

    Raises: PictureError with `picture-type`, `picture-too-large` or `picture-broken`.
    """
    if not content.startswith(SIGNATURES):
        raise PictureError("picture-type")
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
            if opened.width * opened.height > MAX_MEGAPIXELS * 1_000_000:
                raise PictureError("picture-too-large")
            upright = ImageOps.exif_transpose(opened)
            coloured = in_srgb(upright)
            return Image.frombytes("RGB", coloured.size, coloured.tobytes())
    except UnidentifiedImageError:
        raise PictureError("picture-type") from None
    except Image.DecompressionBombError:
        raise PictureError("picture-too-large") from None
    except (OSError, SyntaxError, ValueError, ImageCms.PyCMSError):
        raise PictureError("picture-broken") from None


def in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in RGB, its own colour profile applied, laid on white where it is transparent."""
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(
            picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        if converted is not None:
            return converted
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        ground = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(ground, layered).convert("RGB")
    return picture.convert("RGB")


def make_renditions(content: bytes) -> list[MadeFile]:
    """The picture in a few widths as WebP, from small to large, never larger than it was."""
    picture = read_pixels(content)
    widths = [width for width in WIDTHS_PX if width < picture.width] or [picture.width]
    if widths[-1] < picture.width <= WIDTHS_PX[-1]:
        widths.append(picture.width)
    made = []
    for width in widths:
        height = max(1, round(picture.height * width / picture.width))
        resized = picture.resize((width, height), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        resized.save(file, "WEBP", quality=QUALITY, method=5, exif=b"", icc_profile=b"")
        made.append(
            MadeFile(content=file.getvalue(), suffix=".webp", facts={"width": width, "height": height})
        )
    return made


def publish_picture(source: Path, credit: str, cache: MediaCache) -> PublicPicture:
    """The picture as it may be shown.

    Raises: PictureError.
    """
    kept = cache.kept(source, f"picture {WIDTHS_PX} {QUALITY}", make_renditions)
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
