"""Where a signal is: the places and areas of its story, as finely as a service may know them.

A service may see the exact place, never the teller. So what was told at home, and what is sensitive, is shown by its
area only: there the place could be the teller's own door. A service whose `finest_place` is coarser sees no more than
that: `street` is the middle of a cell of the grid and names of streets, districts and villages; `area` the
neighbourhoods; `city` that it is somewhere in the city; `none` nothing. Whether a service takes a signal is decided by
all that is known, so a service for one neighbourhood knows that much of what it gets.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import shapely

from builder.model.corpus import Corpus, Gazetteer
from builder.model.gazetteer import Area, Place, PlaceKind
from builder.model.geo import Point, Precision
from builder.model.settings import City
from builder.model.story import Sensitivity, Setting, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """Where a story is, for a service."""

    place_ids: tuple[str, ...]
    area_ids: tuple[str, ...]
    """Empty for the whole city, and when nobody said where."""
    points: tuple[Point, ...]


METRES_PER_DEGREE = 111_195.0
"""Along a meridian of a sphere of radius 6 371 km."""
STREET_KINDS = frozenset({PlaceKind.STREET})
"""Places whose name tells no more than a street does."""


def seen_whereabouts(story: Story, corpus: Corpus, finest: Precision) -> Whereabouts:
    """Where a story is, as finely as this, and never more finely than any service may know it."""
    gazetteer = corpus.gazetteer
    known = find_whereabouts(story, gazetteer)
    if finest is Precision.EXACT:
        return known
    places = {place.id: place for place in gazetteer.places}
    named = [places[place_id] for place_id in known.place_ids]
    coarse = tuple(place.id for place in named if place.is_coarse)
    if finest is Precision.STREET:
        streets = tuple(place.id for place in named if place.is_coarse or place.kind in STREET_KINDS)
        points = known.points if is_only_area(story) else snapped_points(known.points, corpus.city)
        return replace(known, place_ids=streets, points=points)
    if finest is Precision.AREA:
        by_id = {area.id: area for area in gazetteer.areas}
        shown = middles(by_id[area_id] for area_id in known.area_ids if area_id in by_id)
        return replace(known, place_ids=coarse, points=tuple(shown))
    whole = tuple(place.id for place in named if is_whole_city(place)) if finest is Precision.CITY else ()
    return Whereabouts(place_ids=whole, area_ids=(), points=())


def snapped_points(points: Iterable[Point], city: City) -> tuple[Point, ...]:
    """The middles of the cells of the grid in which the points lie, each once.

    What comes out depends on the cell only, never on where in it a point was.
    """
    lat_step = city.privacy.grid_m / METRES_PER_DEGREE
    lon_step = lat_step / math.cos(math.radians(city.centre.lat))
    cells = (
        Point(
            lat_deg=round((math.floor(point.lat_deg / lat_step) + 0.5) * lat_step, 5),
            lon_deg=round((math.floor(point.lon_deg / lon_step) + 0.5) * lon_step, 5),
        )
        for point in points
    )
    return tuple(dict.fromkeys(cells))


def find_whereabouts(story: Story, gazetteer: Gazetteer) -> Whereabouts:
    """The places, areas and points of a story; areas by the outlines, or as the place itself says."""
    places = {place.id: place for place in gazetteer.places}
    own = [places[place_id] for place_id in story.front.place if place_id in places]
    area_ids = [area_id for place in own for area_id in areas_of_place(place, gazetteer.areas)]
    points = [location.point for place in own for location in place.locations if not is_whole_city(place)]
    location = story.front.location
    if location is not None and location.precision not in (Precision.CITY, Precision.NONE):
        point = Point(lat_deg=location.lat, lon_deg=location.lon)
        area = area_around(point, gazetteer.areas)
        area_ids += [area.id] if area else []
        is_fine = location.precision is not Precision.AREA
        points += [point] if is_fine else middles([area] if area else [])
    unique_areas = tuple(dict.fromkeys(area_ids))
    if is_only_area(story):
        by_id = {area.id: area for area in gazetteer.areas}
        coarse = tuple(place.id for place in own if place.is_coarse)
        shown = middles(by_id[area_id] for area_id in unique_areas if area_id in by_id)
        return Whereabouts(place_ids=coarse, area_ids=unique_areas, points=tuple(shown))
    return Whereabouts(
        place_ids=tuple(place.id for place in own),
        area_ids=unique_areas,
        points=tuple(dict.fromkeys(points)),
    )


def is_only_area(story: Story) -> bool:
    """Whether a service may know no more than the area."""
    return story.front.setting is Setting.HOME or story.front.sensitivity is Sensitivity.HIGH


def areas_of_place(place: Place, areas: Iterable[Area]) -> list[str]:
    """The areas of a place; none for the city as a whole."""
    if is_whole_city(place):
        return []
    if place.area is not None:
        return [place.area]
    found = (area_around(location.point, areas) for location in place.locations)
    return [area.id for area in found if area is not None]


def is_whole_city(place: Place) -> bool:
    """Whether the place is the city itself: its point says nothing."""
    return place.kind is PlaceKind.CITY


def whole_city_places(gazetteer: Gazetteer) -> frozenset[str]:
    """The ids of the places that are the city itself."""
    return frozenset(place.id for place in gazetteer.places if is_whole_city(place))


def area_around(point: Point, areas: Iterable[Area]) -> Area | None:
    """The neighbourhood around a point; the first by id when outlines overlap."""
    spot = shapely.Point(point.lon_deg, point.lat_deg)
    return next((area for area in sorted(areas, key=lambda area: area.id) if area.polygon.covers(spot)), None)


def middles(areas: Iterable[Area]) -> list[Point]:
    """A point inside each area that stands for all of it."""
    spots = (area.polygon.representative_point() for area in areas)
    return [Point(lat_deg=spot.y, lon_deg=spot.x) for spot in spots]
