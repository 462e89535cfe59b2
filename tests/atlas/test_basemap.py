"""The drawn map: the same drawing every time, light enough, safe to put into a page, and right on its bounds."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from builder.atlas.basemap import MapLabel, Sheet, build_basemap

PROJECT = Path(__file__).parents[2]
BOUNDS = (50.9929, 4.3666, 51.0798, 4.5628)
RANKS = {"village": 1, "district": 2}
EMPTY: dict[str, object] = {"type": "FeatureCollection", "features": []}
MAX_BYTES = 150_000


def read_geojson(name: str) -> dict[str, object]:
    content: dict[str, object] = json.loads((PROJECT / "places" / name).read_text("utf-8"))
    return content


def read_labels() -> list[MapLabel]:
    with (PROJECT / "places" / "places.yml").open("rb") as file:
        places = yaml.load(file, Loader=yaml.CSafeLoader)["places"]
    spots = [(place["name"], RANKS[place["kind"]], place["locations"][0]) for place in places if place["kind"] in RANKS]
    labels = [MapLabel(name=name, lat_deg=spot["lat"], lon_deg=spot["lon"], rank=rank) for name, rank, spot in spots]
    return [*labels, MapLabel(name="Hier & <daar>", lat_deg=51.06, lon_deg=4.53, rank=2)]


@pytest.fixture(scope="module")
def drawing() -> str:
    return build_basemap(
        read_geojson("landscape.geojson"), read_geojson("areas.geojson"), BOUNDS, "Mechelen", read_labels()
    )


def test_the_same_input_gives_the_same_drawing(drawing: str) -> None:
    again = build_basemap(
        read_geojson("landscape.geojson"), read_geojson("areas.geojson"), BOUNDS, "Mechelen", read_labels()
    )
    assert again == drawing


def test_the_drawing_of_the_demo_is_light_enough(drawing: str) -> None:
    assert len(drawing.encode()) < MAX_BYTES


def test_the_drawing_can_stand_in_a_page(drawing: str) -> None:
    assert ElementTree.fromstring(drawing).tag == "{http://www.w3.org/2000/svg}svg"
    assert not re.search(r"<(script|style|image|foreignObject)\b|\son\w+=|https?://(?!www\.w3\.org/)", drawing)
    assert all(name.startswith("vkb-") for name in re.findall(r'\bid="([^"]+)"', drawing))


def test_names_are_written_as_text(drawing: str) -> None:
    assert "Hier &amp; &lt;daar&gt;" in drawing
    assert "Mechelen" in drawing


@pytest.mark.parametrize("areas", [EMPTY, read_geojson("areas.geojson")], ids=["nothing", "areas only"])
def test_a_city_without_landscape_gets_a_first_map(areas: dict[str, object]) -> None:
    drawing = build_basemap({}, areas, BOUNDS, "Ergens", [])
    assert ElementTree.fromstring(drawing) is not None
    assert "Ergens" in drawing


def test_a_point_falls_where_leaflet_puts_it() -> None:
    south, west, north, east = BOUNDS
    sheet = Sheet.from_bounds(BOUNDS)
    lat, lon = 51.0289, 4.4789
    x, y = sheet.to_xy(lat, lon)

    def mercator(degrees: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(degrees) / 2))

    assert x / sheet.width == pytest.approx((lon - west) / (east - west), abs=1e-4)
    down = (mercator(north) - mercator(lat)) / (mercator(north) - mercator(south))
    assert y / sheet.height == pytest.approx(down, abs=1e-4)
