"""Files that are no picture or sound to be published, whatever their name; and how they fare, each in its own process.

`python -m tests.airlock.refused_files picture|sound FILE…` prints a line of JSON for each file.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
import zlib
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image

from builder.airlock.pictures import PictureError, make_renditions
from builder.airlock.sounds import SoundError, make_mp3


def film(container: str, codec: str, sound: str | None = None) -> bytes:
    """A moment of a moving picture, with sound if a codec for it is given."""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as output:
        pictures = output.add_stream(codec, rate=Fraction(10))
        assert isinstance(pictures, av.VideoStream)
        pictures.width, pictures.height, pictures.pix_fmt = 64, 48, "yuv420p"
        track = output.add_stream(sound, rate=44_100) if sound else None
        if isinstance(track, av.AudioStream):
            track.layout = "mono"
        for number in range(5):
            frame = av.VideoFrame(64, 48, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([40 * number]) * plane.buffer_size)
            output.mux(pictures.encode(frame))
        output.mux(pictures.encode(None))
        if isinstance(track, av.AudioStream):
            silence = av.AudioFrame(format="fltp", layout="mono", samples=1024)
            silence.sample_rate = 44_100
            for channel in silence.planes:
                channel.update(bytes(channel.buffer_size))
            output.mux(track.encode(silence))
            output.mux(track.encode(None))
    return target.getvalue()


def saved(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.radial_gradient("L").convert("P").save(file, kind, **options)
    return file.getvalue()


def brand(name: bytes) -> bytes:
    """The first box of a file of the MP4 family."""
    return (24).to_bytes(4, "big") + b"ftyp" + name + bytes(4) + b"mif1" + name + bytes(200)


def png_of(*chunks: tuple[bytes, bytes], width: int = 8, height: int = 8) -> bytes:
    """A PNG of these chunks behind its header."""
    header = (b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00")
    parts = b"".join(
        len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")
        for name, content in (header, *chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + parts


BOMB = zlib.compress(bytes(200_000_000), 1)
"""Two hundred megabytes in less than one."""
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PIXELS = (b"IDAT", zlib.compress(bytes(72)))

PICTURES: dict[str, tuple[bytes, str]] = {
    "a HEIC of an iPhone": (brand(b"heic"), "picture-heic"),
    "an AVIF": (brand(b"avif"), "picture-avif"),
    "an SVG with a script": (SVG, "picture-svg"),
    "an SVG in UTF-16": (SVG.decode().encode("utf-16"), "picture-svg"),
    "a GIF": (saved("GIF"), "picture-gif"),
    "a GIF that is a script as well": (b"GIF89a/*" + saved("GIF")[8:] + b"*/=1;alert(1)", "picture-gif"),
    "a BMP": (saved("BMP"), "picture-bitmap"),
    "a TIFF": (saved("TIFF"), "picture-bitmap"),
    "a PDF": (b"%PDF-1.7\n" + bytes(100), "picture-pdf"),
    "a web page": (HTML, "picture-html"),
    "an MP4": (film("mp4", "mpeg4", "aac"), "picture-film"),
    "a WebM": (film("webm", "libvpx"), "picture-film"),
    "an AVI": (film("avi", "mpeg4"), "picture-film"),
    "an archive": (b"PK\x03\x04" + bytes(100), "picture-type"),
    "a program": (b"\x7fELF" + bytes(100), "picture-type"),
    "nothing": (b"", "picture-type"),
    "a JPEG start before a web page": (b"\xff\xd8\xff" + HTML, "picture-broken"),
    "a WebP that ends in its header": (b"RIFF\x24\0\0\0WEBPVP8 ", "picture-broken"),
    "fifty thousand pixels square": (png_of(PIXELS, width=50_000, height=50_000), "picture-too-large"),
    "a text that swells": (png_of((b"zTXt", b"Comment\0\0" + BOMB), PIXELS), "picture-broken"),
    "a colour profile that swells": (png_of((b"iCCP", b"p\0\0" + BOMB), PIXELS), "picture-broken"),
    "a translated text that swells": (png_of((b"iTXt", b"Title\0\1\0nl\0\0" + BOMB), PIXELS), "picture-broken"),
}
SOUNDS: dict[str, tuple[bytes, str]] = {
    "an MP4 with sound": (film("mp4", "mpeg4", "aac"), "sound-film"),
    "an MP4 without sound": (film("mp4", "mpeg4"), "sound-film"),
    "a QuickTime film": (film("mov", "mpeg4", "aac"), "sound-film"),
    "a WebM": (film("webm", "libvpx"), "sound-film"),
    "an AVI": (film("avi", "mpeg4"), "sound-film"),
    "an AMR of an old phone": (b"#!AMR\n" + bytes(100), "sound-amr"),
    "a web page": (HTML, "sound-type"),
    "a PDF": (b"%PDF-1.7\n", "sound-type"),
    "a HEIC": (brand(b"heic"), "sound-type"),
    "a playlist": (b"#EXTM3U\n/etc/hostname\n", "sound-type"),
    "half an Ogg": (b"OggS" + bytes(60), "sound-broken"),
}


def fare(sort: str, content: bytes) -> dict[str, str | float]:
    """What becomes of a file, in how many seconds of work, and by how many megabytes a process grows with it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        start = time.process_time()
        try:
            made = make_renditions(content) if sort == "picture" else make_mp3(content)
            code = f"made {len(made)}"
        except (PictureError, SoundError) as error:
            code = str(error)
        took = f"{code}\n{time.process_time() - start}"
        os.write(writing, took.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        code, _, seconds = pipe.read().partition("\n")
    _, status, usage = os.wait4(child, 0)
    return {"code": code, "seconds": float(seconds or "nan"), "mb": usage.ru_maxrss / 1024, "status": status}


if __name__ == "__main__":
    for name in sys.argv[2:]:
        print(json.dumps(fare(sys.argv[1], Path(name).read_bytes())))  # noqa: T201  # read by the test
