"""How finely a place is shown. The same input gives the same point: a fixed grid, no chance, no averaging out."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely

from builder.airlock.shared_spots import METRES_PER_DEGREE, NO_LIMITS, SpotLimits, allowed_precision
from builder.model.gazetteer import Area, Place, PlaceKind
from builder.model.geo import Point, Precision
from builder.model.public import PublicSpot
from builder.model.story import Story

SMALLEST_SHARE = 0.25
"""Of a cell that must be left for a point to be snapped to it, or for an area to be told; else something larger is."""
ROUGHNESS = 1.005
"""The Earth is no sphere: what is told as a distance is never less than the real one."""
DECIMALS = 5
"""Of a degree: about a metre, in every output alike."""
STEP_M = 5
"""Distances are told in steps, not as if they were measured."""
Surface = Any  # a shapely geometry; which kind, shapely's types do not say


@dataclass(frozen=True, slots=True, kw_only=True)
class Blurring:
    """The grid and the outlines of one city."""

    grid_m: int
    reference_lat_deg: float
    """Where the width of the grid is measured; the centre of the city."""
    areas: Sequence[Area]
    city_area: Area | None
    own_parts: dict[str, Surface] = field(init=False, repr=False)
    """Area → what it does not share with an earlier one: where a point must lie to be told to be in it."""
    all_areas: Surface = field(init=False, repr=False)
    middles: dict[str, tuple[Point, int]] = field(init=False, repr=False, default_factory=dict)
    """Area → its middle, once it was asked for: it takes a while to find, and many stories are in one area."""
    around: dict[Point, Area | None] = field(init=False, repr=False, default_factory=dict)
    """Point → its area, once it was asked for: many stories are at one place."""
    snapped_to: dict[tuple[int, int, str | None, bool], Point | None] = field(
        init=False, repr=False, default_factory=dict
    )
    """Cell, area, whether in the city → what is shown: all that it depends on."""

    def __post_init__(self) -> None:
        parts: dict[str, Surface] = {}
        taken: Surface = shapely.Polygon()
        for area in (*self.areas, *filter(None, [self.city_area])):
            shapely.prepare(area.polygon)  # for many points
        for area in self.areas:
            parts[area.id] = shapely.difference(area.polygon, taken)
            taken = shapely.union(taken, area.polygon)
        object.__setattr__(self, "own_parts", parts)
        object.__setattr__(self, "all_areas", taken)

    def area_of(self, point: Point) -> Area | None:
        """The neighbourhood around a point; the first of the list, which is by id, when outlines overlap."""
        if point not in self.around:
            self.around[point] = next((area for area in self.areas if covers(area, point)), None)
        return self.around[point]

    def snapped(self, point: Point) -> Point | None:
        """The middle of the grid cell; where that lies outside the point's own area, a point of the cell in it.

        What comes out depends on the cell and the area only, never on where in the cell the point was. None when so
        little of the cell lies in the area that any point of it would tell too much.
        """
        area = self.area_of(point)
        is_in_city = area is None and self.city_area is not None and covers(self.city_area, point)
        key = (*self.steps_to(point), area.id if area else None, is_in_city)
        if key not in self.snapped_to:
            self.snapped_to[key] = self.find_snapped(point, area)
        return self.snapped_to[key]

    def find_snapped(self, point: Point, area: Area | None) -> Point | None:
        """The same, found anew."""
        cell = self.cell_of(point)
        left = self.left_of_cell(cell, point, area)
        if left.area < SMALLEST_SHARE * cell.area:
            return None
        candidates = (rounded(each.y, each.x) for each in (cell.centroid, *inner_points(left)))
        return next((each for each in candidates if self.is_alike(each, point, area)), None)

    def middle_of(self, area: Area) -> tuple[Point, int]:
        """A point of what the area does not share with an earlier one, and the distance to its farthest corner."""
        if area.id not in self.middles:
            self.middles[area.id] = self.find_middle(area)
        return self.middles[area.id]

    def find_middle(self, area: Area) -> tuple[Point, int]:
        """The same, found anew."""
        part = self.own_parts[area.id]
        candidates = [rounded(each.y, each.x) for each in inner_points(part)]
        middle = next((each for each in candidates if self.area_of(each) == area), candidates[0])
        return middle, reach_m(middle, part)

    def left_of_cell(self, cell: shapely.Polygon, point: Point, area: Area | None) -> Surface:
        """The part of the cell in which, by what is told, the point lies."""
        if area is not None:
            return shapely.intersection(cell, self.own_parts[area.id])
        in_city = self.city_area is not None and covers(self.city_area, point)
        around = shapely.intersection(cell, self.city_area.polygon) if self.city_area and in_city else cell
        return shapely.difference(around, self.all_areas)

    def is_alike(self, shown: Point, point: Point, area: Area | None) -> bool:
        """Whether the shown point lies in the same area as the point, and outside the city only with it."""
        if self.area_of(shown) != area:
            return False
        return (
            area is not None or self.city_area is None or covers(self.city_area, shown) == covers(self.city_area, point)
        )

    def cell_of(self, point: Point) -> shapely.Polygon:
        """The cell of the grid around a point."""
        north_steps, east_steps = self.steps_to(point)
        south, west = north_steps * self.lat_step, east_steps * self.lon_step
        return shapely.box(west, south, west + self.lon_step, south + self.lat_step)

    def steps_to(self, point: Point) -> tuple[int, int]:
        """The cell of the grid around a point, in cells north and east of where both are zero."""
        return math.floor(point.lat_deg / self.lat_step), math.floor(point.lon_deg / self.lon_step)

    @property
    def lat_step(self) -> float:
        """The height of a cell in degrees."""
        return self.grid_m / METRES_PER_DEGREE

    @property
    def lon_step(self) -> float:
        """The width of a cell in degrees, everywhere the same."""
        return self.grid_m / (METRES_PER_DEGREE * math.cos(math.radians(self.reference_lat_deg)))

    def is_too_small(self, area: Area) -> bool:
        """Whether an area is so small that naming it would tell more than the grid does."""
        return bool(self.own_parts[area.id].area < SMALLEST_SHARE * self.lat_step * self.lon_step)

    def street_m(self, point: Point) -> int:
        """How far off a snapped point may be, in metres: the diagonal of its cell, wider towards the equator."""
        _, south, _, north = self.cell_of(point).bounds
        nearest = 0.0 if south < 0 < north else min(abs(south), abs(north))
        width_m = self.lon_step * METRES_PER_DEGREE * math.cos(math.radians(nearest))
        return told_distance(math.hypot(self.grid_m, width_m))


def told_distance(metres: float) -> int:
    """A distance that is at least the real one, in steps; a metre more for the rounding of the point."""
    return math.ceil((metres * ROUGHNESS + 1) / STEP_M) * STEP_M


def covers(area: Area, point: Point) -> bool:
    """Whether the point lies in the area or on its edge."""
    return bool(shapely.covers(area.polygon, shapely.points(point.lon_deg, point.lat_deg)))


def rounded(lat_deg: float, lon_deg: float) -> Point:
    """The point with no more digits than it means."""
    return Point(lat_deg=round(lat_deg, DECIMALS), lon_deg=round(lon_deg, DECIMALS))


def inner_points(outline: Surface) -> Iterator[shapely.Point]:
    """Points inside an outline: any, and the one farthest from its edge, which rounding does not carry out of it."""
    yield outline.representative_point()
    yield widest_point(outline)


def widest_point(outline: Surface) -> shapely.Point:
    """The point of an outline that is farthest from its edge."""
    radius = shapely.maximum_inscribed_circle(outline)  # a line from the middle of the circle to its edge
    return shapely.Point(radius.coords[0])


def reach_m(point: Point, outline: Surface) -> int:
    """The distance from a point to the farthest corner of an outline, in metres."""
    corners = shapely.get_coordinates(outline)
    nearest = min(abs(point.lat_deg), *(abs(lat) for _, lat in corners))
    east_m = METRES_PER_DEGREE * math.cos(math.radians(nearest))
    return told_distance(
        max(
            math.hypot((lon - point.lon_deg) * east_m, (lat - point.lat_deg) * METRES_PER_DEGREE)
            for lon, lat in corners
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BlurredPlace:
    """What the public may know of where a story is."""

    spots: tuple[PublicSpot, ...]
    area_ids: tuple[str, ...]


def blur_story(
    story: Story, places: dict[str, Place], blurring: Blurring, limits: SpotLimits = NO_LIMITS
) -> BlurredPlace:
    """The spots and areas of a story: never finer than its consent, its setting, its place and others there allow."""
    front = story.front
    found: list[tuple[PublicSpot, str | None]] = []
    if front.location is not None:
        point = Point(lat_deg=front.location.lat, lon_deg=front.location.lon)
        own = front.location.precision.coarsest(allowed_precision(story))
        precision = limits.at_location(story.id, own)
        found.append(show_point(point, precision, 0, blurring))
    for place_id in front.place:
        allowed = limits.at_place(place_id, allowed_precision(story))
        found += blur_place(places[place_id], allowed, blurring)
    spots: dict[PublicSpot, None] = {spot: None for spot, _ in found}
    areas: dict[str, None] = {area_id: None for _, area_id in found if area_id}
    return BlurredPlace(spots=tuple(spots), area_ids=tuple(areas))


def blur_place(place: Place, allowed: Precision, blurring: Blurring) -> list[tuple[PublicSpot, str | None]]:
    """The spots of one place of the gazetteer, each with its area.

    Its name and point are public facts, but that the story is about it is the teller's: without consent for the
    exact place the point is snapped and the name withheld, unless the name says no more than a neighbourhood does.
    """
    may_name = allowed is Precision.EXACT or (allowed is Precision.STREET and place.is_coarse)
    if not place.locations:
        spot = PublicSpot(point=None, precision=Precision.NONE, precision_m=0, place_id=place.id if may_name else None)
        return [(spot, place.area)]
    if not may_name and place.kind is PlaceKind.CITY:
        return [show_point(location.point, Precision.CITY, 0, blurring) for location in place.locations]
    if not may_name:
        return [show_point(location.point, allowed, 0, blurring) for location in place.locations]
    shown = []
    for location in place.locations:
        precision = Precision.AREA if place.is_coarse else Precision.EXACT
        point = rounded(location.lat, location.lon)
        spot = PublicSpot(point=point, precision=precision, precision_m=location.accuracy_m, place_id=place.id)
        shown.append((spot, area_of_place(place, location.point, blurring)))
    return shown


def area_of_place(place: Place, point: Point, blurring: Blurring) -> str | None:
    """The neighbourhood of a place that may be named: what the gazetteer says, else around its point.

    The city as a whole lies in no neighbourhood, whatever its point.
    """
    if place.kind is PlaceKind.CITY:
        return None
    area = blurring.area_of(point)
    return place.area or (area.id if area else None)


def show_point(
    point: Point, precision: Precision, accuracy_m: int, blurring: Blurring
) -> tuple[PublicSpot, str | None]:
    """A point at a precision, and its area."""
    area = blurring.area_of(point)
    nowhere = PublicSpot(point=None, precision=precision, precision_m=0, place_id=None)
    if precision in (Precision.CITY, Precision.NONE):
        return nowhere, None
    snapped = blurring.snapped(point) if precision is Precision.STREET else None
    if precision is Precision.STREET and snapped is None:
        precision = Precision.AREA
    if precision is Precision.AREA:
        if area is None or blurring.is_too_small(area):
            return PublicSpot(point=None, precision=Precision.CITY, precision_m=0, place_id=None), None
        middle, radius_m = blurring.middle_of(area)
        return PublicSpot(point=middle, precision=precision, precision_m=radius_m, place_id=None), area.id
    if snapped is not None:
        shown, shown_m = snapped, blurring.street_m(point)
    else:
        shown, shown_m = rounded(point.lat_deg, point.lon_deg), accuracy_m or 10
    return PublicSpot(point=shown, precision=precision, precision_m=shown_m, place_id=None), area.id if area else None
