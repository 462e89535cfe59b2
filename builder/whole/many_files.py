"""Several files as one change: all of them are written or none, also when the program is killed between two.

What is to be written is first put whole into a journal, for its owner only. From then on the change is certain: whoever
comes next finishes it with `finish_files`. A file that is neither as it was nor as it becomes is left alone and told.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import UsageError
from builder.whole.files import PRIVATE_MODE, write_temporary, write_whole
from builder.whole.flushing import flush_folder


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file as it was and as it becomes."""

    before: bytes | None = field(repr=False)
    """None when there is no such file yet."""
    after: bytes = field(repr=False)


def write_files(root: Path, journal: Path, changes: Mapping[str, FileChange]) -> None:
    """Every file, by its path below the root, has its new content; or all are as they were.

    A new file is for its owner only; one that is there keeps its mode.
    Raises: UsageError (`files-changed`) when a file is not as it was; OSError.
    """
    entries = [
        {
            "path": path,
            "before": sha256_of(change.before),
            "after": base64.b64encode(change.after).decode("ascii"),
        }
        for path, change in sorted(changes.items())
    ]
    if any(sha256_of(read_if_there(root / path)) != sha256_of(change.before) for path, change in changes.items()):
        raise UsageError("files-changed")
    journal.parent.mkdir(parents=True, exist_ok=True)
    write_whole(journal, json.dumps(entries).encode(), PRIVATE_MODE)
    finish_files(root, journal)


def finish_files(root: Path, journal: Path) -> int:
    """How many files the journal of a killed program was about, after each has its new content; 0 without a journal.

    Raises: UsageError (`files-changed`) when a person changed one meanwhile: nothing more is written; OSError.
    """
    content = read_if_there(journal)
    if content is None:
        return 0
    entries = json.loads(content)
    for entry in entries:
        now = sha256_of(read_if_there(root / entry["path"]))
        if now not in (entry["before"], sha256_of(base64.b64decode(entry["after"]))):
            raise UsageError("files-changed")
    for entry in entries:
        replace_whole(root / entry["path"], base64.b64decode(entry["after"]))
    journal.unlink()
    flush_folder(journal.parent)
    return len(entries)


def replace_whole(path: Path, content: bytes) -> None:
    """The file has this content, or is as it was; it keeps its mode, and a new one is for its owner only."""
    mode = path.stat().st_mode & 0o777 if path.exists() else PRIVATE_MODE
    temporary = write_temporary(path.parent, content, PRIVATE_MODE)
    try:
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def read_if_there(path: Path) -> bytes | None:
    """The bytes of a file, or None when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def sha256_of(content: bytes | None) -> str:
    """The hash of a content; empty when there is none."""
    return "" if content is None else hashlib.sha256(content).hexdigest()
