"""Segments into one index: the lists of each term one after the other, a dictionary over all words, and the files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from builder.atlas.search_index.coding import Column, encode_varints, starts_of
from builder.atlas.search_index.files import (
    FREQUENCY_SHIFT,
    IS_NAME,
    Entry,
    FileSet,
    cut_blocks,
    cut_mirror,
    write_block,
    write_mirror,
)
from builder.atlas.search_index.segments import SEGMENT_STORIES, Segment
from builder.atlas.search_index.words import ALGORITHMS, without_article

SHORTEST_MIRRORED = 4
"""Letters of a word in which an error is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchFiles:
    """The index as files."""

    manifest: bytes
    """JSON: what a reader fetches first."""
    files: dict[str, bytes]
    """Name → content; each name is made of the hash of its content, and all stand in one folder."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What belongs to one term."""

    count: int
    postings: bytes
    positions: bytes


def merge_segments(segments: Sequence[Segment], count: int) -> SearchFiles:
    """The index of so many stories, in the order of the segments."""
    files = FileSet()
    blocks = []
    entries = build_entries(segments)
    for block in cut_blocks(entries):
        blocks.append([block[0].key if block else "", files.add(write_block(block, files)).hex()])
    mirror = []
    for words in cut_mirror(mirrored(entries)):
        mirror.append([words[0][0], files.add(write_mirror(words)).hex()])
    manifest = {
        "count": count,
        "segment": SEGMENT_STORIES,
        "languages": sorted({code for segment in segments for code in segment.languages if code in ALGORITHMS}),
        "blocks": blocks,
        "mirror": mirror,
    }
    return SearchFiles(
        manifest=json.dumps(manifest, ensure_ascii=False, separators=(",", ":")).encode(), files=files.files
    )


def build_entries(segments: Sequence[Segment]) -> list[Entry]:
    """The dictionary, in the order in which JavaScript compares texts."""
    lists = merge_lists(segments)
    stems = stems_of(set().union(*(segment.words for segment in segments)))
    names = set(stems_of(set().union(*(segment.names for segment in segments))))
    entries = []
    for key in sort_keys({*lists, *stems}):
        of_key, of_word = lists.get(key), stems.get(key, ())
        entries.append(
            Entry(
                key=key,
                stems=tuple(of_word),
                is_name=key in names,
                frequency=max(lists[stem].count for stem in of_word).bit_length() if of_word else 0,
                count=of_key.count if of_key else 0,
                postings=of_key.postings if of_key else b"",
                positions=of_key.positions if of_key else b"",
            )
        )
    return entries


def merge_lists(segments: Sequence[Segment]) -> dict[str, Lists]:
    """Term → its lists; in each, what a segment has comes after the number of the segment."""
    terms = sorted(set().union(*(each.terms for each in segments)))
    index = {term: number for number, term in enumerate(terms)}
    numbers = np.array([index[term] for segment in segments for term in segment.terms], dtype=np.int64)
    order = np.argsort(numbers, kind="stable")
    starts = np.flatnonzero(np.diff(numbers[order], prepend=-1))
    bounds = [*starts.tolist(), len(numbers)]
    places = [order[start:end].tolist() for start, end in pairwise(bounds)]
    counts = np.concatenate([segment.counts for segment in segments] or [order])[order]
    totals = np.add.reduceat(counts, starts).tolist() if len(starts) else []
    heads = [encode_varints([number]) for number in range(len(segments))]
    postings = join_pieces(places, ((each.postings, each.posting_sizes) for each in segments), heads)
    positions = join_pieces(places, ((each.positions, each.position_sizes) for each in segments))
    return {term: Lists(*parts) for term, *parts in zip(terms, totals, postings, positions, strict=True)}


def join_pieces(
    places: Sequence[Sequence[int]], parts: Iterable[tuple[memoryview, Column]], heads: Sequence[bytes] | None = None
) -> list[bytes]:
    """For each term its pieces, one after the other, each behind the head of its part.

    Shape: `places` has for each term the numbers of its pieces, which are counted through all parts.
    """
    pieces: list[bytes] = []
    for number, (content, sizes) in enumerate(parts):
        starts = starts_of(sizes)
        head = heads[number] if heads else b""
        pieces += [
            head + content[start:end] for start, end in zip(starts.tolist(), (starts + sizes).tolist(), strict=True)
        ]
    return [b"".join([pieces[each] for each in mine]) for mine in places]


def stems_of(lines: Iterable[str]) -> dict[str, list[str]]:
    """Word → its terms, sorted; an Arabic word also without its article."""
    stems: dict[str, list[str]] = {}
    for line in sorted(lines):
        word, stem = line.split("\t")
        bare = without_article(word)
        for key in (word,) if bare == word else (word, bare):
            known = stems.setdefault(key, [])
            if stem not in known:
                known.append(stem)
    return stems


def mirrored(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """The words of the dictionary from back to front, in their order, with flags as they have there."""
    words = {
        entry.key[::-1]: IS_NAME * entry.is_name | entry.frequency << FREQUENCY_SHIFT
        for entry in entries
        if entry.stems and len(entry.key) >= SHORTEST_MIRRORED
    }
    return [(key, words[key]) for key in sort_keys(words)]


def sort_keys(keys: Iterable[str]) -> list[str]:
    """The keys in the order of their UTF-16 code units."""
    ordered = sorted(keys)
    if any(max(key, default="") > "\uffff" for key in ordered):
        ordered.sort(key=lambda key: key.encode("utf-16-be"))
    return ordered
