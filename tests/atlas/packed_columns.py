"""Reads columns as a browser does: the builder only writes them."""

from __future__ import annotations

from itertools import islice
from typing import Any

SIGNS = "!#$%&'()*+,-./:;<=>?@[]^_`{|}~"

Json = dict[str, Any]  # Any: JSON


def unpack_numbers(packed: Json) -> list[int]:
    """The numbers of a row of signs."""
    width, values = packed["width"], packed["values"]
    numbers = []
    for start in range(0, len(values), width):
        number = 0
        for sign in values[start : start + width]:
            number = number * len(SIGNS) + SIGNS.index(sign)
        numbers.append(number)
    return numbers


def unpack_column(columns: Json, name: str) -> list[list[int]]:
    """For each story its numbers in a column."""
    packed = columns["columns"][name]
    values = iter(unpack_numbers(packed))
    counts = unpack_numbers(packed["counts"]) if packed["counts"] else [1] * columns["count"]
    return [list(islice(values, count)) for count in counts]


def spots_in(columns: Json) -> list[list[tuple[float, float, int]]]:
    """For each story its points in degrees, with how far off they may be."""
    spots = columns["spots"]
    found = [
        (lat / 100_000, lon / 100_000, precision_m)
        for lat, lon, precision_m in zip(spots["lat"], spots["lon"], spots["precision_m"], strict=True)
    ]
    return [[found[index] for index in row] for row in unpack_column(columns, "spot")]
