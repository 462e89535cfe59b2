"""Single files, whole or not at all: all bytes in a file beside the target, on the disk, and then one rename."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from builder.whole.flushing import flush_folder

PRIVATE_MODE = 0o600
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
    """A new file in the folder with this content, on the disk; gone again when that fails."""
    descriptor, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=folder)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if mode != PRIVATE_MODE:
            temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def clear_temporaries(folder: Path) -> None:
    """What a killed program left of its temporary files in a folder is removed."""
    for leftover in folder.glob(f"{TEMPORARY_PREFIX}*"):
        with suppress(OSError):
            leftover.unlink()


def _link_new(temporary: Path, path: Path, content: bytes, mode: int) -> None:
    """Gives the file its name; a disk without hard links gets it written in place."""
    try:
        os.link(temporary, path, follow_symlinks=False)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
