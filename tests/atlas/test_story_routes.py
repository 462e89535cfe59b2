"""Routes on the map."""

from __future__ import annotations

import json
from dataclasses import replace

from builder.atlas.story_routes import build_routes_geojson
from builder.languages import load_language
from builder.model.geo import Point
from builder.model.public import PublicPlaceSpot, PublicRoute
from builder.site.addresses import SiteMap
from tests.atlas.editions import make_edition


def routes_along(*place_ids: str, code: str = "nl") -> str:
    """The file for one route."""
    route = PublicRoute(id="water", name={"nl": "Langs het water"}, about={"nl": "Een wandeling."}, place_ids=place_ids)
    edition = make_edition()
    spots = (PublicPlaceSpot(point=Point(lat_deg=51.05, lon_deg=4.5), accuracy_m=25),)
    places = tuple(replace(place, spots=place.spots or spots) for place in edition.places)
    edition = replace(edition, routes=(route,), places=places)
    return build_routes_geojson(edition, load_language(code), SiteMap(city=edition.city))


def test_a_route_is_a_line_along_its_places_with_the_stops_in_order() -> None:
    (feature,) = json.loads(routes_along("plein", "brug"))["features"]
    stops = feature["properties"]["stops"]
    assert [(stop["number"], stop["name"], stop["uri"]) for stop in stops] == [
        ("1", "Het Plein", "places/plein/"),
        ("2", "De Brug", "places/brug/"),
    ]
    assert feature["geometry"]["type"] == "LineString"
    assert feature["geometry"]["coordinates"] == [[stop["lon"], stop["lat"]] for stop in stops]
    assert feature["properties"]["name"] == "Langs het water"


def test_names_are_in_the_language_of_the_page_when_there_are_any() -> None:
    (feature,) = json.loads(routes_along("plein", "brug", code="ar"))["features"]
    assert [stop["name"] for stop in feature["properties"]["stops"]] == ["Het Plein", "الجسر"]
    assert feature["properties"]["stops"][1]["uri"] == "ar/places/brug/"


def test_a_route_without_a_line_is_not_drawn() -> None:
    assert routes_along("brug") == ""
    assert routes_along("brug", "nergens") == ""
