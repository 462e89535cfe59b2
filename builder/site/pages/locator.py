"""The small map beside a story, place or area: a cut of the drawn map, made without scripts."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from builder.model.geo import Bounds, Point
from builder.site.pages.workbench import Workbench

UNITS_PER_DEG = 256 * 2**14 / 360
"""Units of the drawing for a degree of longitude: one is a CSS pixel at zoom level 14."""
METRES_PER_DEG = 111_320.0
"""Along the equator, WGS 84."""
HALF_WINDOW = 150.0
"""Half the side of the cut, in units, around a single point."""
SMALL_PART = 0.9
"""The height that a frame twice as wide as high shows of a cut that fills it, with some air."""
WIDE_SCALE = 1.25
"""A face on a wide cut may stand a little larger than the cut grows: it is what people look for."""
MIN_RADIUS = 7.0
MAX_LAT_DEG = 85.0
"""Web-Mercator has no poles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point on the cut, in units, and how far off it may be."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Locator:
    """A cut of the drawn map; lengths are in units from its top left corner."""

    href: str
    """The drawing."""
    width: float
    height: float
    view_box: str
    fit: str
    """`slice` fills the frame around one point; `meet` keeps all of a large extent in it."""
    scale: float
    """How much larger faces and dots are than on a cut around a single point."""
    marks: tuple[Mark, ...]
    outline: str
    """The path of an area; empty for none."""
    emotion_id: str
    """Whose face stands at the marks; empty for a plain dot."""


def mercator_deg(lat_deg: float) -> float:
    """The height of a latitude on the Web-Mercator plane, in degrees of longitude at the equator.

    Source: EPSG:3857 (spherical), y = ln tan(pi/4 + lat/2).
    """
    lat_deg = max(-MAX_LAT_DEG, min(MAX_LAT_DEG, lat_deg))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat_deg) / 2)))


def to_units(point: Point, bounds: Bounds) -> tuple[float, float]:
    """Units from the top left corner of the bounds, x to the right and y down."""
    x = (point.lon_deg - bounds.west_deg) * UNITS_PER_DEG
    y = (mercator_deg(bounds.north_deg) - mercator_deg(point.lat_deg)) * UNITS_PER_DEG
    return x, y


def build_locator(
    spots: Iterable[tuple[Point, int]],
    from_uri: str,
    bench: Workbench,
    polygon: shapely.Polygon | shapely.MultiPolygon | None = None,
    emotion_id: str = "",
) -> Locator | None:
    """The cut around points (with how far off they may be, in metres) and an area; None without drawing or places."""
    bounds = bench.edition.city.bounds
    marks = tuple(mark_of(point, radius_m, bounds) for point, radius_m in spots if bounds.is_around(point))
    rings = rings_of(polygon, bounds) if polygon is not None else []
    extent = extent_of(marks, rings)
    if not bench.basemap_uri or extent is None:
        return None
    corner = Point(lat_deg=bounds.south_deg, lon_deg=bounds.east_deg)
    width, height = to_units(corner, bounds)
    is_small = half_of(extent) == HALF_WINDOW and extent[3] - extent[1] <= SMALL_PART * HALF_WINDOW
    return Locator(
        href=bench.href(from_uri, bench.basemap_uri),
        width=round(width, 1),
        height=round(height, 1),
        view_box=view_box(extent, width, height),
        fit="slice" if is_small else "meet",
        scale=1.0 if is_small else round(WIDE_SCALE * half_of(extent) / HALF_WINDOW, 2),
        marks=marks,
        outline="".join(path_of(ring) for ring in rings),
        emotion_id=emotion_id,
    )


def mark_of(point: Point, radius_m: int, bounds: Bounds) -> Mark:
    """The point on the drawing; never smaller than a dot that can be seen."""
    x, y = to_units(point, bounds)
    stretch = UNITS_PER_DEG / (METRES_PER_DEG * math.cos(math.radians(point.lat_deg)))
    return Mark(x=round(x, 1), y=round(y, 1), radius=round(max(MIN_RADIUS, radius_m * stretch), 1))


def rings_of(polygon: shapely.Polygon | shapely.MultiPolygon, bounds: Bounds) -> list[list[tuple[float, float]]]:
    """The outer rings of an area on the drawing."""
    parts = polygon.geoms if isinstance(polygon, shapely.MultiPolygon) else [polygon]
    return [[to_units(Point(lat_deg=lat, lon_deg=lon), bounds) for lon, lat in part.exterior.coords] for part in parts]


def path_of(ring: Sequence[tuple[float, float]]) -> str:
    """The ring as an SVG path."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring[:-1]) + "Z"


def extent_of(
    marks: Sequence[Mark], rings: Sequence[Sequence[tuple[float, float]]]
) -> tuple[float, float, float, float] | None:
    """Left, top, right and bottom of all that must be seen; None for nothing."""
    xs = [x for mark in marks for x in (mark.x - mark.radius, mark.x + mark.radius)]
    ys = [y for mark in marks for y in (mark.y - mark.radius, mark.y + mark.radius)]
    xs += [x for ring in rings for x, _ in ring]
    ys += [y for ring in rings for _, y in ring]
    return (min(xs), min(ys), max(xs), max(ys)) if xs else None


def half_of(extent: tuple[float, float, float, float]) -> float:
    """Half the side of the cut that holds an extent with some air."""
    left, top, right, bottom = extent
    return max(HALF_WINDOW, (right - left) * 0.6, (bottom - top) * 0.6)


def view_box(extent: tuple[float, float, float, float], width: float, height: float) -> str:
    """A square around the extent with some air, moved so that it stays on the drawing."""
    left, top, right, bottom = extent
    half = min(half_of(extent), width / 2, height / 2)
    x = min(max((left + right) / 2, half), width - half)
    y = min(max((top + bottom) / 2, half), height - half)
    return f"{x - half:.1f} {y - half:.1f} {2 * half:.1f} {2 * half:.1f}"
