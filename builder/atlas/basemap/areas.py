"""The city and its areas as soft shapes."""

from collections.abc import Sequence

from builder.atlas.basemap.chance import hand_for
from builder.atlas.basemap.curves import draw_smooth, wobbled
from builder.atlas.basemap.features import Outline
from builder.atlas.basemap.palette import drawn, paint
from builder.atlas.basemap.pen import Pen, number
from builder.atlas.basemap.sheet import Sheet

SHARP = 40
"""Rings with more points than this are taken as surveyed: their points are joined as they are."""


def _path(shapes: Sequence[Outline], *, soft: bool) -> str:
    pen = Pen()
    for shape in shapes:
        if len(shape.ring) > SHARP:
            pen.polygon(shape.ring)
        else:
            ring = wobbled(shape.ring, hand_for(shape.id), reach=3) if soft else shape.ring
            draw_smooth(pen, ring, closed=True)
    return pen.path


def draw_ground(sheet: Sheet, city: Sequence[Outline]) -> str:
    """The land: the city in full colour, what lies beyond a little paler."""
    role = "beyond" if city else "land"
    ground = f'<rect {paint(role)} width="{number(sheet.width)}" height="{number(sheet.height)}"/>'
    return ground + drawn("land", _path(city, soft=False))


def draw_border(city: Sequence[Outline]) -> str:
    """The border of the city, as in an old atlas: a broad pale band and a line of dashes and dots."""
    path = _path(city, soft=False)
    return drawn("border-band", path, 14, 'stroke-opacity=".22"') + drawn(
        "border", path, 1.8, 'stroke-dasharray="10 4 1.5 4" stroke-linecap="round"'
    )


def draw_areas(areas: Sequence[Outline], *, bare: bool) -> str:
    """Neighbourhoods as dashed shapes: tinted on a bare sheet, only hinted at where much else is drawn."""
    path = _path(areas, soft=True)
    if bare:
        return drawn("area", path, 2, 'stroke-dasharray="7 5" fill-opacity=".7" stroke-linecap="round"')
    return drawn("area-line", path, 1, 'stroke-dasharray="1 5" stroke-linecap="round" stroke-opacity=".7"')
