"""Roads with a thin edge, the ring as a double line, the motorway, and railways as ties."""

from collections.abc import Sequence

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.crowd import Crowd
from builder.atlas.basemap.curves import distance, draw_smooth, sampled, wobbled
from builder.atlas.basemap.features import Landscape, Line
from builder.atlas.basemap.palette import detail, drawn, reused
from builder.atlas.basemap.pen import Pen
from builder.atlas.basemap.sheet import XY

ROUND = 'stroke-linecap="round" stroke-linejoin="round"'


def is_closed(points: Sequence[XY]) -> bool:
    """Whether a line comes back to where it began."""
    return len(points) > 3 and distance(points[0], points[-1]) < 0.5


def _trace(pen: Pen, line: Line) -> None:
    """Add a road to a path; a ring road is closed without a seam."""
    closed = is_closed(line.points)
    draw_smooth(pen, line.points[:-1] if closed else line.points, closed=closed)


def road_path(*lines: Line) -> str:
    """Path data of some roads together."""
    pen = Pen()
    for line in lines:
        _trace(pen, line)
    return pen.path


def mark_roads(landscape: Landscape, crowd: Crowd) -> None:
    """Tell the crowd where roads and railways lie."""
    for line in landscape.lines:
        if line.kind in ("road", "street", "ring", "motorway", "railway"):
            crowd.add_line(sampled(line.points), line.width / 2 + 0.6)
    for square in landscape.outlines_of("square"):
        xs, ys = [p[0] for p in square.ring], [p[1] for p in square.ring]
        crowd.add_box((min(xs), min(ys), max(xs), max(ys)))


def draw_roads(landscape: Landscape) -> str:
    """Streets, roads and squares: first all edges, then all surfaces, so that crossings stay open."""
    lines = landscape.lines_of("street", "road")
    widths = sorted({line.width for line in lines})
    paths = {width: road_path(*(line for line in lines if line.width == width)) for width in widths}
    squares = Pen()
    for square in landscape.outlines_of("square"):
        draw_smooth(squares, wobbled(square.ring, hand_for(square.id), reach=0.5), closed=True)
    defined, edges, surfaces = "", "", ""
    for position, width in enumerate(widths):
        path_id = f"vkb-roads-{position}"
        defined += f'<path id="{path_id}" d="{paths[width]}"/>'
        edges += reused(path_id, "road-edge", width + 1.6, ROUND)
        surfaces += reused(path_id, "road", width, ROUND)
    shapes = f"<defs>{defined}</defs>" if defined else ""
    return shapes + edges + drawn("square", squares.path, 0.8) + surfaces


def draw_ring(landscape: Landscape) -> str:
    """The ring: two carriageways with a green middle and rows of trees."""
    marks = []
    for line in landscape.lines_of("ring"):
        path, width = road_path(line), line.width
        marks += [
            drawn("road-edge", path, width + 2, ROUND),
            drawn("road", path, width, ROUND),
            drawn("road-edge", path, width * 0.34),
            drawn("tree", path, width * 0.2),
            detail(13, drawn("tree", path, width * 0.36, 'stroke-linecap="round" stroke-dasharray="0 8"')),
        ]
    return "".join(marks)


def draw_motorways(landscape: Landscape) -> str:
    """A motorway: a double line with a thin middle."""
    marks = []
    for line in landscape.lines_of("motorway"):
        path, width = road_path(line), line.width
        marks += [
            drawn("motorway-edge", path, width + 1.8),
            drawn("motorway", path, width - 0.6),
            drawn("motorway-edge", path, 1.4),
        ]
    return "".join(marks)


def draw_railways(landscape: Landscape) -> str:
    """Railways: ties across, two rails along."""
    path = Pen()
    for line in landscape.lines_of("railway"):
        draw_smooth(path, line.points)
    return (
        drawn("rail", path.path, 8.4, 'stroke-dasharray="1.6 5"')
        + drawn("rail", path.path, 4)
        + drawn("rail-gap", path.path, 1.8)
    )
