"""Changes into the `follow_up.yml` of their workshops: all files or none, and proven to be read again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.errors import ContentError, Fault
from builder.model.corpus import Corpus
from builder.reading.files import MAX_TEXT_BYTES, read_plain_file
from builder.reading.listing import FOLLOW_UP_FILE
from builder.signals.answers.changes import Change
from builder.signals.answers.follow_up_edits import Edit, edit_follow_ups
from builder.signals.register.list_spans import LayoutError
from builder.whole.files import PUBLIC_MODE, write_temporary
from builder.whole.flushing import flush_folder

HEADER = "# What became of the signals of this workshop. Private, except a reply with public: true.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file as it was and as it becomes."""

    path: Path
    shown: str
    """Relative to the project."""
    before: bytes | None = field(repr=False)
    """None when there was none."""
    after: bytes = field(repr=False)
    entries: int


def no_progress(done: int, total: int) -> None:
    """Says nothing."""


def plan_files(
    corpus: Corpus, changes: Iterable[Change], progress: Callable[[int, int], None] = no_progress
) -> tuple[FileChange, ...]:
    """The files that change, by path; nothing is written yet.

    Raises: ContentError when a file was changed since it was read, or cannot be changed by a program.
    """
    by_workshop: dict[str, list[Change]] = {}
    for change in changes:
        by_workshop.setdefault(change.signal_id.partition("/")[0], []).append(change)
    folders = {workshop.id: workshop.path for workshop in corpus.workshops}
    hashes = {each.place: each.sha256 for each in corpus.inputs}
    planned: list[FileChange] = []
    faults: list[Fault] = []
    for number, (workshop_id, own) in enumerate(sorted(by_workshop.items()), start=1):
        progress(number, len(by_workshop))
        shown = f"{folders[workshop_id]}/{FOLLOW_UP_FILE}"
        try:
            planned.append(plan_file(corpus.root / shown, shown, hashes.get((corpus.root / shown).as_posix(), ""), own))
        except LayoutError:
            faults.append(Fault(code="follow-up-layout", path=shown))
        except ContentError as error:
            faults += error.faults
    if faults:
        raise ContentError(faults)
    return tuple(planned)


def plan_file(path: Path, shown: str, sha256: str, changes: Sequence[Change]) -> FileChange:
    """One file with the changes in it. Raises: LayoutError, ContentError."""
    before = read_known(path, shown, sha256)
    text = HEADER if before is None else before.decode()
    edits = [Edit(before=change.before, after=change.after) for change in changes]
    after = edit_follow_ups(text, edits).encode()
    if len(after) > MAX_TEXT_BYTES:
        raise LayoutError
    return FileChange(path=path, shown=shown, before=before, after=after, entries=len(changes))


def read_known(path: Path, shown: str, sha256: str) -> bytes | None:
    """The bytes of a file that is still as it was when the project was read; None when there still is none.

    Raises: ContentError.
    """
    code, content = read_plain_file(path, MAX_TEXT_BYTES)
    is_there = code is None or path.exists() or path.is_symlink()
    if is_there != bool(sha256) or (is_there and hashlib.sha256(content).hexdigest() != sha256):
        raise ContentError([Fault(code="follow-up-changed", path=shown)])
    return content if is_there else None


def write_files(files: Sequence[FileChange], check: Callable[[], object]) -> None:
    """All files have their new content, or all are as they were.

    `check` reads the project again; when it finds a fault, or anything else goes wrong, the old bytes are put back.
    A file that is not as it was when the change was planned is a fault, and nothing is written.
    A kill between two files leaves each of them whole, and doing the same again writes the rest.
    Raises: ContentError, OSError.
    """
    new: dict[Path, Path] = {}
    old: dict[Path, Path] = {}
    placed: list[FileChange] = []
    try:
        for file in files:
            new[file.path] = write_beside(file, file.after)
            if file.before is not None:
                old[file.path] = write_beside(file, file.before)
        refuse_changed(files)
        for file in files:
            placed.append(file)
            new[file.path].replace(file.path)
        flush_folders(files)
        check()
    except BaseException:
        put_back(placed, old)
        flush_folders(files)
        raise
    finally:
        for temporary in (*new.values(), *old.values()):
            temporary.unlink(missing_ok=True)


def refuse_changed(files: Iterable[FileChange]) -> None:
    """Nothing, when each file is as it was when the change was shown: a person may have saved it while we asked.

    Raises: ContentError.
    """
    faults = []
    for file in files:
        code, content = read_plain_file(file.path, MAX_TEXT_BYTES)
        now = content if code is None else None
        if now != file.before or (code is not None and (file.path.exists() or file.path.is_symlink())):
            faults.append(Fault(code="follow-up-changed", path=file.shown))
    if faults:
        raise ContentError(faults)


def write_beside(file: FileChange, content: bytes) -> Path:
    """A temporary file with this content and the mode of the file; a rename needs no room, on a full disk either."""
    mode = mode_of(file)
    temporary = write_temporary(file.path.parent, content, mode)
    if file.before is not None:
        temporary.chmod(mode)  # whatever the umask
    return temporary


def mode_of(file: FileChange) -> int:
    """The mode of a file that is there; for a new one the umask decides."""
    return PUBLIC_MODE if file.before is None else file.path.stat().st_mode & 0o777


def put_back(files: Iterable[FileChange], old: Mapping[Path, Path]) -> None:
    """The files are as they were."""
    for file in files:
        if file.before is None:
            file.path.unlink(missing_ok=True)
        else:
            old[file.path].replace(file.path)


def flush_folders(files: Iterable[FileChange]) -> None:
    """The names are on the disk."""
    for folder in {file.path.parent for file in files}:
        flush_folder(folder)
