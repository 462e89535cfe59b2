"""The illustrated map of an edition: its landscape, its areas and the names on it."""

from __future__ import annotations

import shapely
from shapely.geometry import mapping

from builder.atlas.basemap import MapLabel, build_basemap
from builder.languages import Language
from builder.model.gazetteer import PlaceKind
from builder.model.public import Edition, PublicArea, name_in

LABEL_RANKS = {PlaceKind.VILLAGE: 1, PlaceKind.DISTRICT: 2}
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
        areas_geojson(edition.areas),
        (box.south_deg, box.west_deg, box.north_deg, box.east_deg),
        city.name,
        labels,
    )


def areas_geojson(areas: tuple[PublicArea, ...]) -> dict[str, object]:
    """The areas as a parsed FeatureCollection."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"id": area.id, "name": area.name},
                "geometry": mapping(shapely.set_precision(area.polygon, 0.00001)),
            }
            for area in areas
        ],
    }
