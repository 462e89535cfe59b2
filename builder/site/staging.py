"""Whole or not at all: a site is built beside the last good one and takes its place in the end."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from builder.errors import UsageError

STAGING_PREFIX = ".site-staging"
OLD_NAME = ".site-old"


@contextmanager
def one_build_at_a_time(build_folder: Path) -> Iterator[None]:
    """Holds the lock of a build folder.

    Raises: UsageError when another build holds it.
    """
    try:
        build_folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise UsageError("site-folder") from None
    lock = FileLock(build_folder / ".lock", blocking=False)
    try:
        lock.acquire()
    except Timeout:
        raise UsageError("build-locked") from None
    try:
        yield
    finally:
        lock.release()


def refuse_foreign(site: Path) -> None:
    """Nothing, when the folder may be replaced as a whole: it is not there, it is empty, or it is a site.

    Raises: UsageError when it holds anything else, such as the stories of the project.
    """
    if not os.path.lexists(site):
        return
    is_folder = site.is_dir() and not site.is_symlink()
    if not is_folder or (any(site.iterdir()) and not (site / "index.html").is_file()):
        raise UsageError("site-folder")


def restore_interrupted(site: Path) -> Path:
    """Puts the last good site back when a swap was cut in two; what it gives is where that site stood meanwhile."""
    old = site.parent / OLD_NAME
    if old.is_dir() and not old.is_symlink() and not os.path.lexists(site):
        old.rename(site)
    return old


def remove_leftover(path: Path) -> None:
    """A folder and all in it is removed; of a link or a file only itself."""
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.exists():
        shutil.rmtree(path)


def begin_staging(site: Path) -> Path:
    """An empty folder beside the site. What an interrupted build left is cleared first, under the lock."""
    old = restore_interrupted(site)
    for leftover in (*site.parent.glob(f"{STAGING_PREFIX}*"), old):
        remove_leftover(leftover)
    staging = site.parent / STAGING_PREFIX
    staging.mkdir(parents=True)
    return staging


def swap_in(staging: Path, site: Path) -> None:
    """The staged site takes the place of the last one."""
    old = site.parent / OLD_NAME
    if site.exists():
        site.rename(old)
    staging.rename(site)
    if old.exists():
        shutil.rmtree(old)


def discard(staging: Path) -> None:
    """The staged site is thrown away; the last good one stays."""
    shutil.rmtree(staging, ignore_errors=True)


def write_new(root: Path, uri: str, content: bytes) -> None:
    """A file of the staged site, at its address from the root.

    Raises: ValueError when the address leaves the root, FileExistsError when two pages claim one address.
    """
    path = root / uri
    if not path.resolve().is_relative_to(root.resolve()):
        raise ValueError("an address leaves the site")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
