"""Documents into an index, segment by segment; what did not change comes out of the cache.

Segments are kept as bytes and read as data. What comes out of the cache can be trusted as what went in
(`builder.cache`), and its key is a hash of all that it was made of.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context

from builder.atlas.search_index.documents import SearchDocument
from builder.atlas.search_index.merging import SearchFiles, merge_segments
from builder.atlas.search_index.segments import SEGMENT_STORIES, build_segment, unpack
from builder.atlas.search_index.words import Lexicon
from builder.cache import Store

KIND = "search-segments"
WORTH_A_PROCESS = 4
"""From so many segments on another processor makes them, while this one does something else."""


class IndexJob:
    """An index that is being made. The number of a story is its place in the list of documents."""

    def __init__(
        self, documents: Sequence[SearchDocument], store: Store | None = None, prints: Sequence[bytes] | None = None
    ) -> None:
        """Starts; `prints` are hashes of all that each document is made of, when somebody has them."""
        self._documents = documents
        self._store = store
        self._parts = cut_segments(len(documents))
        self._keys = [self._key(numbers, prints) for numbers in self._parts] if store else []
        self._kept = store.get_many(KIND, self._keys) if store else {}
        missing = [at for at in range(len(self._parts)) if not self._keys or self._keys[at] not in self._kept]
        self._made = make_segments(documents, [self._parts[at] for at in missing])
        self._missing = missing

    def _key(self, numbers: Sequence[int], prints: Sequence[bytes] | None) -> bytes:
        if prints is None:
            return segment_key(self._documents[number] for number in numbers)
        return hashlib.blake2b(b"".join(prints[number] for number in numbers), digest_size=20).digest()

    def finish(self) -> SearchFiles:
        """The index, when it is there."""
        made = dict(zip(self._missing, self._made, strict=True))
        if self._store:
            self._store.put_many(KIND, {self._keys[at]: content for at, content in made.items()})
            self._store.forget(KIND, set(self._keys))
        contents = [made[at] if at in made else self._kept[self._keys[at]] for at in range(len(self._parts))]
        return merge_segments([unpack(each) for each in contents], len(self._documents))


def build_search_index(documents: Sequence[SearchDocument], store: Store | None = None) -> SearchFiles:
    """The index; the number of a story is its place in the list."""
    return IndexJob(documents, store).finish()


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


def make_segments(documents: Sequence[SearchDocument], parts: Sequence[Sequence[int]]) -> Iterator[bytes]:
    """The segments of the documents with these numbers: many of them in another process, which starts at once."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(parts) < WORTH_A_PROCESS or cores < 2 or "fork" not in get_all_start_methods():
        work = _Work(documents)
        return (work.make(part) for part in parts)
    return collect(*start_process(documents, parts))


def start_process(
    documents: Sequence[SearchDocument], parts: Sequence[Sequence[int]]
) -> tuple[ProcessPoolExecutor, list[Future[bytes]]]:
    """A process that has the documents, for it is a copy of this one, and its promises."""
    executor = ProcessPoolExecutor(1, get_context("fork"), initializer=_begin, initargs=(documents,))
    return executor, [executor.submit(_make, part) for part in parts]


def collect(executor: ProcessPoolExecutor, promises: list[Future[bytes]]) -> Iterator[bytes]:
    """What the process made, in its order."""
    with executor:
        for promise in promises:
            yield promise.result()


class _Work:
    """Makes one segment after the other."""

    def __init__(self, documents: Sequence[SearchDocument]) -> None:
        self._documents = documents
        self._lexicon = Lexicon()

    def make(self, numbers: Sequence[int]) -> bytes:
        return build_segment([self._documents[number] for number in numbers], self._lexicon)


_of_this_process: list[_Work] = []
"""What the other process works with; empty in this one."""


def _begin(documents: Sequence[SearchDocument]) -> None:
    _of_this_process[:] = [_Work(documents)]


def _make(numbers: Sequence[int]) -> bytes:
    return _of_this_process[0].make(numbers)
