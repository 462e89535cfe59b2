"""Names along lines: rivers in italics beside the water, roads inside the road."""

import itertools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import atan2, pi

from builder.atlas.basemap.crowd import Box
from builder.atlas.basemap.curves import distance, offset, smooth_path, smooth_steps
from builder.atlas.basemap.features import Landscape, Line
from builder.atlas.basemap.lettering import SIZES, Board, letter_group, lettered_along, width_of
from builder.atlas.basemap.palette import detail
from builder.atlas.basemap.sheet import XY, Sheet
from builder.atlas.basemap.water import centre_line

STEP = 8.0
RIVER_REPEAT = 320.0
"""Two branches of a river say its name no closer to each other than this, in sheet units."""
ROAD_REPEAT = 800.0
"""A road says its name again after this many sheet units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """A name and the piece of line it follows."""

    words: str
    rank: str
    points: tuple[XY, ...]
    level: int


def _turning(points: Sequence[XY]) -> float:
    """How much a line bends in all, in radians."""
    total, before = 0.0, None
    for a, b in itertools.pairwise(points):
        angle = atan2(b[1] - a[1], b[0] - a[0])
        if before is not None:
            total += abs((angle - before + pi) % (2 * pi) - pi)
        before = angle
    return total


def _boxes(points: Sequence[XY], size: float) -> list[Box]:
    return [(x - size * 0.6, y - size * 0.8, x + size * 0.6, y + size * 0.5) for x, y in points]


def _readable(points: Sequence[XY]) -> Sequence[XY]:
    """The same piece, from left to right."""
    return points if points[-1][0] >= points[0][0] else points[::-1]


def _windows(points: Sequence[XY], length: float) -> list[Sequence[XY]]:
    """All pieces of about a given length."""
    count = max(2, int(length / STEP) + 1)
    return [_readable(points[i : i + count]) for i in range(0, len(points) - count + 1, 2)]


def _name_river(line: Line, sheet: Sheet, board: Board, others: Sequence[XY]) -> Lettering | None:
    """The calmest free stretch beside a river, far from `others` of the same name; nothing when there is none."""
    size = SIZES["water"][13]
    length = width_of(line.name, "water", size) * 1.12
    best: tuple[float, Sequence[XY]] | None = None
    for window in _windows(smooth_steps(centre_line(line), STEP), length):
        near = any(distance(window[len(window) // 2], other) < RIVER_REPEAT for other in others)
        if near or not all(sheet.holds(point, 40) for point in window):
            continue
        for by in (line.width / 2 + 6, -line.width / 2 - 6 - size * 0.7):
            along = offset(window, by)
            clash = sum(board.clash(13, box) for box in _boxes(along, size))
            middle = sheet.width / 2 - window[len(window) // 2][0], sheet.height / 2 - window[len(window) // 2][1]
            cost = _turning(window) + clash / 50 + (abs(middle[0]) + abs(middle[1])) / 4000
            if clash < size * 12 and _turning(window) < 1.1 and (best is None or cost < best[0]):
                best = cost, along
    if best is None:
        return None
    for box in _boxes(best[1], size):
        board.add(13, box)
        board.add(15, box)
    return Lettering(words=line.name, rank="water", points=tuple(best[1]), level=13)


def name_rivers(landscape: Landscape, sheet: Sheet, board: Board) -> list[Lettering]:
    """Names of rivers and canals, widest first."""
    lines = [line for line in landscape.lines_of("river", "canal") if line.name]
    named: list[Lettering] = []
    for line in sorted(lines, key=lambda line: -line.width):
        others = [name.points[len(name.points) // 2] for name in named if name.words == line.name]
        name = _name_river(line, sheet, board, others)
        if name:
            named.append(name)
    return named


def _name_road(line: Line, sheet: Sheet, board: Board) -> list[Lettering]:
    """A name inside a road, again and again along a long one."""
    level = 15 if line.width >= 6 else 16
    size, found, last = SIZES["road"][level], [], -ROAD_REPEAT
    length = width_of(line.name, "road", size) * 1.15
    for position, window in enumerate(_windows(smooth_steps(line.points, STEP), length)):
        here = position * 2 * STEP
        boxes = _boxes(window, size)
        free = all(sheet.holds(p, 10) for p in window) and not any(board.clash(level, box) for box in boxes)
        if here - last >= ROAD_REPEAT and free and _turning(window) < 0.5:
            last = here
            found.append(Lettering(words=line.name, rank="road", points=tuple(window), level=level))
            for box in boxes:
                board.add(level, box)
    return found


def name_roads(landscape: Landscape, sheet: Sheet, board: Board, known: Collection[str]) -> list[Lettering]:
    """Names of roads and streets, save those that are printed as a place already."""
    lines = [line for line in landscape.lines_of("road", "street") if line.name and line.name not in known]
    return [name for line in lines for name in _name_road(line, sheet, board)]


def draw_line_names(names: Sequence[Lettering]) -> tuple[str, str]:
    """Definitions (the curves) and the text itself."""
    curves: list[str] = []
    bodies: dict[tuple[int, str], list[str]] = {}
    for position, name in enumerate(names):
        path_id = f"vkb-along-{position}"
        curves.append(f'<path id="{path_id}" d="{smooth_path(name.points[::4] + name.points[-1:])}"/>')
        shift = ' dy=".33em"' if name.rank == "road" else ""
        bodies.setdefault((name.level, name.rank), []).append(lettered_along(path_id, name.words, shift))
    groups = [
        detail(
            level,
            letter_group(
                f"label-{rank}",
                rank,
                SIZES[rank][level],
                "".join(body),
                ' font-style="italic"' if rank == "water" else "",
            ),
        )
        for (level, rank), body in sorted(bodies.items(), reverse=True)
    ]
    return "".join(curves), "".join(groups)
