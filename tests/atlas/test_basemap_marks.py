"""The drawn map in detail: colours the page can change, names that do not repeat, lines that end at the sheet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.atlas.basemap import MapLabel, Sheet, build_basemap
from builder.atlas.basemap.features import LandscapeError
from builder.atlas.basemap.palette import COLOURS, ROLES
from builder.atlas.basemap.pen import Pen

BOUNDS = (51.0, 4.4, 51.06, 4.5)
STYLES = Path(__file__).parents[2] / "builder" / "site" / "parts" / "base-map.css"


def landscape(*features: tuple[str, object, dict[str, object]]) -> dict[str, object]:
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": properties, "geometry": {"type": shape, "coordinates": coordinates}}
            for shape, coordinates, properties in features
        ],
    }


def test_every_role_can_be_recoloured_by_the_page() -> None:
    styles = STYLES.read_text("utf-8")
    missing = [role for role in ROLES if not re.search(rf"\.vk-base__{role}\b(?!-)[^{{]*{{", styles)]
    assert missing == []


def test_the_page_and_the_drawing_agree_on_the_light_colours() -> None:
    light = STYLES.read_text("utf-8").split('[data-md-color-scheme="slate"]')[0]
    found = dict(re.findall(r"--vk-base-([\w-]+): (#[0-9a-f]{6});", light))
    assert {name: found.get(name) for name in COLOURS} == dict(COLOURS)


def test_a_spot_comes_back_from_the_sheet() -> None:
    sheet = Sheet.from_bounds(BOUNDS)
    assert sheet.to_degrees(sheet.to_xy(51.0289, 4.4789)) == pytest.approx((51.0289, 4.4789), abs=1e-9)


def test_a_landmark_is_named_once() -> None:
    gate = landscape(("Point", [4.45, 51.03], {"id": "gate", "kind": "landmark", "drawing": "gate", "name": "Poort"}))
    given = MapLabel(name="Porte", lat_deg=51.03, lon_deg=4.45, rank=3)
    assert ">Poort<" in build_basemap(gate, {}, BOUNDS, "Ergens", [])
    drawing = build_basemap(gate, {}, BOUNDS, "Ergens", [given])
    assert ">Porte<" in drawing
    assert ">Poort<" not in drawing


def test_a_river_far_away_does_not_weigh() -> None:
    far = landscape(("LineString", [[9.0, 50.0], [9.1, 50.0]], {"id": "far", "kind": "river", "name": "Ver"}))
    assert build_basemap(far, {}, BOUNDS, "Ergens", []).count("vkb-water") == 0


@pytest.mark.parametrize(
    ("shape", "coordinates", "properties", "message"),
    [
        ("Point", [4.45, 51.03], {"id": "x", "drawing": "ufo"}, "x: drawing 'ufo' is not known"),
        ("LineString", [[4.4, 51.0], [4.5, 51.0]], {"id": "x", "kind": "lava"}, "x: kind 'lava' is not known"),
        ("LineString", [[4.4, 51.0]], {"id": "x", "kind": "road"}, "x: a line needs two points or more"),
    ],
    ids=["drawing", "kind", "short line"],
)
def test_what_cannot_be_drawn_is_refused_by_name(
    shape: str, coordinates: object, properties: dict[str, object], message: str
) -> None:
    with pytest.raises(LandscapeError, match=re.escape(message)):
        build_basemap(landscape((shape, coordinates, properties)), {}, BOUNDS, "Ergens", [])


def test_a_path_is_written_with_few_bytes() -> None:
    pen = Pen()
    pen.polygon([(10, 10), (10.5, 10), (10.5, 9.5), (9.95, 10)])
    assert pen.path == "m10 10h.5v-.5l-.5.5z"
