"""What is packed in bytes: archives, compressed streams, codes such as base64, what media and PDFs say of themselves.

Everything is opened in memory, within bounds. What looks like something that can be opened and cannot is told too
(`is_closed`): nobody can say what is in it.
"""

from __future__ import annotations

import binascii
import bz2
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import av
import av.error
from PIL import Image, UnidentifiedImageError

MAX_DEPTH = 6
MAX_PIECE_BYTES = 64_000_000
"""No single thing is unpacked further than this; a public file of ours is a thousand times smaller."""
SHORTEST_RUN = 14
"""Signs of base64 or hex in a row: ten letters in base64, seven in hex. Shorter words are not told from chance."""
FILE_STARTS = (b"\x1f\x8b\x08", b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"RIFF", b"\xfd7zXZ\0")
"""Where a decoded run has such signs a file may begin, which is opened in its turn."""
FEW_ZEROS = 6
"""So many zeros in a decoded run: it may be text in UTF-16."""
BASE64_RUN = re.compile(rb"[A-Za-z0-9+/_-]{%d,}(?:\r?\n[A-Za-z0-9+/_-]+)*" % SHORTEST_RUN)
HEX_RUN = re.compile(rb"[0-9A-Fa-f]{2}(?:[ :]?[0-9A-Fa-f]{2}){%d,}" % (SHORTEST_RUN // 2 - 1))
ZLIB_START = re.compile(rb"\x78[\x01\x5e\x9c\xda]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Bytes that came out of other bytes."""

    way: str
    """How they came out, such as `zip, gzip`; empty for the bytes themselves."""
    content: bytes = field(repr=False)
    is_closed: bool = False
    """Whether this looks like a packed file that could not be opened. In base64 and hex such looks are chance."""


Parts = Iterator[tuple[str, bytes | None]]
"""Pieces by how they came out; None for what could not be opened."""


class Unpacker:
    """Opens the files of one look; a coded run that was opened before is not opened again."""

    def __init__(self) -> None:
        self._seen: dict[str, set[bytes]] = {"base64": set(), "hex": set()}

    def unpack(self, content: bytes, way: str = "", depth: int = 0) -> Iterator[Piece]:
        """The bytes themselves, and all that is in them."""
        yield Piece(way=way, content=content)
        for name, part in self._parts(content):
            deeper = f"{way}, {name}" if way else name
            if part is None or len(part) > MAX_PIECE_BYTES or depth >= MAX_DEPTH:
                yield Piece(way=deeper, content=b"", is_closed="base64" not in deeper and "hex" not in deeper)
            elif name in LEAVES:
                yield Piece(way=deeper, content=part)
            else:
                yield from self.unpack(part, deeper, depth + 1)

    def _parts(self, content: bytes) -> Parts:
        for looks_right, opened in OPENERS:
            if looks_right(content):
                yield from opened(content)
        yield from zlib_streams(content)
        yield from self._coded_runs(content)

    def _coded_runs(self, content: bytes) -> Parts:
        """What stands in base64 (common and for URLs, at every offset) or in hex, all short runs as one piece."""
        short: list[bytes] = []
        for pattern, name, decoded in ((BASE64_RUN, "base64", from_base64), (HEX_RUN, "hex", from_hex)):
            for run in set(pattern.findall(content)) - self._seen[name]:
                self._seen[name].add(run)
                readings = list(decoded(run))
                for start in FILE_STARTS:
                    yield from ((name, each[each.index(start) :]) for each in readings if start in each)
                short += readings
                short += (as_utf8(each) for each in readings if each.count(b"\0") >= FEW_ZEROS)
        if short:
            yield "base64 or hex", b" . ".join(short)


LEAVES = frozenset({"base64 or hex", "metadata", "PDF text", "name", "compressed stream"})
"""Pieces that are looked at and not opened in their turn."""


def from_base64(run: bytes) -> Iterator[bytes]:
    """The run, decoded from each of its first four signs: where a code begins is not known."""
    plain = run.translate(bytes.maketrans(b"-_", b"+/"), b"\r\n")
    for start in range(4):
        length = (len(plain) - start) // 4 * 4
        part = plain[start : start + length]
        rest = plain[start + length :]
        if len(rest) > 1:  # a code without its `=`
            part += rest + b"=" * (4 - len(rest))
        yield binascii.a2b_base64(part)


def from_hex(run: bytes) -> Iterator[bytes]:
    """The run, decoded from its first and from its second digit."""
    digits = run.translate(None, b" :")
    for start in (0, 1):
        yield bytes.fromhex(digits[start : start + (len(digits) - start) // 2 * 2].decode())


def as_utf8(content: bytes) -> bytes:
    """Text in UTF-16, either end first, as UTF-8."""
    forms = (content, content[1:])
    return b" . ".join(form.decode("utf-16-le", "replace").encode("utf-8", "replace") for form in forms)


def zlib_streams(content: bytes) -> Parts:
    """Each stream of zlib that stands anywhere in the bytes: in PDFs, in chunks of PNG."""
    for match in ZLIB_START.finditer(content):
        unpacker = zlib.decompressobj()
        try:
            part = unpacker.decompress(content[match.start() :], MAX_PIECE_BYTES)
        except zlib.error:
            continue
        if part:
            yield "compressed stream", part


def from_gzip(content: bytes) -> Parts:
    """The files in a gzip, whatever stands behind them; their names stand in the clear."""
    while content.startswith(b"\x1f\x8b\x08"):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            part = unpacker.decompress(content, MAX_PIECE_BYTES + 1)
        except zlib.error:
            part = b""
        yield "gzip", part
        if not unpacker.eof:
            yield "gzip", None
        content = unpacker.unused_data


def from_bz2(content: bytes) -> Parts:
    """The file in a bzip2."""
    yield from read_bounded("bzip2", lambda: bz2.BZ2Decompressor().decompress(content, MAX_PIECE_BYTES + 1))


def from_xz(content: bytes) -> Parts:
    """The file in an xz."""
    yield from read_bounded("xz", lambda: lzma.LZMADecompressor().decompress(content, MAX_PIECE_BYTES + 1))


def read_bounded(name: str, read: Callable[[], bytes]) -> Parts:
    """What a reader gives, or None when it is broken."""
    try:
        yield name, read()
    except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError):
        yield name, None


def from_zip(content: bytes) -> Parts:
    """The members of a zip (also of an office document or an e-book), their names and remarks."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield "name", archive.comment
            for member in archive.infolist():
                yield "name", f"{member.filename}\n".encode() + member.comment + member.extra
                too_large = member.file_size > MAX_PIECE_BYTES or bool(member.flag_bits & 1)
                yield "zip", None if too_large else archive.read(member)
    except (zipfile.BadZipFile, OSError, EOFError, zlib.error, NotImplementedError, RuntimeError, ValueError):
        yield "zip", None


def from_tar(content: bytes) -> Parts:
    """The members of a tar, their names and owners."""
    try:
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            for member in archive:
                yield "name", f"{member.name} {member.linkname} {member.uname} {member.pax_headers}".encode()
                file = archive.extractfile(member) if member.isfile() else None
                if file is not None:
                    yield "tar", file.read(MAX_PIECE_BYTES + 1)
    except (tarfile.TarError, OSError, EOFError, ValueError):
        yield "tar", None


def from_picture(content: bytes) -> Parts:
    """What a picture says of itself."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            exif = picture.getexif()
            folders = [dict(exif.get_ifd(tag)) for tag in (0x8769, 0x8825, 0xA005)]
            yield "metadata", repr((picture.info, dict(exif), folders)).encode("utf-8", "replace")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        yield "picture", None


def from_sound(content: bytes) -> Parts:
    """What a sound says of itself."""
    try:
        with av.open(io.BytesIO(content), "r") as sound:
            tags = (dict(sound.metadata), [each.metadata for each in sound.streams])
            yield "metadata", repr(tags).encode("utf-8", "replace")
    except (av.error.FFmpegError, ValueError):
        yield "sound", None


def from_pdf(content: bytes) -> Parts:
    """The words of a PDF, what it says of itself, and what is attached to it."""
    from pypdf import PdfReader  # noqa: PLC0415  # most sites have none, and it takes a moment
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    try:
        reader = PdfReader(io.BytesIO(content))
        metadata = repr((reader.metadata, reader.outline))
        pages = "\n".join(page.extract_text() for page in reader.pages)
        pages += "".join(f"\n{note.get_object()}" for page in reader.pages for note in page.annotations or ())
        yield "PDF text", f"{metadata}\n{pages}".encode("utf-8", "replace")
        for name, versions in reader.attachments.items():
            yield "name", name.encode("utf-8", "replace")
            for version in versions:
                yield "attached to a PDF", version
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield "PDF", None


def is_sound(content: bytes) -> bool:
    """Whether it begins like an MP3, Ogg, WAV, FLAC or M4A."""
    return (
        content[:3] == b"ID3" or content[:4] in (b"OggS", b"fLaC") or content[4:8] == b"ftyp" or is_mp3_frame(content)
    )


def is_mp3_frame(content: bytes) -> bool:
    """Whether it begins with a frame of an MP3 without tags; the start of UTF-16 text (FF FE) is none."""
    return content[:1] == b"\xff" and content[1:2] in (b"\xfb", b"\xfa", b"\xf3", b"\xf2")


def is_picture(content: bytes) -> bool:
    """Whether it begins like a picture of a kind that browsers show."""
    is_riff = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return is_riff or content[:4] == b"\x89PNG" or content[:3] == b"\xff\xd8\xff" or content[:4] == b"GIF8"


OPENERS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Parts]], ...] = (
    (lambda content: content[:3] == b"\x1f\x8b\x08", from_gzip),
    (lambda content: content[:3] == b"BZh", from_bz2),
    (lambda content: content[:6] == b"\xfd7zXZ\0", from_xz),
    (lambda content: b"PK\x05\x06" in content[-70_000:], from_zip),
    (lambda content: content[257:262] == b"ustar", from_tar),
    (is_picture, from_picture),
    (is_sound, from_sound),
    (lambda content: b"%PDF-" in content[:1024], from_pdf),
)
"""By how the bytes begin (a zip: end), not by name: a page that is really a zip is opened too."""
