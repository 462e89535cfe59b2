"""The files that recipients are named with: keys, certificates, passwords. No fault ever holds their content."""

from __future__ import annotations

import re
from pathlib import Path

from builder.errors import Fault

SERVICES_PATH = "site_config/services.yml"
LARGEST_KEY_FILE_BYTES = 16_384
"""A certificate with its comments is the largest of them."""
SECRET_KEY = re.compile(r"AGE-SECRET-KEY-|BEGIN [A-Z ]*PRIVATE KEY|BEGIN PKCS12", re.IGNORECASE)


def key_fault(code: str, key: str, **params: str | int) -> Fault:
    """A fault in services.yml."""
    return Fault(code=code, path=SERVICES_PATH, key=key, params=params)


def find_key_file(name: str, where: str, root: Path) -> tuple[bytes | None, Fault | None]:
    """The content of a file inside the project; neither content nor fault when it is not there.

    A file that is larger than a key can be is cut off: whoever parses it refuses it.
    """
    path = root / name
    if not path.resolve().is_relative_to(root.resolve()):
        return None, key_fault("key-file-outside", where)
    return read_key_bytes(path, name)


def read_key_bytes(path: Path, shown: str) -> tuple[bytes | None, Fault | None]:
    """At most one byte more than a key file may have."""
    if not path.is_file():
        return None, None
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_KEY_FILE_BYTES + 1), None
    except OSError:
        return None, Fault(code="file-unreadable", path=shown)


def secret_line(text: str) -> int | None:
    """The line, from 1, on which a private key stands."""
    return next((number for number, line in lines_of(text) if SECRET_KEY.search(line)), None)


def lines_of(text: str) -> list[tuple[int, str]]:
    """The lines with their numbers, from 1."""
    return list(enumerate(text.splitlines(), start=1))
