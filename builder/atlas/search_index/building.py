"""Documents into an index, segment by segment; what did not change comes out of the cache."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from builder.atlas.search_index.documents import SearchDocument
from builder.atlas.search_index.merging import SearchFiles, merge_segments
from builder.atlas.search_index.segments import SEGMENT_STORIES, build_segment, unpack
from builder.atlas.search_index.words import Lexicon


def build_search_index(documents: Sequence[SearchDocument]) -> SearchFiles:
    """The index; the number of a story is its place in the list."""
    lexicon = Lexicon()
    segments = [build_segment(some, lexicon) for some in cut_segments(documents)]
    languages = {each.language for document in documents for each in document}
    return merge_segments([unpack(each) for each in segments], len(documents), languages)


def cut_segments(documents: Sequence[SearchDocument]) -> list[Sequence[SearchDocument]]:
    """The documents from the last to the first, in segments.

    The newest story has number 0; counted from the other end, a new story changes the last segment only.
    """
    backwards = documents[::-1]
    return [backwards[start : start + SEGMENT_STORIES] for start in range(0, len(backwards), SEGMENT_STORIES)]


def segment_key(documents: Iterable[SearchDocument]) -> bytes:
    """What a segment is kept under: a hash of all that it is made of."""
    digest = hashlib.blake2b(digest_size=20)
    for document in documents:
        parts = [f"{each.field:d} {each.language} {len(each.text)} {each.text}" for each in document]
        digest.update("\0".join([str(len(parts)), *parts]).encode())
    return digest.digest()
