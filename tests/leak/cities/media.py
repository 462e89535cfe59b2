"""Tiny pictures and sounds: the same pixels and samples in other bytes, under other tags."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

import av
from PIL import Image

from tests.leak.cities.private_side import Media

LYING = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
}
"""How a picture that stands upright is put into its file, by the number that says so."""
PNG_START = b"\x89PNG\r\n\x1a\n"


def picture_bytes(number: int, media: Media) -> bytes:
    """A PNG of 6 by 4 pixels; what it shows is told by `number` alone."""
    upright = bytes(
        (40 * column + 9 * row + 80 * number) % 256 for row in range(4) for column in range(6) for _ in "rgb"
    )
    image = Image.frombytes("RGB", (6, 4), upright)
    lying = image.transpose(LYING[media.turn]) if media.turn in LYING else image
    size = 3 * lying.width
    rows = (lying.tobytes()[start : start + size] for start in range(0, size * lying.height, size))
    chunks = [("IHDR", struct.pack(">IIBBBBB", *lying.size, 8, 2, 0, 0, 0))]
    if media.tag:
        chunks.append(("tEXt", b"Comment\0" + media.tag.encode("latin-1", "replace")))
    if media.tag or media.turn != 1:
        chunks.append(("eXIf", exif_bytes(media.tag, media.turn)))
    chunks.append(("IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), (9, 0, 1)[media.form])))
    if media.form == 2:
        chunks.append(("tIME", struct.pack(">HBBBBB", 2019, 3, 14, 12, 0, len(media.name) % 60)))
    chunks.append(("IEND", b""))
    trailer = media.tag.encode() if media.form == 1 else b""
    return PNG_START + b"".join(chunk(name, content) for name, content in chunks) + trailer


def chunk(name: str, content: bytes) -> bytes:
    """A chunk of a PNG."""
    start = name.encode() + content
    return struct.pack(">I", len(content)) + start + struct.pack(">I", zlib.crc32(start))


def exif_bytes(text: str, turn: int) -> bytes:
    """Tags of a camera, the place among them, and how it was held."""
    exif = Image.Exif()
    exif[0x0112] = turn
    exif[0x010E], exif[0x013B] = text[:200], "MARKERZQartist"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 0.0, float(len(text) % 60))})
    return exif.tobytes().removeprefix(b"Exif\0\0")


def sound_bytes(media: Media) -> bytes:
    """A short silence: as WAV, as FLAC in Ogg, or as MP3, with or without a tag in front and another one behind."""
    if media.name.endswith(".wav"):
        return written_silence("wav", "pcm_s16le", media.tag[:200])
    if media.name.endswith(".ogg"):
        return written_silence("ogg", "flac", media.tag[:200])
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
def written_silence(container: str, codec: str, title: str) -> bytes:
    """The samples that `silence` is heard as, in another format."""
    with av.open(io.BytesIO(silence()), "r", format="mp3") as source:
        length = sum(frame.samples for frame in source.decode(audio=0))
    target = io.BytesIO()
    with av.open(target, "w", format=container) as output:
        stream = output.add_stream(codec, rate=44_100)
        if not isinstance(stream, av.AudioStream):
            raise TypeError(codec)
        stream.layout, stream.format = "mono", "s16"
        output.metadata.update({"title": title} if title else {})
        for start in range(0, length, 1152):
            frame = av.AudioFrame(format="s16", layout="mono", samples=min(1152, length - start))
            frame.sample_rate, frame.pts = 44_100, start
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return target.getvalue()


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
