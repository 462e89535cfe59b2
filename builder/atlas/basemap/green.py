"""Parks, nature and the open country: trees, tufts of grass and the lines of a ploughed field."""

from random import Random

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.crowd import Crowd
from builder.atlas.basemap.curves import box_of, contains, draw_smooth, wobbled
from builder.atlas.basemap.features import Landscape, Outline
from builder.atlas.basemap.palette import detail, drawn
from builder.atlas.basemap.pen import Pen
from builder.atlas.basemap.sheet import XY, Sheet

MAX_FIELDS = 420
"""Marks in the open country; a larger sheet has them further apart."""


def draw_tree(pen: Pen, foot: XY, size: float) -> None:
    """A round tree: a crown of three lobes on a short trunk."""
    x, y = foot
    s = size
    pen.move((x, y))
    pen.line((x, y - s * 0.6))
    pen.curve((x - s * 1.2, y - s * 0.5), (x - s * 0.9, y - s * 2.2), (x, y - s * 2.1))
    pen.curve((x + s * 0.9, y - s * 2.2), (x + s * 1.2, y - s * 0.5), (x, y - s * 0.6))


def _draw_poplar(pen: Pen, foot: XY, size: float) -> None:
    """A tall narrow tree, as along the canals."""
    x, y = foot
    pen.move((x, y))
    pen.line((x, y - size * 0.6))
    pen.bow((x - size * 0.9, y - size), (x, y - size * 3))
    pen.bow((x + size * 0.9, y - size), (x, y - size * 0.6))


def _draw_tuft(pen: Pen, foot: XY, size: float) -> None:
    """Three blades of grass."""
    x, y = foot
    pen.strokes([(x - size, y - size), (x - size * 0.3, y), (x, y - size * 1.4)])
    pen.strokes([(x + size * 0.3, y), (x + size, y - size)])


def _draw_furrows(pen: Pen, foot: XY, hand: Random) -> None:
    """A few parallel lines, leaning as the field lies."""
    x, y = foot
    lean = (hand.random() - 0.5) * 1.2
    for i in range(3 + int(hand.random() * 2)):
        left, right = x - 9 - hand.random() * 4, x + 9 + hand.random() * 4
        level = y + i * 3.4
        pen.move((left, level - lean * 5))
        pen.line((right, level + lean * 5))


def _plant(green: Outline, crowd: Crowd, trees: Pen, tufts: Pen) -> None:
    """Trees and grass inside one park or nature reserve."""
    hand = hand_for(green.id)
    left, top, right, bottom = box_of(green.ring)
    step = 13.0 if green.kind == "park" else 17.0
    y = top + step / 2
    while y < bottom:
        x = left + step * hand.random()
        while x < right:
            foot = (x, y + (hand.random() - 0.5) * step * 0.6)
            size = 2.5 + hand.random() * 1.3
            room = (foot[0] - size, foot[1] - size * 2.4, foot[0] + size, foot[1] + 1)
            if contains(green.ring, foot) and crowd.is_free(room) and hand.random() < 0.74:
                wet = green.kind == "nature" and hand.random() < 0.55
                if wet:
                    _draw_tuft(tufts, foot, size * 0.8)
                elif hand.random() < 0.2:
                    _draw_poplar(trees, foot, size)
                else:
                    draw_tree(trees, foot, size)
                crowd.add_box(room)
            x += step * (0.7 + hand.random() * 0.6)
        y += step * 0.8


def draw_parks(landscape: Landscape) -> str:
    """The surfaces of parks and nature; see `draw_trees` for what grows there."""
    marks = []
    for kind in ("nature", "park"):
        pen = Pen()
        for green in landscape.outlines_of(kind):
            draw_smooth(pen, wobbled(green.ring, hand_for(green.id), reach=1.5), closed=True)
        marks.append(drawn(kind, pen.path, 1.1, 'stroke-dasharray="5 2.4"' if kind == "nature" else ""))
    return "".join(marks)


def draw_trees(landscape: Landscape, crowd: Crowd) -> str:
    """Trees and grass of all parks and nature."""
    trees, tufts = Pen(), Pen()
    for green in landscape.outlines_of("park", "nature"):
        _plant(green, crowd, trees, tufts)
    return drawn("grass", tufts.path, 0.8) + drawn("tree", trees.path, 0.8)


def draw_country(sheet: Sheet, crowd: Crowd) -> str:
    """Furrows, grass and lone trees wherever nothing else stands."""
    hand = hand_for("open country")
    step = max(52.0, (sheet.width * sheet.height / MAX_FIELDS) ** 0.5 * 0.72)
    furrows, tufts, trees = Pen(), Pen(), Pen()
    y = step / 2
    while y < sheet.height:
        x = step * hand.random()
        while x < sheet.width:
            foot = (x, y + (hand.random() - 0.5) * step * 0.8)
            choice, size = hand.random(), 2.4 + hand.random() * 0.8
            room = (foot[0] - 15, foot[1] - 9, foot[0] + 15, foot[1] + 16)
            if crowd.is_free(room):
                if choice < 0.42:
                    _draw_furrows(furrows, foot, hand)
                elif choice < 0.66:
                    _draw_tuft(tufts, foot, size)
                    _draw_tuft(tufts, (foot[0] + 9, foot[1] + 4), size)
                elif choice < 0.9:
                    draw_tree(trees, foot, size)
                    draw_tree(trees, (foot[0] + 6, foot[1] + 2.5), size * 0.85)
                crowd.add_box(room)
            x += step * (0.7 + hand.random() * 0.6)
        y += step * 0.7
    return (
        drawn("field", furrows.path, 0.9, 'stroke-linecap="round"')
        + detail(13, drawn("grass", tufts.path, 0.8))
        + drawn("tree", trees.path, 0.8)
    )
