"""The files of a project: listed and opened without following links, decoded strictly, remembered by hash."""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from builder.cache.file_hashes import FileHashes, Stamp, now_ns, stamp_of
from builder.model.corpus import InputFile, InputFolder
from builder.reading.characters import find_unwanted_character, position_of
from builder.reading.faultbook import FILE_START, FaultBook, Position
from builder.reading.names import clash_key, is_leftover, shown_name
from builder.reading.other_formats import find_other_format

KIB = 1024
MAX_TEXT_BYTES = 1024 * KIB
MAX_STORY_BYTES = 128 * KIB
"""Some sixty pages, or four hours of talk; what takes a Markdown reader minutes is far longer."""
MAX_LIST_BYTES = 8 * 1024 * KIB
"""For the gazetteer and GeoJSON, which hold a whole city."""
MAX_MEDIA_BYTES = 256 * 1024 * KIB
_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_CONFLICT = re.compile(r"^(<{7}|>{7})(?: |$)", re.MULTILINE)
"""What git leaves around two versions of a passage."""
_PRIVATE_KEYS = ("age-secret-key-1", "private key-----")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A file or folder in a folder."""

    name: str
    path: str
    """Relative to the project, with `/`."""
    is_folder: bool


def shown_path(path: str) -> str:
    """The path as faults name it."""
    return "/".join(shown_name(part) for part in path.split("/"))


class ProjectFiles:
    """Opens the files of one project, writes down what is wrong with them and which ones were read."""

    def __init__(self, root: Path, book: FaultBook, hashes: FileHashes | None = None) -> None:
        self.root = root
        self.book = book
        self.inputs: list[InputFile] = []
        self.input_folders: list[InputFolder] = []
        self.hashes = hashes or FileHashes(root, None)
        self.shas: dict[str, str] = {}
        """Path → hash of each file that was read."""
        self._prefix = (root / "x").as_posix()[:-1]  # nothing for the folder in which one stands
        self._safe_folders: dict[str, bool] = {"": True}

    def exists(self, path: str) -> bool:
        """Whether anything has this name, a link included; that there was nothing is remembered."""
        is_there = os.path.lexists(self.root / path)
        if not is_there:
            self.inputs.append(InputFile(place=self._place_of(path), sha256=""))
        return is_there

    def _place_of(self, path: str) -> str:
        return f"{self._prefix}{path}"

    def list_folder(self, path: str) -> tuple[Entry, ...]:
        """Files and folders by name; leftovers of editors are not there, links and clashes are faults."""
        if not self.exists(path):
            self.input_folders.append(InputFolder(path=self.root / path, names=()))
            return ()
        if not self._is_safe_folder(path):
            return ()
        try:
            found = scan_folder(self.root / path)
        except OSError:
            self.book.add("file-unreadable", shown_path(path))
            return ()
        self.input_folders.append(InputFolder(path=self.root / path, names=names_of(found)))
        entries = []
        for one in found:
            entry_path = f"{path}/{one.name}"
            if one.is_symlink():
                self.book.add("file-is-link", shown_path(entry_path))
                continue
            entries.append(Entry(name=one.name, path=entry_path, is_folder=one.is_dir(follow_symlinks=False)))
        return self._without_clashes(entries)

    def read_text(self, path: str, *, limit_bytes: int = MAX_TEXT_BYTES) -> str | None:
        """The text with plain line ends and without a byte order mark; nothing if the file is refused."""
        content = self._read_bytes(path, limit_bytes, is_text=True)
        if content is None:
            return None
        try:
            text = content.decode("utf-8", "strict")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.book.add("file-not-utf8", shown_path(path), Position(line), offset=error.start)
            return None
        text = with_plain_ends(text.removeprefix("\ufeff"))
        return text if self._has_fit_characters(text, content, path) else None

    def find_unchanged(self, path: str) -> InputFile | None:
        """A file that is what it was when an earlier run read it; nothing when it must be read, or be refused."""
        if not self._is_safe_folder(path.rpartition("/")[0]):
            return None
        found = self.hashes.find(path)
        return None if found is None else InputFile(place=self._place_of(path), sha256=found[0], stamp=found[1])

    def read_media(self, path: str) -> Path | None:
        """The place of a picture or sound that is a plain file; nothing if it is refused."""
        unchanged = self.find_unchanged(path)
        if unchanged is not None:
            self.inputs.append(unchanged)
            return unchanged.path
        content = self._read_bytes(path, MAX_MEDIA_BYTES)
        return None if content is None else self.root / path

    def _has_fit_characters(self, text: str, content: bytes, path: str) -> bool:
        folded = text.casefold()
        for word in _PRIVATE_KEYS:
            if word in folded:
                position = Position(folded.count("\n", 0, folded.index(word)) + 1)
                self.book.add("private-key", shown_path(path), position)
                return False
        conflict = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
        if conflict is not None:
            self.book.add("conflict-marker", shown_path(path), position_of(text, conflict.start()))
            return False
        unwanted = find_unwanted_character(text)
        if unwanted is None:
            return True
        position = position_of(text, unwanted.index)
        if unwanted.code == "file-control-character":
            mark_bytes = len(content) - len(content.removeprefix(codecs.BOM_UTF8))
            offset = content.index(text[unwanted.index].encode("utf-8"), mark_bytes)
            self.book.add(unwanted.code, shown_path(path), position, offset=offset)
        else:
            self.book.add(unwanted.code, shown_path(path), position)
        return False

    def _read_bytes(self, path: str, limit_bytes: int, *, is_text: bool = False) -> bytes | None:
        if not self._is_safe_folder(path.rpartition("/")[0]):
            return None
        code, content, stamp = read_stamped_file(self.root / path, limit_bytes)
        if is_text and self._is_other_format(path, content if code is None else b"", is_large=code == "file-too-large"):
            return None
        if code is not None:
            params = {"limit": limit_bytes // KIB} if code == "file-too-large" else {}
            self.book.add_with(code, shown_path(path), FILE_START, params)
            return None
        sha256 = hashlib.sha256(content).hexdigest()
        self.inputs.append(InputFile(place=self._place_of(path), sha256=sha256, stamp=stamp))
        self.hashes.note(path, sha256, stamp)
        self.shas[path] = sha256
        return content

    def _is_other_format(self, path: str, content: bytes, *, is_large: bool) -> bool:
        """Whether it is a document or picture and no text, which is then a fault."""
        if is_large:
            content = read_plain_file(self.root / path, MAX_LIST_BYTES)[1]
        found = find_other_format(content)
        if found is not None:
            self.book.add_with(found[0], shown_path(path), FILE_START, found[1])
        return found is not None

    def _is_safe_folder(self, path: str) -> bool:
        """Whether neither the folder nor one above it, up to the project, is a link; each is reported once."""
        path = "" if path == "." else path
        known = self._safe_folders.get(path)
        if known is not None:
            return known
        parent = path.rpartition("/")[0]
        is_safe = self._is_safe_folder(parent)
        if is_safe:
            try:
                mode = os.lstat(self.root / path).st_mode
            except OSError:
                mode = 0
            is_safe = stat.S_ISDIR(mode)
            if not is_safe:
                self.book.add("file-is-link" if stat.S_ISLNK(mode) else "file-unreadable", shown_path(path))
        self._safe_folders[path] = is_safe
        return is_safe

    def _without_clashes(self, entries: list[Entry]) -> tuple[Entry, ...]:
        by_key: dict[str, list[Entry]] = {}
        for entry in entries:
            by_key.setdefault(clash_key(entry.name), []).append(entry)
        for same in by_key.values():
            for entry, other in zip(same, same[1:] + same[:1], strict=True):
                if entry is not other:
                    self.book.add("file-name-clash", shown_path(entry.path), other=shown_name(other.name))
        return tuple(entry for entry in entries if len(by_key[clash_key(entry.name)]) == 1)


def with_plain_ends(text: str) -> str:
    """The text with a plain line feed at the end of its lines, whatever the computer or git made of them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def scan_folder(path: Path) -> list[os.DirEntry[str]]:
    """What is in a folder, by name, without the leftovers of editors.

    Raises: OSError.
    """
    with os.scandir(path) as scan:
        return sorted((entry for entry in scan if not is_leftover(entry.name)), key=lambda one: one.name)


