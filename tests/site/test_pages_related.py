"""Stories below a story: at the same place, near it, with the same feeling."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from builder.model.geo import Point, Precision
from builder.model.public import PublicSpot
from builder.site.pages.related import NEARBY_MAX_M, Neighbourhood, Round, distance_m, points_of, take


@dataclass(frozen=True)
class Told:
    """As much of a story as counts here."""

    number: int
    spots: tuple[PublicSpot, ...]


def told(number: int, lat_deg: float, lon_deg: float = 4.48, precision: Precision = Precision.EXACT) -> Told:
    point = Point(lat_deg=lat_deg, lon_deg=lon_deg)
    return Told(number, (PublicSpot(point=point, precision=precision, precision_m=0, place_id=None),))


def test_a_degree_of_latitude_is_111_km() -> None:
    north, south = Point(lat_deg=52, lon_deg=4.5), Point(lat_deg=51, lon_deg=4.5)
    assert distance_m(north, south) == pytest.approx(111_195, abs=1)
    assert distance_m(north, north) == 0


def test_near_means_nearest_first_and_within_reach() -> None:
    stories = [told(0, 51.02), told(1, 51.03), told(2, 51.021), told(3, 51.2), told(4, 51.0201)]
    near = Neighbourhood(stories).near(points_of(stories[0])[0])  # type: ignore[arg-type]  # as much as counts
    assert list(near) == [0, 4, 2, 1]


def test_near_finds_what_comparing_all_with_all_finds() -> None:
    chance = random.Random(7)
    stories = [told(number, 51 + chance.random() / 30, 4.4 + chance.random() / 20) for number in range(300)]
    here = points_of(stories[0])[0]  # type: ignore[arg-type]  # as much as counts
    far = {story.number: distance_m(here, points_of(story)[0]) for story in stories}  # type: ignore[arg-type]  # as above
    near = list(Neighbourhood(stories).near(here))  # type: ignore[arg-type]  # as above
    assert near == sorted((number for number in far if far[number] <= NEARBY_MAX_M), key=far.__getitem__)


def test_a_neighbourhood_is_no_point() -> None:
    assert points_of(told(0, 51.02, precision=Precision.AREA)) == ()  # type: ignore[arg-type]  # as above


def test_every_story_of_a_ring_is_pointed_at_as_often_as_any_other() -> None:
    ring = Round((3, 5, 8, 9, 12))
    pointed_at = [other for number in (3, 5, 8, 9, 12) for other in take(ring.after(number), {number})]
    assert {other: pointed_at.count(other) for other in pointed_at} == {3: 3, 5: 3, 8: 3, 9: 3, 12: 3}


def test_no_story_is_taken_twice() -> None:
    used = {1}
    assert take([1, 2, 2, 3, 4, 5], used) == (2, 3, 4)
    assert take([4, 5], used) == (5,)
