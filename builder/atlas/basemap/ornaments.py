"""What surrounds a printed map: the edge of the paper, the cartouche and the compass."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.crowd import Box, Crowd, overlap
from builder.atlas.basemap.curves import contains, even_steps
from builder.atlas.basemap.features import Outline
from builder.atlas.basemap.lettering import FONT, as_text
from builder.atlas.basemap.palette import drawn, paint
from builder.atlas.basemap.pen import Pen, number
from builder.atlas.basemap.sheet import XY, Sheet

INSET = 46.0
CARTOUCHE = (560.0, 196.0)
COMPASS = (170.0, 190.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corners:
    """Where the ornaments stand; nothing on a sheet that is too small for them."""

    cartouche: Box | None
    compass: Box | None


def _corner_boxes(sheet: Sheet, size: tuple[float, float]) -> list[Box]:
    """The four corners: north-east, south-west, north-west, south-east."""
    wide, high = size
    lefts, tops = (INSET, sheet.width - INSET - wide), (INSET, sheet.height - INSET - high)
    return [
        (left, top, left + wide, top + high)
        for left, top in ((lefts[1], tops[0]), (lefts[0], tops[1]), (lefts[0], tops[0]), (lefts[1], tops[1]))
    ]


def _cost(box: Box, outlines: Sequence[Outline], spots: Sequence[XY], crowd: Crowd) -> float:
    """How much of the city an ornament would cover: stories live there."""
    left, top, right, bottom = box
    grid = [(left + (right - left) * i / 6, top + (bottom - top) * j / 4) for i in range(7) for j in range(5)]
    covered = sum(any(contains(outline.ring, spot) for outline in outlines) for spot in grid)
    hit = sum(left - 40 <= x <= right + 40 and top - 40 <= y <= bottom + 40 for x, y in spots)
    return covered + hit * 8 + crowd.share_taken(box) * 6


def choose_corners(sheet: Sheet, outlines: Sequence[Outline], spots: Sequence[XY], crowd: Crowd) -> Corners:
    """The emptiest corner for the cartouche, the next for the compass; the crowd learns of both."""
    if sheet.width < CARTOUCHE[0] + COMPASS[0] + 3 * INSET or sheet.height < CARTOUCHE[1] + 2 * INSET:
        return Corners(cartouche=None, compass=None)
    cartouche = min(_corner_boxes(sheet, CARTOUCHE), key=lambda box: _cost(box, outlines, spots, crowd))
    free = [box for box in _corner_boxes(sheet, COMPASS) if not overlap(box, cartouche)]
    compass = min(free, key=lambda box: _cost(box, outlines, spots, crowd))
    for box in (cartouche, compass):
        crowd.add_box(box)
    return Corners(cartouche=cartouche, compass=compass)


def draw_paper_edge(sheet: Sheet) -> str:
    """A margin of bare paper with a slightly torn inner edge, and a fine double line inside it."""
    hand, pen, wide, high = hand_for("paper edge"), Pen(), sheet.width, sheet.height
    pen.polygon([(0, 0), (wide, 0), (wide, high), (0, high)])
    inner = [(12.0, 12.0), (12.0, high - 12), (wide - 12, high - 12), (wide - 12, 12.0), (12.0, 12.0)]
    torn = [(x + (hand.random() - 0.5) * 4, y + (hand.random() - 0.5) * 4) for x, y in even_steps(inner, 26)[:-1]]
    pen.polygon(torn)
    lines = Pen()
    for inset in (20.0, 25.0):
        lines.polygon([(inset, inset), (wide - inset, inset), (wide - inset, high - inset), (inset, high - inset)])
    return drawn("paper", pen.path, extra='fill-rule="evenodd"') + drawn("frame", lines.path, 1.2)


def _point_on(middle: XY, angle_deg: float, reach: float) -> XY:
    """A spot around a middle; 0 degrees is up, clockwise."""
    return middle[0] + sin(radians(angle_deg)) * reach, middle[1] - cos(radians(angle_deg)) * reach


def draw_compass(box: Box | None) -> str:
    """A compass rose: eight points, half of each in ink, and an N."""
    if box is None:
        return ""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2 + 12)
    dark, light, ring = Pen(), Pen(), Pen()
    for angles, reach, waist in (((45, 135, 225, 315), 46.0, 13.0), ((0, 90, 180, 270), 74.0, 15.0)):
        for angle in angles:
            tip = _point_on(middle, angle, reach)
            dark.polygon([middle, _point_on(middle, angle + 45, waist), tip])
            light.polygon([middle, tip, _point_on(middle, angle - 45, waist)])
    for radius in (32.0, 56.0):
        spots = [_point_on(middle, angle, radius) for angle in range(0, 360, 10)]
        ring.polygon(spots)
    north = f'{paint("label-soft")} stroke-width=".2em" font-size="30" font-weight="600" x="{number(middle[0])}"'
    return (
        drawn("ink", ring.path, 1, 'stroke-opacity=".55"')
        + drawn("star-light", light.path, 1, 'stroke-linejoin="round"')
        + drawn("star", dark.path, 1, 'stroke-linejoin="round"')
        + f'<text {north} y="{number(middle[1] - 80)}">N</text>'
    )


def _flourish(pen: Pen, middle: XY, way: int) -> None:
    """A curl beside the title."""
    x, y = middle
    pen.move((x, y))
    pen.curve((x + way * 14, y - 12), (x + way * 34, y + 12), (x + way * 52, y - 2))
    pen.curve((x + way * 60, y - 10), (x + way * 50, y - 16), (x + way * 47, y - 8))


def _scroll(box: Box) -> tuple[str, str]:
    """The cartouche: a plate with hollow corners, and a fine line inside."""
    plates = []
    for inset, notch in ((0.0, 26.0), (9.0, 22.0)):
        left, top, right, bottom = box[0] + inset, box[1] + inset, box[2] - inset, box[3] - inset
        pen = Pen()
        pen.move((left + notch, top))
        pen.line((right - notch, top))
        pen.bow((right - notch, top + notch), (right, top + notch))
        pen.line((right, bottom - notch))
        pen.bow((right - notch, bottom - notch), (right - notch, bottom))
        pen.line((left + notch, bottom))
        pen.bow((left + notch, bottom - notch), (left, bottom - notch))
        pen.line((left, top + notch))
        pen.bow((left + notch, top + notch), (left + notch, top))
        pen.close()
        plates.append(pen.path)
    return plates[0], plates[1]


def _scale_bar(sheet: Sheet, middle: XY) -> str:
    """One kilometre, in the middle of the sheet, as a bar of four parts."""
    length, (x, y) = sheet.units_per_km, middle
    left, bars, fills = x - length / 2, Pen(), Pen()
    bars.polygon([(left, y), (left + length, y), (left + length, y + 6), (left, y + 6)])
    for part in (0, 2):
        start = left + length * part / 4
        fills.polygon([(start, y), (start + length / 4, y), (start + length / 4, y + 6), (start, y + 6)])
    words = f'{paint("label-soft")} stroke-width="0" font-size="19" font-style="italic"'
    return (
        drawn("window", fills.path)
        + drawn("ink", bars.path, 1)
        + f'<text {words} x="{number(x + length / 2 + 34)}" y="{number(y + 9)}">1 km</text>'
    )


def draw_cartouche(sheet: Sheet, box: Box | None, title: str) -> str:
    """The name of the map on a plate, with curls and a scale."""
    if box is None or not title.strip():
        return ""
    outer, inner = _scroll(box)
    x, top = (box[0] + box[2]) / 2, box[1]
    size = min(82.0, (CARTOUCHE[0] - 90) / (0.6 * max(len(title), 1)))
    curls = Pen()
    _flourish(curls, (x + 10, top + 132), 1)
    _flourish(curls, (x - 10, top + 132), -1)
    curls.polygon([(x, top + 126), (x + 5, top + 132), (x, top + 138), (x - 5, top + 132)])
    words = (
        f'{paint("label")} stroke-width="0" font-size="{number(size)}" font-weight="600" letter-spacing=".03em" '
        f'x="{number(x)}" y="{number(top + 78 + size * 0.3)}"'
    )
    return (
        drawn("scroll", outer, 2)
        + drawn("frame", inner, 1.2)
        + f"<text {words}>{as_text(title)}</text>"
        + drawn("ink", curls.path, 1.6, 'stroke-linecap="round"')
        + _scale_bar(sheet, (x, top + 158))
    )


def text_defaults() -> str:
    """Attributes that all text of the sheet shares."""
    return f'font-family="{FONT}" text-anchor="middle" paint-order="stroke" stroke-linejoin="round"'
