"""Lines, outlines and spots of the landscape, on the sheet.

This is the only module of the base map that knows GeoJSON, and so the only one where longitude comes first.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from builder.atlas.basemap.sheet import XY, Sheet

GeoJson: TypeAlias = Mapping[str, Any]  # Any: JSON as it was parsed; its shape is checked here

LINE_WIDTHS_PX: Mapping[str, float] = {
    "river": 12.0,
    "stream": 4.0,
    "canal": 10.0,
    "ring": 15.0,
    "motorway": 11.0,
    "road": 6.5,
    "street": 4.0,
    "railway": 6.0,
}
"""Kinds of lines and the width they are drawn with, in sheet units (CSS pixels at zoom 14)."""

OUTLINE_KINDS = frozenset({"basin", "park", "nature", "square", "built"})
OFF_SHEET = 60.0
"""What is further than this from the sheet, in sheet units, is not drawn."""
DENSITIES = ("dense", "town", "village", "loose")


class LandscapeError(ValueError):
    """A feature of the landscape that cannot be drawn; says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A river, road or railway."""

    id: str
    kind: str
    name: str
    points: tuple[XY, ...]
    width: float
    """Drawn width in sheet units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A park, pond, square or built-up part, or an area; the ring is not repeated at its end."""

    id: str
    kind: str
    name: str
    ring: tuple[XY, ...]
    density: str = "town"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a landmark stands."""

    id: str
    drawing: str
    name: str
    at: XY
    detail: int
    """Zoom level from which it is shown; 0 is always."""
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Landscape:
    """Everything the city gave us to draw."""

    lines: tuple[Line, ...] = ()
    outlines: tuple[Outline, ...] = ()
    spots: tuple[Spot, ...] = ()

    def lines_of(self, *kinds: str) -> list[Line]:
        """Lines of some kinds, in file order."""
        return [line for line in self.lines if line.kind in kinds]

    def outlines_of(self, *kinds: str) -> list[Outline]:
        """Outlines of some kinds, in file order."""
        return [outline for outline in self.outlines if outline.kind in kinds]


def _features(collection: GeoJson) -> Iterator[tuple[str, GeoJson, str, Sequence[Any]]]:
    """Id, properties, geometry type and coordinates of each feature; nothing for an empty file."""
    for position, feature in enumerate(collection.get("features") or ()):
        properties = feature.get("properties") or {}
        geometry = feature.get("geometry") or {}
        name = str(properties.get("id") or feature.get("id") or f"feature-{position}")
        yield name, properties, str(geometry.get("type")), geometry.get("coordinates") or ()


def _points(sheet: Sheet, positions: Sequence[Sequence[float]]) -> tuple[XY, ...]:
    return tuple(sheet.to_xy(position[1], position[0]) for position in positions)


def _kept(sheet: Sheet, points: tuple[XY, ...]) -> tuple[XY, ...]:
    """A line without what lies far off the sheet at either end."""
    near = [i for i, point in enumerate(points) if sheet.holds(point, -OFF_SHEET)]
    return points[max(near[0] - 1, 0) : near[-1] + 2] if near else points


