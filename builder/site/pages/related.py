"""Which stories stand below a story: at the same place, near it, with the same feeling. Never the most read ones.

Every story of a group points at the ones that follow it in the group, round and round: each is then pointed at as often
as any other, and the same edition gives the same three.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice

from builder.model.geo import Point, Precision
from builder.model.public import Edition, PublicStory
from builder.site.pages.edition_index import EditionIndex

LIMIT = 3
NEARBY_MAX_M = 1500.0
CELL_DEG = 0.0025
"""Side of a cell of the search grid: about 280 m north to south."""
METRES_PER_DEG = 111_195.0
"""Along a meridian, on the sphere of `distance_m`."""
EARTH_RADIUS_M = 6_371_008.8

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Numbers of stories, three of each at most; no story stands in two of them."""

    same_place: tuple[int, ...]
    nearby: tuple[int, ...]
    same_feeling: tuple[int, ...]


def distance_m(a: Point, b: Point) -> float:
    """Great-circle distance between two points.

    Returns: metres, zero or more.
    Source: haversine on a sphere of radius 6 371 008.8 m (IUGG mean); within 0.6 % of the ellipsoid.
    """
    lat_a, lat_b = math.radians(a.lat_deg), math.radians(b.lat_deg)
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b.lon_deg - a.lon_deg) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))


class Neighbourhood:
    """The points of an edition and the stories at them, to find what is near without comparing all with all."""

    def __init__(self, stories: Iterable[PublicStory]) -> None:
        at_point: dict[Point, list[int]] = defaultdict(list)
        for story in stories:
            for point in points_of(story):
                at_point[point].append(story.number)
        self._at_point = at_point
        self._cells: dict[Cell, list[Point]] = defaultdict(list)
        for point in at_point:
            self._cells[cell_of(point)].append(point)

    def near(self, point: Point) -> Iterator[int]:
        """Numbers of the stories around a point, the nearest first; only as far as somebody reads on."""
        waiting: list[tuple[float, float, float]] = []
        narrow_m = CELL_DEG * METRES_PER_DEG * max(0.1, math.cos(math.radians(point.lat_deg)))
        for ring in range(math.ceil(NEARBY_MAX_M / narrow_m) + 1):
            for cell in ring_around(cell_of(point), ring):
                for other in self._cells.get(cell, ()):
                    heappush(waiting, (distance_m(point, other), other.lat_deg, other.lon_deg))
            # what lies in a further ring is at least this many cells away
            while waiting and waiting[0][0] <= ring * narrow_m:
                distance, lat_deg, lon_deg = heappop(waiting)
                if distance <= NEARBY_MAX_M:
                    yield from self._at_point[Point(lat_deg=lat_deg, lon_deg=lon_deg)]


def ring_around(middle: Cell, ring: int) -> Iterator[Cell]:
    """The cells at this many steps from a cell, in any direction."""
    row, column = middle
    for step in range(-ring, ring + 1):
        yield row - ring, column + step
        if ring:
            yield row + ring, column + step
    for step in range(1 - ring, ring):
        yield row + step, column - ring
        yield row + step, column + ring


def points_of(story: PublicStory) -> tuple[Point, ...]:
    """The points that say where it was, and not just in which neighbourhood."""
    fine = (Precision.EXACT, Precision.STREET)
    return tuple(dict.fromkeys(spot.point for spot in story.spots if spot.point and spot.precision in fine))


def cell_of(point: Point) -> Cell:
    """The cell in which a point lies."""
    return math.floor(point.lat_deg / CELL_DEG), math.floor(point.lon_deg / CELL_DEG)


class Round:
    """The stories of a group in a ring."""

    def __init__(self, numbers: tuple[int, ...]) -> None:
        self._numbers = numbers
        self._ranks = {number: rank for rank, number in enumerate(numbers)}

    def after(self, number: int) -> Iterator[int]:
        """The others, from the one that follows this story."""
        rank, length = self._ranks[number], len(self._numbers)
        return (self._numbers[(rank + step) % length] for step in range(1, length))


def build_related(edition: Edition, index: EditionIndex) -> tuple[Related, ...]:
    """For each story of the edition, by number."""
    places = {place_id: Round(numbers) for place_id, numbers in index.stories_of_place.items()}
    feelings = {emotion_id: Round(numbers) for emotion_id, numbers in index.stories_of_emotion.items()}
    neighbourhood = Neighbourhood(edition.stories)

    place_ids = [frozenset(story.place_ids) for story in edition.stories]
    around: dict[tuple[tuple[Point, ...], tuple[str, ...]], tuple[int, ...]] = {}

    def nearby(story: PublicStory) -> tuple[int, ...]:
        """The nearest stories at other places; one more than are taken, for the story itself may be among them."""
        key = points_of(story), story.place_ids
        if key not in around:
            here = place_ids[story.number]
            near = (number for point in key[0] for number in neighbourhood.near(point))
            elsewhere = (number for number in near if here.isdisjoint(place_ids[number]))
            around[key] = tuple(islice(without_repeats(elsewhere), LIMIT + 1))
        return around[key]

    def relate(story: PublicStory) -> Related:
        used = {story.number}
        at_place = (number for place_id in story.place_ids for number in places[place_id].after(story.number))
        feeling = feelings.get(story.emotion_id or "")
        return Related(
            same_place=take(at_place, used),
            nearby=take(nearby(story), used),
            same_feeling=take(feeling.after(story.number), used) if feeling else (),
        )

    return tuple(relate(story) for story in edition.stories)


def without_repeats(numbers: Iterable[int]) -> Iterator[int]:
    """Each number the first time, as far as somebody reads on."""
    seen: set[int] = set()
    for number in numbers:
        if number not in seen:
            seen.add(number)
            yield number


def take(numbers: Iterable[int], used: set[int]) -> tuple[int, ...]:
    """The first ones that were not used yet, `LIMIT` at most; they are used from now on."""
    taken: list[int] = []
    for number in numbers:
        if len(taken) == LIMIT:
            break
        if number not in used:
            used.add(number)
            taken.append(number)
    return tuple(taken)
