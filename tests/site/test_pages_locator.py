"""The small map: a cut of the drawing."""

from __future__ import annotations

import pytest

from builder.model.geo import Bounds, Point
from builder.site.pages.locator import half_of, mark_of, to_units, view_box

BOUNDS = Bounds(south_deg=50.99, west_deg=4.36, north_deg=51.08, east_deg=4.56)


def test_the_corners_of_the_bounds_are_the_corners_of_the_drawing() -> None:
    assert to_units(Point(lat_deg=51.08, lon_deg=4.36), BOUNDS) == (0, 0)
    x, y = to_units(Point(lat_deg=50.99, lon_deg=4.56), BOUNDS)
    assert x == pytest.approx(0.2 * 256 * 2**14 / 360)
    assert y == pytest.approx(1667.1, abs=0.5)  # (51.08 - 50.99) / cos 51.035°, in the same units


def test_a_kilometre_is_as_long_as_on_the_ground() -> None:
    mark = mark_of(Point(lat_deg=51.03, lon_deg=4.48), 1000, BOUNDS)
    assert mark.radius == pytest.approx(166.4, abs=0.5)


def test_the_cut_stays_on_the_drawing() -> None:
    assert view_box((0, 0, 10, 10), 2000, 1500) == "0.0 0.0 300.0 300.0"
    assert view_box((1990, 1490, 2000, 1500), 2000, 1500) == "1700.0 1200.0 300.0 300.0"


def test_a_wide_extent_is_seen_whole() -> None:
    assert half_of((100, 100, 900, 300)) == 480