def _is_seen(sheet: Sheet, points: Sequence[XY]) -> bool:
    """Whether the box around some points touches the sheet."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return max(xs) >= 0 and min(xs) <= sheet.width and max(ys) >= 0 and min(ys) <= sheet.height


def _rings(shape: str, coordinates: Sequence[Any]) -> list[Sequence[Sequence[float]]]:
    """Outer rings of a Polygon or MultiPolygon; holes are not drawn."""
    polygons = coordinates if shape == "MultiPolygon" else [coordinates]
    return [polygon[0] for polygon in polygons if polygon]


def _line(sheet: Sheet, name: str, properties: GeoJson, positions: Sequence[Any]) -> Line:
    kind = str(properties.get("kind"))
    if kind not in LINE_WIDTHS_PX:
        raise LandscapeError(f"{name}: kind {kind!r} is not known for a line; expected {', '.join(LINE_WIDTHS_PX)}")
    if len(positions) < 2:
        raise LandscapeError(f"{name}: a line needs two points or more")
    width = float(properties.get("width_px") or LINE_WIDTHS_PX[kind])
    return Line(
        id=name,
        kind=kind,
        name=str(properties.get("name") or ""),
        points=_kept(sheet, _points(sheet, positions)),
        width=width,
    )


def _outline(sheet: Sheet, name: str, properties: GeoJson, ring: Sequence[Any], kinds: frozenset[str]) -> Outline:
    kind, density = str(properties.get("kind")), str(properties.get("density") or "town")
    if kind not in kinds:
        raise LandscapeError(f"{name}: kind {kind!r} is not known for an outline; expected {', '.join(sorted(kinds))}")
    if density not in DENSITIES:
        raise LandscapeError(f"{name}: density {density!r} is not known; expected {', '.join(DENSITIES)}")
    if len(ring) < 4:
        raise LandscapeError(f"{name}: an outline needs three points or more, and the first again at the end")
    return Outline(
        id=name, kind=kind, name=str(properties.get("name") or ""), ring=_points(sheet, ring[:-1]), density=density
    )


def _spot(sheet: Sheet, name: str, properties: GeoJson, position: Sequence[float], drawings: frozenset[str]) -> Spot:
    drawing = str(properties.get("drawing"))
    if drawing not in drawings:
        raise LandscapeError(f"{name}: drawing {drawing!r} is not known; expected {', '.join(sorted(drawings))}")
    at = sheet.to_xy(position[1], position[0])
    level = int(properties.get("detail", 13))
    called = str(properties.get("name") or "")
    return Spot(id=name, drawing=drawing, name=called, at=at, detail=level, size=float(properties.get("size", 1)))


def parse_landscape(collection: GeoJson, sheet: Sheet, drawings: frozenset[str]) -> Landscape:
    """The landscape on the sheet; an empty collection is an empty landscape.

    Raises: LandscapeError for a kind, drawing or geometry that is not known.
    """
    lines: list[Line] = []
    outlines: list[Outline] = []
    spots: list[Spot] = []
    for name, properties, shape, coordinates in _features(collection):
        if shape == "LineString":
            lines.append(_line(sheet, name, properties, coordinates))
        elif shape == "MultiLineString":
            lines += [_line(sheet, f"{name}.{i}", properties, part) for i, part in enumerate(coordinates)]
        elif shape in ("Polygon", "MultiPolygon"):
            rings = _rings(shape, coordinates)
            outlines += [_outline(sheet, name, properties, ring, OUTLINE_KINDS) for ring in rings]
        elif shape == "Point":
            spots.append(_spot(sheet, name, properties, coordinates, drawings))
        else:
            raise LandscapeError(f"{name}: geometry {shape!r} cannot be drawn")
    return Landscape(
        lines=tuple(line for line in lines if _is_seen(sheet, line.points)),
        outlines=tuple(outline for outline in outlines if _is_seen(sheet, outline.ring)),
        spots=tuple(spots),
    )


def parse_areas(collection: GeoJson, sheet: Sheet) -> tuple[list[Outline], list[Outline]]:
    """Outlines of the areas, and of the whole city (more than one when it is a MultiPolygon)."""
    found: dict[str, list[Outline]] = {"area": [], "city": []}
    for name, properties, shape, coordinates in _features(collection):
        if shape not in ("Polygon", "MultiPolygon"):
            raise LandscapeError(f"{name}: an area is a Polygon or MultiPolygon, not {shape!r}")
        described = {"kind": properties.get("kind") or "area", "name": properties.get("name")}
        for ring in _rings(shape, coordinates):
            found[str(described["kind"])].append(_outline(sheet, name, described, ring, frozenset(found)))
    return found["area"], found["city"]
