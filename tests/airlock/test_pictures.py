"""Pictures: nothing but pixels leaves, and what is no picture is refused."""

from __future__ import annotations

import io
import json
import logging
import shutil
import subprocess
import warnings
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from builder.airlock.media_cache import MediaCache
from builder.airlock.pictures import PictureError, make_renditions, publish_picture, read_pixels

MARKER = b"MARKERPIC"
WIDE_MARKER = "MARK".encode("utf-16-be")
RED, GREEN, BLUE = (200, 30, 30), (30, 160, 30), (30, 30, 200)


def sample(mode: str = "RGB", size: tuple[int, int] = (64, 48)) -> Image.Image:
    """Red above, green below on the left, blue below on the right."""
    picture = Image.new("RGB", size, RED)
    picture.paste(GREEN, (0, size[1] // 2, size[0] // 2, size[1]))
    picture.paste(BLUE, (size[0] // 2, size[1] // 2, size[0], size[1]))
    return picture.convert(mode)


def exif_bytes(orientation: int = 1) -> bytes:
    exif = Image.Exif()
    exif[0x010E], exif[0x013B], exif[0x0112] = "MARKERPIC description", "MARKERPIC artist", orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 1.0, 40.0), 3: "E", 4: (4.0, 28.0, 50.0), 29: "MARKERPIC"})
    exif.get_ifd(0x8769).update({0x9286: b"ASCII\0\0\0MARKERPIC", 0xA430: "MARKERPIC owner"})
    return exif.tobytes()


def icc_bytes() -> bytes:
    """A profile of sRGB with the marker in its description."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace("sRGB".encode("utf-16-be"), WIDE_MARKER)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def png_with_texts() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "MARKERPIC text")
    texts.add_text("Author", "MARKERPIC packed", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>MARKERPIC</x:xmpmeta>")
    return saved(sample(), "PNG", pnginfo=texts, exif=exif_bytes(), icc_profile=icc_bytes())


def jpeg_with_application_segments() -> bytes:
    plain = saved(sample(), "JPEG")
    segments = b""
    for code, content in (
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>MARKERPIC</x>"),
        (0xED, b"Photoshop 3.0\0MARKERPIC"),
    ):
        segments += bytes((0xFF, code)) + (len(content) + 2).to_bytes(2, "big") + content
    return plain[:2] + segments + plain[2:]


MARKED = {
    "jpeg with EXIF and GPS": saved(sample(), "JPEG", exif=exif_bytes()),
    "jpeg with a comment": saved(sample(), "JPEG", comment=b"MARKERPIC comment"),
    "jpeg with a profile": saved(sample(), "JPEG", icc_profile=icc_bytes()),
    "jpeg with XMP and IPTC": jpeg_with_application_segments(),
    "jpeg with a trailer": saved(sample(), "JPEG") + b"MARKERPIC trailer",
    "jpeg with a thumbnail": saved(
        sample(), "JPEG", exif=exif_bytes() + saved(sample(size=(16, 12)), "JPEG", comment=MARKER)
    ),
    "png with texts": png_with_texts(),
    "png with a trailer": saved(sample(), "PNG") + b"MARKERPIC trailer",
    "webp with EXIF and XMP": saved(
        sample(), "WEBP", exif=exif_bytes(), xmp=b"<x>MARKERPIC</x>", icc_profile=icc_bytes()
    ),
}


def has_marker(content: bytes) -> bool:
    """Whether the marker stands in the bytes or in a compressed chunk of a PNG."""
    if MARKER in content or WIDE_MARKER in content:
        return True
    for start in range(len(content) - 2):
        if content[start] == 0x78:
            try:
                if MARKER in zlib.decompressobj().decompress(content[start:]):
                    return True
            except zlib.error:
                continue
    return False


@pytest.mark.parametrize("content", MARKED.values(), ids=MARKED)
def test_no_metadata_survives(content: bytes) -> None:
    assert has_marker(content)
    for rendition in make_renditions(content):
        assert not has_marker(rendition.content)
        with Image.open(io.BytesIO(rendition.content)) as picture:
            assert picture.format == "WEBP"
            assert not picture.getexif()
            assert set(picture.info) <= {"loop", "background", "timestamp", "duration"}
        chunks = webp_chunks(rendition.content)
        assert set(chunks) <= {b"VP8 ", b"VP8L", b"VP8X"}


def webp_chunks(content: bytes) -> list[bytes]:
    names, position = [], 12
    while position < len(content):
        names.append(content[position : position + 4])
        size = int.from_bytes(content[position + 4 : position + 8], "little")
        position += 8 + size + size % 2
    assert position == len(content)
    return names


@pytest.mark.skipif(shutil.which("exiftool") is None, reason="exiftool (libimage-exiftool-perl) is not installed")
@pytest.mark.parametrize("content", MARKED.values(), ids=MARKED)
def test_no_metadata_goes_into_the_log(content: bytes, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    make_renditions(content)
    assert caplog.records == []


def test_exiftool_finds_no_tag_but_those_of_the_pixels(tmp_path: Path) -> None:
    for number, content in enumerate(MARKED.values()):
        (tmp_path / f"source-{number:02}.{sort_of(content)}").write_bytes(content)
        (tmp_path / f"public-{number:02}.webp").write_bytes(make_renditions(content)[0].content)
    found = run_exiftool(tmp_path)
    public = [tags for tags in found if "public-" in str(tags["SourceFile"])]
    assert len(public) == len(MARKED)
    for tags in public:
        names = {name.partition(":")[2] for name in tags if name != "SourceFile" and not name.startswith("System:")}
        assert names <= {
            *("FileType", "FileTypeExtension", "MIMEType", "ExifToolVersion", "ImageWidth", "ImageHeight", "ImageSize"),
            *("Megapixels", "VP8Version", "HorizontalScale", "VerticalScale", "WebP_Flags", "AlphaIsUsed"),
        }
    sources = json.dumps([tags for tags in found if "source-" in str(tags["SourceFile"])])
    assert sources.count("MARKERPIC") >= 8  # the positive control: exiftool does see them there


def sort_of(content: bytes) -> str:
    return {0xFF: "jpg", 0x89: "png"}.get(content[0], "webp")


def run_exiftool(folder: Path) -> list[dict[str, object]]:
    command = ["exiftool", "-json", "-G1", "-a", "-u", "-U", "-ee", str(folder)]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def corners(picture: Image.Image) -> list[str]:
    """The nearest of the three colours in each corner: above left, above right, below left, below right."""
    width, height = picture.size
    spots = [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)]
    names = {"red": RED, "green": GREEN, "blue": BLUE}
    return [
        min(names, key=lambda name: sum(abs(a - b) for a, b in zip(pixel(picture, spot), names[name], strict=True)))
        for spot in spots
    ]


def pixel(picture: Image.Image, spot: tuple[int, int]) -> tuple[int, ...]:
    value = picture.convert("RGB").getpixel(spot)
    assert isinstance(value, tuple)
    return tuple(int(level) for level in value)


UPRIGHT = ["red", "red", "green", "blue"]
HELD = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", HELD)
def test_a_picture_is_put_upright(orientation: int) -> None:
    turn = HELD[orientation]
    held = sample() if turn is None else sample().transpose(turn)
    shown = read_pixels(saved(held, "PNG", exif=exif_bytes(orientation)))
    assert shown.size == (64, 48)
    assert corners(shown) == UPRIGHT


def test_odd_camera_tags_do_not_stop_a_picture() -> None:
    entries = b"\x12\x01\x02\0\xff\xff\0\0\xff\xff\xff\x7f", b"\x1a\x01\x05\0\x01\0\0\0\x08\0\0\0"
    odd = b"Exif\0\0II*\0\x08\0\0\0\x02\0" + b"".join(entries) + bytes(4)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        content = saved(sample(), "JPEG", exif=odd, quality=95)
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # reading it is silent: what Pillow says would stand in the log of a build
        assert corners(read_pixels(content)) == UPRIGHT


@pytest.mark.parametrize(
    ("mode", "kind"), [("L", "JPEG"), ("CMYK", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("RGBA", "WEBP")]
)
def test_every_sort_of_pixels_becomes_rgb(mode: str, kind: str) -> None:
    assert read_pixels(saved(sample(mode), kind)).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_is_transparent_becomes_white(kind: str) -> None:
    picture = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert all(level > 250 for level in pixel(read_pixels(saved(picture, kind)), (10, 10)))


def test_a_palette_with_a_transparent_colour_is_laid_on_white() -> None:
    picture = Image.new("P", (20, 20), 0)
    picture.putpalette([0, 0, 0, 255, 0, 0])
    assert pixel(read_pixels(saved(picture, "PNG", transparency=0)), (10, 10)) == (255, 255, 255)


def test_sixteen_bits_of_grey_keep_their_shades() -> None:
    picture = Image.new("I;16", (4, 4), 0x8000)
    assert pixel(read_pixels(saved(picture, "PNG")), (1, 1)) == (128, 128, 128)


def test_a_profile_of_another_kind_of_picture_is_left_aside() -> None:
    grey = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    assert corners(read_pixels(saved(sample(), "PNG", icc_profile=grey))) == UPRIGHT
    assert corners(read_pixels(saved(sample(), "PNG", icc_profile=b"no profile"))) == UPRIGHT


@pytest.mark.parametrize(
    ("width", "widths"),
    [(40, [40]), (480, [480]), (500, [480, 500]), (1600, [480, 960, 1600]), (2000, [480, 960, 1600])],
)
def test_renditions_go_from_small_to_large_and_never_larger(width: int, widths: list[int]) -> None:
    made = make_renditions(saved(sample(size=(width, 30)), "PNG"))
    assert [int(each.facts["width"]) for each in made] == widths
    assert [Image.open(io.BytesIO(each.content)).size[0] for each in made] == widths


def png_header(width: int, height: int) -> bytes:
    """A PNG that says how large it is and holds next to nothing."""
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    chunks = b""
    for name, content in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(100))), (b"IEND", b"")):
        chunks += len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n" + chunks


REFUSED = {
    "nothing": (b"", "picture-type"),
    "HTML": (b"<html><script>alert(1)</script></html>", "picture-html"),
    "SVG": (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "picture-svg"),
    "GIF": (saved(sample("P"), "GIF"), "picture-gif"),
    "TIFF": (saved(sample(), "TIFF"), "picture-bitmap"),
    "BMP": (saved(sample(), "BMP"), "picture-bitmap"),
    "a sound in RIFF": (b"RIFF\x24\0\0\0WAVEfmt " + bytes(40), "picture-type"),
    "the start of a JPEG": (saved(sample(), "JPEG")[:200], "picture-broken"),
    "half a PNG": (saved(sample(size=(300, 300)), "PNG")[:120], "picture-broken"),
    "fifty thousand pixels square": (png_header(50_000, 50_000), "picture-too-large"),
    "fifty-one million pixels": (png_header(10_200, 5_000), "picture-too-large"),
    "a ribbon that no WebP can hold": (saved(Image.new("1", (500, 20_000)), "PNG"), "picture-too-large"),
    "an archive": (b"PK\x03\x04" + bytes(100), "picture-type"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_good_picture_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(PictureError, match=f"^{code}$"):
        make_renditions(content)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damage_gives_a_named_error_and_no_other(kind: str) -> None:
    content = saved(sample(), kind, exif=exif_bytes(6), icc_profile=icc_bytes())
    for step in range(120):
        damaged = bytearray(content)
        for turn in range(5):
            damaged[(step * 7919 + turn * 104729) % (len(content) - 8) + 8] = (step * 31 + turn * 17) % 256
        try:
            read_pixels(bytes(damaged[: len(content) - (step % 4) * 20]))
        except PictureError:
            continue


def test_the_name_tells_the_content_and_nothing_of_the_source(tmp_path: Path) -> None:
    source = tmp_path / "Maria-Janssens-thuis.jpg"
    source.write_bytes(MARKED["jpeg with EXIF and GPS"])
    picture = publish_picture(source, "Stadsarchief", MediaCache(folder=tmp_path / "cache"))
    again = publish_picture(source, "Stadsarchief", MediaCache(folder=tmp_path / "other"))
    assert [each.name for each in picture.renditions] == [each.name for each in again.renditions]
    assert all(len(each.name) == 29 and "aria" not in str(each.path) for each in picture.renditions)
    assert picture.credit == "Stadsarchief"


def test_a_kept_picture_that_was_thrown_away_is_made_again(tmp_path: Path) -> None:
    source = tmp_path / "a.png"
    source.write_bytes(saved(sample(), "PNG"))
    cache = MediaCache(folder=tmp_path / "cache")
    first = publish_picture(source, "", cache).renditions[0].path
    first.unlink()
    assert publish_picture(source, "", cache).renditions[0].path.is_file()
    assert (tmp_path / "cache").stat().st_mode & 0o077 == 0
