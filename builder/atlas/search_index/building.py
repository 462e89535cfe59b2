"""Documents into an index, segment by segment; a segment that was made before is not made again.

Whoever keeps segments keeps bytes under a key that is a hash of all that they were made of; they are read as data.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from types import MappingProxyType

from builder.atlas.search_index.documents import SearchDocument
from builder.atlas.search_index.merging import SearchFiles, merge_segments
from builder.atlas.search_index.segments import SEGMENT_STORIES, build_segment, unpack
from builder.atlas.search_index.words import Lexicon

NOTHING: Mapping[bytes, bytes] = MappingProxyType({})


class IndexPlan:
    """An index that is to be made. The number of a story is its place in the list of documents."""

    def __init__(self, documents: Sequence[SearchDocument], prints: Sequence[bytes] | None = None) -> None:
        """`prints` are hashes of all that each document is made of, when somebody has them."""
        self._documents = documents
        self._prints = prints
        self._parts = cut_segments(len(documents))
        self._lexicon = Lexicon()
        self._made: dict[bytes, bytes] = {}

    @cached_property
    def keys(self) -> tuple[bytes, ...]:
        """What the segments are kept under."""
        documents, prints = self._documents, self._prints
        if prints is None:
            return tuple(segment_key(documents[number] for number in numbers) for numbers in self._parts)
        joined = (b"".join(prints[number] for number in numbers) for numbers in self._parts)
        return tuple(hashlib.blake2b(each, digest_size=20, person=b"vk-segment").digest() for each in joined)

    def steps(self, kept: Mapping[bytes, bytes] = NOTHING) -> list[Callable[[], None]]:
        """Making each segment that was not kept, to be done before `build`: most of the work."""
        missing = [at for at, key in enumerate(self.keys) if key not in kept] if kept else range(len(self._parts))
        return [partial(self._make, at) for at in missing]

    def build(self, kept: Mapping[bytes, bytes] = NOTHING) -> tuple[SearchFiles, dict[bytes, bytes]]:
        """The index, and the segments that were not among those that were kept."""
        segments = []
        for at, key in enumerate(self.keys):
            if key not in kept and key not in self._made:
                self._make(at)
            segments.append(unpack(kept[key] if key in kept else self._made[key]))
        return merge_segments(segments, len(self._documents)), self._made

    def _make(self, at: int) -> None:
        numbers = self._parts[at]
        self._made[self.keys[at]] = build_segment([self._documents[number] for number in numbers], self._lexicon)


def build_search_index(documents: Sequence[SearchDocument]) -> SearchFiles:
    """The index; the number of a story is its place in the list."""
    return IndexPlan(documents).build()[0]


def cut_segments(count: int) -> list[Sequence[int]]:
    """The numbers of the stories from the last to the first, in segments.

    The newest story has number 0; counted from the other end, a new story changes the last segment only.
    """
    backwards = range(count - 1, -1, -1)
    return [backwards[start : start + SEGMENT_STORIES] for start in range(0, count, SEGMENT_STORIES)]


def segment_key(documents: Iterable[SearchDocument]) -> bytes:
    """What a segment is kept under: a hash of all that it is made of."""
    digest = hashlib.blake2b(digest_size=20)
    for document in documents:
        parts = [f"{each.field:d} {each.language} {len(each.text)} {each.text}" for each in document]
        digest.update("\0".join([str(len(parts)), *parts]).encode())
    return digest.digest()
