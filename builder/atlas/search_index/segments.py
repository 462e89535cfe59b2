"""A segment of the index: the terms of some hundred stories, as bytes. The unit that is cached, and made in parallel.

A pure function: documents in, bytes out, the same bytes for the same documents wherever and in whatever order segments
are made. All sums are of whole numbers, so that no processor rounds otherwise than another.

A term is the folded stem of a word. How much a story is about a term is one of sixteen levels: the sum over the fields
of how often it stands there, with the weight of the field, less in a long text.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from builder.atlas.search_index.coding import Bytes, Column, place_varints, ranges, starts_of, varint_sizes
from builder.atlas.search_index.documents import Field, SearchDocument
from builder.atlas.search_index.words import Lexicon, split_words

SEGMENT_STORIES = 512
WEIGHTS = {Field.TITLE: 6000, Field.PLACE: 4000, Field.LABEL: 4000, Field.SUMMARY: 2000, Field.BODY: 1000}
USUAL_WORDS = {Field.TITLE: 6, Field.PLACE: 4, Field.LABEL: 4, Field.SUMMARY: 20, Field.BODY: 250}
"""Of a text of so many words a word counts with the weight of its field; in a shorter one up to twice as much."""
NAMES = frozenset({Field.PLACE, Field.LABEL})
"""Texts that are a name, and are a term as a whole as well: who types one wants its stories first."""
LEVELS = np.array([0, *(round(450 * 1.32**number) for number in range(15))], dtype=np.int64)
"""The least weight of each level."""
FIELD_GAP = 16
"""Positions left free between two texts, so that no phrase runs from one into the other."""

_DOC_BITS, _TOKEN_BITS = 9, 24


@dataclass(frozen=True, slots=True)
class Segment:
    """The terms of a segment, each with the lengths of its two lists."""

    terms: list[str]
    """Sorted."""
    counts: Column
    """In how many stories of the segment."""
    posting_sizes: Column
    position_sizes: Column
    postings: memoryview
    """For each term its stories: groups of one level, the highest first, with gaps between the numbers."""
    positions: memoryview
    """For each term and story, in the order of the postings, where it stands."""
    words: frozenset[str]
    """`word<tab>term`, of all words."""
    names: frozenset[str]
    """Those of titles, places and labels."""
    languages: tuple[str, ...]
    """Of its texts."""


@dataclass(frozen=True, slots=True)
class _Tokens:
    """All words of a segment, one after the other."""

    terms: Column
    docs: Column
    weights: Column
    places: Column


def build_segment(documents: Sequence[SearchDocument], lexicon: Lexicon | None = None) -> bytes:
    """The segment of at most `SEGMENT_STORIES` documents; a lexicon that is kept spares work, and changes nothing."""
    tokens, texts = read_tokens(documents, lexicon or Lexicon())
    keys = (tokens.terms << _DOC_BITS) | tokens.docs
    order = np.sort((keys << _TOKEN_BITS) | np.arange(len(keys), dtype=np.int64)) & ((1 << _TOKEN_BITS) - 1)
    keys = keys[order]
    is_first = np.ones(len(keys), dtype=bool)
    is_first[1:] = keys[1:] != keys[:-1]
    starts = np.flatnonzero(is_first)
    sizes = np.diff(starts, append=len(keys))
    pair_terms, pair_docs = keys[starts] >> _DOC_BITS, keys[starts] & ((1 << _DOC_BITS) - 1)
    weights = np.add.reduceat(tokens.weights[order], starts) if len(starts) else starts
    levels = np.searchsorted(LEVELS, weights, side="right") - 1
    by_level = np.argsort((pair_terms * 16 + 15 - levels << _DOC_BITS) | pair_docs, kind="stable")
    pair_terms, pair_docs, levels = pair_terms[by_level], pair_docs[by_level], levels[by_level]
    places = tokens.places[order][ranges(starts[by_level], sizes[by_level])]
    postings, posting_sizes = encode_postings(pair_terms, levels, pair_docs)
    positions, position_sizes = encode_positions(places, sizes[by_level])
    term_starts = np.flatnonzero(np.diff(pair_terms, prepend=-1))
    columns = [
        np.diff(term_starts, append=len(pair_terms)),
        *(np.add.reduceat(each, term_starts) if len(term_starts) else each for each in (posting_sizes, position_sizes)),
    ]
    languages = sorted({each.language for document in documents for each in document})
    return pack(columns, (postings, positions), (*texts, languages))


def read_tokens(documents: Sequence[SearchDocument], lexicon: Lexicon) -> tuple[_Tokens, tuple[list[str], ...]]:
    """The words of the documents; the sorted terms that they number, and the pairs of words and terms."""
    found: list[int] = []
    runs: list[tuple[int, int, int, int, bool]] = []
    for doc, document in enumerate(documents):
        place = 0
        for each in document:
            before = len(found)
            found += map(lexicon.numbers_in(each.language).__getitem__, split_words(each.text))
            length = len(found) - before
            usual = USUAL_WORDS[each.field]
            weight = 2 * WEIGHTS[each.field] * usual // (usual + length)
            runs.append((doc, weight, length, place, each.field < Field.SUMMARY))
            place += length + FIELD_GAP
            if each.field in NAMES and length:
                found.append(lexicon.number_of_name(each.text))
                runs.append((doc, WEIGHTS[each.field], 1, place, False))
                place += FIELD_GAP
    raw = np.array(found, dtype=np.int64)
    docs, weights, sizes, places, is_named = np.array(runs, dtype=np.int64).reshape(-1, 5).T
    terms, numbers = number_terms(raw, lexicon)
    named = np.bincount(raw[np.repeat(is_named, sizes) > 0], minlength=len(numbers))
    columns = (numbers[raw], np.repeat(docs, sizes), np.repeat(weights, sizes), ranges(places, sizes))
    kept = columns[0] >= 0
    if not kept.all():
        columns = (columns[0][kept], columns[1][kept], columns[2][kept], columns[3][kept])
    return _Tokens(*columns), (
        terms,
        lines_for(numbers >= 0, lexicon),
        lines_for((named > 0) & (numbers >= 0), lexicon),
    )


def number_terms(raw: Column, lexicon: Lexicon) -> tuple[list[str], Column]:
    """The sorted terms of these words, and for each word of the lexicon the number of its term; -1 for no term here."""
    distinct = np.flatnonzero(np.bincount(raw)).tolist() if len(raw) else []
    stems = [lexicon.stems[number] for number in distinct]
    terms = sorted(set(stems) - {""})
    index = {term: number for number, term in enumerate(terms)} | {"": -1}
    numbers = np.full(len(lexicon.words), -1, dtype=np.int64)
    numbers[distinct] = [index[stem] for stem in stems]
    return terms, numbers


def lines_for(is_there: NDArray[np.bool_], lexicon: Lexicon) -> list[str]:
    """`word<tab>term` of the words of the lexicon that are there, sorted, each once."""
    numbers = (number for number in np.flatnonzero(is_there).tolist() if lexicon.words[number])
    return sorted({f"{lexicon.words[number]}\t{lexicon.stems[number]}" for number in numbers})


def encode_postings(terms: Column, levels: Column, docs: Column) -> tuple[Bytes, Column]:
    """The stories of each term, and how many bytes each pair takes.

    A group is one byte, level + 16 × its length when that is below 8 + 128 when it is the last of the term; else a
    varint with the length; then for each story the gap to the one before, less one.
    """
    count = len(terms)
    group_keys = terms * 16 + levels
    is_start = np.ones(count, dtype=bool)
    is_start[1:] = group_keys[1:] != group_keys[:-1]
    starts = np.flatnonzero(is_start)
    lengths = np.diff(starts, append=count)
    gaps = np.diff(docs, prepend=-1) - 1
    gaps[starts] = docs[starts]
    gap_sizes = varint_sizes(gaps)
    is_long = lengths > 7
    head_sizes = 1 + np.where(is_long, varint_sizes(lengths), 0)
    sizes = gap_sizes.copy()
    sizes[starts] += head_sizes
    offsets = starts_of(sizes)
    out = np.zeros(int(sizes.sum()), dtype=np.uint8)
    is_last = np.ones(len(starts), dtype=bool)
    is_last[:-1] = terms[starts[1:]] != terms[starts[:-1]]
    heads = levels[starts] | (np.where(is_long, 0, lengths) << 4) | (is_last.astype(np.int64) << 7)
    out[offsets[starts]] = heads
    long_starts = offsets[starts][is_long] + 1
    place_varints(out, long_starts, lengths[is_long], varint_sizes(lengths[is_long]))
    gap_offsets = offsets.copy()
    gap_offsets[starts] += head_sizes
    place_varints(out, gap_offsets, gaps, gap_sizes)
    return out, sizes


def encode_positions(places: Column, sizes: Column) -> tuple[Bytes, Column]:
    """Twice the gap to the place before, and one more for the last place of a pair; and how many bytes a pair takes."""
    starts = starts_of(sizes)
    gaps = np.diff(places, prepend=0)
    gaps[starts] = places[starts]
    values = gaps * 2
    values[starts + sizes - 1] += 1
    value_sizes = varint_sizes(values)
    out = np.zeros(int(value_sizes.sum()), dtype=np.uint8)
    place_varints(out, starts_of(value_sizes), values, value_sizes)
    return out, np.add.reduceat(value_sizes, starts) if len(starts) else starts


def pack(columns: Iterable[Column], lists: Iterable[Bytes], texts: Iterable[Iterable[str]]) -> bytes:
    """A segment as bytes: the lengths of its parts as JSON on the first line, and the parts."""
    parts = [*(each.astype("<i4").tobytes() for each in columns), *(each.tobytes() for each in lists)]
    parts += ["\n".join(lines).encode() for lines in texts]
    return b"\n".join([json.dumps([len(part) for part in parts]).encode(), b"".join(parts)])


def unpack(content: bytes) -> Segment:
    """The segment of these bytes.

    Raises: ValueError when they are not those of a segment.
    """
    head_size = content.find(b"\n")
    sizes, rest = json.loads(content[:head_size]), memoryview(content)[head_size + 1 :]  # a view copies nothing
    if len(sizes) != 9 or sum(sizes) != len(rest):
        raise ValueError("not a segment of the search index")
    parts, at = [], 0
    for size in sizes:
        parts.append(rest[at : at + size])
        at += size
    counts, posting_sizes, position_sizes = (np.frombuffer(part, dtype="<i4").astype(np.int64) for part in parts[:3])
    return Segment(
        terms=lines_of(parts[5]),
        counts=counts,
        posting_sizes=posting_sizes,
        position_sizes=position_sizes,
        postings=parts[3],
        positions=parts[4],
        words=frozenset(lines_of(parts[6])),
        names=frozenset(lines_of(parts[7])),
        languages=tuple(lines_of(parts[8])),
    )


def lines_of(part: memoryview) -> list[str]:
    """The lines of a text; none of an empty one. Most stand in many segments, and are held once."""
    return [*map(sys.intern, str(part, "utf-8").split("\n"))] if part else []
