"""The routes of the city for the map, as GeoJSON: a line along its places, and where one stops on the way."""

from __future__ import annotations

import json

from builder.atlas.story_facets import StoryAddresses
from builder.languages import Language
from builder.model.public import Edition, PublicPlace, PublicRoute, name_in, text_in

COORDINATE_DIGITS = 5

Feature = dict[str, object]


def build_routes_geojson(edition: Edition, language: Language, addresses: StoryAddresses) -> str:
    """A FeatureCollection of the routes with at least two places, in the order of the settings; empty without any.

    Properties: id, name, about, and stops, each with number (in words of the language), name, uri, lat and lon.
    """
    places = {place.id: place for place in edition.places}
    features = [build_route(edition, route, language, addresses, places) for route in edition.routes]
    drawn = [feature for feature in features if feature is not None]
    if not drawn:
        return ""
    collection = {"type": "FeatureCollection", "features": drawn}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def build_route(
    edition: Edition, route: PublicRoute, language: Language, addresses: StoryAddresses, places: dict[str, PublicPlace]
) -> Feature | None:
    """One route along the first point of each of its places; None when there is no line to draw."""
    code = language.code
    along = [places[place_id] for place_id in route.place_ids if place_id in places and places[place_id].spots]
    if len(along) < 2:
        return None
    points = [place.spots[0].point for place in along]
    spots = [(round(point.lat_deg, COORDINATE_DIGITS), round(point.lon_deg, COORDINATE_DIGITS)) for point in points]
    stops = [
        {
            "number": language.number(number),
            "name": name_in(place.name, place.names, code),
            "uri": addresses.place(place.id, code),
            "lat": lat,
            "lon": lon,
        }
        for number, (place, (lat, lon)) in enumerate(zip(along, spots, strict=True), start=1)
    ]
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [[lon, lat] for lat, lon in spots]},
        "properties": {
            "id": route.id,
            "name": text_in(route.name, code, edition.city.language),
            "about": text_in(route.about, code, edition.city.language),
            "stops": stops,
        },
    }
