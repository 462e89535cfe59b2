"""Parks, nature and the open country: trees, tufts of grass and the lines of a ploughed field.

All of it stands on whole sheet units: nobody sees the difference, and the drawing is a third lighter.
"""

from dataclasses import dataclass, field
from random import Random

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.crowd import Box, Crowd
from builder.atlas.basemap.curves import box_of, contains, draw_smooth, smooth_steps, wobbled
from builder.atlas.basemap.features import Landscape, Outline
from builder.atlas.basemap.palette import detail, drawn, reused
from builder.atlas.basemap.pen import Pen
from builder.atlas.basemap.sheet import XY, Sheet

MAX_MARKS = 430
"""Marks in the open country; on a larger sheet they lie further apart."""

GREEN_STEP = 36.0
"""Distance between the points of the edge of a park."""

ROUND = 'stroke-linecap="round"'


@dataclass(slots=True)
class Plants:
    """Where trees and grass stand; a tree is a short stroke, and a broad round brush makes it a crown."""

    large: Pen = field(default_factory=Pen)
    small: Pen = field(default_factory=Pen)
    tufts: Pen = field(default_factory=Pen)

    def tree(self, foot: XY, *, large: bool) -> None:
        """A tree whose crown floats above its foot."""
        x, y = foot
        pen = self.large if large else self.small
        pen.move((x, y - 5))
        pen.line((x, y - 6))

    def tuft(self, foot: XY) -> None:
        """Two blades of grass."""
        x, y = foot
        self.tufts.strokes([(x - 2, y - 3), (x, y), (x + 2, y - 3)])

    def svg(self, name: str) -> str:
        """Grass, then trunks, crowns and their light side."""
        layers = [detail(13, drawn("grass", self.tufts.path, 0.7))]
        for size, pen, crown in (("large", self.large, 7.4), ("small", self.small, 5.2)):
            if not pen.path:
                continue
            path_id = f"vkb-{name}-{size}"
            layers += [
                f'<defs><path id="{path_id}" d="{pen.path}"/></defs>',
                reused(path_id, "tree-edge", 1.2, 'transform="translate(0 5)"'),
                reused(path_id, "tree-edge", crown + 1.2, ROUND),
                reused(path_id, "tree", crown, ROUND),
            ]
        return "".join(layers)


def _room(foot: XY, reach: float) -> Box:
    return foot[0] - reach, foot[1] - reach * 2.4, foot[0] + reach, foot[1] + 1


def _plant(green: Outline, crowd: Crowd, plants: Plants) -> None:
    """Trees and grass inside one park or nature reserve."""
    hand = hand_for(green.id)
    left, top, right, bottom = box_of(green.ring)
    step = 12.0 if green.kind == "park" else 16.0
    y = top + step / 2
    while y < bottom:
        x = left + step * hand.random()
        while x < right:
            foot = (float(round(x)), float(round(y + (hand.random() - 0.5) * step * 0.6)))
            chance = hand.random()
            if contains(green.ring, foot) and crowd.is_free(_room(foot, 3)) and chance < 0.8:
                if green.kind == "nature" and chance < 0.36:
                    plants.tuft(foot)
                else:
                    plants.tree(foot, large=chance > 0.5)
                crowd.add_box(_room(foot, 2))
            x += step * (0.7 + hand.random() * 0.6)
        y += step * 0.8


def draw_parks(landscape: Landscape) -> str:
    """The surfaces of parks and nature; see `draw_trees` for what grows there."""
    marks = []
    for kind in ("nature", "park"):
        pen = Pen()
        for green in landscape.outlines_of(kind):
            edge = smooth_steps(green.ring, GREEN_STEP, closed=True)[:-1]
            draw_smooth(pen, wobbled(edge, hand_for(green.id), reach=6), closed=True)
        marks.append(drawn(kind, pen.path, 1, 'stroke-dasharray="5 2.4"' if kind == "nature" else ""))
    return "".join(marks)


def draw_trees(landscape: Landscape, crowd: Crowd) -> str:
    """Trees and grass of all parks and nature."""
    plants = Plants()
    for green in landscape.outlines_of("park", "nature"):
        _plant(green, crowd, plants)
    return plants.svg("park")


def _draw_furrows(pen: Pen, foot: XY, hand: Random) -> None:
    """A few parallel lines, leaning as the field lies."""
    x, y = foot
    lean, count = round((hand.random() - 0.5) * 8), 3
    for i in range(count):
        left, right = x - 9 - round(hand.random() * 4), x + 9 + round(hand.random() * 4)
        pen.strokes([(left, y + i * 4 - lean), (right, y + i * 4 + lean)])


def draw_country(sheet: Sheet, crowd: Crowd) -> str:
    """Furrows, grass and lone trees wherever nothing else stands."""
    hand, furrows, plants = hand_for("open country"), Pen(), Plants()
    step = max(52.0, (sheet.width * sheet.height / MAX_MARKS) ** 0.5 * 0.72)
    y = step / 2
    while y < sheet.height:
        x = step * hand.random()
        while x < sheet.width:
            foot = (float(round(x)), float(round(y + (hand.random() - 0.5) * step * 0.8)))
            choice, room = hand.random(), (foot[0] - 15, foot[1] - 9, foot[0] + 15, foot[1] + 16)
            if crowd.is_free(room):
                if choice < 0.4:
                    _draw_furrows(furrows, foot, hand)
                elif choice < 0.6:
                    plants.tuft(foot)
                    plants.tuft((foot[0] + 9, foot[1] + 4))
                elif choice < 0.92:
                    plants.tree(foot, large=choice < 0.8)
                    plants.tree((foot[0] + 7, foot[1] + 3), large=False)
                crowd.add_box(room)
            x += step * (0.7 + hand.random() * 0.6)
        y += step * 0.7
    return drawn("field", furrows.path, 0.9, ROUND) + plants.svg("country")
