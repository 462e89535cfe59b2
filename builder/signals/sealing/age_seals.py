"""Sealing: a digest is closed for its recipients in memory, before anything reaches the disk.

Format: age v1 (https://age-encryption.org/v1) with X25519 recipients only. SSH keys are refused: an age file sealed to
one carries a tag that tells which key it is for. What is sealed is a zip file, padded so that its size says little.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyrage
from pyrage import x25519

from builder.errors import Fault
from builder.model.services import Recipient, Service
from builder.model.story import is_past

STEP_BYTES = 4096
SERVICES_PATH = "site_config/services.yml"
LARGEST_KEY_FILE_BYTES = 4096
SECRET_KEY = re.compile(r"AGE-SECRET-KEY-|BEGIN [A-Z ]*PRIVATE KEY", re.IGNORECASE)
ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest day of a zip file: what is inside does not tell when it was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The keys that a digest is closed with."""

    keys: tuple[str, ...] = field(repr=False)
    """At least one, each starting with age1."""
    expired: int = 0
    """How many recipients have a key whose last day is past; it is not used."""


def find_seal(service: Service, root: Path, today: date) -> tuple[Seal | None, list[Fault]]:
    """The keys of a service, or every fault that keeps it from having any.

    A recipient whose `until` is past gets nothing more; when nobody is left, that is a fault. A recipient without a
    key is one too: whoever is named would find that they cannot open the digest.
    """
    keys, faults, expired = [], [], 0
    for number, recipient in enumerate(service.recipients):
        if is_past(recipient.until, today):
            expired += 1
            continue
        where = f"services.{service.id}.recipients.{number}"
        key, fault = find_key(recipient, where, root)
        if key is not None:
            keys.append(key)
        else:
            faults.append(fault or key_fault("digest-no-key", where, service=service.id))
    if not keys and not faults:
        code = "digest-key-expired" if expired else "digest-no-key"
        faults.append(key_fault(code, f"services.{service.id}.recipients", service=service.id))
    if faults:
        return None, faults
    return Seal(keys=tuple(dict.fromkeys(keys)), expired=expired), []


def find_key(recipient: Recipient, where: str, root: Path) -> tuple[str | None, Fault | None]:
    """The public key of one recipient; neither key nor fault when it has none yet."""
    if recipient.key is not None:
        code = wrong_key(recipient.key)
        return (None, key_fault(code, f"{where}.key")) if code else (recipient.key, None)
    if recipient.key_file is None:
        return None, None
    path = root / recipient.key_file
    if not path.resolve().is_relative_to(root.resolve()):
        return None, key_fault("key-file-outside", f"{where}.key_file")
    return read_key_file(path, recipient.key_file)


def read_key_file(path: Path, shown: str) -> tuple[str | None, Fault | None]:
    """The public key of a file with one line, and comments after #; neither key nor fault when it is not there."""
    if not path.is_file():
        return None, None
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST_KEY_FILE_BYTES + 1).decode("ascii")
    except UnicodeDecodeError:
        return None, Fault(code="not-a-recipient-key", path=shown)
    except OSError:
        return None, Fault(code="file-unreadable", path=shown)
    secret = next((number for number, line in lines_of(text) if SECRET_KEY.search(line)), None)
    if secret is not None:
        return None, Fault(code="private-key", path=shown, line=secret)
    keys = [(number, line.strip()) for number, line in lines_of(text) if line.strip() and line[0] != "#"]
    if len(keys) != 1 or len(text) > LARGEST_KEY_FILE_BYTES:
        return None, Fault(code="not-a-recipient-key", path=shown, line=keys[-1][0] if keys else 1)
    number, key = keys[0]
    code = wrong_key(key)
    return (None, Fault(code=code, path=shown, line=number)) if code else (key, None)


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines with their numbers, from 1."""
    return list(enumerate(text.splitlines(), start=1))


def wrong_key(key: str) -> str | None:
    """The code of what is wrong with a public key; None for an X25519 key of age."""
    if SECRET_KEY.search(key):
        return "private-key"
    try:
        x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        return "not-a-recipient-key"
    return None


def key_fault(code: str, key: str, **params: str | int) -> Fault:
    """A fault in services.yml."""
    return Fault(code=code, path=SERVICES_PATH, key=key, params=params)


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip file of a whole number of `STEP_BYTES`, the same for the same files.

    The first file takes the padding, as spaces at its end: it must be a page of HTML, to which they mean nothing.
    """
    first = next(iter(files))
    if not first.endswith(".html"):
        raise ValueError("the first file takes the padding and must be HTML")
    bare = build_zip(files)
    padding = b" " * (-len(bare) % STEP_BYTES)
    return build_zip({**files, first: files[first] + padding})


def build_zip(files: Mapping[str, bytes]) -> bytes:
    """A zip file without compression: the pages are small, and then every added byte is one byte more."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, ZIP_DAY)
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def seal_bytes(content: bytes, seal: Seal) -> bytes:
    """The content, to be opened only with a private key that belongs to one of the keys."""
    recipients = [x25519.Recipient.from_str(key) for key in seal.keys]
    if not recipients:
        raise ValueError("nothing is sealed for nobody")
    sealed = pyrage.encrypt(content, recipients)
    return bytes(sealed)
