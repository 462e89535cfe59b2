"""A shown point stays in its area and is never finer than promised: any outlines, and the real ones of cities."""

from __future__ import annotations

import json
import math
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyproj
import pytest
import shapely

from builder.airlock.blurring import SMALLEST_SHARE, Blurring, covers, show_point
from builder.airlock.shared_spots import METRES_PER_DEGREE
from builder.model.gazetteer import Area
from builder.model.geo import Point, Precision
from builder.model.public import PublicSpot
from tests.nightly import examples

ELLIPSOID = pyproj.Geod(ellps="WGS84")
GRID_M = 250
Shape = Any  # shapely has no one type for what may have a surface
OUTSIDE_DATA = os.environ.get("VERTELKAART_TEST_DATA", "")
"""A folder with `municipalities.geojson`; the demo's own areas are used without it."""


def distance_m(a: Point, b: Point) -> float:
    """On the ellipsoid, which the builder does not know."""
    return float(ELLIPSOID.inv(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)[2])


def area(number: int, polygon: Shape, *, is_city: bool = False) -> Area:
    return Area(id=f"a{number:02}", name="A", names={}, is_city=is_city, polygon=polygon)


def star(chance: random.Random, lat: float, lon: float, size_deg: float) -> shapely.Polygon:
    """A ragged outline around a point."""
    corners = []
    count = chance.randrange(5, 14)
    for step in range(count):
        reach, angle = size_deg * chance.uniform(0.15, 1.0), math.tau * step / count
        corners.append((lon + 1.6 * reach * math.cos(angle), lat + reach * math.sin(angle)))
    return shapely.Polygon(corners)


def random_areas(chance: random.Random, middle_deg: float) -> list[Area]:
    """Areas with holes and exclaves, that overlap, and some no larger than a house."""
    found = []
    for number in range(chance.randrange(2, 7)):
        lat, lon = middle_deg + chance.uniform(-0.02, 0.02), 4.5 + chance.uniform(-0.03, 0.03)
        size = 10 ** chance.uniform(-3.5, -1.7)
        shape: Shape = star(chance, lat, lon, size)
        if chance.random() < 0.5:
            shape = shapely.difference(shape, star(chance, lat, lon, size / 3))
        if chance.random() < 0.5:
            shape = shapely.union(shape, star(chance, lat + 1.5 * size, lon, size / 4))
        shape = shapely.make_valid(shape)
        if shape.geom_type in ("Polygon", "MultiPolygon") and not shape.is_empty:
            found.append(area(number, shape))
    return found


def random_points(chance: random.Random, blurring: Blurring, count: int) -> Iterator[Point]:
    """Half of them anywhere, half near the corners of outlines, where things go wrong."""
    outlines = [each.polygon for each in blurring.areas] or [shapely.box(4.45, 50.98, 4.55, 51.02)]
    west, south, east, north = shapely.total_bounds(outlines)
    corners = shapely.get_coordinates(outlines)
    for number in range(count):
        if number % 2:
            lon, lat = corners[chance.randrange(len(corners))]
            yield Point(lat_deg=lat + chance.gauss(0, 0.0008), lon_deg=lon + chance.gauss(0, 0.0008))
        else:
            yield Point(lat_deg=chance.uniform(south, north), lon_deg=chance.uniform(west, east))


def told_region(point: Point, blurring: Blurring) -> Shape:
    """All points of the cell that cannot be told from this one, made anew from the outlines."""
    own = blurring.area_of(point)
    around: Shape = blurring.cell_of(point)
    earlier = list(blurring.areas) if own is None else list(blurring.areas)[: list(blurring.areas).index(own)]
    if own is not None:
        around = shapely.intersection(around, own.polygon)
    elif blurring.city_area is not None and covers(blurring.city_area, point):
        around = shapely.intersection(around, blurring.city_area.polygon)
    for each in earlier:
        around = shapely.difference(around, each.polygon)
    return around


def check_point(point: Point, blurring: Blurring) -> PublicSpot:
    """The spot that is shown for a point at `street`, after all promises were checked."""
    spot, area_id = show_point(point, Precision.STREET, 0, blurring)
    own = blurring.area_of(point)
    cell_area = blurring.cell_of(point).area
    if spot.precision is Precision.CITY:
        assert (spot.point, area_id) == (None, None)
        assert own is None or blurring.own_parts[own.id].area < SMALLEST_SHARE * cell_area
        return spot
    assert spot.point is not None
    assert area_id == (own.id if own else None)
    assert blurring.area_of(spot.point) == own
    assert distance_m(point, spot.point) <= spot.precision_m
    hidden = (
        told_region(point, blurring)
        if spot.precision is Precision.STREET
        else blurring.own_parts[own.id]
        if own
        else None
    )
    assert hidden is not None
    assert hidden.area >= 0.99 * SMALLEST_SHARE * cell_area
    return spot


