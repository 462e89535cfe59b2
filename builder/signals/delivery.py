"""A delivery on disk: whole or not at all, for its owner only, and nothing in clear unless that was asked for.

```
build/digest/<since>_<until>/<service>.zip.age     sealed: digest.html and digest.xlsx
                             coordinator.zip.age   the overview, when .keys/coordinator.agepub exists
                             summary.txt           numbers and ids, no words of anybody
```
With `is_unsealed`: `<service>/digest.html`, `<service>/digest.xlsx` and `coordinator/overview.html` in clear instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

FOLDER_MODE = 0o700
FILE_MODE = 0o600


def write_delivery(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replace the folder by one with these files, or leave it as it was.

    `files`: address in the folder, with `/` → content. The old delivery of the same period goes when the new one
    stands.
    """
    parent = folder.parent
    parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    parent.chmod(FOLDER_MODE)
    recover(folder)
    fresh = Path(tempfile.mkdtemp(prefix=temporary_prefix(folder), dir=parent))
    try:
        for name, content in sorted(files.items()):
            write_private(fresh / name, content)
        swap(fresh, folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def write_private(path: Path, content: bytes) -> None:
    """Write a new file below an owner-only folder, and see it on the disk."""
    path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def swap(fresh: Path, folder: Path) -> None:
    """Put the fresh folder in the place of the old one; the old one comes back when that fails."""
    old = old_of(folder)
    if folder.exists():
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def recover(folder: Path) -> None:
    """Clean up after a delivery that was cut off: the last whole one stands, and its leftovers are gone."""
    old = old_of(folder)
    if old.exists() and not folder.exists():
        old.rename(folder)
    for leftover in folder.parent.glob(f"{temporary_prefix(folder)}*"):
        shutil.rmtree(leftover, ignore_errors=True)


def temporary_prefix(folder: Path) -> str:
    """How the names of our own temporary folders start."""
    return f".{folder.name}."


def old_of(folder: Path) -> Path:
    """Where the old delivery waits while the new one is put in its place."""
    return folder.with_name(f"{temporary_prefix(folder)}old")