def names_of(entries: Iterable[os.DirEntry[str]]) -> tuple[str, ...]:
    """The names as they are remembered: folders end in `/`."""
    return tuple(f"{one.name}/" if one.is_dir(follow_symlinks=False) else one.name for one in entries)


def read_plain_file(path: Path, limit_bytes: int) -> tuple[str | None, bytes]:
    """The code of a fault, or nothing, and the bytes of a plain file; a link, pipe or device is refused."""
    return read_stamped_file(path, limit_bytes)[:2]


def read_stamped_file(path: Path, limit_bytes: int) -> tuple[str | None, bytes, Stamp | None]:
    """The same, and what it was like on the disk before it was read."""
    looked_at_ns = now_ns()
    try:
        if path.is_symlink():
            return "file-is-link", b"", None
        descriptor = os.open(path, _OPEN_FLAGS)
    except (OSError, ValueError):
        return "file-unreadable", b"", None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            return "file-unreadable", b"", None
        if status.st_size > limit_bytes:
            return "file-too-large", b"", None
        content = _read_up_to(descriptor, limit_bytes + 1, status.st_size)
    except OSError:
        return "file-unreadable", b"", None
    finally:
        os.close(descriptor)
    if len(content) > limit_bytes:
        return "file-too-large", b"", None
    return None, content, stamp_of(status, looked_at_ns) if len(content) == status.st_size else None


def _read_up_to(descriptor: int, most_bytes: int, expected_bytes: int) -> bytes:
    content = os.read(descriptor, min(most_bytes, expected_bytes + 1))
    if len(content) == expected_bytes:  # fewer than asked for: that is its end
        return content
    parts = [content]
    left = most_bytes - len(content)
    while left > 0 and (part := os.read(descriptor, min(left, 1024 * KIB))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)