def check_cells(points: Sequence[Point], blurring: Blurring) -> None:
    """Points that share a cell and an area are shown as one, in this build and in any other."""
    again = Blurring(
        grid_m=blurring.grid_m,
        reference_lat_deg=blurring.reference_lat_deg,
        areas=list(blurring.areas),
        city_area=blurring.city_area,
    )
    shown: dict[object, PublicSpot] = {}
    for point in points:
        own = blurring.area_of(point)
        in_city = blurring.city_area is not None and covers(blurring.city_area, point)
        key = (blurring.cell_of(point).wkb, own.id if own else None, in_city)
        spot = check_point(point, blurring)
        assert shown.setdefault(key, spot) == spot
        assert show_point(point, Precision.STREET, 0, again)[0] == spot


@pytest.mark.parametrize("middle_deg", [51.0, 0.01, -33.9, 64.1])
def test_whatever_the_outlines_a_shown_point_keeps_its_promises(middle_deg: float) -> None:
    chance = random.Random(f"outlines {middle_deg}")
    for _ in range(examples(ci=12, nightly=100)):
        areas = random_areas(chance, middle_deg)
        city = area(99, shapely.box(4.44, middle_deg - 0.035, 4.56, middle_deg + 0.035), is_city=True)
        blurring = Blurring(
            grid_m=chance.choice((100, GRID_M, 700)),
            reference_lat_deg=middle_deg,
            areas=areas,
            city_area=chance.choice((city, None)),
        )
        check_cells(list(random_points(chance, blurring, examples(ci=25, nightly=100))), blurring)


def real_areas() -> list[Area]:
    """Municipalities from outside when they are there, else the neighbourhoods of the demo."""
    own = Path(__file__).parents[2] / "places" / "areas.geojson"
    path = Path(OUTSIDE_DATA) / "municipalities.geojson" if OUTSIDE_DATA else own
    features = json.loads(path.read_text("utf-8"))["features"]
    shapes = [shapely.make_valid(shapely.geometry.shape(feature["geometry"])) for feature in features]
    return [area(number, shape) for number, shape in enumerate(shapes)]


def test_in_real_outlines_a_shown_point_keeps_its_promises() -> None:
    chance = random.Random("real")
    for each in real_areas():
        blurring = Blurring(grid_m=GRID_M, reference_lat_deg=each.polygon.centroid.y, areas=[each], city_area=None)
        check_cells(list(random_points(chance, blurring, examples(ci=20, nightly=1_500))), blurring)


def box_m(west_m: float, south_m: float, width_m: float, height_m: float) -> shapely.Polygon:
    """A box in a cell whose south-west corner is the origin, in metres of the grid."""
    lat, lon = 1 / METRES_PER_DEGREE, 1 / (METRES_PER_DEGREE * math.cos(math.radians(51)))
    row, column = math.floor(51 / (GRID_M * lat)), math.floor(4.5 / (GRID_M * lon))
    west, south = (column * GRID_M + west_m) * lon, (row * GRID_M + south_m) * lat
    return shapely.box(west, south, west + width_m * lon, south + height_m * lat)


def spot_in(areas: Sequence[Area], where: shapely.Polygon) -> PublicSpot:
    blurring = Blurring(grid_m=GRID_M, reference_lat_deg=51, areas=areas, city_area=None)
    middle = where.centroid
    return show_point(Point(lat_deg=middle.y, lon_deg=middle.x), Precision.STREET, 0, blurring)[0]


def test_an_area_the_size_of_a_house_is_not_told() -> None:
    house = box_m(60, 60, 40, 40)
    assert spot_in([area(0, house)], house).precision is Precision.CITY


def test_what_another_area_leaves_of_a_cell_is_not_told() -> None:
    """The first area covers all but a strip of the second: whoever is in the second must be in the strip."""
    first, second = area(0, box_m(-500, -500, 740, 1500)), area(1, box_m(-500, -500, 1500, 1500))
    assert spot_in([first, second], box_m(240, 0, 10, 250)).precision is Precision.AREA


def test_what_the_areas_leave_between_them_is_not_told() -> None:
    left, right = area(0, box_m(-500, -500, 620, 1500)), area(1, box_m(130, -500, 620, 1500))
    assert spot_in([left, right], box_m(120, 0, 10, 250)).precision is Precision.CITY


def test_a_fine_outline_is_measured_once_however_many_stories_lie_in_it() -> None:
    chance = random.Random(3)
    corners = [(angle, 0.02 * chance.uniform(0.7, 1)) for angle in (math.tau * step / 3000 for step in range(3000))]
    fine = shapely.Polygon([(4.5 + reach * math.cos(angle), 51 + reach * math.sin(angle)) for angle, reach in corners])
    blurring = Blurring(grid_m=GRID_M, reference_lat_deg=51, areas=[area(0, fine)], city_area=None)
    started = time.process_time()
    shown = {show_point(Point(lat_deg=51, lon_deg=4.5), Precision.AREA, 0, blurring) for _ in range(200)}
    assert len(shown) == 1
    assert time.process_time() - started < 1.5
