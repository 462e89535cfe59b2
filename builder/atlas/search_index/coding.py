"""Numbers as bytes: seven bits a byte, the small ones first, one at a time or a whole column at once."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.int64]
Bytes = NDArray[np.uint8]


def encode_varints(values: Iterable[int]) -> bytes:
    """The numbers one after the other; each byte but the last of a number has its high bit set."""
    out = bytearray()
    for value in values:
        rest = value
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def varint_sizes(values: Column) -> Column:
    """How many bytes each number takes."""
    sizes = np.ones(len(values), dtype=np.int64)
    bound = 128
    while len(values) and (is_longer := values >= bound).any():
        sizes += is_longer
        bound <<= 7
    return sizes


def place_varints(out: Bytes, offsets: Column, values: Column, sizes: Column) -> None:
    """Writes each number into `out` at its offset."""
    left = sizes
    while len(values):
        is_longer = left > 1
        out[offsets] = values & 127 | is_longer.astype(np.int64) << 7
        offsets, values, left = offsets[is_longer] + 1, values[is_longer] >> 7, left[is_longer] - 1


def starts_of(sizes: Column) -> Column:
    """Where each piece starts when pieces of these sizes stand one after the other."""
    starts = np.zeros(len(sizes), dtype=np.int64)
    np.cumsum(sizes[:-1], out=starts[1:])
    return starts


def ranges(starts: Column, sizes: Column) -> Column:
    """The numbers `start, start + 1, …` of each piece, one piece after the other."""
    return np.repeat(starts - starts_of(sizes), sizes) + np.arange(int(sizes.sum()), dtype=np.int64)
