"""Closing with age v1 (https://age-encryption.org/v1), for X25519 keys only.

SSH keys are refused: an age file sealed to one carries a tag that tells which key it is for. An age file for several
recipients does not tell who they are.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyrage
from pyrage import x25519

from builder.errors import Fault
from builder.model.services import Recipient
from builder.signals.sealing.key_files import (
    LARGEST_KEY_FILE_BYTES,
    SECRET_KEY,
    find_key_file,
    key_fault,
    lines_of,
    read_key_bytes,
    secret_line,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeSeal:
    """The public key that a parcel is closed with."""

    key: str = field(repr=False)
    """Starts with age1."""

    @property
    def fingerprint(self) -> str:
        """Tells this key from another one."""
        return hashlib.sha256(self.key.encode()).hexdigest()


def find_age_seal(recipient: Recipient, where: str, root: Path) -> tuple[AgeSeal | None, Fault | None]:
    """The public key of one recipient; neither seal nor fault when it has none yet."""
    if recipient.key is not None:
        code = wrong_key(recipient.key)
        return (None, key_fault(code, f"{where}.key")) if code else (AgeSeal(key=recipient.key), None)
    if recipient.key_file is None:
        return None, None
    content, fault = find_key_file(recipient.key_file, f"{where}.key_file", root)
    return (None, fault) if content is None else parse_key_file(content, recipient.key_file)


def read_key_file(path: Path, shown: str) -> tuple[AgeSeal | None, Fault | None]:
    """The public key of a file with one line, and comments after #; neither key nor fault when it is not there."""
    content, fault = read_key_bytes(path, shown)
    return (None, fault) if content is None else parse_key_file(content, shown)


def parse_key_file(content: bytes, shown: str) -> tuple[AgeSeal | None, Fault | None]:
    """The one key of a file."""
    try:
        text = content.decode("ascii")
    except UnicodeDecodeError:
        return None, Fault(code="not-a-recipient-key", path=shown)
    secret = secret_line(text)
    if secret is not None:
        return None, Fault(code="private-key", path=shown, line=secret)
    keys = [(number, line.strip()) for number, line in lines_of(text) if line.strip() and line[0] != "#"]
    if len(keys) != 1 or len(text) > LARGEST_KEY_FILE_BYTES:
        return None, Fault(code="not-a-recipient-key", path=shown, line=keys[-1][0] if keys else 1)
    number, key = keys[0]
    code = wrong_key(key)
    return (None, Fault(code=code, path=shown, line=number)) if code else (AgeSeal(key=key), None)


def wrong_key(key: str) -> str | None:
    """The code of what is wrong with a public key; None for an X25519 key of age."""
    if SECRET_KEY.search(key):
        return "private-key"
    try:
        x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        return "not-a-recipient-key"
    return None


def close_with_age(content: bytes, seals: Sequence[AgeSeal]) -> bytes:
    """The content, to be opened only with a private key that belongs to one of the keys."""
    keys = dict.fromkeys(seal.key for seal in seals)
    if not keys:
        raise ValueError("nothing is sealed for nobody")
    return bytes(pyrage.encrypt(content, [x25519.Recipient.from_str(key) for key in keys]))
