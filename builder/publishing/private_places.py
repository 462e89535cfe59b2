"""Which points of a corpus must not be public: every exact place that is not shown exactly."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

import shapely

from builder.model.corpus import Corpus
from builder.model.geo import Precision
from builder.model.story import Location, Setting, Story
from builder.publishing.points import NEAR_DEG, PrivatePoint
from builder.publishing.private_words import may_be_public

METRES_PER_DEGREE = 111_320.0
"""Of latitude, as the grid of the airlock is measured."""
Pair = tuple[float, float]


def private_points(corpus: Corpus, today: date, first_number: int) -> tuple[list[PrivatePoint], list[Story]]:
    """The points to look for, numbered from the first number on, and the story of each.

    A point that lies on a public one, or in the middle of its own cell of the grid, tells nothing new and is left out.
    """
    public = public_pairs(corpus)
    points: list[PrivatePoint] = []
    stories: list[Story] = []
    for story in corpus.stories:
        location = story.front.location
        if location is None or is_shown_exactly(story, today) or is_public_anyway(location, corpus, public):
            continue
        number = first_number + len(stories)
        decimals = max(decimals_of(location.lat), decimals_of(location.lon))
        points.append(PrivatePoint(number=number, lat_deg=location.lat, lon_deg=location.lon, decimals=decimals))
        stories.append(story)
    return points, stories


def is_shown_exactly(story: Story, today: date) -> bool:
    """Whether the teller agreed that everybody sees the very point."""
    front = story.front
    is_exact = front.location is not None and front.location.precision is Precision.EXACT
    return may_be_public(story, today) and is_exact and front.consent.exact_place and front.setting is Setting.PUBLIC


def decimals_of(degrees: float) -> int:
    """How many decimals a number needs."""
    return len(f"{degrees:.7f}".rstrip("0").partition(".")[2])


def public_pairs(corpus: Corpus) -> list[Pair]:
    """Latitude and longitude of every place, corner of an outline and middle of an area."""
    outlines = [area.polygon for area in corpus.gazetteer.areas]
    outlines += [corpus.gazetteer.city_area.polygon] if corpus.gazetteer.city_area else []
    pairs = [(each.lat, each.lon) for place in corpus.gazetteer.places for each in place.locations]
    for outline in outlines:
        middle = outline.representative_point()
        pairs += [(lat, lon) for lon, lat, *_ in shapely.get_coordinates(outline).tolist()]
        pairs.append((middle.y, middle.x))
    return [*pairs, *pairs_in(corpus.gazetteer.landscape)]


def pairs_in(value: object) -> Iterator[Pair]:
    """Every point in a GeoJSON value."""
    if isinstance(value, dict):
        for entry in value.values():
            yield from pairs_in(entry)
    elif isinstance(value, list) and len(value) >= 2 and all(isinstance(each, (int, float)) for each in value[:2]):
        yield float(value[1]), float(value[0])
    elif isinstance(value, list):
        for entry in value:
            yield from pairs_in(entry)


def is_public_anyway(location: Location, corpus: Corpus, public: list[Pair]) -> bool:
    """Whether a public point lies so near that the two cannot be told apart."""
    near = (*public, cell_middle(location, corpus))
    return any(abs(location.lat - lat) <= NEAR_DEG and abs(location.lon - lon) <= NEAR_DEG for lat, lon in near)


def cell_middle(location: Location, corpus: Corpus) -> Pair:
    """The middle of the cell of the grid in which a point lies: where it is shown when it is blurred."""
    lat_step = corpus.city.privacy.grid_m / METRES_PER_DEGREE
    lon_step = lat_step / math.cos(math.radians(corpus.city.centre.lat))
    row, column = math.floor(location.lat / lat_step), math.floor(location.lon / lon_step)
    return (row + 0.5) * lat_step, (column + 0.5) * lon_step
