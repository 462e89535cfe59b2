"""The whole sheet: everything in the order a painter would lay it down."""

from collections.abc import Sequence
from itertools import chain

from builder.atlas.basemap.areas import draw_areas, draw_border, draw_ground
from builder.atlas.basemap.crowd import Crowd
from builder.atlas.basemap.features import GeoJson, Landscape, Outline, parse_areas, parse_landscape
from builder.atlas.basemap.green import draw_country, draw_parks, draw_trees
from builder.atlas.basemap.labels import MapLabel, PlacedLabel, draw_labels, name_scenery, place_labels, reserve
from builder.atlas.basemap.landmarks import DRAWINGS, define_landmarks, draw_landmarks, mark_landmarks, room_of
from builder.atlas.basemap.lettering import Board
from builder.atlas.basemap.line_names import Lettering, draw_line_names, name_rivers, name_roads
from builder.atlas.basemap.ornaments import (
    Corners,
    choose_corners,
    draw_cartouche,
    draw_compass,
    draw_paper_edge,
    text_defaults,
)
from builder.atlas.basemap.pen import number
from builder.atlas.basemap.roads import draw_motorways, draw_railways, draw_ring, draw_roads, mark_roads
from builder.atlas.basemap.roofs import draw_built, draw_houses
from builder.atlas.basemap.sheet import Bounds, Sheet
from builder.atlas.basemap.water import draw_water


def _board_with(landscape: Landscape, corners: Corners) -> Board:
    """Text keeps off landmarks and ornaments."""
    board = Board()
    for box in (corners.cartouche, corners.compass):
        for level in (13, 15, 16):
            if box:
                board.add(level, box)
    for spot in landscape.spots:
        room = room_of(spot)
        if spot.detail < 15:
            board.add(13, room)
        # seen from closer by, drawings are smaller; base-map.css shrinks them towards their foot
        x, y = spot.at
        small = (x + (room[0] - x) * 0.5, y + (room[1] - y) * 0.5, x + (room[2] - x) * 0.5, y + 1)
        board.add(15, small)
        board.add(16, small)
    return board


def _letter(
    sheet: Sheet, landscape: Landscape, labels: Sequence[MapLabel], board: Board, crowd: Crowd
) -> tuple[list[PlacedLabel], list[Lettering]]:
    """Find room for all names: villages, rivers, quarters, then the small ones."""
    placed = place_labels(sheet, labels, 1, board, crowd)
    names = name_rivers(landscape, sheet, board)
    reserve(placed, crowd)
    labels = [*labels, *name_scenery(sheet, landscape, labels)]
    placed += place_labels(sheet, labels, 2, board, crowd)
    placed += place_labels(sheet, labels, 3, board, crowd)
    names += name_roads(landscape, sheet, board, {label.name for label in placed})
    return placed, names


def _scene(
    sheet: Sheet, landscape: Landscape, areas: Sequence[Outline], city: Sequence[Outline], crowd: Crowd
) -> tuple[str, str]:
    """Definitions, and land, water, roads and houses, without names."""
    shapes, water = draw_water(landscape, crowd)
    houses = draw_houses(landscape, crowd)
    trees = draw_trees(landscape, crowd)
    country = draw_country(sheet, crowd)
    bare = not (landscape.lines or landscape.outlines)
    return shapes, "".join(
        (
            draw_ground(sheet, city),
            draw_built(landscape),
            draw_parks(landscape),
            country,
            draw_border(city),
            draw_areas(areas, bare=bare),
            water,
            draw_roads(landscape),
            draw_motorways(landscape),
            draw_ring(landscape),
            draw_railways(landscape),
            houses,
            trees,
            draw_landmarks(landscape, sheet),
        )
    )


def build_basemap(
    landscape: GeoJson, areas: GeoJson, bounds: Bounds, title: str, labels: Sequence[MapLabel] = ()
) -> str:
    """One SVG document that fits exactly over `bounds` (south, west, north, east in degrees) in EPSG:3857.

    `landscape` and `areas` are parsed GeoJSON; either may be empty. Marks for closer zoom levels sit in groups of class
    `vk-base__detail--13`, `--15` and `--16`, which the page hides further out. Same input, same bytes.

    Raises: LandscapeError for a feature that cannot be drawn, ValueError for bounds that make no frame.
    """
    sheet, crowd = Sheet.from_bounds(bounds), Crowd()
    scenery = parse_landscape(landscape, sheet, frozenset(DRAWINGS))
    districts, city = parse_areas(areas, sheet)
    mark_roads(scenery, crowd)
    mark_landmarks(scenery, crowd)
    spots = [spot.at for spot in scenery.spots] + [sheet.to_xy(label.lat_deg, label.lon_deg) for label in labels]
    corners = choose_corners(sheet, [*districts, *city], spots, crowd)
    board = _board_with(scenery, corners)
    placed, names = _letter(sheet, scenery, labels, board, crowd)
    shapes, scene = _scene(sheet, scenery, districts, city, crowd)
    name_curves, name_text = draw_labels(placed)
    line_curves, line_text = draw_line_names(names)
    definitions = define_landmarks(scenery) + shapes + name_curves + line_curves
    ornaments = draw_paper_edge(sheet) + draw_compass(corners.compass) + draw_cartouche(sheet, corners.cartouche, title)
    return "".join(
        chain(
            (
                f'<svg xmlns="http://www.w3.org/2000/svg" class="vk-base" aria-hidden="true" focusable="false" '
                f'preserveAspectRatio="none" viewBox="0 0 {number(sheet.width)} {number(sheet.height)}">',
                f"<defs>{definitions}</defs>" if definitions else "",
                f"<g>{scene}</g>",
                f"<g {text_defaults()}>{ornaments}{line_text}{name_text}</g>",
            ),
            ("</svg>\n",),
        )
    )
