"""Single files, whole or not at all: all bytes in a file beside the target, on the disk, and then one rename."""

from __future__ import annotations

import errno
import os
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from builder.whole.flushing import flush_folder

PRIVATE_MODE = 0o600
PUBLIC_MODE = 0o666
"""For a file that whoever may read the folder may read: the umask decides."""
HOUR_S = 3600.0
NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})
"""What a disk without hard links answers."""
TEMPORARY_PREFIX = ".vk-"
"""How the names of temporary files start; they lie beside their target, never in a folder of the system."""


def write_whole(path: Path, content: bytes, mode: int = PRIVATE_MODE) -> None:
    """The file has this content, or is as it was. While it is written it is for its owner only.

    Raises: OSError; nothing is left behind then.
    """
    temporary = write_temporary(path.parent, content, mode)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def create_whole(path: Path, content: bytes, mode: int = PRIVATE_MODE) -> None:
    """The file is there with this content, or is not there. One that exists is never overwritten.

    Raises: FileExistsError when there is one, or a link; OSError.
    """
    temporary = write_temporary(path.parent, content, mode)
    try:
        _link_new(temporary, path, content, mode)
    finally:
        temporary.unlink(missing_ok=True)
    flush_folder(path.parent)


def write_temporary(folder: Path, content: bytes, mode: int) -> Path:
    """A new file in the folder with this content, on the disk; gone again when that fails.

    Its name does not depend on the target, so that it tells nothing of it.
    """
    temporary = folder / f"{TEMPORARY_PREFIX}{secrets.token_hex(8)}"
    write_and_flush(temporary, content, mode)
    return temporary


def write_and_flush(path: Path, content: bytes, mode: int) -> None:
    """A file that was not there has this content, on the disk; gone again when that fails.

    Raises: FileExistsError, OSError.
    """
    file = open_new(path, mode)
    try:
        with file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_new(path: Path, mode: int) -> BinaryIO:
    """A file that was not there, to write in, with the mode less the umask; a link in its place is not followed.

    Raises: FileExistsError, OSError.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, mode), "wb")


def clear_temporaries(folder: Path, older_than_s: float = HOUR_S) -> None:
    """What a killed program left of its temporary files below a folder is removed.

    Those of a program that is at work are younger, and stay.
    """
    now = time.time()
    for parent, _, names in os.walk(folder):
        for name in names:
            if name.startswith(TEMPORARY_PREFIX):
                with suppress(OSError):
                    path = Path(parent) / name
                    if now - path.lstat().st_mtime >= older_than_s:
                        path.unlink()


def _link_new(temporary: Path, path: Path, content: bytes, mode: int) -> None:
    """Gives the file its name; a disk without hard links gets it written in place."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except (OSError, NotImplementedError) as error:
        if isinstance(error, OSError) and error.errno not in NO_LINKS:
            raise
        write_and_flush(path, content, mode)
