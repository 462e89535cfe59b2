"""The areas for the map, as GeoJSON: name, number of stories, and where the label stands."""

from __future__ import annotations

import json

import geopandas
import shapely

from builder.atlas.group_counts import count_of_group
from builder.atlas.story_facets import StoryAddresses
from builder.languages import Language
from builder.model.public import Edition, PublicArea, name_in
from builder.model.public_groups import Grouping

GRID_DEG = 0.00001
"""Outlines are drawn on this grid, about a metre."""


def build_areas_geojson(edition: Edition, language: Language, addresses: StoryAddresses) -> str:
    """A FeatureCollection of the areas, in the order of the edition.

    Properties: id, name, uri, count (of public stories; null when it may not be told), label (`7 stories`, `fewer than
    5 stories`), lat and lon of the label.
    """
    if not edition.areas:
        return '{"type":"FeatureCollection","features":[]}'
    frame = geopandas.GeoDataFrame(
        [build_properties(edition, area, language, addresses) for area in edition.areas],
        geometry=[draw_outline(area) for area in edition.areas],
        crs="EPSG:4326",
    )
    anchors = frame.geometry.representative_point()
    frame["lat"] = anchors.y.round(5)
    frame["lon"] = anchors.x.round(5)
    collection = json.loads(frame.to_json(drop_id=True, to_wgs84=True))
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"))


def build_properties(
    edition: Edition, area: PublicArea, language: Language, addresses: StoryAddresses
) -> dict[str, str | int | None]:
    """What the map says about one area."""
    groups = edition.groups.by(Grouping.AREA)
    none = language.ngettext("%(num)s story", "%(num)s stories", 0) % {"num": language.number(0)}
    return {
        "id": area.id,
        "name": name_in(area.name, area.names, language.code),
        "uri": addresses.area(area.id, language.code),
        "count": groups.told.get(area.id) if groups.has(area.id) else 0,
        "label": count_of_group(edition, language, Grouping.AREA, area.id) if groups.has(area.id) else none,
    }


def draw_outline(area: PublicArea) -> shapely.Geometry:
    """The outline on the grid, outer rings counter-clockwise (RFC 7946)."""
    snapped = shapely.set_precision(area.polygon, GRID_DEG)
    return shapely.orient_polygons(snapped)
