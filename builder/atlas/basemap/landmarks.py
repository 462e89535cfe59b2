"""Landmarks: small drawings that stand on the map."""

import re
from collections.abc import Iterator, Mapping

from builder.atlas.basemap.crowd import Box, Crowd
from builder.atlas.basemap.drawings_country import COUNTRY_DRAWINGS
from builder.atlas.basemap.drawings_town import TOWN_DRAWINGS, Drawing
from builder.atlas.basemap.features import Landscape, Spot
from builder.atlas.basemap.palette import detail, drawn
from builder.atlas.basemap.pen import number
from builder.atlas.basemap.sheet import Sheet

DRAWINGS: Mapping[str, Drawing] = {**TOWN_DRAWINGS, **COUNTRY_DRAWINGS}

STROKES: Mapping[str, float] = {"ink": 0.8, "grass": 1.2, "hatch": 0.8}
OTHER_STROKE = 0.9
CLOSE_SCALE = 0.62
"""What base-map.css makes of a landmark at zoom 15."""
DETAIL_LEVELS = (0, 13, 15, 16)


def _shape(drawing: Drawing) -> str:
    """The marks of one drawing."""
    return "".join(drawn(role, path, STROKES.get(role, OTHER_STROKE)) for role, path in drawing)


def _extent(drawing: str) -> Box:
    """A rough box around a drawing, from the places its strokes begin and the first step up."""
    starts = [
        (float(x), float(y))
        for _, path in DRAWINGS[drawing]
        for x, y in re.findall(r"M(-?[\d.]+)[ ,]?(-?[\d.]+)", path)
    ]
    half = max(abs(x) for x, _ in starts)
    return -half, min(y for _, y in starts) - 3, half, 2.0


def room_of(spot: Spot) -> Box:
    """The ground a landmark takes on the sheet, at its drawn size."""
    left, top, right, bottom = _extent(spot.drawing)
    # what appears only on close view is then drawn at half size, see base-map.css
    scale = spot.size * (CLOSE_SCALE if spot.detail >= 15 else 1)
    x, y = spot.at
    return x + left * scale, y + top * scale, x + right * scale, y + bottom * scale


def mark_landmarks(landscape: Landscape, crowd: Crowd) -> None:
    """Tell the crowd where landmarks stand."""
    for spot in landscape.spots:
        left, top, right, _ = room_of(spot)
        # houses come up to the drawing as it is seen from close by; further out it stands in front of them
        shrink = 1 if spot.detail >= 15 else CLOSE_SCALE
        x, y = spot.at
        crowd.add_box((x + (left - x) * shrink, y + (top - y) * shrink, x + (right - x) * shrink, y + 1))


def _repeated(landscape: Landscape) -> Iterator[str]:
    names = [spot.drawing for spot in landscape.spots]
    return (name for name in sorted(set(names)) if names.count(name) > 1)


def define_landmarks(landscape: Landscape) -> str:
    """Drawings that are used more than once, for the `defs` of the sheet."""
    return "".join(f'<g id="vkb-{name}">{_shape(DRAWINGS[name])}</g>' for name in _repeated(landscape))


def draw_landmarks(landscape: Landscape, sheet: Sheet) -> str:
    """All landmarks on the sheet, from the back to the front, each from its own zoom level."""
    shared = set(_repeated(landscape))
    levels: dict[int, list[str]] = {level: [] for level in DETAIL_LEVELS}
    for spot in sorted(landscape.spots, key=lambda spot: (spot.at[1], spot.id)):
        if not sheet.holds(spot.at):
            continue
        shape = f'<use href="#vkb-{spot.drawing}"/>' if spot.drawing in shared else _shape(DRAWINGS[spot.drawing])
        size = spot.size * (CLOSE_SCALE if spot.detail >= 15 else 1)
        scale = "" if size == 1 else f" scale({size:.2f})"
        place = f"translate({number(spot.at[0])} {number(spot.at[1])}){scale}"
        level = max(known for known in DETAIL_LEVELS if known <= max(spot.detail, 0))
        levels[level].append(
            f'<g transform="{place}"><g class="vk-base__landmark vk-base__landmark--{spot.drawing}">{shape}</g></g>'
        )
    # close-up detail first: the great landmarks stand in front
    return "".join(detail(level, *levels[level]) for level in reversed(DETAIL_LEVELS))
