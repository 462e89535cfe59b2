"""The files of a new site: those that did not change are linked to the last site's, or are there already.

A site has a twin: a folder beside it with the same files, each a second name of the same bytes. The next site is made
in the twin, where only what differs is touched, takes the place of the site, and what was the site becomes the twin.
Where there is no twin, what did not change is linked into an empty folder. A file that is there is never opened for
writing: what changes gets a new file.
"""

from __future__ import annotations

import marshal
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path

from builder.site.site_record import Entry, Record, pack, unpack
from builder.whole.file_states import FileState, plain_state, settled, state_of
from builder.whole.staged_folder import remove_leftover
from builder.whole.trees import FILE_MODE, Manifest

NO_SOURCE = bytes(16)
"""In place of a fingerprint: made anew in each build."""


@dataclass(slots=True)
class SiteFiles:
    """Where the files of a site are put, and what is known of them."""

    folder: Path
    """Where the new site is staged; empty, or with the files of the twin."""
    last: Path | None = None
    """The last site, from which files are linked; None when there is none, or when the folder has them already."""
    is_twin: bool = False
    """Whether the folder has the files of the last site."""
    record: Record = field(default_factory=dict)
    """What was noted of the last site."""
    entries: dict[str, Entry] = field(default_factory=dict)
    """What is in the new one."""
    linked: set[str] = field(default_factory=set)
    """Files whose state has yet to be looked at, because a new name changes it."""
    written: dict[str, str] = field(default_factory=dict)
    """Files that are new or other ones than in the last site → their kind."""
    _folders: set[str] = field(default_factory=lambda: {""})
    _own_from: int = 0

    def keep(self, uri: str, made_from: bytes) -> bool:
        """Whether the file is there as it was made from the same, so that nobody need make it.

        Raises: FileExistsError when two files claim one address.
        """
        old = self.record.get(uri)
        if old is None or old.made_from != made_from or made_from == NO_SOURCE:
            return False
        self._claim(uri)
        return self._take(uri, old, made_from)

    def keep_all(self, uris: Iterable[str], made_from: bytes) -> bool:
        """Whether several files that are made at once are all there."""
        return all(uri in self.entries or self.keep(uri, made_from) for uri in uris)

    def write(self, uri: str, content: bytes, made_from: bytes = NO_SOURCE, kind: str = "files") -> None:
        """The file has this content; one that had it is kept.

        Raises: FileExistsError when two files claim one address; ValueError when an address leaves the folder; OSError.
        """
        self._claim(uri)
        digest = sha256(content).digest()
        old = self.record.get(uri)
        if old is not None and old.sha256 == digest and self._take(uri, old, made_from):
            return
        self.written[uri] = kind
        self.entries[uri] = Entry.of(made_from, digest, self._write_new(uri, content))

    def clear_stale(self) -> None:
        """Takes away what the last site had and the new one has not, when it is made in the twin."""
        if not self.is_twin:
            return
        for uri in self.gone:
            with suppress(FileNotFoundError, NotADirectoryError):
                (self.folder / uri).unlink()

    @property
    def manifest(self) -> Manifest:
        """What was meant to be written."""
        return {uri: entry.size for uri, entry in self.entries.items()}

    @property
    def gone(self) -> set[str]:
        """Files that the last site had and the new one has not."""
        return self.record.keys() - self.entries.keys()

    @property
    def is_much_kept(self) -> bool:
        """Whether a twin costs less than it saves."""
        return len(self.entries) - len(self.written) > len(self.written)

    def settle(self, site: Path) -> None:
        """Notes the states of files that got or lost a name, now that the site stands at this place."""
        for uri in self.linked | self.written.keys():
            entry, state = self.entries[uri], state_of(f"{site}/{uri}")
            if state is None or state[:3] != entry.state[:3]:
                del self.entries[uri]  # somebody was faster: the next build makes it anew
            else:
                self.entries[uri] = Entry.of(entry.made_from, entry.sha256, state)
        settled(max((entry.state[3] for entry in self.entries.values()), default=0))

    def begin(self) -> None:
        """Remembers, in a process that was split off, from where on the entries are its own."""
        self._own_from = len(self.entries)

    def collect(self) -> bytes:
        """What this process put in its place since then, for the other one."""
        new = dict(islice(self.entries.items(), self._own_from, None))
        written = {uri: kind for uri, kind in self.written.items() if uri in new}
        return marshal.dumps((pack(new), written, self.linked & new.keys()))

    def receive(self, content: bytes) -> None:
        """Takes over what another process put in its place.

        Raises: FileExistsError when both put something at one address.
        """
        entries, written, linked = marshal.loads(content)
        for uri, entry in unpack(entries):
            self._claim(uri)
            self.entries[uri] = entry
        self.written |= written
        self.linked |= linked

    def _claim(self, uri: str) -> None:
        if uri in self.entries:
            raise FileExistsError(uri)

    def _take(self, uri: str, old: Entry, made_from: bytes) -> bool:
        """Whether the file of the last site could be taken over."""
        if self.is_twin:
            if state_of(f"{self.folder}/{uri}") != old.state:
                return False
        elif self.last is None:
            return False
        else:
            source = f"{self.last}/{uri}"
            if state_of(source) != old.state:
                return False
            self._make_folder(uri)
            try:
                os.link(source, f"{self.folder}/{uri}", follow_symlinks=False)
            except OSError:  # a disk without links, or with too many of this file
                return False
            self.linked.add(uri)
        self.entries[uri] = old if old.made_from == made_from else Entry.of(made_from, old.sha256, old.state)
        return True

    def _write_new(self, uri: str, content: bytes) -> FileState:
        self._make_folder(uri)
        path = f"{self.folder}/{uri}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        try:
            file = os.open(path, flags, FILE_MODE)
        except FileExistsError:
            if not self.is_twin:
                raise
            remove_leftover(Path(path))  # of the twin: the name goes, the bytes stay those of the last site
            file = os.open(path, flags, FILE_MODE)
        with os.fdopen(file, "wb", buffering=0) as stream:
            view = memoryview(content)
            while view:
                view = view[stream.write(view) :]
            status = os.fstat(file)
            if os.name == "posix" and stat.S_IMODE(status.st_mode) != FILE_MODE:
                os.fchmod(file, FILE_MODE)
                status = os.fstat(file)
        return plain_state(status)

    def _make_folder(self, uri: str) -> None:
        """The folder of a file is there, and is one."""
        parent = uri.rpartition("/")[0]
        if parent in self._folders:
            return
        if uri.startswith("/") or any(step in ("", ".", "..") for step in parent.split("/")):
            raise ValueError("an address leaves the folder")
        if "/" in parent:
            self._make_folder(parent)
        path = f"{self.folder}/{parent}"
        try:
            os.mkdir(path)  # noqa: PTH102 – for tens of thousands of folders in a row
        except FileExistsError:
            if not stat.S_ISDIR(os.lstat(path).st_mode):
                remove_leftover(Path(path))
                os.mkdir(path)  # noqa: PTH102
        self._folders.add(parent)
