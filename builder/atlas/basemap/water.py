"""Water: ribbons with uneven edges, engraved ticks along one bank, and ripples."""

from collections.abc import Sequence

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.crowd import Crowd
from builder.atlas.basemap.curves import (
    box_of,
    draw_smooth,
    length_of,
    normals,
    offset,
    smooth_steps,
    unsteady,
    wobbled,
)
from builder.atlas.basemap.features import Landscape, Line, Outline
from builder.atlas.basemap.palette import detail, drawn, reused
from builder.atlas.basemap.pen import Pen
from builder.atlas.basemap.sheet import XY

STEP = 40.0
"""Distance between the points of a river bank."""

TICKS = 'stroke-dasharray=".7 3.6 .7 4.4 .7 3.2 .7 5" stroke-linecap="butt"'
"""Short strokes across the bank: a dashed line that is wider than its dashes are long."""


def centre_line(line: Line) -> list[XY]:
    """The middle of a waterway as it is drawn; a canal is straight, a river drifts a little."""
    points = smooth_steps(line.points, STEP)
    if line.kind == "canal":
        return points
    return wobbled(points, hand_for(line.id), reach=line.width * 0.16)


def _ribbon(line: Line, points: Sequence[XY]) -> list[XY]:
    """Both banks of a waterway as one closed shape, each bank with its own small irregularity."""
    hand = hand_for(f"{line.id} banks")
    play = 0.04 if line.kind == "canal" else 0.13
    half = line.width / 2
    sides = normals(points)
    banks = []
    for side in (1, -1):
        breath = unsteady(len(points), hand, reach=half * play * 2)
        banks.append(
            [
                (p[0] + n[0] * side * (half + b), p[1] + n[1] * side * (half + b))
                for p, n, b in zip(points, sides, breath, strict=True)
            ]
        )
    return banks[0] + banks[1][::-1]


def _ripples(pen: Pen, line: Line, points: Sequence[XY]) -> None:
    """Little waves in the middle of a river, far apart."""
    hand = hand_for(f"{line.id} ripples")
    sides = normals(points)
    for i in range(1, len(points) - 1, 2):
        (x, y), n = points[i], sides[i]
        shift = (hand.random() - 0.5) * line.width * 0.4
        x, y, size = round(x + n[0] * shift), round(y + n[1] * shift), 2 + round(hand.random())
        pen.move((x - size, y))
        pen.bow((x - size / 2, y - size * 0.7), (x, y))
        pen.bow((x + size / 2, y + size * 0.7), (x + size, y))


def _pond_ripples(pen: Pen, pond: Outline) -> None:
    """Two or three waves in a pond that is large enough."""
    left, top, right, bottom = box_of(pond.ring)
    if right - left < 18 or bottom - top < 14:
        return
    x, y = (left + right) / 2, (top + bottom) / 2
    for dx, dy in ((-4.0, -3.0), (3.0, 1.0), (-3.0, 5.0)):
        pen.move((x + dx - 3, y + dy))
        pen.bow((x + dx - 1.5, y + dy - 2), (x + dx, y + dy))
        pen.bow((x + dx + 1.5, y + dy + 2), (x + dx + 3, y + dy))


def draw_water(landscape: Landscape, crowd: Crowd) -> tuple[str, str]:
    """Definitions, and rivers, streams, canals and ponds; the crowd learns where they are."""
    body, ticks, streams, ripples = Pen(), Pen(), Pen(), Pen()
    for line in landscape.lines_of("stream"):
        points = centre_line(line)
        draw_smooth(streams, points)
        crowd.add_line(points, line.width)
    for line in landscape.lines_of("river", "canal"):
        points = centre_line(line)
        crowd.add_line(points, line.width * 0.8)
        draw_smooth(body, _ribbon(line, points), closed=True)
        draw_smooth(ticks, offset(points, -line.width * 0.36)[::2])
        if line.kind == "river":
            _ripples(ripples, line, points)
    for pond in landscape.outlines_of("basin"):
        step = min(20.0, length_of(pond.ring) / 7)
        ring = smooth_steps(pond.ring, step, closed=True)
        crowd.add_line(ring, 2)
        crowd.add_box(box_of(pond.ring))
        draw_smooth(body, wobbled(ring[:-1], hand_for(pond.id), reach=step * 0.06), closed=True)
        _pond_ripples(ripples, pond)
    defined = f'<path id="vkb-water" d="{body.path}"/>' if body.path else ""
    layers = [
        drawn("water-edge", streams.path, 5.6, 'stroke-linecap="round"'),
        reused("vkb-water", "water-edge", 2.4, 'stroke-linejoin="round"') if defined else "",
        drawn("stream", streams.path, 4, 'stroke-linecap="round"'),
        reused("vkb-water", "water") if defined else "",
        drawn("hatch", ticks.path, 3, TICKS),
        detail(13, drawn("hatch", ripples.path, 0.8, 'stroke-linecap="round"')),
    ]
    return defined, "".join(layers)
