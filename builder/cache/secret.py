"""The secret of this user on this computer, with which entries are signed. It never lies in a project."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from platformdirs import user_state_path

SECRET_BYTES = 32
NAME = "cache.key"


def read_secret() -> bytes:
    """The secret; made at the first call. Where it cannot be kept, one for this run only: nothing is found then."""
    try:
        folder = user_state_path("vertelkaart", appauthor=False)
        return _read(folder / NAME) or _make(folder)
    except (OSError, RuntimeError):  # no home, a full disk, a system that may only be read
        return secrets.token_bytes(SECRET_BYTES)


def is_private(status: os.stat_result) -> bool:
    """Whether it is a plain file of this user that nobody else may read or write."""
    if not stat.S_ISREG(status.st_mode):
        return False
    # Windows has no such bits and no user numbers: there the folder of the user is closed by the system.
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)


def _read(path: Path) -> bytes | None:
    try:
        file = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
    except OSError:
        return None
    try:
        content = os.read(file, SECRET_BYTES + 1)
        return content if len(content) == SECRET_BYTES and is_private(os.fstat(file)) else None
    finally:
        os.close(file)


def _make(folder: Path) -> bytes:
    """A new secret, or the one that another process made meanwhile: all bytes first, then the name."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / NAME
    with suppress(FileNotFoundError):
        path.unlink()  # what could not be read as ours
    made = folder / f".{NAME}-{secrets.token_hex(8)}"
    file = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.write(file, secrets.token_bytes(SECRET_BYTES))
    finally:
        os.close(file)
    try:
        os.link(made, path)
    except FileExistsError:
        pass  # the other process was first
    except (OSError, NotImplementedError):  # a disk without hard links
        made.replace(path)
    finally:
        made.unlink(missing_ok=True)
    found = _read(path)
    if found is None:
        raise OSError
    return found
