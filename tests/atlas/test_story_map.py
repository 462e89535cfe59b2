"""The composed map."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.atlas.composed_map import ComposedMap, MapFiles
from builder.atlas.story_map import compose_map
from builder.languages import load_language
from builder.model.settings import Basemap, BasemapKind
from tests.atlas.editions import CITY

FILES = MapFiles(basemap_uri="assets/data/basemap.svg", areas_uri="assets/data/areas.json")


def compose(language: str = "nl") -> ComposedMap:
    """The map of the small city."""
    return compose_map(CITY, load_language(language), FILES)


def test_the_page_gets_an_empty_container_and_nothing_else() -> None:
    assert compose().html == '<div class="folium-map" id="map_vk" ></div>'


def test_the_same_city_gives_the_same_bytes() -> None:
    assert compose() == compose()


def test_nothing_comes_from_elsewhere() -> None:
    composed = compose()
    assert composed.scripts == ("leaflet/leaflet.js",)
    assert composed.styles == ("leaflet/leaflet.css",)
    assert "://" not in composed.script
    assert "jquery" not in composed.script.lower()


def test_the_script_is_one_function_with_layers_in_their_order() -> None:
    script = compose().script
    assert script.startswith("// Composed by folium")
    assert script.count("export function composeMap(L, vk) {") == 1
    assert script.rstrip().endswith("return { map: map_vk, stories: stories_layer_stories, routes: null };\n}")
    order = [script.index(word) for word in ("L.map(", "vk.drawnBase(", "vk.areasLayer(", "vk.storiesLayer(")]
    assert order == sorted(order)
    assert "areas_layer_areas.addTo" not in script  # off until somebody asks for it


def test_zoom_levels_and_bounds_are_those_of_the_city() -> None:
    script = compose().script
    for setting in ('"minZoom": 12', '"maxZoom": 17', '"zoom": 13', "center: [51.05, 4.5]"):
        assert setting in script
    corners = re.search(r'"maxBounds": ([^a-z]*)', script)
    assert corners
    assert re.findall(r"[\d.]+", corners[1]) == ["51.0", "4.4", "51.1", "4.6"]


def test_buttons_stand_away_from_the_panel() -> None:
    assert '"position": "topright"' in compose("nl").script
    assert '"position": "bottomleft"' in compose("ar").script


def test_words_of_the_city_cannot_end_the_script() -> None:
    city = replace(CITY, basemap=Basemap(credit={"nl": "</script><script>alert(1)"}))
    assert "<" not in compose_map(city, load_language("nl"), FILES).script


def test_without_areas_there_is_no_layer_to_choose() -> None:
    script = compose_map(CITY, load_language("nl"), replace(FILES, areas_uri="")).script
    assert "areasLayer" not in script
    assert "control.layers" not in script


@pytest.mark.parametrize(
    ("tiles", "attribution", "expected"),
    [
        pytest.param("OpenStreetMap.Mapnik", None, "tile.openstreetmap.org", id="a name"),
        pytest.param(
            "https://tiles.example/{z}/{x}/{y}.png", "Wij", "https://tiles.example/{z}/{x}/{y}.png", id="a URL"
        ),
    ],
)
def test_a_city_may_choose_tiles(tiles: str, attribution: str | None, expected: str) -> None:
    basemap = Basemap(kind=BasemapKind.TILES, tiles=tiles, attribution=attribution)
    city = replace(CITY, basemap=basemap)
    composed = compose_map(city, load_language("nl"), MapFiles(basemap_uri="", areas_uri=""))
    assert expected in composed.script
    assert "drawnBase" not in composed.script
    assert composed == compose_map(city, load_language("nl"), MapFiles(basemap_uri="", areas_uri=""))


@pytest.mark.parametrize(
    ("archive", "uri", "expected"),
    [
        ("stad.pmtiles", "assets/data/basemap-1.pmtiles", "assets/data/basemap-1.pmtiles"),
        ("https://kaart.example/stad.pmtiles", "", "https://kaart.example/stad.pmtiles"),
    ],
)
def test_vector_tiles_come_from_the_site_or_from_the_host_that_the_city_chose(
    archive: str, uri: str, expected: str
) -> None:
    city = replace(CITY, basemap=Basemap(kind=BasemapKind.PMTILES, archive=archive, attribution="<b>Wij</b>"))
    composed = compose_map(city, load_language("nl"), MapFiles(basemap_uri="", areas_uri="", archive_uri=uri))
    assert f'"url": "{expected}"' in composed.script
    assert '"attribution": "Wij"' in composed.script
    assert composed.scripts == ("leaflet/leaflet.js", "protomaps-leaflet/protomaps-leaflet.js")


def test_routes_are_a_layer_that_is_off_until_somebody_asks() -> None:
    files = MapFiles(basemap_uri="x.svg", areas_uri="", routes_uri="assets/data/routes.geojson")
    script = compose_map(CITY, load_language("nl"), files).script
    assert 'vk.routesLayer({\n    "url": "assets/data/routes.geojson",\n  })' in script
    assert "routes_layer_routes.addTo" not in script
    assert "routes: routes_layer_routes };" in script
    assert '"Wandelingen"' in script


def test_the_legend_speaks_the_language_of_the_page() -> None:
    assert '"legendTheme": "Thema"' in compose("nl").script
    assert '"legendPosition": "bottomright"' in compose("ar").script
