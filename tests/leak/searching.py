"""Looking for a word in bytes, in every dress that a program may have put it in."""

from __future__ import annotations

import base64
import gzip
import html
import io
import re
import urllib.parse
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import av.error
from PIL import Image

MARKER = "MARKERZQ"
"""Every private word of the marked city starts with this, and nothing else does."""
Views = Iterator[tuple[str, bytes]]


def find_in_tree(tree: dict[str, bytes], marker: str = MARKER) -> list[str]:
    """Path and dress of every place where the marker stands: in names, in bytes, in what is unpacked."""
    wanted = dresses(marker)
    found = []
    for path, content in tree.items():
        for dress, view in ((f"name {path}", path.encode()), *views(content)):
            found += [f"{path}: {dress}, {name}" for name, word in wanted if word in view]
    return found


def dresses(marker: str) -> list[tuple[str, bytes]]:
    """The marker as it may stand in bytes: folded, and in codes that keep case."""
    words = [("folded", marker.casefold().encode()), ("hex", marker.encode().hex().encode())]
    words.append(("hex of folded", marker.casefold().encode().hex().encode()))
    for word in (marker, marker.casefold()):
        for offset in range(3):
            coded = base64.b64encode(b"\0" * offset + word.encode())
            start, end = (0, 2, 3)[offset], len(coded) - 4 if (len(word) + offset) % 3 else len(coded)
            words.append((f"base64 at {offset}", coded[start:end]))
    return words


def views(content: bytes) -> Views:
    """The bytes as they are, and every reading of them in which a word may come to light."""
    for name, unpacked in unpack(content):
        yield name, unpacked
        yield f"{name}, folded", unpacked.lower()
        yield f"{name}, without zeros", unpacked.replace(b"\0", b"").lower()
        text = unpacked.decode("utf-8", "replace")
        for reading, read in READINGS.items():
            understood = read(text)
            if understood != text:
                yield f"{name}, {reading}", understood.casefold().encode("utf-8", "replace")


def unescape_json(text: str) -> str:
    """Backslash codes of JSON, JavaScript and CSS as the signs they stand for."""
    return re.sub(r"\\(?:u|x|U0000)?\{?([0-9a-fA-F]{2,6})\}?", lambda match: sign(match[1]), text)


def sign(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code < 0x110000 else digits


def without_tags(text: str) -> str:
    """The text of a page, also where a tag stands in the middle of a word."""
    return re.sub(r"<[^<>]*>", "", text)


READINGS: dict[str, Callable[[str], str]] = {
    "entities": html.unescape,
    "URL": urllib.parse.unquote,
    "JSON": unescape_json,
    "tags": without_tags,
}


def unpack(content: bytes) -> Views:
    """The bytes, what is packed in them, and what pictures and sounds say of themselves."""
    yield "bytes", content
    if content[:2] == b"\x1f\x8b":
        yield "gzip", gzip.decompress(content)
    for match in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", content):
        try:
            yield "zlib", zlib.decompressobj().decompress(content[match.start() :])
        except zlib.error:
            continue
    if content[:4] in (b"RIFF", b"\x89PNG") or content[:2] == b"\xff\xd8":
        with Image.open(io.BytesIO(content)) as picture:
            yield "tags of a picture", repr((picture.info, dict(picture.getexif()))).encode()
    if content[:3] == b"ID3" or content[:2] == b"\xff\xfb":
        try:
            with av.open(io.BytesIO(content), "r") as sound:
                yield (
                    "tags of a sound",
                    repr((dict(sound.metadata), [each.metadata for each in sound.streams])).encode(),
                )
        except av.error.FFmpegError:
            return


def private_words(folder: Path) -> dict[str, str]:
    """Each marker of a project, and the file that it stands in."""
    words: dict[str, str] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes().decode("latin-1") if path.is_file() else ""
        for word in re.findall(rf"(?i){MARKER}[a-z0-9]+", f"{path.name}\n{content}"):
            words.setdefault(word, name)
    return words
