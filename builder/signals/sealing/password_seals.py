"""Closing with a password, for offices that can do nothing else: a PDF and a workbook, each with AES-256.

PDF: the security handler of PDF 2.0 (revision 6). Workbook: "agile" encryption (MS-OFFCRYPTO), as Excel makes it.
Whoever gets such a file can try passwords on it for years, so a weak one is refused.
"""

from __future__ import annotations

import io
import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from msoffcrypto.format.ooxml import OOXMLFile
from pypdf import PdfReader, PdfWriter

from builder.errors import Fault
from builder.model.services import Recipient
from builder.signals.sealing.key_files import find_key_file, key_fault
from builder.signals.sealing.padding import pad_pdf, pad_sheet

KEYS_PREFIX = ".keys/"
LEAST_CHARACTERS, MOST_CHARACTERS = 12, 100
LEAST_DIFFERENT = 6
PLAIN = re.compile(r"[!-~](?:[ -~]*[!-~])?")
"""Signs that every keyboard has: programs do not agree on how a password with other ones is to be read."""
PDF_HEADER = "%PDF-2.0"
"""The version that knows this way of closing."""
OTHERS = stat.S_IRWXG | stat.S_IRWXO


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSeal:
    """The password that files are closed with."""

    password: str = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Empty: whatever told this password from another would help to guess it."""
        return ""


def find_password_seal(recipient: Recipient, where: str, root: Path) -> tuple[PasswordSeal | None, Fault | None]:
    """The password of one recipient; neither seal nor fault when there is no such file."""
    shown = recipient.password_file
    if shown is None:
        return None, None
    if not shown.startswith(KEYS_PREFIX):
        return None, key_fault("password-file-outside", f"{where}.password_file")
    content, fault = find_key_file(shown, f"{where}.password_file", root)
    if content is None:
        return None, fault
    if is_open_to_others(root / shown):
        return None, Fault(code="password-file-open", path=shown)
    password = content.decode("latin-1").rstrip("\r\n")
    if not is_strong(password):
        return None, Fault(code="password-weak", path=shown, params={"least": LEAST_CHARACTERS})
    return PasswordSeal(password=password), None


def is_open_to_others(path: Path) -> bool:
    """Whether others on this computer may read or change the file; Windows keeps that elsewhere."""
    return os.name != "nt" and bool(path.stat().st_mode & OTHERS)


def is_strong(password: str) -> bool:
    """Whether it is one line of plain signs, long enough and not one sign over and over."""
    return (
        LEAST_CHARACTERS <= len(password) <= MOST_CHARACTERS
        and len(set(password)) >= LEAST_DIFFERENT
        and PLAIN.fullmatch(password) is not None
    )


def lock_pdf(pdf: bytes, seal: PasswordSeal) -> bytes:
    """The PDF, to be opened only with the password; the owner's password is drawn and forgotten."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
    writer.pdf_header = PDF_HEADER
    writer.encrypt(seal.password, secrets.token_urlsafe(32), algorithm="AES-256")
    buffer = io.BytesIO()
    writer.write(buffer)
    return pad_pdf(buffer.getvalue())


def lock_sheet(sheet: bytes, seal: PasswordSeal) -> bytes:
    """The workbook, to be opened only with the password; its size is padded before it is closed."""
    buffer = io.BytesIO()
    OOXMLFile(io.BytesIO(pad_sheet(sheet))).encrypt(seal.password, buffer)
    return buffer.getvalue()
