"""The small map of a digest: outlines of areas and numbered dots, as numbers for an SVG; no tile, no outside world."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely

from builder.languages import Language
from builder.model.corpus import Gazetteer
from builder.model.gazetteer import Area
from builder.model.geo import Point
from builder.signals.digests.digest import Block

WIDTH, HEIGHT = 400.0, 250.0
MARGIN = 26.0
SMALLEST_DEG = 0.04
"""The least that a map shows, in degrees of longitude: some 2.8 km in Mechelen; closer would say too much."""
NUMBERS_IN_PILL = 4
LABEL_SIZE = 7.0
WATERS = ("river", "canal")
RAILS = ("railway",)
XY = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One spot with the numbers of its signals."""

    x: float
    y: float
    label: str
    half_width: float

    @property
    def left(self) -> float:
        """Its left edge."""
        return round(self.x - self.half_width, 1)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return round(self.y - 8.5, 1)

    @property
    def width(self) -> float:
        """From edge to edge."""
        return round(2 * self.half_width, 1)

    @property
    def baseline(self) -> float:
        """Where its numbers stand."""
        return round(self.y + 3.2, 1)

    @property
    def box(self) -> Box:
        """What it covers."""
        return (self.x - self.half_width, self.y - 8, self.x + self.half_width, self.y + 8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """The name of an area."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """What the template draws."""

    width: float
    height: float
    outlines: tuple[str, ...]
    """SVG paths of areas."""
    waters: tuple[str, ...]
    """SVG paths of rivers and canals."""
    rails: tuple[str, ...]
    names: tuple[Name, ...]
    dots: tuple[Dot, ...]
    nowhere: tuple[int, ...]
    """Numbers of signals without a spot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Degrees in, units of the picture out. Web-Mercator (EPSG:3857), so that it looks like other maps."""

    west: float
    north: float
    """Of the left upper corner, in degrees of longitude at the equator."""
    scale: float
    """Units for such a degree."""

    def place(self, lon_deg: float, lat_deg: float) -> XY:
        """The spot in the picture, in whole units: no finer than it has to be."""
        x = (lon_deg - self.west) * self.scale
        y = (self.north - mercator_deg(lat_deg)) * self.scale
        return (round(x, 1), round(y, 1))


def mercator_deg(lat_deg: float) -> float:
    """The height of a latitude on the Web-Mercator plane, in degrees of longitude at the equator."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat_deg) / 2)))


def build_map(blocks: Iterable[Block], gazetteer: Gazetteer, language: Language) -> MapView | None:
    """The map of the blocks that have a spot; None when none has one."""
    spots = [(point, block.number) for block in blocks for point in block.whereabouts.points]
    nowhere = tuple(block.number for block in blocks if not block.whereabouts.points)
    if not spots:
        return None
    frame = build_frame([point for point, _ in spots])
    dots = build_dots(spots, frame)
    shapes = [(area, pieces_of(area, frame)) for area in gazetteer.areas]
    return MapView(
        width=WIDTH,
        height=HEIGHT,
        outlines=tuple(path for _, pieces in shapes for path in map(build_path, pieces)),
        waters=build_lines(gazetteer.landscape, WATERS, frame),
        rails=build_lines(gazetteer.landscape, RAILS, frame),
        names=build_names(shapes, dots, language),
        dots=dots,
        nowhere=nowhere,
    )


def build_frame(points: Sequence[Point]) -> Frame:
    """A frame around the points, never closer than `SMALLEST_DEG` and with a margin."""
    xs = [point.lon_deg for point in points]
    ys = [mercator_deg(point.lat_deg) for point in points]
    room_x, room_y = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    scale = min(room_x / max(max(xs) - min(xs), SMALLEST_DEG), room_y / max(max(ys) - min(ys), SMALLEST_DEG / 2))
    middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    return Frame(west=middle_x - WIDTH / 2 / scale, north=middle_y + HEIGHT / 2 / scale, scale=scale)


def build_dots(spots: Sequence[tuple[Point, int]], frame: Frame) -> tuple[Dot, ...]:
    """The spots as dots; those that would cover each other share one."""
    groups: list[tuple[XY, frozenset[int]]] = []
    for point, number in sorted(spots, key=lambda spot: spot[1]):
        at, numbers = frame.place(point.lon_deg, point.lat_deg), frozenset([number])
        while near := next((group for group in groups if is_covering(group, (at, numbers))), None):
            groups.remove(near)
            at, numbers = near[0], near[1] | numbers
        groups.append((at, numbers))
    return tuple(build_dot(at, numbers) for at, numbers in groups)


def is_covering(group: tuple[XY, frozenset[int]], other: tuple[XY, frozenset[int]]) -> bool:
    """Whether the dots of two groups would cover each other."""
    return is_over(build_dot(*group).box, build_dot(*other).box)


def build_dot(at: XY, signals: Iterable[int]) -> Dot:
    """A dot with its numbers; the last of many are a count."""
    numbers = sorted(signals)
    shown = " · ".join(str(number) for number in numbers[:NUMBERS_IN_PILL])
    label = shown if len(numbers) <= NUMBERS_IN_PILL else f"{shown} +{len(numbers) - NUMBERS_IN_PILL}"
    half_width = max(9.0, 5.0 + 2.6 * len(label))
    x = min(max(at[0], half_width + 2), WIDTH - half_width - 2)  # a long label stays on the sheet
    return Dot(x=round(x, 1), y=at[1], label=label, half_width=half_width)


def pieces_of(area: Area, frame: Frame) -> list[shapely.Polygon]:
    """The parts of an area that lie in the picture, in its units."""
    parts = area.polygon.geoms if isinstance(area.polygon, shapely.MultiPolygon) else (area.polygon,)
    sheet = shapely.box(0, 0, WIDTH, HEIGHT)
    found = []
    for part in parts:
        placed = shapely.Polygon([frame.place(lon, lat) for lon, lat, *_ in part.exterior.coords])
        cut = shapely.intersection(shapely.make_valid(placed), sheet)
        pieces = cut.geoms if hasattr(cut, "geoms") else (cut,)
        found += [piece for piece in pieces if isinstance(piece, shapely.Polygon) and not piece.is_empty]
    return found


def build_path(piece: shapely.Polygon) -> str:
    """The outline as an SVG path."""
    simplified = piece.simplify(0.6)
    if not isinstance(simplified, shapely.Polygon):
        simplified = piece
    corners = [f"{x:.1f} {y:.1f}" for x, y, *_ in simplified.exterior.coords]
    return f"M{'L'.join(corners[:-1])}Z"


def build_lines(landscape: Mapping[str, object], kinds: Sequence[str], frame: Frame) -> tuple[str, ...]:
    """The lines of some kinds in the picture, as SVG paths; nothing when there is no landscape."""
    features = landscape.get("features")
    paths = []
    for feature in features if isinstance(features, list) else ():
        if feature["geometry"]["type"] == "LineString" and feature["properties"].get("kind") in kinds:
            line = shapely.LineString([frame.place(lon, lat) for lon, lat, *_ in feature["geometry"]["coordinates"]])
            cut = shapely.intersection(line, shapely.box(0, 0, WIDTH, HEIGHT))
            pieces = cut.geoms if hasattr(cut, "geoms") else (cut,)
            paths += [
                "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y, *_ in piece.coords)
                for piece in pieces
                if isinstance(piece, shapely.LineString) and not piece.is_empty
            ]
    return tuple(paths)


def build_names(
    shapes: Iterable[tuple[Area, list[shapely.Polygon]]], dots: Iterable[Dot], language: Language
) -> tuple[Name, ...]:
    """The names of areas that have room for one between the dots, below or above their middle."""
    taken = [dot.box for dot in dots]
    names = []
    for area, pieces in shapes:
        text = area.names.get(language.code, area.name)
        half = len(text) * LABEL_SIZE * 0.29
        for x, y in name_spots(pieces):
            box = (x - half, y - LABEL_SIZE, x + half, y + 2)
            if is_inside(box) and not any(is_over(box, other) for other in taken):
                taken.append(box)
                names.append(Name(x=round(x, 1), y=round(y, 1), text=text))
                break
    return tuple(names)


def name_spots(pieces: Sequence[shapely.Polygon]) -> list[XY]:
    """Where the name of an area may stand: in the middle of its largest piece, or a little up or down."""
    if not pieces:
        return []
    largest = max(pieces, key=lambda piece: piece.area)
    middle = largest.representative_point()
    shifts = (0, 16, -14, 28, -26)
    spots = [shapely.Point(middle.x, middle.y + shift) for shift in shifts]
    return [(spot.x, spot.y) for spot in spots if largest.covers(spot)]


def is_inside(box: Box) -> bool:
    """Whether a box lies in the picture."""
    return box[0] > 2 and box[1] > 2 and box[2] < WIDTH - 2 and box[3] < HEIGHT - 2


def is_over(box: Box, other: Box) -> bool:
    """Whether two boxes overlap."""
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
