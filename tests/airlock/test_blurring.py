"""Where a story is shown: never more finely than its consent, its setting and its place allow."""

from __future__ import annotations

import math
from itertools import product

import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from builder.airlock.blurring import SMALLEST_SHARE, Blurring, blur_story, covers, show_point
from builder.airlock.shared_spots import METRES_PER_DEGREE
from builder.model.corpus import Corpus
from builder.model.gazetteer import Area, Place
from builder.model.geo import Point, Precision
from tests.airlock.makers import make_story

GRID_M = 250
AREAS = [
    Area(id="a", name="A", names={}, is_city=False, polygon=shapely.box(4.5, 51.0, 4.51, 51.01)),
    Area(
        id="b",
        name="B",
        names={},
        is_city=False,
        polygon=shapely.Polygon([(4.51, 51.0), (4.53, 51.0), (4.5131, 51.0049), (4.53, 51.01), (4.51, 51.01)]),
    ),
    Area(
        id="c",
        name="C",
        names={},
        is_city=False,
        polygon=shapely.MultiPolygon(
            [shapely.box(4.50, 51.011, 4.505, 51.0125), shapely.box(4.507, 51.011, 4.51, 51.02)]
        ),
    ),
]
CITY = Area(id="stad", name="Stad", names={}, is_city=True, polygon=shapely.box(4.49, 50.99, 4.54, 51.03))
BLURRING = Blurring(grid_m=GRID_M, reference_lat_deg=51.01, areas=AREAS, city_area=CITY)
LAT_STEP = GRID_M / METRES_PER_DEGREE
LON_STEP = GRID_M / (METRES_PER_DEGREE * math.cos(math.radians(51.01)))

points = st.builds(
    lambda lat, lon: Point(lat_deg=lat, lon_deg=lon),
    st.floats(50.9901, 51.0299, allow_nan=False),
    st.floats(4.4901, 4.5399, allow_nan=False),
)
fractions = st.floats(0.001, 0.999)


def cell_of(point: Point) -> tuple[int, int]:
    return math.floor(point.lat_deg / LAT_STEP), math.floor(point.lon_deg / LON_STEP)


def distance_m(a: Point, b: Point) -> float:
    east_m = METRES_PER_DEGREE * math.cos(math.radians(51.01))
    return math.hypot((a.lat_deg - b.lat_deg) * METRES_PER_DEGREE, (a.lon_deg - b.lon_deg) * east_m)


def place_at(lat: float, lon: float, kind: str = "square", **keys: object) -> Place:
    entry = {"id": "plek", "name": "Plek", "kind": kind, "locations": [{"lat": lat, "lon": lon, "accuracy_m": "20"}]}
    return Place.model_validate(entry | keys)


@given(points, fractions, fractions)
def test_all_points_of_one_cell_and_area_give_the_same_point(point: Point, north: float, east: float) -> None:
    row, column = cell_of(point)
    other = Point(lat_deg=(row + north) * LAT_STEP, lon_deg=(column + east) * LON_STEP)
    assume(cell_of(other) == (row, column))
    assume(BLURRING.area_of(other) == BLURRING.area_of(point))
    assume(covers(CITY, other) == covers(CITY, point))
    assert BLURRING.snapped(other) == BLURRING.snapped(point)


@given(points)
def test_a_snapped_point_stays_in_its_area_and_within_its_precision(point: Point) -> None:
    shown = BLURRING.snapped(point)
    assume(shown is not None)
    assert shown is not None
    area = BLURRING.area_of(point) or CITY
    assert area.polygon.covers(shapely.Point(shown.lon_deg, shown.lat_deg))
    assert BLURRING.area_of(shown) == BLURRING.area_of(point)
    assert distance_m(shown, point) <= BLURRING.street_m(point)


@given(points)
def test_the_same_point_gives_the_same_answer_each_time(point: Point) -> None:
    again = Blurring(grid_m=GRID_M, reference_lat_deg=51.01, areas=list(AREAS), city_area=CITY)
    assert BLURRING.snapped(point) == again.snapped(point)


@given(points)
def test_no_exact_digits_are_left_in_a_snapped_point(point: Point) -> None:
    shown = BLURRING.snapped(point)
    assume(shown is not None)
    assert shown is not None
    assert round(shown.lat_deg, 5) == shown.lat_deg
    assert round(shown.lon_deg, 5) == shown.lon_deg
    row, column = cell_of(point)
    middle = Point(lat_deg=(row + 0.5) * LAT_STEP, lon_deg=(column + 0.5) * LON_STEP)
    if distance_m(point, middle) > 1:
        assert distance_m(point, shown) > 0


locations = st.builds(lambda point, precision: (point, precision), points, st.sampled_from(list(Precision)))
consents = st.booleans().map(lambda is_exact: {"publish": "true", "given_on": "2019-03-14", "exact_place": is_exact})


