"""GeoJSON files: parsed strictly (RFC 7946), areas checked and made with shapely, which geopandas stands on."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

import shapely
import shapely.geometry

from builder.model.gazetteer import Area
from builder.model.geo import Bounds
from builder.reading.faultbook import FaultBook, Position
from builder.reading.files import MAX_LIST_BYTES, ProjectFiles
from builder.reading.names import SLUG, is_language

AREAS_FILE = "places/areas.geojson"
LANDSCAPE_FILE = "places/landscape.geojson"
_FEATURE = re.compile(r'"type"\s*:\s*"Feature"')
_CRS84 = frozenset(("urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:OGC::CRS84"))
_POLYGONS = shapely.Polygon | shapely.MultiPolygon
_SHAPES = ("Polygon", "MultiPolygon")


def read_landscape(files: ProjectFiles) -> dict[str, object]:
    """The lines and outlines of the drawn map; an empty mapping when the city has none."""
    if not files.exists(LANDSCAPE_FILE):
        return {}
    collection = _read_collection(LANDSCAPE_FILE, files)
    return {} if collection is None else collection[1]


def read_areas(files: ProjectFiles, bounds: Bounds | None) -> tuple[Area, ...] | None:
    """The neighbourhoods and the city by id; none when there is no file, nothing after faults."""
    if not files.exists(AREAS_FILE):
        return ()
    before = files.book.count
    collection = _read_collection(AREAS_FILE, files)
    if collection is None:
        return None
    text, content = collection
    reader = _AreaReader(text, files.book, bounds)
    areas = reader.read(content["features"])
    return areas if files.book.count == before else None


def _read_collection(path: str, files: ProjectFiles) -> tuple[str, dict[str, Any]] | None:  # Any: JSON
    """The text and the parsed content of a FeatureCollection."""
    text = files.read_text(path, limit_bytes=MAX_LIST_BYTES)
    if text is None:
        return None
    try:
        content = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        files.book.add("geojson-syntax", path, Position(error.lineno, error.colno))
        return None
    except (ValueError, RecursionError):
        files.book.add("geojson-syntax", path)
        return None
    is_collection = isinstance(content, dict) and content.get("type") == "FeatureCollection"
    if not is_collection or not isinstance(content.get("features"), list) or not _is_wgs84(content):
        files.book.add("geojson-shape", path)
        return None
    return text, content


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)  # NaN and Infinity are not JSON


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:  # Any: JSON
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a repeated key")
    return made


def _is_wgs84(content: dict[str, Any]) -> bool:  # Any: JSON
    """RFC 7946 knows one reference system; the old member `crs` may only repeat it."""
    crs = content.get("crs")
    if crs is None:
        return True
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return isinstance(properties, dict) and properties.get("name") in _CRS84


class _AreaReader:
    """Goes through the features of one file."""

    def __init__(self, text: str, book: FaultBook, bounds: Bounds | None) -> None:
        self.book = book
        self.bounds = bounds
        self.lines = [text.count("\n", 0, match.start()) + 1 for match in _FEATURE.finditer(text)]
        self.lines_by_id: dict[str, int] = {}
        self.city_line = 0

    def read(self, features: list[Any]) -> tuple[Area, ...]:  # Any: JSON
        """The areas by id, made from the features that are sound."""
        sound = [
            {**feature, "geometry": _without_heights(feature["geometry"])}
            for number, feature in enumerate(features)
            if self._is_sound(feature, self.lines[number] if len(self.lines) == len(features) else 1)
        ]
        if not sound:
            return ()
        areas = [
            Area(
                id=feature["properties"]["id"],
                name=feature["properties"]["name"].strip(),
                names=dict(feature["properties"].get("names") or {}),
                is_city=feature["properties"]["kind"] == "city",
                polygon=polygon,
            )
            for feature in sound
            if isinstance(polygon := shapely.normalize(shapely.geometry.shape(feature["geometry"])), _POLYGONS)
        ]
        return tuple(sorted(areas, key=lambda area: area.id))

    def _is_sound(self, feature: Any, line: int) -> bool:  # Any: JSON
        if not _has_shape(feature):
            return self._refuse("geojson-shape", line)
        properties, geometry = feature["properties"], feature["geometry"]
        if not _has_closed_rings(geometry):
            return self._refuse("geojson-invalid-polygon", line)
        polygon = shapely.geometry.shape(_without_heights(geometry))
        if not isinstance(polygon, shapely.Polygon | shapely.MultiPolygon) or polygon.is_empty or not polygon.is_valid:
            return self._refuse("geojson-invalid-polygon", line)
        where = self._place_fault(polygon)
        if where is not None:
            return self._refuse(where, line)
        earlier = self.lines_by_id.setdefault(properties["id"], line)
        if earlier != line or (properties["kind"] == "city" and self.city_line):
            return self._refuse("id-repeated", line, other_line=self.city_line or earlier)
        if properties["kind"] == "city":
            self.city_line = line
        return True

    def _refuse(self, code: str, line: int, **params: str | int) -> bool:
        self.book.add_with(code, AREAS_FILE, Position(line), params)
        return False

    def _place_fault(self, polygon: shapely.Polygon | shapely.MultiPolygon) -> str | None:
        """A whole area beside the map of the city has its numbers wrong."""
        if self.bounds is None:
            return None
        bounds = self.bounds
        city = shapely.box(bounds.west_deg, bounds.south_deg, bounds.east_deg, bounds.north_deg)
        if city.intersects(polygon):
            return None
        west, south, east, north = polygon.bounds
        return "swapped" if city.intersects(shapely.box(south, west, north, east)) else "outside-city"


def _has_shape(feature: Any) -> bool:  # Any: JSON
    """Whether it is a feature with a polygon and the properties of an area."""
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return False
    properties, geometry = feature.get("properties"), feature.get("geometry")
    if not isinstance(properties, dict) or not isinstance(geometry, dict):
        return False
    area_id, name, names = properties.get("id"), properties.get("name"), properties.get("names") or {}
    return (
        isinstance(area_id, str)
        and SLUG.fullmatch(area_id) is not None
        and isinstance(name, str)
        and bool(name.strip())
        and properties.get("kind") in ("area", "city")
        and isinstance(names, dict)
        and all(is_language(language) and isinstance(one, str) and one.strip() for language, one in names.items())
        and geometry.get("type") in _SHAPES
        and isinstance(geometry.get("coordinates"), list)
    )


def _has_closed_rings(geometry: dict[str, Any]) -> bool:  # Any: JSON
    """RFC 7946, 3.1.6: four or more positions, the last the same as the first, all on the Earth."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    if not polygons or not all(isinstance(polygon, list) and polygon for polygon in polygons):
        return False
    rings = [ring for polygon in polygons for ring in polygon]
    return all(
        isinstance(ring, list) and len(ring) >= 4 and all(map(_is_position, ring)) and ring[0] == ring[-1]
        for ring in rings
    )


def _without_heights(geometry: dict[str, Any]) -> dict[str, Any]:  # Any: JSON
    """The same geometry with two numbers a position."""
    is_single = geometry["type"] == "Polygon"
    polygons = [geometry["coordinates"]] if is_single else geometry["coordinates"]
    flat = [[[position[:2] for position in ring] for ring in polygon] for polygon in polygons]
    return {"type": geometry["type"], "coordinates": flat[0] if is_single else flat}


def _is_position(position: Any) -> bool:  # Any: JSON
    """Whether it is longitude and latitude (and perhaps a height)."""
    if not isinstance(position, list) or len(position) not in (2, 3):
        return False
    if not all(isinstance(one, int | float) and not isinstance(one, bool) for one in position):
        return False
    return bool(-180 <= position[0] <= 180 and -90 <= position[1] <= 90)
