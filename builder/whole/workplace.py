"""A folder to work in, for its owner only and gone afterwards: below the project, never in a folder of the system."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from builder.whole.staged_folder import remove_leftover


@contextmanager
def private_workplace(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder whose name starts with the prefix. Called under a lock: what a killed run left of such goes first.

    Raises: OSError.
    """
    parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for leftover in parent.glob(f"{prefix}*"):
        with suppress(OSError):  # what cannot be removed stays its owner's, and does not stand in the way
            remove_leftover(leftover)
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
