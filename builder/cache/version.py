"""One text for all code that can change what a cache holds: ours, that of the packages, and Python itself."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

_CODE_FOLDER = Path(__file__).resolve().parents[1]


@cache
def code_version() -> str:
    """The version of everything that runs here; another text after any change of it.

    Files of ours count by size, times and number on the disk (every file: templates and catalogues decide too), the
    packages by the names of their `.dist-info` folders, which hold their versions. Reading 500 files for a hash took
    as long as reading 5,000 stories from the cache.
    """
    digest = hashlib.blake2b(digest_size=16)
    digest.update(f"{sys.version}\0{sys.platform}\0".encode())
    for line in sorted([*_own_files(_CODE_FOLDER, ""), *_packages(sys.path)]):
        digest.update(line.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _own_files(folder: Path, prefix: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == "__pycache__" or entry.name.endswith(".pyc"):
                continue
            if entry.is_dir():
                yield from _own_files(folder / entry.name, f"{prefix}{entry.name}/")
                continue
            status = entry.stat()
            yield f"{prefix}{entry.name} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _packages(folders: list[str]) -> Iterator[str]:
    for folder in folders:
        with suppress(OSError):  # a zip file, or a folder that is not there
            yield from (name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))  # noqa: PTH208 – names are all we need
