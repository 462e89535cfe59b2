"""The files that came back from the services: opened without following links, told apart by what is in them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from builder.errors import Fault
from builder.model.corpus import Corpus
from builder.reading.files import read_plain_file
from builder.reading.names import shown_name
from builder.signals.answers.answer import Answer
from builder.signals.answers.open311_answers import Open311Reader
from builder.signals.answers.sheet_answers import read_sheets
from builder.signals.answers.workbook import (
    LOCKED_MAGIC,
    MAX_FILE_BYTES,
    ZIP_MAGIC,
    Progress,
    WorkbookError,
    no_progress,
    read_workbook,
)

MAX_FILES = 2_000
ENDINGS = frozenset((".xlsx", ".json"))
"""What is looked at in a folder; a file that is named itself may be called anything."""
AskPassword = Callable[[str], str | None]
"""Path as it is shown → the password of a workbook, or None to give up."""


@dataclass(kw_only=True)
class Incoming:
    """What came in."""

    answers: list[Answer] = field(default_factory=list, repr=False)
    faults: list[Fault] = field(default_factory=list, repr=False)
    files: int = 0


def read_incoming(
    paths: Iterable[Path],
    corpus: Corpus,
    *,
    service_id: str | None,
    ask_password: AskPassword,
    progress: Progress = no_progress,
    row_progress: Progress = no_progress,
) -> Incoming:
    """All answers in the files and folders, and every fault of all of them.

    `progress` hears how many files were read, `row_progress` how many rows of a large one.

    `service_id`: who sent them; an answer in the name of another service is a fault. None when that is not known.
    """
    incoming = Incoming()
    found = tuple(list_files(paths, incoming))
    for number, path in enumerate(found):
        progress(number, len(found))
        code, content = read_plain_file(path, MAX_FILE_BYTES)
        if code is not None:
            code = "answer-too-large" if code == "file-too-large" else code
            incoming.faults.append(Fault(code=code, path=shown(path)))
            continue
        incoming.files += 1
        try:
            read_one(
                content, path, corpus, incoming, service_id=service_id, ask_password=ask_password, progress=row_progress
            )
        except WorkbookError as error:
            incoming.faults.append(Fault(code=error.code, path=shown(path)))
    progress(len(found), len(found))
    return incoming


def list_files(paths: Iterable[Path], incoming: Incoming) -> Iterator[Path]:
    """The files themselves, and those in folders that could be answers; each once, in one order."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            below = sorted(each for each in path.rglob("*") if each.suffix.lower() in ENDINGS and each.is_file())
            if not below:
                incoming.faults.append(Fault(code="answer-empty-folder", path=shown(path)))
            found |= dict.fromkeys(below)
        else:
            found[path] = None
        if len(found) > MAX_FILES:
            incoming.faults.append(Fault(code="answer-too-large", path=shown(path)))
            return
    yield from sorted(found)


def read_one(
    content: bytes,
    path: Path,
    corpus: Corpus,
    incoming: Incoming,
    *,
    service_id: str | None,
    ask_password: AskPassword,
    progress: Progress,
) -> None:
    """The answers of one file.

    Raises: WorkbookError.
    """
    if content.startswith(LOCKED_MAGIC):
        content = unlock(content, ask_password(shown(path)))
    if content.startswith(ZIP_MAGIC):
        answers, faults = read_sheets(read_workbook(content, progress), shown(path), corpus)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        reader = Open311Reader(path=shown(path), corpus=corpus, service_id=service_id or service_of(path, corpus))
        answers, faults = tuple(reader.answers(content)), reader.faults
    else:
        raise WorkbookError("answer-file-kind")
    incoming.answers += answers
    incoming.faults += faults
    incoming.faults += [
        Fault(code="answer-other-service", path=shown(path), line=each.origin.row, params={"number": each.origin.row})
        for each in answers
        if service_id not in (None, each.service_id)
    ]


def unlock(content: bytes, password: str | None) -> bytes:
    """The workbook without its password.

    Raises: WorkbookError.
    """
    if find_spec("msoffcrypto") is None:
        raise WorkbookError("answer-locked")
    import msoffcrypto  # noqa: PLC0415  # only who gets such a workbook needs it

    if password is None:
        raise WorkbookError("answer-password")
    made = io.BytesIO()
    try:
        locked = msoffcrypto.OfficeFile(io.BytesIO(content))
        locked.load_key(password=password, verify_password=True)
        locked.decrypt(made)
    except Exception:  # it raises a kind of its own for each format, and whatever it stumbles over
        raise WorkbookError("answer-password") from None
    return made.getvalue()


def service_of(path: Path, corpus: Corpus) -> str | None:
    """The service in whose folder a file lies, as in a delivery."""
    known = {service.id for service in corpus.services}
    return next((part for part in reversed(path.parts[:-1]) if part in known), None)


def shown(path: Path) -> str:
    """The path as faults name it: as it was given, without what could disturb a terminal."""
    return "/".join(shown_name(part) for part in path.as_posix().split("/"))
