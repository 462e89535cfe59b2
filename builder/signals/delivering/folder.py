"""A delivery on disk: whole or not at all, for its owner only, and nothing in clear unless that was asked for.

```
build/digest/<since>_<until>/<service>.zip.age     sealed: digest.html and digest.xlsx
                             coordinator.zip.age   the overview, when .keys/coordinator.agepub exists
                             summary.txt           numbers and ids, no words of anybody
```
With `is_unsealed`: `<service>/digest.html`, `<service>/digest.xlsx` and `coordinator/overview.html` in clear instead.
"""

from __future__ import annotations

import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from builder.whole.files import open_new
from builder.whole.lock import one_at_a_time
from builder.whole.staged_folder import STAGING_SUFFIX, StagedFolder, is_real_folder, remove_leftover
from builder.whole.trees import list_tree

FOLDER_MODE = 0o700
FILE_MODE = 0o600


Completing = Callable[[Mapping[str, bytes]], Mapping[str, bytes]]
"""What a folder holds → what it is to hold."""


def write_delivery(folder: Path, files: Mapping[str, bytes] | Completing) -> None:
    """Replace the folder by one with these files, or leave it as it was.

    `files`: address in the folder, with `/` → content; or what makes these of those that stand there, while no other
    delivery can be written. The old delivery of the same period goes when the new one stands.
    Raises: UsageError when another delivery is being written; OSError; what `files` raises.
    """
    parent = folder.parent
    parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    parent.chmod(FOLDER_MODE)
    with one_at_a_time(parent):
        for leftover in parent.glob(f".*{STAGING_SUFFIX}"):  # of another period; it may be in clear
            remove_leftover(leftover)
        staged = StagedFolder(target=folder)
        staged.begin()
        try:
            wanted = files(read_standing(folder)) if callable(files) else files
            for name, content in sorted(wanted.items()):
                write_private(staged.folder / name, content)
            staged.exchange()
        finally:
            staged.discard()


def read_standing(folder: Path) -> dict[str, bytes]:
    """The plain files of a folder by their address; nothing when there is no such folder. Raises: OSError."""
    if not is_real_folder(folder):
        return {}
    return {uri: (folder / uri).read_bytes() for uri, status in list_tree(folder) if stat.S_ISREG(status.st_mode)}


def write_private(path: Path, content: bytes) -> None:
    """Write a new file below an owner-only folder."""
    path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    with open_new(path, FILE_MODE) as file:
        file.write(content)
