"""What was noted of the last site: what each of its files was made from, what is in it, and which file it was.

It lies in the private store (`builder.cache`), so a stranger cannot write one, and it is only believed of a file whose
state is the one that was noted. Nothing of a page is in it, and no word.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from builder.cache import Store
from builder.whole.file_states import FileState

KIND = "site-record"
_FIXED = struct.Struct(">16s32sqqqq")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a site."""

    made_from: bytes
    """The fingerprint of what it was made from."""
    sha256: bytes
    """Of its content."""
    state: FileState

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
    return uris + b"\n" + b"".join(_FIXED.pack(each.made_from, each.sha256, *each.state) for each in record.values())


def unpack(content: bytes) -> Iterator[tuple[str, Entry]]:
    """The record that `pack` made. It is authentic: the store has seen to that."""
    uris, _, rest = content.partition(b"\n\n")
    for uri, (made_from, digest, *state) in zip(uris.decode().split("\n"), _FIXED.iter_unpack(rest), strict=True):
        yield uri, Entry(made_from, digest, (state[0], state[1], state[2], state[3]))


def digest_of_record(record: Record) -> str:
    """What `builder.whole.trees.tree_digest` gives for the site, without reading it."""
    digest = sha256()
    for uri in sorted(record):
        digest.update(uri.encode("utf-8", "surrogatepass") + b"\0" + record[uri].sha256)
    return digest.hexdigest()
