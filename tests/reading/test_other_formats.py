"""Documents, PDFs and pictures that bear the name of a story."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from builder.reading.faultbook import FaultBook
from builder.reading.files import MAX_STORY_BYTES, ProjectFiles
from builder.reading.other_formats import find_other_format

WORD, OLD_WORD = ("file-is-document", {"program": "Word"}), b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
PICTURE: tuple[str, dict[str, str]] = ("file-is-picture", {})


def packed(*parts: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these parts, the first one as it is, as the OpenDocument standard asks."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compression) as archive:
        for number, (name, content) in enumerate(parts):
            archive.writestr(name, content, compress_type=zipfile.ZIP_STORED if number == 0 else None)
    return target.getvalue()


def word_document(length: int = 100) -> bytes:
    parts = (("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:t>MARKERWORD</w:t>" * length))
    return packed(*parts, compression=zipfile.ZIP_STORED)


def picture(kind: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(target, kind)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (word_document(), WORD),
        (OLD_WORD + "WordDocument".encode("utf-16-le"), WORD),
        (b"{\\rtf1\\ansi Het verhaal.}", WORD),
        (
            packed(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<text/>")),
            ("file-is-document", {"program": "LibreOffice"}),
        ),
        (b"%PDF-1.7\n%%EOF", ("file-is-pdf", {})),
        *((picture(kind), PICTURE) for kind in ("JPEG", "PNG", "GIF", "TIFF", "WEBP")),
        (b"\0\0\0\x18ftypheic\0\0\0\0", PICTURE),
        (packed(("xl/workbook.xml", b"<workbook/>")), None),
        (OLD_WORD + "Workbook".encode("utf-16-le"), None),
        (b"---\ntitle: In een zip staat word/document.xml, in een PDF %PDF-\n---\n", None),
        (b"", None),
    ],
)
def test_a_file_is_told_by_its_bytes(content: bytes, expected: tuple[str, dict[str, str]] | None) -> None:
    assert find_other_format(content) == expected


@pytest.mark.parametrize("length", [1, MAX_STORY_BYTES // 8])
def test_a_document_is_one_fault_however_large_it_is(tmp_path: Path, length: int) -> None:
    (tmp_path / "brug.md").write_bytes(word_document(length))
    book = FaultBook()
    assert ProjectFiles(tmp_path, book).read_text("brug.md", limit_bytes=MAX_STORY_BYTES) is None
    assert [(fault.code, dict(fault.params)) for fault in book.faults] == [WORD]


def test_a_picture_in_its_place_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "brug.jpg").write_bytes(picture("JPEG"))
    book = FaultBook()
    assert ProjectFiles(tmp_path, book).read_media("brug.jpg") == tmp_path / "brug.jpg"
    assert not book.faults
