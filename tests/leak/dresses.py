"""The dresses in which a word, a point or a fingerprint can get into a file: what the search has to see through."""

from __future__ import annotations

import base64
import bz2
import gzip
import hashlib
import html
import io
import json
import lzma
import math
import quopri
import struct
import tarfile
import unicodedata
import urllib.parse
import zipfile
import zlib
from collections.abc import Callable

import av
from PIL import Image, PngImagePlugin
from pypdf import PageObject, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, StreamObject

Dress = Callable[[str], bytes]


def each_letter(form: str) -> Dress:
    """Every letter as a code."""
    return lambda word: "".join(form.format(ord(letter)) for letter in word).encode()


def each_byte(form: str) -> Dress:
    """Every byte of the UTF-8 as a code."""
    return lambda word: "".join(form.format(byte) for byte in word.encode()).encode()


def bare(word: str) -> str:
    """The word without accents."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))


TEXT: dict[str, Dress] = {
    "as typed": lambda word: word.encode(),
    "upper case": lambda word: word.upper().encode(),
    "lower case": lambda word: word.lower().encode(),
    "accents apart": lambda word: unicodedata.normalize("NFD", word).encode(),
    "accents together": lambda word: unicodedata.normalize("NFC", word).encode(),
    "without accents": lambda word: bare(word).lower().encode(),
    "named entities": lambda word: word.replace("á", "&aacute;").encode(),
    "entities": each_letter("&#{};"),
    "hexadecimal entities": each_letter("&#x{:x};"),
    "an entity in escaped HTML": lambda word: html.escape(f"<i>{word.replace('á', '&aacute;')}</i>").encode(),
    "URL": lambda word: urllib.parse.quote(word, safe="").encode(),
    "every letter of a URL": each_byte("%{:02x}"),
    "URL twice": lambda word: urllib.parse.quote(urllib.parse.quote(word)).encode(),
    "URL of every letter, twice": each_byte("%25{:02X}"),
    "JSON": each_letter("\\u{:04x}"),
    "JSON in JSON": lambda word: json.dumps(json.dumps(word)).encode(),
    "JavaScript, short": lambda word: "".join(f"\\x{ord(letter):02x}" for letter in word).encode(),
    "JavaScript, braces": each_letter("\\u{{{:x}}}"),
    "CSS": each_letter("\\{:06x}"),
    "CSS with spaces": each_letter("\\{:x} "),
    "after the end of a line in JSON": lambda word: f"regel\\n{word}".encode(),
    "a URL in JSON in an attribute": lambda word: html.escape(json.dumps(urllib.parse.quote(word))).encode(),
    "quoted-printable": lambda word: quopri.encodestring(word.encode()),
    "base64 at 0": lambda word: base64.b64encode(b"abc" + word.encode() + b"xyz"),
    "base64 at 1": lambda word: base64.b64encode(b"abcd" + word.encode() + b"xy"),
    "base64 at 2": lambda word: base64.b64encode(b"abcde" + word.encode()).rstrip(b"="),
    "base64 for URLs": lambda word: base64.urlsafe_b64encode(b"\xfb\xff\xfe" + word.encode()),
    "base64 in lines": lambda word: base64.encodebytes(b"a" * 80 + word.encode() + b"b" * 80),
    "base64 of small letters": lambda word: base64.b64encode(b"ab" + word.lower().encode()),
    "base64 of UTF-16": lambda word: base64.b64encode(word.encode("utf-16-le")),
    "base64 of gzip": lambda word: base64.b64encode(gzip.compress(f"{word} {'x' * 90}".encode(), mtime=0)),
    "hex": lambda word: word.encode().hex().encode(),
    "hex, upper case": lambda word: word.encode().hex().upper().encode(),
    "hex with spaces": lambda word: word.encode().hex(" ").encode(),
    "backwards": lambda word: word[::-1].encode(),
    "a tag in its middle": lambda word: f"{word[:4]}<b>{word[4:]}</b>".encode(),
    "a soft hyphen in its middle": lambda word: f"{word[:4]}\u00ad{word[4:]}".encode(),
    "a soft hyphen as an entity": lambda word: f"{word[:4]}&shy;{word[4:]}".encode(),
    "a sign that nobody sees": lambda word: f"{word[:4]}\u200b{word[4:]}".encode(),
    "spaced letters": lambda word: " ".join(word).encode(),
    "part of a longer word": lambda word: f"xx{word}xx".encode(),
}
"""Dresses that may stand in the middle of a text."""


def in_zip(word: str) -> bytes:
    return zipped("les.txt", word.encode())


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


def in_tar(word: str) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        member = tarfile.TarInfo("les.txt")
        member.size = len(word.encode())
        archive.addfile(member, io.BytesIO(word.encode()))
    return file.getvalue()


def in_picture(kind: str, **tags: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (3, 3)).save(file, kind, **tags)
    return file.getvalue()


def exif(word: str, tag: int = 0x010E) -> bytes:
    found = Image.Exif()
    found[tag] = word.encode()
    return found.tobytes()


def png_text(word: str, *, is_packed: bool) -> bytes:
    chunks = PngImagePlugin.PngInfo()
    chunks.add_itxt("Comment", word, zip=is_packed)
    return in_picture("PNG", pnginfo=chunks)


def xmp(word: str) -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:creator>{word}</dc:creator></x:xmpmeta>'.encode()


def in_sound(word: str) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format="mp3") as output:
        output.metadata["title"] = word
        stream = output.add_stream("libmp3lame", rate=44_100)
        frame = av.AudioFrame(format="s16p", layout="mono", samples=1152)
        frame.sample_rate = 44_100
        for plane in frame.planes:
            plane.update(bytes(plane.buffer_size))
        for packet in (*stream.encode(frame), *stream.encode(None)):
            output.mux(packet)
    return target.getvalue()


def pdf(word: str = "", *, title: str = "", note: str = "", attached: bytes = b"") -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": title})
    if word:
        write_on(writer, page, word)
    if note:
        writer.add_annotation(0, FreeText(text=note, rect=(10, 10, 190, 60)))
    if attached:
        writer.add_attachment("bijlage.zip", attached)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def write_on(writer: PdfWriter, page: PageObject, word: str) -> None:
    """Words on a page, in a packed stream, each letter as a code of its own."""
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    fonts = DictionaryObject()
    fonts[NameObject("/F1")] = DictionaryObject({NameObject(key): NameObject(name) for key, name in font.items()})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    letters = " ".join(f"<{letter.encode('cp1252').hex()}>" for letter in word)
    stream = StreamObject()
    stream.set_data(f"BT /F1 12 Tf 10 100 Td [{letters}] TJ ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())


FILES: dict[str, Dress] = {
    "gzip": lambda word: gzip.compress(word.encode(), mtime=0),
    "gzip of gzip": lambda word: gzip.compress(gzip.compress(word.encode(), mtime=0), mtime=0),
    "bzip2": lambda word: bz2.compress(word.encode()),
    "xz": lambda word: lzma.compress(word.encode()),
    "zlib": lambda word: zlib.compress(word.encode()),
    "zlib in the middle": lambda word: b"\0\1\2" + zlib.compress(word.encode()) + b"\3\4",
    "zip": in_zip,
    "a name in a zip": lambda word: zipped(f"{word}.txt", b""),
    "zip in zip": lambda word: zipped("binnen.zip", in_zip(word)),
    "a page with a zip behind it": lambda word: b"<!doctype html>" + in_zip(word),
    "tar": in_tar,
    "UTF-16": lambda word: word.encode("utf-16"),
    "UTF-16, the other end first": lambda word: word.encode("utf-16-be"),
    "UTF-32": lambda word: word.encode("utf-32"),
    "EXIF in JPEG": lambda word: in_picture("JPEG", exif=exif(word)),
    "a comment in JPEG": lambda word: in_picture("JPEG", comment=word.encode()),
    "behind a JPEG": lambda word: in_picture("JPEG") + word.encode(),
    "EXIF in WebP": lambda word: in_picture("WEBP", exif=exif(word)),
    "XMP in WebP": lambda word: in_picture("WEBP", xmp=xmp(word)),
    "text in PNG": lambda word: png_text(word, is_packed=False),
    "packed text in PNG": lambda word: png_text(word, is_packed=True),
    "tags of a sound": in_sound,
    "words in a PDF": pdf,
    "the title of a PDF": lambda word: pdf(title=word),
    "a note in a PDF": lambda word: pdf(note=word),
    "attached to a PDF": lambda word: pdf(attached=in_zip(word)),
    "a PDF in a zip": lambda word: zipped("les.pdf", pdf(title=word)),
}
"""Dresses that are whole files."""

LAT, LON = 51.010537, 4.511873
"""A private point, as typed."""


def sexagesimal(lat: float, lon: float, form: str) -> str:
    def angle(degrees: float) -> tuple[int, int, float]:
        minutes = degrees % 1 * 60
        return int(degrees), int(minutes), minutes % 1 * 60

    return form.format(*angle(lat), *angle(lon))


def mercator(lat: float, lon: float) -> tuple[float, float]:
    radius = 6_378_137.0
    return radius * math.radians(lon), radius * math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))


def pixels(lat: float, lon: float, zoom: int) -> tuple[float, float]:
    size = 256 * 2**zoom
    return (lon + 180) / 360 * size, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * size


POINTS: dict[str, bytes] = {
    "GeoJSON": f'"coordinates":[{LON},{LAT}]'.encode(),
    "latitude first": f"{LAT}, {LON}".encode(),
    "five decimals": f"[{LON:.5f},{LAT:.5f}]".encode(),
    "four decimals": f"[{LON:.4f},{LAT:.4f}]".encode(),
    "four decimals, cut": b"[4.5118,51.0105]",
    "twelve decimals": f"[{LON:.12f},{LAT:.12f}]".encode(),
    "keys": f'{{"lat": {LAT}, "lng": {LON}}}'.encode(),
    "attributes": f'data-lat="{LAT}" data-lon="{LON}"'.encode(),
    "decimal commas": b"51,010537; 4,511873",
    "columns": f'"lat":[51.02,{LAT}],"title":["{"x" * 500}"],"lon":[4.48,{LON}]'.encode(),
    "millionths": b"[4511873,51010537]",
    "hundred thousandths": b"451187,5101054",
    "WKT": f"POINT ({LON} {LAT})".encode(),
    "WKB": struct.pack("<BIdd", 1, 1, LON, LAT),
    "WKB in hex": struct.pack("<BIdd", 1, 1, LON, LAT).hex().encode(),
    "WKB, the other end first": struct.pack(">BIdd", 0, 1, LON, LAT),
    "floats of four bytes": struct.pack("<ff", LAT, LON),
    "floats in base64": base64.b64encode(struct.pack("<dd", LAT, LON)),
    "minutes and seconds": sexagesimal(LAT, LON, "{0}°{1}'{2:.1f}\"N {3}°{4}'{5:.1f}\"E").encode(),
    "minutes and seconds in letters": sexagesimal(LAT, LON, "{0}° {1}′ {2:.2f}″ NB, {3}° {4}′ {5:.2f}″ OL").encode(),
    "an address of a map": f"https://kaart.example/#map=18/{LAT}/{LON}".encode(),
    "an address of a map, escaped": f"https://kaart.example/?q={LAT}%2C{LON}".encode(),
    "Web Mercator": "{:.1f} {:.1f}".format(*mercator(LAT, LON)).encode(),
    "pixels at zoom 17": "{:.0f},{:.0f}".format(*pixels(LAT, LON, 17)).encode(),
    "a tile at zoom 17": "17/{:.0f}/{:.0f}".format(*(math.floor(part / 256) for part in pixels(LAT, LON, 17))).encode(),
    "geohash": b"#u154nwjm",
    "plus code": b"9F362G66+6P",
    "gzip": gzip.compress(f"[{LON},{LAT}]".encode(), mtime=0),
    "EXIF": in_picture("WEBP", exif=exif(f"{LAT} {LON}")),
}


def fingerprint_forms(word: str) -> dict[str, bytes]:
    """The usual fingerprints of a word, as they may stand in a file."""
    forms = {}
    for name in ("md5", "sha1", "sha256"):
        digest = hashlib.new(name, word.encode(), usedforsecurity=False).digest()
        forms[name] = digest.hex().encode()
        forms[f"{name}, upper case"] = digest.hex().upper().encode()
        forms[f"{name}, base64"] = b"sha256-" + base64.b64encode(digest)
        forms |= {f"{name}, {count} digits": f"vk-{digest.hex()[:count]}.".encode() for count in (12, 16, 24)}
    return forms
