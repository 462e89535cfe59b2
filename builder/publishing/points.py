"""Looking for private points: numbers in any usual writing, tiles, pixels, short codes, binary numbers."""

from __future__ import annotations

import math
import re
import struct
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

NEAR_DEG = 0.000_101
"""About ten metres: the last of four decimals, which may be cut."""
SAME_DEG = 0.000_011
"""About a metre: cut or rounded to five decimals."""
FINE_DECIMALS = 4
COLUMN_DECIMALS = 5
"""As far as numbers of the public outlines are compared with numbers in columns."""
PAIR_SIGNS = 60
"""Signs between two numbers that belong together."""
METRES_PER_DEGREE = 111_319.490_793
"""Of longitude, in Web Mercator (EPSG:3857)."""
NEAR_M = 12.0
TILE_ZOOMS = range(15, 20)
"""From 15 on a tile says more than a neighbourhood."""
TILE_PX, NEAR_PX = 256, 8
GEOHASH_SIGNS = 7
"""150 metres."""
GEOHASH_ALPHABET = "0123456789bcdefghjkmnpqrstuvwxyz"
PLUS_ALPHABET = "23456789CFGHJMPQRVWX"
NUMBER = re.compile(r"\d{4,9}(?:\.\d+)?|\d{1,3}[.,]\d{3,12}")
"""A minus before it is looked at apart: `-?` in front makes the whole search three times slower."""
SEXAGESIMAL = re.compile(
    r"(\d{1,3})\s*(?:°|º|deg)\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['′’m]|min)\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:\"|″|”|''|s))?"
)
TILE = re.compile(r"(?<!\d)(1[5-9])[/,_-](\d{3,6})[/,_-](\d{3,6})(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivatePoint:
    """A point that nobody may see, and the public points around it that everybody may."""

    number: int
    lat_deg: float = field(repr=False)
    lon_deg: float = field(repr=False)
    decimals: int = 6
    """How many decimals were typed; fewer than four are no exact point."""


class PointSearch:
    """All private points, ready to look."""

    def __init__(self, points: Iterable[PrivatePoint], public_numbers: Iterable[float] = ()) -> None:
        self._public = frozenset(round(number, COLUMN_DECIMALS) for number in public_numbers)
        self._points = tuple(point for point in points if point.decimals >= 4)
        self._codes: dict[str, set[int]] = {}
        self._packed: list[tuple[bytes, int]] = []
        for point in self._points:
            for code in (geohash(point.lat_deg, point.lon_deg), plus_code(point.lat_deg, point.lon_deg).casefold()):
                self._codes.setdefault(code, set()).add(point.number)
            self._packed += [(form, point.number) for form in packed_forms(point.lat_deg, point.lon_deg)]
        starts = sorted({code[:4] for code in self._codes})
        longest = "|".join(map(re.escape, starts))
        self._code = re.compile(rf"(?i)(?<![0-9a-z])(?:{longest})[0-9a-z+]{{3,8}}(?![0-9a-z])") if starts else None

    def in_bytes(self, content: bytes) -> Iterator[int]:
        """The points that stand as binary numbers: WKB, typed arrays."""
        if is_text(content):
            return
        for form, number in self._packed:
            if form in content:
                yield number

    def in_text(self, text: str) -> Iterator[int]:
        """The points that stand in a text in any usual writing."""
        if not self._points:
            return
        numbers = [(match.start(), signed(match, text)) for match in NUMBER.finditer(text)]
        yield from self._in_numbers(numbers)
        yield from self._in_columns({token for _, token in numbers})
        angles = [degrees_of(match) for match in SEXAGESIMAL.finditer(text)] if has_degree_sign(text) else []
        for one, other in pairwise(angles):
            yield from self._near(one, other, NEAR_DEG)
        for match in TILE.finditer(text):
            zoom, x, y = (int(part) for part in match.groups())
            yield from (
                each.number for each in self._points if tuple(map(int, tile_of(each, zoom))) in ((x, y), (y, x))
            )
        yield from self._in_codes(text)

    def _in_codes(self, text: str) -> Iterator[int]:
        """Points as geohash or plus code."""
        if self._code is not None:
            for match in self._code.finditer(text):
                token = match[0].casefold()
                yield from self._codes.get(token[:GEOHASH_SIGNS], ())
                yield from self._codes.get(token[:11], ())

    def _in_numbers(self, numbers: Sequence[tuple[int, str]]) -> Iterator[int]:
        for (start, one), (next_start, other) in pairwise(numbers):
            if next_start - start > PAIR_SIGNS:
                continue
            for first in values_of(one):
                for second in values_of(other):
                    yield from self._near(first, second, NEAR_DEG)
            if is_large(one) and is_large(other):
                yield from self._on_the_plane(float(one.replace(",", ".")), float(other.replace(",", ".")))

    def _near(self, one: float, other: float, limit_deg: float) -> Iterator[int]:
        for point in self._points:
            for lat, lon in ((one, other), (other, one)):
                if abs(point.lat_deg - lat) <= limit_deg and abs(point.lon_deg - lon) <= limit_deg:
                    yield point.number

    def _on_the_plane(self, one: float, other: float) -> Iterator[int]:
        """Points in metres of Web Mercator, or in pixels of a web map at a zoom level that shows houses."""
        for point in self._points:
            east, north = mercator_m(point)
            if any(abs(east - x) <= NEAR_M and abs(north - y) <= NEAR_M for x, y in ((one, other), (other, one))):
                yield point.number
            for zoom in TILE_ZOOMS:
                x, y = (part * TILE_PX for part in tile_of(point, zoom))
                if abs(x - one) <= NEAR_PX and abs(y - other) <= NEAR_PX:
                    yield point.number

    def _in_columns(self, tokens: Iterable[str]) -> Iterator[int]:
        """Points whose two numbers stand in one file, far apart: in columns."""
        values = (value for token in tokens for value in values_of(token) if has_fine_decimals(token))
        fine = sorted(value for value in values if round(value, COLUMN_DECIMALS) not in self._public)
        if not fine:
            return
        for point in self._points:
            if has_near(fine, point.lat_deg) and has_near(fine, point.lon_deg):
                yield point.number


def is_text(content: bytes) -> bool:
    """Whether the bytes are UTF-8; eight bytes of a coordinate never are, but by chance."""
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in content


def has_degree_sign(text: str) -> bool:
    """Whether angles may stand in the text."""
    return any(sign in text for sign in ("°", "º", "deg"))


def has_near(numbers: Sequence[float], wanted: float) -> bool:
    """Whether one of the sorted numbers is the wanted one, but for its last decimals."""
    index = bisect_left(numbers, wanted - SAME_DEG)
    return index < len(numbers) and numbers[index] <= wanted + SAME_DEG


def signed(match: re.Match[str], text: str) -> str:
    """The number with the minus that stands before it."""
    return f"-{match[0]}" if match.start() and text[match.start() - 1] in "-−" else match[0]


def is_large(token: str) -> bool:
    """Whether the number has five digits or more before its decimals."""
    return len(token.lstrip("-").partition(".")[0].partition(",")[0]) >= 5


def has_fine_decimals(token: str) -> bool:
    """Whether the number is fine enough to be told from chance."""
    _, point, decimals = token.replace(",", ".").partition(".")
    return len(decimals) >= FINE_DECIMALS if point else len(token) >= FINE_DECIMALS + 1


def values_of(token: str) -> Iterator[float]:
    """The degrees that a number may mean: as typed, or without its point (four to seven decimals)."""
    plain = token.replace(",", ".")
    if "." in plain:
        yield float(plain)
    elif len(plain) >= 5:
        yield from (int(plain) / 10**decimals for decimals in (4, 5, 6, 7))


def degrees_of(match: re.Match[str]) -> float:
    """The degrees of a writing with minutes and seconds."""
    degrees, minutes, seconds = (float((part or "0").replace(",", ".")) for part in match.groups())
    return degrees + minutes / 60 + seconds / 3600


def mercator_m(point: PrivatePoint) -> tuple[float, float]:
    """East and north in metres of Web Mercator."""
    angle = math.log(math.tan(math.pi / 4 + math.radians(point.lat_deg) / 2))
    return point.lon_deg * METRES_PER_DEGREE, math.degrees(angle) * METRES_PER_DEGREE


def tile_of(point: PrivatePoint, zoom: int) -> tuple[float, float]:
    """Column and row of the tile of a web map, with its fraction."""
    count = 2**zoom
    east, north = mercator_m(point)
    return (east / METRES_PER_DEGREE + 180) / 360 * count, (180 - north / METRES_PER_DEGREE) / 360 * count


def packed_forms(lat: float, lon: float) -> Iterator[bytes]:
    """The two numbers one after the other, as programs write them: eight or four bytes, either order and end first."""
    for one, other in ((lat, lon), (lon, lat)):
        yield from (struct.pack(form, one, other) for form in ("<dd", ">dd", "<ff", ">ff"))


def geohash(lat: float, lon: float, length: int = GEOHASH_SIGNS) -> str:
    """The first signs of the geohash of a point."""
    low, high = [-90.0, -180.0], [90.0, 180.0]
    code, bits = "", 0
    for number in range(length * 5):
        axis = 1 - number % 2
        middle = (low[axis] + high[axis]) / 2
        is_above = (lat, lon)[axis] >= middle
        (low if is_above else high)[axis] = middle
        bits = bits * 2 + is_above
        if number % 5 == 4:
            code, bits = code + GEOHASH_ALPHABET[bits], 0
    return code


def plus_code(lat: float, lon: float) -> str:
    """The plus code (Open Location Code) of a point: ten digits, fourteen metres."""
    north, east = math.floor((lat + 90) * 8000), math.floor((lon + 180) * 8000)
    digits = ""
    for _ in range(5):
        digits = PLUS_ALPHABET[north % 20] + PLUS_ALPHABET[east % 20] + digits
        north, east = north // 20, east // 20
    return f"{digits[:8]}+{digits[8:]}"
