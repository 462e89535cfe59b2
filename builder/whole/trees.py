"""What a folder holds, by address: to see that nothing is missing, added, cut off or linked."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from builder.errors import UsageError

FILE_MODE = 0o644
FOLDER_MODE = 0o755
MAY_BE_EMPTY = frozenset({".nojekyll"})

Manifest = dict[str, int | None]
"""What was meant to be written: address from the root, with `/` → size in bytes; None where only others know it."""


def list_tree(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Everything below a folder with its status, links not followed; folders end in `/`. In no order."""
    waiting = [("", folder)]
    while waiting:
        prefix, parent = waiting.pop()
        with os.scandir(parent) as entries:
            for entry in entries:
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    waiting.append((f"{prefix}{entry.name}/", parent / entry.name))
                    yield f"{prefix}{entry.name}/", status
                else:
                    yield f"{prefix}{entry.name}", status


def check_tree(
    folder: Path, manifest: Mapping[str, int | None], kept: Collection[str] = (), *, is_twin: bool = False
) -> None:
    """Nothing, when the folder holds exactly the files of the manifest, each a plain file of its size and not empty.

    Folders get the mode 0755 and files 0644, whatever the umask. Those in `kept` may have one other name, that in the
    last folder. `is_twin`: the folder held the last files before, and what is not meant is what is left of them: it is
    taken away.
    Raises: UsageError with `tree-not-whole`, which tells how many are missing and how many are wrong, and no name.
    """
    found: set[str] = set()
    wrong = 0
    folder.chmod(FOLDER_MODE)
    folders = {parent for uri in manifest for parent in parents_of(uri)} if is_twin else set()
    for uri, status in list(list_tree(folder)) if is_twin else list_tree(folder):
        if is_twin and uri not in (folders if uri.endswith("/") else manifest):
            remove_any(folder / uri)
            continue
        if stat.S_ISDIR(status.st_mode):
            wanted_mode = FOLDER_MODE
        elif is_as_meant(uri, status, manifest, most_names=2 if uri in kept else 1):
            wanted_mode = FILE_MODE
            found.add(uri)
        else:
            wrong += 1
            continue
        if stat.S_IMODE(status.st_mode) != wanted_mode:
            (folder / uri).chmod(wanted_mode)  # of a kept file never: its mode is part of its state
    missing = len(manifest.keys() - found)
    if missing or wrong:
        raise UsageError("tree-not-whole", missing=missing, wrong=wrong)


def parents_of(uri: str) -> Iterator[str]:
    """Every folder above a file, each with `/` at the end."""
    at = uri.find("/")
    while at >= 0:
        yield uri[: at + 1]
        at = uri.find("/", at + 1)


def remove_any(path: Path) -> None:
    """A file, a link or a folder with all in it is not there any more."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def is_as_meant(uri: str, status: os.stat_result, manifest: Mapping[str, int | None], *, most_names: int = 1) -> bool:
    """Whether a file is one that was meant to be there: plain, whole, with no other name on the disk than it may."""
    if uri not in manifest or not stat.S_ISREG(status.st_mode) or status.st_nlink > most_names:  # Windows tells 0 here
        return False
    size = manifest[uri]
    return status.st_size == size if size is not None else status.st_size > 0 or uri in MAY_BE_EMPTY


def tree_digest(folder: Path) -> str:
    """One SHA-256, in hexadecimal, for the addresses and contents of all files of a folder; no times, no modes.

    Raises: OSError.
    """
    digest = hashlib.sha256()
    for uri in sorted(uri for uri, status in list_tree(folder) if not stat.S_ISDIR(status.st_mode)):
        content = hashlib.sha256((folder / uri).read_bytes()).digest()
        digest.update(uri.encode("utf-8", "surrogatepass") + b"\0" + content)
    return digest.hexdigest()
