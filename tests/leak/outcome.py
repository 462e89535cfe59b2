"""One build of a made-up city in this process, and everything that somebody outside could see of it."""

from __future__ import annotations

import hashlib
import io
import logging
import os
import random
import re
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from builder.cli import main
from builder.refused_report import REPORT
from tests.leak.searching import find_in_tree

FRAMEWORK_NOISE = re.compile(r"filelock |mkdocs\.commands\.build INFO Documentation built in ")
"""Log lines that tell the address of a lock in memory or how long it took: not the same twice for the same city."""
COARSE_S = 2.0
"""How far the clock of a file system may lag behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a build left behind and said."""

    status: int
    stdout: str
    stderr: str
    log: tuple[str, ...]
    """Every record from DEBUG upwards, of every logger; the folder of the city is written as `<city>`."""
    tree: dict[str, str]
    """Path of each file and folder of the site → kind, mode and hash of its bytes."""
    old: tuple[str, ...]
    """Paths of the site that are older than the first build here: they got their time from a source."""
    beside: tuple[str, ...]
    """Names in the build folder, next to the site, but not a twin of it; what a twin has that the site has not."""
    marked: tuple[str, ...]
    """Where a private word stands in the tree or in what was said."""
    contents: dict[str, bytes] = field(repr=False, default_factory=dict)


def build_here(root: Path, order: int, *, seen: set[str] | None = None, since: float | None = None) -> Outcome:
    """Runs `vertelkaart build` in this process. `order` is the seed by which folders are listed.

    `seen` are hashes of contents that were searched for private words before and held none. `since` is when the first
    city was built here: a file may be as old as that, for what does not change is not written again.
    """
    out, err, records = io.StringIO(), io.StringIO(), Records()
    started = time.time()
    with inside(root), listed_in_order(order), logged(records), redirect_stdout(out), redirect_stderr(err):
        status = run_command()
    site = root / "build" / "site"
    tree, contents, old = read_tree(site, (started if since is None else since) - COARSE_S)
    log = tuple(line.replace(str(root), "<city>") for line in records.lines if not FRAMEWORK_NOISE.match(line))
    said = {"stdout": out.getvalue().encode(), "stderr": err.getvalue().encode(), "log": "\n".join(log).encode()}
    if (root / REPORT).exists():  # private, but without a word of a file
        said["report"] = (root / REPORT).read_bytes()
    return Outcome(
        status=status,
        stdout=out.getvalue(),
        stderr=err.getvalue(),
        log=log,
        tree=tree,
        old=old,
        beside=tuple(names_beside(site)),
        marked=tuple(find_in_tree(said) + search_new(contents, set() if seen is None else seen)),
        contents=contents,
    )


def run_command() -> int:
    """The exit code of `vertelkaart build`."""
    try:
        main(["build"], standalone_mode=False)
    except SystemExit as error:
        return int(error.code or 0)
    return 0


def read_tree(site: Path, started: float) -> tuple[dict[str, str], dict[str, bytes], tuple[str, ...]]:
    """Kind, mode and hash of everything in the site, the bytes of its files, and what is older than the build."""
    tree, contents, old = {}, {}, []
    for path in sorted(site.rglob("*")):
        name, status = path.relative_to(site).as_posix(), path.lstat()
        kind = f"{stat.S_IFMT(status.st_mode):o} {stat.S_IMODE(status.st_mode):o}"
        if path.is_file() and not path.is_symlink():
            contents[name] = path.read_bytes()
            kind += " " + hashlib.sha256(contents[name]).hexdigest()
        elif path.is_symlink():
            kind += f" {path.readlink()}"
        tree[name] = kind
        if status.st_mtime < started:
            old.append(f"{name} {status.st_mtime:.0f}")
    return tree, contents, tuple(old)


def names_beside(site: Path) -> Iterator[str]:
    """What stands next to a site: a twin is nothing, when it has the same files under second names and no others."""
    for path in sorted(site.parent.glob("*")):
        if path.name == f".{site.name}-twin":
            ours, others = names_in(site), names_in(path)
            yield from sorted({f"{path.name}/{name}" for name, _ in ours.items() ^ others.items()})
        elif path.name != "digest":
            yield path.name


def names_in(folder: Path) -> dict[str, int]:
    """Everything in a folder, with the number of each file on the disk; of folders only that they are there."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {name: 0 if stat.S_ISDIR(status.st_mode) else status.st_ino for name, status in found.items()}


def search_new(contents: dict[str, bytes], seen: set[str]) -> list[str]:
    """Where a private word stands; a content that was searched before is not searched again, its name is."""
    found = []
    for path, content in contents.items():
        digest = hashlib.sha256(content).hexdigest()
        hits = find_in_tree({path: b"" if digest in seen else content})
        found += hits
        if not hits:
            seen.add(digest)
    return found


@contextmanager
def inside(folder: Path) -> Iterator[None]:
    """The folder is the working folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


class Records(logging.Handler):
    """Keeps every log record as a line."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        self.lines.append(f"{record.name} {record.levelname} {record.getMessage()}")


@contextmanager
def logged(records: Records) -> Iterator[None]:
    """Every logger speaks for a while, from DEBUG upwards, as it would for somebody who looks for an error."""
    root = logging.getLogger()
    before = root.level
    root.addHandler(records)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.setLevel(before)
        root.removeHandler(records)


class Shuffled:
    """What `os.scandir` gives, in another order."""

    def __init__(self, entries: list[os.DirEntry[Any]], chance: random.Random) -> None:
        chance.shuffle(entries)
        self.entries = iter(entries)

    def __iter__(self) -> Iterator[os.DirEntry[Any]]:
        return self.entries

    def __next__(self) -> os.DirEntry[Any]:
        return next(self.entries)

    def __enter__(self) -> Shuffled:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Nothing is open any more."""


@contextmanager
def listed_in_order(seed: int) -> Iterator[None]:
    """Folders are listed in an order of the seed for a while, as another disk would."""
    chance, scan, names = random.Random(seed), os.scandir, os.listdir

    def scandir(path: Any = ".") -> Shuffled:  # Any: as os.scandir
        with scan(path) as found:
            return Shuffled(list(found), chance)

    def listdir(path: Any = ".") -> list[Any]:  # Any: as os.listdir
        found: list[Any] = list(names(path))
        chance.shuffle(found)
        return found

    os.scandir, os.listdir = scandir, listdir  # type: ignore[assignment]  # the same for those who call them
    try:
        yield
    finally:
        os.scandir, os.listdir = scan, names
