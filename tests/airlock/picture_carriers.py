"""Pictures that carry a name or a place in every way we know, most of them written by ExifTool."""

from __future__ import annotations

import io
import subprocess
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms

MARKER = "MARKERPIC"
WIDE = MARKER[:4]
"""What fits over the four letters `sRGB` in a colour profile, where texts are UTF-16."""
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
ORIENTATIONS = range(1, 9)
SHAPES = {"wide": ("RGB", (64, 48)), "tall": ("L", (30, 90))}


def painted(shape: str) -> Image.Image:
    """A picture with another colour in each corner."""
    mode, (width, height) = SHAPES[shape]
    picture = Image.new("RGB", (width, height), (200, 30, 30))
    picture.paste((30, 160, 30), (0, height // 2, width // 2, height))
    picture.paste((30, 30, 200), (width // 2, height // 2, width, height))
    return picture.convert(mode)


def saved(picture: Image.Image, kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def marked_profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    marked = profile.replace("sRGB".encode("utf-16-be"), WIDE.encode("utf-16-be"))
    assert marked != profile
    return marked


def with_jpeg_segment(content: bytes, code: int, payload: bytes) -> bytes:
    return content[:2] + bytes((0xFF, code)) + (len(payload) + 2).to_bytes(2, "big") + payload + content[2:]


def with_png_chunk(content: bytes, name: bytes, payload: bytes) -> bytes:
    chunk = len(payload).to_bytes(4, "big") + name + payload + zlib.crc32(name + payload).to_bytes(4, "big")
    return content[:33] + chunk + content[33:]


def with_webp_chunk(content: bytes, name: bytes, payload: bytes) -> bytes:
    padded = payload + bytes(len(payload) % 2)
    body = content[8:] + name + len(payload).to_bytes(4, "little") + padded
    return content[:4] + len(body).to_bytes(4, "little") + body


def with_second_picture(content: bytes) -> bytes:
    """A multi-picture file as telephones write it, whose second picture is marked."""
    second = painted("wide")
    second.info["comment"] = f"{MARKER} second".encode()
    first = Image.open(io.BytesIO(content))
    return saved(first, "MPO", save_all=True, append_images=[second], exif=first.getexif().tobytes())


def with_maker_note(content: bytes) -> bytes:
    picture = Image.open(io.BytesIO(content))
    exif = picture.getexif()
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8769)[0x927C] = f"{MARKER} maker note with a serial number".encode()
    return saved(picture, "JPEG", exif=exif.tobytes(), quality=90)


Change = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A way in which a picture carries the marker: options of ExifTool, or a change of its bytes afterwards."""

    name: str
    kind: str
    options: tuple[str, ...] = ()
    change: Change | None = None


GPS = ("-GPSLatitude=51.0281", "-GPSLatitudeRef=N", "-GPSLongitude=4.4806", "-GPSLongitudeRef=E")
EXIF = tuple(
    f"-EXIF:{tag}={MARKER}" for tag in ("Artist", "ImageDescription", "UserComment", "OwnerName", "SerialNumber")
)
XMP = (f"-XMP-dc:Creator={MARKER}", f"-XMP-iptcExt:PersonInImage={MARKER}", "-XMP-exif:GPSLatitude=51.0281")
IPTC = tuple(f"-IPTC:{tag}={MARKER}" for tag in ("By-line", "Caption-Abstract", "City", "Sub-location"))
PROFILE = ("-ICC_Profile<=marked.icc",)
THUMBNAIL = ("-ThumbnailImage<=thumbnail.jpg",)


def common(kind: str) -> Iterator[Carrier]:
    """What every format can carry."""
    yield Carrier("EXIF", kind, EXIF)
    yield Carrier("GPS", kind, (*GPS, f"-GPSAreaInformation={MARKER}"))
    yield Carrier("XMP", kind, XMP)
    yield Carrier("profile", kind, PROFILE)
    yield Carrier("trailer", kind, (), lambda content: content + f"{MARKER} after the end".encode())


CARRIERS: tuple[Carrier, ...] = (
    *common("JPEG"),
    Carrier("IPTC", "JPEG", IPTC),
    Carrier("comment", "JPEG", (f"-Comment={MARKER}",)),
    Carrier("thumbnail with EXIF", "JPEG", THUMBNAIL),
    Carrier("maker note", "JPEG", EXIF[:1], with_maker_note),
    Carrier("second picture", "JPEG", EXIF[:1], with_second_picture),
    Carrier("segment of an unknown app", "JPEG", (), lambda c: with_jpeg_segment(c, 0xE9, f"{MARKER}\0".encode())),
    Carrier("content credentials", "JPEG", (), lambda c: with_jpeg_segment(c, 0xEB, f"JP\0\1 {MARKER}".encode())),
    Carrier(
        "picture behind the end", "JPEG", (), lambda c: c + saved(painted("wide"), "JPEG", comment=MARKER.encode())
    ),
    Carrier("archive behind the end", "JPEG", (), lambda c: c + b"PK\x03\x04" + MARKER.encode()),
    *common("PNG"),
    Carrier("tEXt", "PNG", (f"-PNG:Comment={MARKER}", f"-PNG:Author={MARKER}")),
    Carrier("zTXt", "PNG", ("-z", f"-PNG:Description={MARKER * 40}")),
    Carrier("iTXt", "PNG", (f"-PNG:Title-nl={MARKER} één",)),
    Carrier("IPTC", "PNG", IPTC),
    Carrier("comment in EXIF", "PNG", (f"-EXIF:XPComment={MARKER}",)),
    Carrier("chunk of an unknown app", "PNG", (), lambda c: with_png_chunk(c, b"maRk", MARKER.encode())),
    *common("WEBP"),
    Carrier("XMP of a region", "WEBP", (f"-XMP-mwg-rs:RegionName={MARKER}", "-XMP-mwg-rs:RegionType=Face")),
    Carrier("comment in EXIF", "WEBP", (f"-EXIF:UserComment={MARKER}",)),
    Carrier("chunk of an unknown app", "WEBP", (), lambda c: with_webp_chunk(c, b"MARK", MARKER.encode())),
)


@dataclass(frozen=True, slots=True)
class Fixture:
    """A carrier in a shape, held as a camera was."""

    carrier: Carrier
    shape: str
    orientation: int

    @property
    def name(self) -> str:
        """A file name without a word of the marker."""
        place = CARRIERS.index(self.carrier)
        return f"{place:02}-{self.shape}-{self.orientation}.{FORMATS[self.carrier.kind]}"


def all_fixtures() -> list[Fixture]:
    return [
        Fixture(carrier, shape, orientation) for carrier in CARRIERS for shape in SHAPES for orientation in ORIENTATIONS
    ]


def sample_of_each_carrier() -> list[Fixture]:
    """One of each carrier, the shapes and orientations taking turns."""
    shapes = list(SHAPES)
    return [
        Fixture(carrier, shapes[number % len(shapes)], number % len(ORIENTATIONS) + 1)
        for number, carrier in enumerate(CARRIERS)
    ]


def write_fixtures(fixtures: Sequence[Fixture], folder: Path) -> None:
    """The files, tagged by one run of ExifTool."""
    (folder / "marked.icc").write_bytes(marked_profile())
    thumbnail = folder / "thumbnail.jpg"
    thumbnail.write_bytes(saved(painted("wide"), "JPEG"))
    lines = [*EXIF, *GPS, "-overwrite_original", thumbnail.name, "-execute"]
    for fixture in fixtures:
        carrier = fixture.carrier
        (folder / fixture.name).write_bytes(saved(painted(fixture.shape), carrier.kind))
        lines += [*carrier.options, "-n", f"-EXIF:Orientation={fixture.orientation}", "-overwrite_original"]
        lines += [fixture.name, "-execute"]
    (folder / "arguments").write_text("\n".join(lines) + "\n", "utf-8")
    done = subprocess.run(
        ["exiftool", "-q", "-@", "arguments"], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    for fixture in fixtures:
        if fixture.carrier.change is not None:
            path = folder / fixture.name
            path.write_bytes(fixture.carrier.change(path.read_bytes()))
