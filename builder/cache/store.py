"""Entries on the disk, each under a kind and a key: fast to get, and no loss when they are gone.

```
<folder>/                    0700
    entries-<name>.sqlite    0600; the name follows from the version and from the secret of this user
```
Why what comes out can be trusted as what went in:

- Every entry carries a keyed hash over version, kind, key and value. The key is the secret of this user on this
  computer and lies outside every project. An entry that a stranger planted, in a downloaded project or by hand, an
  entry of another version, one that was moved to another key and one that a disk spoilt are all as if not there.
- The name of the file follows from that secret, so that a planted file is not even opened; a file of ours that was
  altered is opened as data only (no views, no triggers).
- Values are bytes. What reads them must not run them: no pickle.

So the file may be cut off, spoilt or replaced at any moment, and nothing has to reach the disk in order: SQLite keeps
two processes apart and puts a killed write right, and the rest is thrown away without a word. One folder is for one
version at a time: whoever opens it removes what another version left. Removed entries are overwritten
(`secure_delete`), for they can hold words of a story that was withdrawn.

A store belongs to the thread and the process that opened it: not to a child.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import sqlite3
import stat
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from builder.cache.secret import is_private, read_secret

FOLDER_MODE = 0o700
FILE_MODE = 0o600
WAIT_S = 5.0
"""How long to wait for another process; then the entry counts as not there."""
MAC_BYTES = 16
_PREFIX = "entries-"
_SUFFIX = ".sqlite"
_TABLE = "CREATE TABLE entries (kind TEXT NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (kind, key))"
_KEYS_AT_ONCE = 10_000
"""Of a question; SQLite takes 32,766."""
_BUSY = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})


class Store:
    """The entries of one folder and version. Nothing is raised: what cannot be kept is not kept."""

    def __init__(self, path: Path, key: bytes) -> None:
        self._path = path
        self._key = key
        self._signers: dict[str, hashlib.blake2b] = {}
        self._database: sqlite3.Connection | None = None

    @classmethod
    def open(cls, folder: Path, version: str) -> Self:
        """The store in this folder, made when it is not there; entries of another version are gone."""
        secret = read_secret()
        key = hashlib.blake2b(version.encode(), key=secret, person=b"vk-entry").digest()
        name = hashlib.blake2b(version.encode(), key=secret, person=b"vk-name", digest_size=16).hexdigest()
        store = cls(folder / f"{_PREFIX}{name}{_SUFFIX}", key)
        store._open()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def get_many(self, kind: str, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Key → value, of those keys that are there and whole."""
        found: dict[bytes, bytes] = {}
        for start in range(0, len(keys), _KEYS_AT_ONCE):
            some = keys[start : start + _KEYS_AT_ONCE]
            marks = ",".join("?" * len(some))
            question = f"SELECT key, value FROM entries WHERE kind = ? AND key IN ({marks})"
            for key, value in self._ask(question, (kind, *some)):
                if hmac.compare_digest(value[:MAC_BYTES], self._sign(kind, key, value[MAC_BYTES:])):
                    found[key] = value[MAC_BYTES:]
        return found

    def put_many(self, kind: str, entries: Mapping[bytes, bytes]) -> None:
        """Keeps all these entries, or none of them."""
        if entries:  # a row at a time: thousands of entries are not held twice
            rows = ((kind, key, self._sign(kind, key, value) + value) for key, value in entries.items())
            self._change("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows)

    def forget(self, kind: str, keep: Collection[bytes] = ()) -> None:
        """Removes all entries of this kind but these, also from the disk."""
        kept = frozenset(keep)
        there = [key for (key,) in self._ask("SELECT key FROM entries WHERE kind = ?", (kind,))]
        rows = [(kind, key) for key in there if key not in kept]
        if rows:
            self._change("DELETE FROM entries WHERE kind = ? AND key = ?", rows)

    def close(self) -> None:
        """Ends the use of the file. A closed store finds and keeps nothing."""
        if self._database is not None:
            with suppress(sqlite3.Error):
                self._database.close()
            self._database = None

    def _sign(self, kind: str, key: bytes, value: bytes) -> bytes:
        signer = self._signers.get(kind)
        if signer is None:
            name = kind.encode()
            signer = hashlib.blake2b(len(name).to_bytes(4) + name, key=self._key, digest_size=MAC_BYTES)
            self._signers[kind] = signer
        signer = signer.copy()
        signer.update(len(key).to_bytes(4) + key)
        signer.update(value)
        return signer.digest()

    def _ask(self, question: str, values: Sequence[str | bytes]) -> list[tuple[bytes, ...]]:
        if self._database is None:
            return []
        try:
            rows = self._database.execute(question, values).fetchall()
        except sqlite3.Error as error:
            self._repair(error)
            return []
        if not all(type(each) is bytes for row in rows for each in row):
            self._repair(sqlite3.DatabaseError())
            return []
        return rows

    def _change(self, statement: str, rows: Iterable[tuple[str | bytes, ...]]) -> None:
        if self._database is None:
            return
        try:
            with self._database:
                self._database.execute("BEGIN IMMEDIATE")
                self._database.executemany(statement, rows)
        except sqlite3.Error as error:
            self._repair(error)

    def _repair(self, error: sqlite3.Error | OSError) -> None:
        """A file that is only in use stays; any other one is thrown away, and an empty one takes its place."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            return
        self.close()
        remove_files(self._path.parent, self._path.name)
        with suppress(OSError, sqlite3.Error):
            self._database = connect(self._path)

    def _open(self) -> None:
        folder = self._path.parent
        try:
            folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            if folder.is_symlink():
                return
            folder.chmod(FOLDER_MODE)
            for other in folder.glob(f"{_PREFIX}*"):
                if not other.name.startswith(self._path.name):
                    remove_files(folder, other.name)
        except OSError:
            return  # it cannot be private here, so nothing is kept
        try:
            self._database = connect(self._path)
        except (OSError, sqlite3.Error) as error:
            self._repair(error)


def connect(path: Path) -> sqlite3.Connection:
    """The database in a file that is ours alone, made when it is not there.

    Raises: sqlite3.Error, OSError.
    """
    make_private(path)
    database = sqlite3.connect(path, timeout=WAIT_S, isolation_level=None)
    try:
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "secure_delete = ON", "synchronous = OFF"):
            database.execute(f"PRAGMA {setting}")
        database.execute("PRAGMA cache_size = -16384")  # kB
        check_table(database)
    except sqlite3.Error:
        database.close()
        raise
    return database


def make_private(path: Path) -> None:
    """The file is there, a plain one of this user alone. Links are not followed.

    Raises: OSError.
    """
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(path, flags, FILE_MODE)
    try:
        status = os.fstat(file)
    finally:
        os.close(file)
    if not is_private(status) or status.st_nlink > 1:
        raise PermissionError


def check_table(database: sqlite3.Connection) -> None:
    """Nothing, when there is our table and nothing that would run by itself; the table is made in an empty file.

    Raises: sqlite3.Error.
    """
    question = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
    if not database.execute(question).fetchall():
        with database:
            database.execute("PRAGMA page_size = 8192")
            database.execute("BEGIN IMMEDIATE")
            if not database.execute(question).fetchall():  # another process may have been first
                database.execute(_TABLE)
    if database.execute(question).fetchall() != [(_TABLE,)]:
        raise sqlite3.DatabaseError


def remove_files(folder: Path, name: str) -> None:
    """The file and its journals are gone, or at least without their name; of a link only itself."""
    for path in (folder / name, *(folder / f"{name}{ending}" for ending in ("-journal", "-wal", "-shm"))):
        with suppress(OSError):
            if stat.S_ISDIR(path.lstat().st_mode):
                continue
            path.unlink()
