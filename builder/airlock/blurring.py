"""How finely a place is shown. The same input gives the same point: a fixed grid, no chance, no averaging out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import shapely

from builder.model.gazetteer import Area, Place, PlaceKind
from builder.model.geo import Point, Precision
from builder.model.public import PublicSpot
from builder.model.story import Setting, Story

METRES_PER_DEGREE = 111_320.0
"""Of latitude; of longitude at the equator."""
SMALLEST_SHARE = 0.25
"""Of a cell that must lie in the area for a point to be snapped to it; else the whole area is shown."""
Outline = shapely.Polygon | shapely.MultiPolygon


@dataclass(frozen=True, slots=True, kw_only=True)
class Blurring:
    """The grid and the outlines of one city."""

    grid_m: int
    reference_lat_deg: float
    """Where the width of the grid is measured; the centre of the city."""
    areas: Sequence[Area]
    city_area: Area | None

    def area_of(self, point: Point) -> Area | None:
        """The neighbourhood around a point; the first of the list, which is by id, when outlines overlap."""
        return next((area for area in self.areas if covers(area, point)), None)

    def snapped(self, point: Point) -> Point:
        """The middle of the grid cell; where that lies outside the point's own area, a point of the cell in it.

        What comes out depends on the cell and the area only, never on where in the cell the point was.
        """
        cell = self.cell_of(point)
        middle = cell.centroid
        area = self.area_of(point) or self.city_area
        if area is None:
            return rounded(middle.y, middle.x)
        candidates = (middle, shapely.intersection(cell, area.polygon).representative_point())
        inside = (rounded(each.y, each.x) for each in candidates if not each.is_empty)
        shown = next((each for each in inside if covers(area, each)), None)
        return shown or middle_of(area.polygon)[0]

    def cell_of(self, point: Point) -> shapely.Polygon:
        """The cell of the grid around a point."""
        lat_step = self.grid_m / METRES_PER_DEGREE
        lon_step = self.grid_m / (METRES_PER_DEGREE * math.cos(math.radians(self.reference_lat_deg)))
        south = math.floor(point.lat_deg / lat_step) * lat_step
        west = math.floor(point.lon_deg / lon_step) * lon_step
        return shapely.box(west, south, west + lon_step, south + lat_step)

    def is_sliver(self, point: Point) -> bool:
        """Whether the edge of its area leaves so little of the cell that a snapped point would tell too much."""
        area = self.area_of(point)
        if area is None:
            return False
        cell = self.cell_of(point)
        return bool(shapely.intersection(cell, area.polygon).area < SMALLEST_SHARE * cell.area)

    @property
    def street_m(self) -> int:
        """How far off a snapped point may be, in metres: the diagonal of a cell."""
        return math.ceil(self.grid_m * math.sqrt(2))


def covers(area: Area, point: Point) -> bool:
    """Whether the point lies in the area or on its edge."""
    return bool(area.polygon.covers(shapely.Point(point.lon_deg, point.lat_deg)))


def rounded(lat_deg: float, lon_deg: float) -> Point:
    """The point with six decimals (a tenth of a metre): no more digits than it means."""
    return Point(lat_deg=round(lat_deg, 6), lon_deg=round(lon_deg, 6))


def middle_of(outline: Outline) -> tuple[Point, int]:
    """A point inside the outline, and the distance to its farthest corner in metres."""
    spot = outline.representative_point()
    parts = outline.geoms if isinstance(outline, shapely.MultiPolygon) else (outline,)
    corners = [corner for part in parts for corner in part.exterior.coords]
    east_m = METRES_PER_DEGREE * math.cos(math.radians(spot.y))
    radius = max(math.hypot((lon - spot.x) * east_m, (lat - spot.y) * METRES_PER_DEGREE) for lon, lat, *_ in corners)
    return rounded(spot.y, spot.x), math.ceil(radius)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlurredPlace:
    """What the public may know of where a story is."""

    spots: tuple[PublicSpot, ...]
    area_ids: tuple[str, ...]


def blur_story(story: Story, places: dict[str, Place], blurring: Blurring) -> BlurredPlace:
    """The spots and areas of a story: never finer than its consent, its setting and its place allow."""
    front = story.front
    found: list[tuple[PublicSpot, str | None]] = []
    if front.location is not None:
        point = Point(lat_deg=front.location.lat, lon_deg=front.location.lon)
        precision = front.location.precision.coarsest(allowed_precision(story))
        found.append(show_point(point, precision, 0, blurring))
    for place_id in front.place:
        found += blur_place(story, places[place_id], blurring)
    spots: dict[PublicSpot, None] = {spot: None for spot, _ in found}
    areas: dict[str, None] = {area_id: None for _, area_id in found if area_id}
    return BlurredPlace(spots=tuple(spots), area_ids=tuple(areas))


def allowed_precision(story: Story) -> Precision:
    """The finest precision that the teller's home and consent allow."""
    if story.front.setting is Setting.HOME:
        return Precision.AREA
    return Precision.EXACT if story.front.consent.exact_place else Precision.STREET


def blur_place(story: Story, place: Place, blurring: Blurring) -> list[tuple[PublicSpot, str | None]]:
    """The spots of one place of the gazetteer, each with its area.

    Its name and point are public facts, but that the story is about it is the teller's: without consent for the
    exact place the point is snapped and the name withheld, unless the name says no more than a neighbourhood does.
    """
    allowed = allowed_precision(story)
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
    if precision is Precision.STREET and blurring.is_sliver(point):
        precision = Precision.AREA
    if precision is Precision.AREA:
        if area is None:
            return PublicSpot(point=None, precision=Precision.CITY, precision_m=0, place_id=None), None
        middle, radius_m = middle_of(area.polygon)
        return PublicSpot(point=middle, precision=precision, precision_m=radius_m, place_id=None), area.id
    if precision is Precision.STREET:
        shown, shown_m = blurring.snapped(point), blurring.street_m
    else:
        shown, shown_m = rounded(point.lat_deg, point.lon_deg), accuracy_m or 10
    return PublicSpot(point=shown, precision=precision, precision_m=shown_m, place_id=None), area.id if area else None