@given(locations, consents, st.sampled_from(["public", "home"]))
def test_a_location_is_never_finer_than_asked_agreed_and_safe(
    location: tuple[Point, Precision], consent: dict[str, object], setting: str
) -> None:
    point, asked = location
    where = {"lat": point.lat_deg, "lon": point.lon_deg, "precision": asked}
    story = make_story(location=where, consent=consent, setting=setting)
    spot = blur_story(story, {}, BLURRING).spots[0]
    assert spot.precision.rank >= asked.rank
    if not consent["exact_place"]:
        assert spot.precision.rank >= Precision.STREET.rank
    if setting == "home":
        assert spot.precision.rank >= Precision.AREA.rank
    assert spot.place_id is None
    if spot.precision in (Precision.CITY, Precision.NONE):
        assert (spot.point, spot.precision_m) == (None, 0)
    elif spot.point is not None:
        assert distance_m(spot.point, point) <= spot.precision_m + 1


@given(st.tuples(fractions, fractions), st.tuples(fractions, fractions))
def test_every_home_of_an_area_is_shown_at_one_point(first: tuple[float, float], second: tuple[float, float]) -> None:
    shown = []
    for north, east in (first, second):
        where = {"lat": 51.0 + north * 0.01, "lon": 4.5 + east * 0.01, "precision": "exact"}
        shown.append(blur_story(make_story(location=where, setting="home"), {}, BLURRING))
    assert shown[0] == shown[1]
    assert shown[0].spots[0].precision is Precision.AREA


def test_a_home_outside_every_area_has_no_point() -> None:
    story = make_story(location={"lat": 51.025, "lon": 4.535, "precision": "exact"}, setting="home")
    blurred = blur_story(story, {}, BLURRING)
    assert (blurred.spots[0].point, blurred.spots[0].precision, blurred.area_ids) == (None, Precision.CITY, ())


KINDS = {"square": False, "building": False, "street": False, "district": True, "village": True, "city": True}


@pytest.mark.parametrize(("kind", "is_exact", "setting"), list(product(KINDS, (True, False), ("public", "home"))))
def test_the_name_of_a_place_needs_consent_unless_it_is_coarse(kind: str, is_exact: bool, setting: str) -> None:
    place = place_at(51.0043, 4.5043, kind)
    consent = {"publish": "true", "given_on": "2019-03-14", "exact_place": is_exact}
    story = make_story(place=["plek"], consent=consent, setting=setting)
    spot = blur_story(story, {"plek": place}, BLURRING).spots[0]
    may_name = setting == "public" and (is_exact or KINDS[kind])
    assert (spot.place_id == "plek") is may_name
    if not may_name:
        assert spot.point != Point(lat_deg=51.0043, lon_deg=4.5043)
        assert spot.precision.rank >= (Precision.AREA if setting == "home" else Precision.STREET).rank
    if may_name and KINDS[kind]:
        assert spot.precision is Precision.AREA


def test_a_story_about_the_whole_city_lies_in_no_area() -> None:
    place = place_at(51.0043, 4.5043, "city")
    for setting in ("public", "home"):
        story = make_story(place=["plek"], setting=setting)
        assert blur_story(story, {"plek": place}, BLURRING).area_ids == ()


def test_the_area_that_the_gazetteer_names_goes_before_its_point() -> None:
    consent = {"publish": "true", "given_on": "2019-03-14", "exact_place": "true"}
    place = place_at(51.0043, 4.5043, area="b")
    assert blur_story(make_story(place=["plek"], consent=consent), {"plek": place}, BLURRING).area_ids == ("b",)


def test_a_place_without_a_point_keeps_its_area_and_hides_its_name() -> None:
    place = place_at(51.0, 4.5, locations=[], area="a")
    blurred = blur_story(make_story(place=["plek"]), {"plek": place}, BLURRING)
    assert blurred.area_ids == ("a",)
    assert [(spot.point, spot.place_id) for spot in blurred.spots] == [(None, None)]


def test_spots_that_fall_together_are_shown_once() -> None:
    first, second = place_at(51.0041, 4.5043), place_at(51.0042, 4.5044)
    places = {"een": first, "twee": second}
    assert len(blur_story(make_story(place=["een", "twee"]), places, BLURRING).spots) == 1


def test_a_story_without_a_place_has_no_spot() -> None:
    blurred = blur_story(make_story(), {}, BLURRING)
    assert (blurred.spots, blurred.area_ids) == ((), ())


@given(st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_snapping_holds_on_the_edges_of_the_areas_of_a_read_city(tiny: Corpus, north: float, east: float) -> None:
    gazetteer = tiny.gazetteer
    blurring = Blurring(grid_m=250, reference_lat_deg=51.006, areas=gazetteer.areas, city_area=gazetteer.city_area)
    point = Point(lat_deg=51.0 + north * 0.012, lon_deg=4.5 + east * 0.02)
    area = blurring.area_of(point)
    shown = blurring.snapped(point)
    assert shown is None or area is None or blurring.area_of(shown) == area


@given(points)
def test_a_cell_that_an_area_cuts_to_a_sliver_shows_the_area(point: Point) -> None:
    area = BLURRING.area_of(point)
    assume(area is not None)
    assert area is not None
    share = shapely.intersection(BLURRING.cell_of(point), area.polygon).area / BLURRING.cell_of(point).area
    spot, area_id = show_point(point, Precision.STREET, 0, BLURRING)
    assert area_id == area.id
    assert spot.precision is (Precision.AREA if share < SMALLEST_SHARE else Precision.STREET)
