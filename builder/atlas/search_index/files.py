"""The files of the index: how lists are cut into files, and how a block of the dictionary is written.

Everything here has its other half in `builder/site/lib/search-files.js`. File names are hashes of what is in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builder.atlas.search_index.coding import encode_varints

HASH_BYTES = 6
POSTINGS_SIZE = 32_768
"""From this size on no list is added to a file of postings."""
POSITIONS_SIZE = 65_536
LONGEST_PART = 262_144
"""A list that is longer is cut; no file is longer than this and the size above together."""
BLOCK_SIZE = 12_000
"""About how many bytes of words and numbers stand in one block of the dictionary."""

IS_TERM, IS_WORD, IS_NAME = 1, 2, 4
FREQUENCY_SHIFT = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the dictionary: a term with its lists, a word with its terms, or both."""

    key: str
    stems: tuple[str, ...] = ()
    """Of a word."""
    is_name: bool = False
    frequency: int = 0
    """Of a word: two to this power, about, is the number of stories with one of its terms."""
    count: int = 0
    """Of a term: in how many stories; 0 when the key is only a word."""
    postings: bytes = b""
    positions: bytes = b""


class FileSet:
    """The files that were made, by their names."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def add(self, content: bytes) -> bytes:
        """The hash of a file that is part of the index from now on."""
        digest = hashlib.sha256(content).digest()[:HASH_BYTES]
        self.files[f"{digest.hex()}.bin"] = content
        return digest


def shared_start(one: str, other: str) -> int:
    """How many letters two texts have in common from the start."""
    if other.startswith(one):
        return len(one)
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def cut_lists(lists: Iterable[bytes], size: int) -> list[bytes]:
    """The lists one after the other in as few files as the sizes allow. The reader follows the same rule."""
    files: list[bytes] = []
    here: list[bytes] = []
    length = 0
    for each in lists:
        if not each:
            continue
        if length and length + len(each) > size:
            files.append(b"".join(here))
            here, length = [], 0
        rest = each
        while len(rest) > LONGEST_PART:
            files.append(rest[:LONGEST_PART])
            rest = rest[LONGEST_PART:]
        here.append(rest)
        length += len(rest)
    if here:
        files.append(b"".join(here))
    return files


def cut_blocks(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    """The entries in blocks of about `BLOCK_SIZE` bytes; at least one."""
    blocks, start, size = [], 0, 0
    for number, entry in enumerate(entries):
        size += len(entry.key) // 2 + 4 + 5 * (entry.count > 0)
        if size >= BLOCK_SIZE:
            blocks.append(entries[start : number + 1])
            start, size = number + 1, 0
    if start < len(entries) or not blocks:
        blocks.append(entries[start:])
    return blocks


def write_block(entries: Sequence[Entry], files: FileSet) -> bytes:
    """A block of the dictionary, after its files of postings and positions.

    Parts: the ends of the keys as lines of text, what is added to make a stem as lines of text, numbers.
    """
    ends, additions, numbers = [], [], []
    before = ""
    for entry in entries:
        shared = shared_start(before, entry.key)
        before = entry.key
        ends.append(entry.key[shared:])
        flags = IS_TERM * (entry.count > 0) + IS_WORD * bool(entry.stems) + IS_NAME * entry.is_name
        numbers += [shared, flags | entry.frequency << FREQUENCY_SHIFT]
        if entry.count:
            numbers += [entry.count, len(entry.postings), len(entry.positions)]
        if entry.stems:
            numbers.append(len(entry.stems))
        for stem in entry.stems:
            kept = shared_start(entry.key, stem)
            numbers.append(len(entry.key) - kept)
            additions.append(stem[kept:])
    hashes = [
        [files.add(content) for content in cut_lists((getattr(entry, name) for entry in entries), size)]
        for name, size in (("postings", POSTINGS_SIZE), ("positions", POSITIONS_SIZE))
    ]
    texts = ["\n".join(ends).encode(), "\n".join(additions).encode()]
    head = [len(entries), *map(len, texts), *map(len, hashes)]
    return b"".join([encode_varints(head), *hashes[0], *hashes[1], *texts, encode_varints(numbers)])


def write_mirror(words: Sequence[tuple[str, int]]) -> bytes:
    """A block of the mirror: words from back to front with their flags, for words whose first letters are wrong."""
    ends, numbers, before = [], [], ""
    for word, flags in words:
        shared = shared_start(before, word)
        before = word
        ends.append(word[shared:])
        numbers += [shared, flags]
    text = "\n".join(ends).encode()
    return b"".join([encode_varints([len(words), len(text)]), text, encode_varints(numbers)])


def cut_mirror(words: Sequence[tuple[str, int]]) -> list[Sequence[tuple[str, int]]]:
    """The words of the mirror in blocks of about `BLOCK_SIZE` bytes."""
    blocks, start, size = [], 0, 0
    for number, (word, _) in enumerate(words):
        size += len(word) // 2 + 3
        if size >= BLOCK_SIZE:
            blocks.append(words[start : number + 1])
            start, size = number + 1, 0
    return [*blocks, words[start:]] if start < len(words) else blocks
