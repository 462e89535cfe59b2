"""The areas of the map."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

from builder.atlas.story_areas import build_areas_geojson
from builder.languages import load_language
from builder.site.addresses import SiteMap
from tests.atlas.editions import CITY, make_edition


def test_an_area_has_its_name_its_count_and_a_spot_for_its_label() -> None:
    collection = json.loads(build_areas_geojson(make_edition(), load_language("en"), SiteMap(city=CITY)))
    assert [feature["properties"] for feature in collection["features"]] == [
        {
            "id": "centrum",
            "name": "Centrum",
            "uri": "en/areas/centrum/",
            "count": 2,
            "label": "2 stories",
            "lat": 51.05,
            "lon": 4.45,
        },
        {
            "id": "rand",
            "name": "Rand",
            "uri": "en/areas/rand/",
            "count": 0,
            "label": "0 stories",
            "lat": 51.05,
            "lon": 4.55,
        },
    ]


def test_longitude_comes_first_and_rings_run_counter_clockwise() -> None:
    collection = json.loads(build_areas_geojson(make_edition(), load_language("nl"), SiteMap(city=CITY)))
    ring = collection["features"][0]["geometry"]["coordinates"][0]
    turns = sum((x2 - x1) * (y2 + y1) for (x1, y1), (x2, y2) in pairwise(ring))
    assert ring[0] == ring[-1]
    assert all(4 < x < 5 and 51 <= y < 52 for x, y in ring)
    assert turns < 0


def test_a_city_without_areas_has_an_empty_collection() -> None:
    edition = replace(make_edition(), areas=())
    text = build_areas_geojson(edition, load_language("nl"), SiteMap(city=CITY))
    assert json.loads(text) == {"type": "FeatureCollection", "features": []}
