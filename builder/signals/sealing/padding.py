"""Sizes that tell little: every parcel is filled up to a whole number of `STEP_BYTES` where no program shows it.

A zip file is filled in its directory, a sheet with spaces behind an XML part, a PDF with a comment. What a PDF with a
password looks like inside (how many pages, how large each) can be seen all the same: only its length is padded.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

STEP_BYTES = 4096
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day of a zip file: what is inside does not tell when it was made."""
PADDING_ID = 0xA220
"""The kind of extra field that the Open Packaging Conventions keep for padding; other programs pass over it."""
EXTRA_HEAD_BYTES = 4
CONTENT_TYPES = "[Content_Types].xml"
"""The one part that every workbook has."""
LAST_WORD = b"startxref"
"""What a PDF is read from, at its end; a comment may stand before it."""


def missing_bytes(size: int, least: int = 1) -> int:
    """How many bytes more make it a whole number of steps: none, or at least `least`."""
    missing = -size % STEP_BYTES
    return missing + STEP_BYTES if 0 < missing < least else missing


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip file of a whole number of `STEP_BYTES`, the same for the same files."""
    if not files:
        raise ValueError("nothing to pack")
    return build_zip(files, missing_bytes(len(build_zip(files, 0)), EXTRA_HEAD_BYTES))


def build_zip(files: Mapping[str, bytes], padding: int) -> bytes:
    """A zip file without compression: then every added byte is one byte more, and what is inside is small anyway."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
        if padding:  # after the content is written, the field goes into the directory only
            size = padding - EXTRA_HEAD_BYTES
            archive.infolist()[-1].extra = struct.pack("<HH", PADDING_ID, size) + bytes(size)
    return buffer.getvalue()


def pad_sheet(sheet: bytes) -> bytes:
    """The same workbook, a whole number of `STEP_BYTES` long: spaces behind an XML part mean nothing."""
    return rewrite_sheet(sheet, missing_bytes(len(rewrite_sheet(sheet, 0))))


def rewrite_sheet(sheet: bytes, padding: int) -> bytes:
    """The workbook with spaces behind its list of parts, which is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.infolist():
            content, is_list = old.read(entry), entry.filename == CONTENT_TYPES
            part = zipfile.ZipInfo(entry.filename, ZIP_DAY)
            part.external_attr = 0o600 << 16
            kind = zipfile.ZIP_STORED if is_list else zipfile.ZIP_DEFLATED
            new.writestr(part, content + b" " * padding if is_list else content, kind)
    return buffer.getvalue()


def pad_pdf(pdf: bytes) -> bytes:
    """The same PDF, a whole number of `STEP_BYTES` long: a comment stands before its last lines."""
    missing = missing_bytes(len(pdf), 2)
    place = pdf.rindex(LAST_WORD)
    comment = b"%" + b" " * (missing - 2) + b"\n" if missing else b""
    return pdf[:place] + comment + pdf[place:]
