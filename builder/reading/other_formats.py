"""Files that are no text at all but bear the name of one, such as a document of Word that is called `brug.md`.

They are told by their bytes, never by their name, and are not opened: the names of the parts of a packed document
stand in it as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD_PART = b"word/document.xml"
_OLD_WORD_PART = "WordDocument".encode("utf-16-le")
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."
_OPEN_DOCUMENT_AT = 30
"""The head of the first part of a zip is so long, and the name of that part follows."""
_RICH_TEXT = b"{\\rtf"
_PDF = b"%PDF-"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*")
_PICTURE_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
Found = tuple[str, Mapping[str, str]]


def find_other_format(content: bytes) -> Found | None:
    """The code of a fault and its words to fill in for a document, PDF or picture; nothing when it is none of them."""
    program = program_of(content)
    if program:
        return "file-is-document", {"program": program}
    if content.startswith(_PDF):
        return "file-is-pdf", {}
    return ("file-is-picture", {}) if is_picture(content) else None


def program_of(content: bytes) -> str:
    """The program that writes such documents; empty for what is none."""
    if content.startswith(_ZIP):
        if content.startswith(_OPEN_DOCUMENT, _OPEN_DOCUMENT_AT):
            return "LibreOffice"
        return "Word" if _WORD_PART in content else ""
    if content.startswith(_OLE):
        return "Word" if _OLD_WORD_PART in content else ""
    return "Word" if content.startswith(_RICH_TEXT) else ""


def is_picture(content: bytes) -> bool:
    """Whether it starts as a picture does: JPEG, PNG, GIF, TIFF, WebP, HEIC or AVIF."""
    if content.startswith(b"RIFF"):
        return content[8:12] == b"WEBP"
    if content[4:8] == b"ftyp":
        return content[8:12] in _PICTURE_BRANDS
    return content.startswith(_PICTURES)
