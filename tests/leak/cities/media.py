"""Tiny pictures and sounds: the same pixels and samples in other bytes, under other tags."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

import av
from PIL import Image

from tests.leak.cities.private_side import Media

PNG_START = b"\x89PNG\r\n\x1a\n"


def picture_bytes(number: int, media: Media) -> bytes:
    """A PNG of 6 by 4 pixels; what it shows is told by `number` alone."""
    pixels = b"".join(
        b"\0" + bytes((40 * column + 80 * number) % 256 for column in range(6) for _ in "rgb") for _ in range(4)
    )
    chunks = [("IHDR", struct.pack(">IIBBBBB", 6, 4, 8, 2, 0, 0, 0))]
    if media.tag:
        chunks.append(("tEXt", b"Comment\0" + media.tag.encode("latin-1", "replace")))
        chunks.append(("eXIf", exif_bytes(media.tag)))
    chunks.append(("IDAT", zlib.compress(pixels, (9, 0, 1)[media.form])))
    if media.form == 2:
        chunks.append(("tIME", struct.pack(">HBBBBB", 2019, 3, 14, 12, 0, len(media.name) % 60)))
    chunks.append(("IEND", b""))
    trailer = media.tag.encode() if media.form == 1 else b""
    return PNG_START + b"".join(chunk(name, content) for name, content in chunks) + trailer


def chunk(name: str, content: bytes) -> bytes:
    """A chunk of a PNG."""
    start = name.encode() + content
    return struct.pack(">I", len(content)) + start + struct.pack(">I", zlib.crc32(start))


def exif_bytes(text: str) -> bytes:
    """Tags of a camera, the place among them."""
    exif = Image.Exif()
    exif[0x010E], exif[0x013B] = text[:200], "MARKERZQartist"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 0.0, float(len(text) % 60))})
    return exif.tobytes().removeprefix(b"Exif\0\0")


def sound_bytes(media: Media) -> bytes:
    """A short MP3 of silence, with or without a tag in front and another one behind."""
    start = b""
    if media.tag:
        text = b"\x03" + media.tag.encode()
        frame = b"TIT2" + synchsafe(len(text)) + b"\0\0" + text
        content = frame + bytes(100 * media.form)
        start = b"ID3\x04\0\0" + synchsafe(len(content)) + content
    end = b"TAG" + media.name.encode()[:30].ljust(125, b"\0") if media.form == 2 else b""
    return start + silence() + end


def synchsafe(number: int) -> bytes:
    """A length as ID3 writes it: seven bits a byte."""
    return bytes((number >> shift) & 0x7F for shift in (21, 14, 7, 0))


@cache
def silence() -> bytes:
    """Frames of an MP3 without any tag."""
    target = io.BytesIO()
    options = {"write_xing": "0", "id3v2_version": "0", "write_id3v1": "0"}
    with av.open(target, "w", format="mp3", options=options) as output:
        stream = output.add_stream("libmp3lame", rate=44_100)
        frame = av.AudioFrame(format="s16p", layout="mono", samples=1152)
        frame.sample_rate = 44_100
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for _ in range(8):
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return target.getvalue()
