"""The hashes of files that did not change since they were read, so that these need not be read again.

A file is taken for unchanged when its size, both its times, its number and its disk are what they were, and when it had
been at rest for a while at the moment when it was read: what is written within one tick of the clock of a disk may keep
its times (git calls such a file racy). Nobody can set the time of the last change of an entry (`ctime`) by hand.
Windows tells when a file was made in its place: there every file is read.
"""

from __future__ import annotations

import json
import os
import stat
import struct
import time
from pathlib import Path
from typing import NewType

from builder.cache.store import Store

AT_REST_NS = 2_100_000_000
"""Old disks count in steps of two seconds."""
KIND = "hashes"


Stamp = NewType("Stamp", bytes)
"""What a file was like on the disk, at a moment when it was at rest: size, both times, number and disk, packed."""
_STAMP = struct.Struct(">QqqQQ")


def stamp_of(status: os.stat_result, looked_at_ns: int) -> Stamp | None:
    """The stamp of a plain file at a moment before it was read; nothing when it may change without showing it."""
    is_at_rest = max(status.st_mtime_ns, status.st_ctime_ns) + AT_REST_NS < looked_at_ns
    if os.name == "nt" or not is_at_rest or not stat.S_ISREG(status.st_mode):
        return None
    return _packed(status)


def size_of(stamp: Stamp) -> int:
    """How long the file was, in bytes."""
    size: int = _STAMP.unpack(stamp)[0]
    return size


def is_unchanged(path: Path | str, stamp: Stamp | None) -> bool:
    """Whether the file is the one that had the stamp. Links are not followed."""
    if stamp is None:
        return False
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and stamp == _packed(status)


def _packed(status: os.stat_result) -> Stamp:
    parts = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev)
    return Stamp(_STAMP.pack(*parts))


class FileHashes:
    """Path in a project → the SHA-256 of a file there, as far as the file is what it was."""

    def __init__(self, root: Path, store: Store | None) -> None:
        self.root = root
        self._prefix = f"{root}{os.sep}"
        self._store = store
        self._key = os.fsencode(root.absolute())
        kept = store.get_many(KIND, [self._key]).get(self._key) if store is not None else None
        self._old: dict[str, list[str]] = json.loads(kept) if kept is not None else {}
        self._new: dict[str, list[str]] = {}

    def find(self, path: str) -> tuple[str, Stamp] | None:
        """The hash and the stamp of a file that is what it was; nothing when it must be read."""
        entry = self._old.get(path)
        if entry is None:
            return None
        stamp = Stamp(bytes.fromhex(entry[1]))
        if not is_unchanged(self._prefix + path, stamp):
            return None
        self._new[path] = entry
        return entry[0], stamp

    def note(self, path: str, sha256: str, stamp: Stamp | None) -> None:
        """Takes in a file that was read."""
        if stamp is not None:
            self._new[path] = [sha256, stamp.hex()]

    def keep(self) -> None:
        """Keeps what is known of the files of this run for the next one, and nothing of another folder."""
        if self._store is not None and self._new != self._old:
            self._store.put_many(KIND, {self._key: json.dumps(self._new).encode()})
            self._store.forget(KIND, [self._key])


def now_ns() -> int:
    """The moment, to be asked before a file is opened."""
    return time.time_ns()
