"""What was noted of the last site: what each of its files was made from, what is in it, and which file it was.

It lies in the private store (`builder.cache`), so a stranger cannot write one, and it is only believed of a file whose
state is the one that was noted. Nothing of a page is in it, and no word.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Self

from builder.cache import Store
from builder.whole.file_states import FileState

KIND = "site-record"
_FIXED = struct.Struct(">16s32sqqqq")


class Entry:
    """One file of a site; packed, for there can be hundreds of thousands."""

    __slots__ = ("packed",)

    def __init__(self, packed: bytes) -> None:
        self.packed = packed

    @classmethod
    def of(cls, made_from: bytes, digest: bytes, state: FileState) -> Self:
        """The entry of a file with this fingerprint, hash and state."""
        return cls(_FIXED.pack(made_from, digest, *state))

    @property
    def made_from(self) -> bytes:
        """The fingerprint of what it was made from."""
        return self.packed[:16]

    @property
    def sha256(self) -> bytes:
        """Of its content."""
        return self.packed[16:48]

    @property
    def state(self) -> FileState:
        """Which file it was."""
        _, _, number, size, content_ns, status_ns = _FIXED.unpack(self.packed)
        return number, size, content_ns, status_ns

    @property
    def size(self) -> int:
        """In bytes."""
        return self.state[1]


Record = Mapping[str, Entry]
"""Address from the root of the site → its file."""


def read_record(store: Store, site: Path) -> dict[str, Entry]:
    """What was noted of the site at this place; nothing when nothing was."""
    found = store.get_many(KIND, [key_of(site)]).get(key_of(site))
    return dict(unpack(found)) if found else {}


def keep_record(store: Store, site: Path, record: Record) -> None:
    """Notes a site that stands."""
    store.put_many(KIND, {key_of(site): pack(record)})


def key_of(site: Path) -> bytes:
    """One place, one record."""
    return sha256(str(site.absolute()).encode("utf-8", "surrogatepass")).digest()


def pack(record: Record) -> bytes:
    """The record as bytes: addresses line by line, an empty line, and the rest in the same order."""
    uris = "".join(f"{uri}\n" for uri in record).encode()
    return uris + b"\n" + b"".join(each.packed for each in record.values())


def unpack(content: bytes) -> Iterator[tuple[str, Entry]]:
    """The record that `pack` made. It is authentic: the store has seen to that."""
    uris, _, rest = content.partition(b"\n\n")
    parts = (rest[start : start + _FIXED.size] for start in range(0, len(rest), _FIXED.size))
    for uri, packed in zip(uris.decode().split("\n"), parts, strict=True):
        yield uri, Entry(packed)


def digest_of_record(record: Record) -> str:
    """What `builder.whole.trees.tree_digest` gives for the site, without reading it."""
    digest = sha256()
    for uri in sorted(record):
        digest.update(uri.encode("utf-8", "surrogatepass") + b"\0" + record[uri].sha256)
    return digest.hexdigest()
