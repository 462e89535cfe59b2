"""Curves as a hand would draw them: smoothing, even steps, offsets and a slight wobble."""

import itertools
import math
from collections.abc import Sequence
from random import Random

from builder.atlas.basemap.pen import Pen
from builder.atlas.basemap.sheet import XY


def distance(a: XY, b: XY) -> float:
    """Straight distance in sheet units."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def length_of(points: Sequence[XY]) -> float:
    """Length of a line in sheet units."""
    return sum(distance(a, b) for a, b in itertools.pairwise(points))


def _neighbours(points: Sequence[XY], closed: bool) -> list[tuple[XY, XY, XY, XY]]:
    """For each piece of the line: the point before, its two ends, the point after."""
    count = len(points)
    pieces = count if closed else count - 1
    found = []
    for i in range(pieces):
        if closed:
            picks = [points[(i + k) % count] for k in (-1, 0, 1, 2)]
        else:
            picks = [points[min(max(i + k, 0), count - 1)] for k in (-1, 0, 1, 2)]
        found.append((picks[0], picks[1], picks[2], picks[3]))
    return found


def _handles(before: XY, a: XY, b: XY, after: XY) -> tuple[XY, XY]:
    """Bezier handles of a Catmull-Rom piece, kept shorter than the piece so that it cannot loop."""
    reach = distance(a, b) * 0.42
    found: list[XY] = []
    for spot, dx, dy in (
        (a, (b[0] - before[0]) / 6, (b[1] - before[1]) / 6),
        (b, (a[0] - after[0]) / 6, (a[1] - after[1]) / 6),
    ):
        size = math.hypot(dx, dy)
        factor = min(1.0, reach / size) if size else 0.0
        found.append((spot[0] + dx * factor, spot[1] + dy * factor))
    return found[0], found[1]


def draw_smooth(pen: Pen, points: Sequence[XY], *, closed: bool = False) -> None:
    """Add a smooth line (or closed shape) through all points."""
    if len(points) < 2:
        return
    pen.move(points[0])
    for before, a, b, after in _neighbours(points, closed):
        first, second = _handles(before, a, b, after)
        pen.curve(first, second, b)
    if closed:
        pen.close()


def smooth_path(points: Sequence[XY], *, closed: bool = False) -> str:
    """Path data of a smooth line through all points."""
    pen = Pen()
    draw_smooth(pen, points, closed=closed)
    return pen.path


def sampled(points: Sequence[XY], *, closed: bool = False, steps: int = 12) -> list[XY]:
    """The smooth line as many short straight pieces."""
    if len(points) < 2:
        return list(points)
    found = [points[0]]
    for before, a, b, after in _neighbours(points, closed):
        first, second = _handles(before, a, b, after)
        for step in range(1, steps + 1):
            t = step / steps
            u = 1 - t
            w0, w1, w2, w3 = u**3, 3 * u * u * t, 3 * u * t * t, t**3
            found.append(
                (
                    w0 * a[0] + w1 * first[0] + w2 * second[0] + w3 * b[0],
                    w0 * a[1] + w1 * first[1] + w2 * second[1] + w3 * b[1],
                )
            )
    return found


def even_steps(points: Sequence[XY], step: float) -> list[XY]:
    """Points along a line at even distances of about `step`, both ends included."""
    total = length_of(points)
    if total == 0:
        return [points[0]]
    count = max(1, round(total / step))
    spacing = total / count
    found = [points[0]]
    travelled = 0.0
    for a, b in itertools.pairwise(points):
        piece = distance(a, b)
        while piece and len(found) < count and travelled + piece >= len(found) * spacing - 1e-9:
            t = (len(found) * spacing - travelled) / piece
            found.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
        travelled += piece
    found.append(points[-1])
    return found


def smooth_steps(points: Sequence[XY], step: float, *, closed: bool = False) -> list[XY]:
    """The smooth line through points, cut at even distances."""
    return even_steps(sampled(points, closed=closed), step)


def normals(points: Sequence[XY]) -> list[XY]:
    """Unit vectors to the left of the line (as seen walking along it, y down), one for each point."""
    found = []
    last = len(points) - 1
    for i in range(len(points)):
        a, b = points[max(i - 1, 0)], points[min(i + 1, last)]
        size = distance(a, b) or 1.0
        found.append(((b[1] - a[1]) / size, (a[0] - b[0]) / size))
    return found


def offset(points: Sequence[XY], by: float) -> list[XY]:
    """The line moved sideways; positive is left of the direction of travel."""
    return [(p[0] + n[0] * by, p[1] + n[1] * by) for p, n in zip(points, normals(points), strict=True)]


def unsteady(count: int, hand: Random, *, reach: float) -> list[float]:
    """Slowly changing small numbers within plus and minus `reach`, as a drawing hand drifts."""
    drift, found = 0.0, []
    for _ in range(count):
        drift = 0.55 * drift + (hand.random() * 2 - 1) * reach * 0.6
        found.append(max(-reach, min(reach, drift)))
    return found


def wobbled(points: Sequence[XY], hand: Random, *, reach: float) -> list[XY]:
    """The same points, each nudged sideways a little."""
    nudges = unsteady(len(points), hand, reach=reach)
    return [
        (p[0] + n[0] * nudge, p[1] + n[1] * nudge) for p, n, nudge in zip(points, normals(points), nudges, strict=True)
    ]


def contains(ring: Sequence[XY], spot: XY) -> bool:
    """Whether a closed shape holds a spot (even-odd rule)."""
    x, y = spot
    inside = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def box_of(points: Sequence[XY]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of some points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
