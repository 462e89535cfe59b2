"""Houses: rows of little roofs, close together in the centre and loose in the villages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import sin
from random import Random

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.crowd import Box, Crowd
from builder.atlas.basemap.curves import box_of, contains, draw_smooth
from builder.atlas.basemap.features import Landscape, Outline
from builder.atlas.basemap.palette import detail, drawn
from builder.atlas.basemap.pen import Pen
from builder.atlas.basemap.sheet import XY

MAX_HOUSES = 1450
"""Houses on one sheet; with more built-up land the rows lie further apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """How close houses stand in a kind of built-up land, in sheet units."""

    row: float
    gap: float
    """Between two houses in a row."""
    empty: float
    """Part of the plots without a house, 0 to 1."""
    surface: float
    """Ground that one house takes on average; only used to keep within MAX_HOUSES."""


SPACINGS: Mapping[str, Spacing] = {
    "dense": Spacing(row=8.6, gap=0.2, empty=0.02, surface=95),
    "town": Spacing(row=11.0, gap=2.6, empty=0.1, surface=200),
    "village": Spacing(row=11.0, gap=3.0, empty=0.12, surface=230),
    "loose": Spacing(row=19.0, gap=10.0, empty=0.3, surface=520),
}


@dataclass(slots=True)
class Pens:
    """One path for each tint, so that a thousand houses are a handful of elements."""

    walls: Pen = field(default_factory=Pen)
    roofs: tuple[Pen, Pen, Pen] = field(default_factory=lambda: (Pen(), Pen(), Pen()))
    windows: Pen = field(default_factory=Pen)


def _surface(ring: tuple[XY, ...]) -> float:
    """Surface of a closed shape (shoelace)."""
    pairs = zip(ring, (*ring[1:], ring[0]), strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _stepped_gable(pen: Pen, left: float, right: float, foot: float, top: float) -> None:
    """A gable with steps, as on old Flemish houses."""
    middle, rise, tread = (left + right) / 2, (foot - top) / 3, (right - left) / 7
    pen.polygon(
        [
            (left, foot),
            (left + tread, foot),
            (left + tread, foot - rise),
            (left + 2 * tread, foot - rise),
            (left + 2 * tread, top + rise * 0.6),
            (middle, top),
            (right - 2 * tread, top + rise * 0.6),
            (right - 2 * tread, foot - rise),
            (right - tread, foot - rise),
            (right - tread, foot),
            (right, foot),
        ]
    )


def _draw_house(pens: Pens, foot: XY, width: float, hand: Random, *, old: bool) -> None:
    """One house standing on `foot` (its lower left corner): a wall, a roof, perhaps two windows."""
    x, y = foot
    wall, roof = 3 + round(hand.random()), 4 + round(hand.random() * 0.9)
    right, eave = x + width, y - wall
    pens.walls.move((x, y))
    pens.walls.line((x, eave))
    pens.walls.line((right, eave))
    pens.walls.line((right, y))
    tint = pens.roofs[int(hand.random() * 2.99)]
    style = hand.random()
    if old and style < 0.16:
        _stepped_gable(tint, x, right, eave, eave - roof - 0.8)
    elif style < 0.42:
        tint.polygon([(x - 1, eave), ((x + right) / 2, eave - roof - 1), (right + 1, eave)])
    else:
        tint.polygon([(x - 1, eave), (x + 1, eave - roof), (right - 1, eave - roof), (right + 1, eave)])
    if old and hand.random() < 0.6:
        for part in (0.3, 0.7):
            pens.windows.strokes([(x + width * part, y - wall + 1), (x + width * part, y - 1)])


def _build(built: Outline, greens: Sequence[Outline], crowd: Crowd, pens: Pens, stretch: float) -> None:
    """Rows of houses in one built-up part, from the back (north) to the front."""
    hand, spacing = hand_for(built.id), SPACINGS[built.density]
    left, top, right, bottom = box_of(built.ring)
    taken: list[Box] = []
    phase, y, least = hand.random() * 6, top + 4, 5 if built.density == "dense" else 6
    while y < bottom:
        x = left + hand.random() * 6
        while x < right:
            width = float(least + round(hand.random() * 3))
            foot = (float(round(x)), float(round(y + sin(x / 31 + phase) * 2.6)))
            room = (foot[0], foot[1] - 6.5, foot[0] + width, foot[1] - 1)
            corners = (foot, (x + width, foot[1] - 5))
            inside = all(contains(built.ring, corner) for corner in corners)
            inside = inside and not any(contains(green.ring, corner) for green in greens for corner in corners)
            if inside and hand.random() >= spacing.empty and crowd.is_free(room):
                _draw_house(pens, foot, width, hand, old=built.density == "dense")
                taken.append((foot[0] + 1, foot[1] - 6, foot[0] + width - 1, foot[1] - 1))
            x += (width + spacing.gap * (0.5 + hand.random())) * stretch
        y += spacing.row * stretch
    # neighbours may touch, so the ground is taken only when the whole part stands
    for box in taken:
        crowd.add_box(box)


def draw_built(landscape: Landscape) -> str:
    """The warm ground under houses."""
    pen = Pen()
    for built in landscape.outlines_of("built"):
        draw_smooth(pen, built.ring, closed=True)
    return drawn("built", pen.path)


def draw_houses(landscape: Landscape, crowd: Crowd) -> str:
    """All houses, around whatever the crowd holds already."""
    parts = landscape.outlines_of("built")
    expected = sum(_surface(part.ring) / SPACINGS[part.density].surface for part in parts)
    stretch = max(1.0, (expected / MAX_HOUSES) ** 0.5)
    pens = Pens()
    greens = landscape.outlines_of("park", "nature")
    for part in parts:
        _build(part, greens, crowd, pens, stretch)
    for part in parts:
        crowd.add_line([*part.ring, part.ring[0]], 3)
    roofs = zip(("roof", "roof-light", "roof-dark"), pens.roofs, strict=True)
    return (
        drawn("wall", pens.walls.path, 0.5)
        + "".join(drawn(role, pen.path, 0.5, 'stroke-linejoin="round"') for role, pen in roofs)
        + detail(15, drawn("ink", pens.windows.path, 0.7))
    )
