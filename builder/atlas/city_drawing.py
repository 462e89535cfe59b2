"""The illustrated map of an edition: its landscape, its areas and the names on it."""

from __future__ import annotations

import shapely
from shapely.geometry import mapping

from builder.atlas.basemap import MapLabel, build_basemap
from builder.languages import Language
from builder.model.gazetteer import PlaceKind
from builder.model.public import Edition, name_in

LABEL_RANKS = {
    PlaceKind.VILLAGE: 1,
    PlaceKind.DISTRICT: 2,
    PlaceKind.PARK: 3,
    PlaceKind.NATURE: 3,
    PlaceKind.STATION: 3,
}
"""Which places are written on the map, and how large: 1 is the largest."""


def draw_city(edition: Edition, language: Language) -> str:
    """The SVG of the map in one interface language, to be laid over the bounds of the city (EPSG:3857)."""
    city = edition.city
    box = city.bounds
    labels = [
        MapLabel(
            name=name_in(place.name, place.names, language.code),
            lat_deg=place.spots[0].point.lat_deg,
            lon_deg=place.spots[0].point.lon_deg,
            rank=LABEL_RANKS[place.kind],
        )
        for place in edition.places
        if place.kind in LABEL_RANKS and place.spots
    ]
    return build_basemap(
        edition.landscape,
        areas_geojson(edition),
        (box.south_deg, box.west_deg, box.north_deg, box.east_deg),
        city.name,
        labels,
    )


def areas_geojson(edition: Edition) -> dict[str, object]:
    """The areas and the outline of the city as a parsed FeatureCollection."""
    city = (edition.city_area,) if edition.city_area else ()
    kinds = [(area, "area") for area in edition.areas] + [(area, "city") for area in city]
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": area.id, "name": area.name, "kind": kind},
                "geometry": mapping(shapely.set_precision(area.polygon, 0.00001)),
            }
            for area, kind in kinds
        ],
    }
