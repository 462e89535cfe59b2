"""A small real map in one file: vector tiles of a rectangle, with land, a river, a road, a park and a name."""

from __future__ import annotations

import gzip
import math
from io import BytesIO

import mapbox_vector_tile
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer
from shapely.geometry import LineString, Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

from builder.model.geo import Bounds

EXTENT = 4096


def build_archive(bounds: Bounds, zooms: range = range(9, 15)) -> bytes:
    """A PMTiles archive, version 3, the same each time."""
    stream = BytesIO()
    writer = Writer(stream)  # type: ignore[no-untyped-call]  # pmtiles has no types
    tiles = sorted((zxy_to_tileid(zoom, x, y), (zoom, x, y)) for zoom in zooms for x, y in tiles_of(bounds, zoom))
    for number, tile in tiles:
        writer.write_tile(number, gzip.compress(build_tile(bounds, *tile), mtime=0))  # type: ignore[no-untyped-call]  # as above
    header = {
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": round(bounds.west_deg * 1e7),
        "min_lat_e7": round(bounds.south_deg * 1e7),
        "max_lon_e7": round(bounds.east_deg * 1e7),
        "max_lat_e7": round(bounds.north_deg * 1e7),
        "center_zoom": zooms[0],
        "center_lon_e7": round((bounds.west_deg + bounds.east_deg) * 5e6),
        "center_lat_e7": round((bounds.south_deg + bounds.north_deg) * 5e6),
    }
    writer.finalize(header, {"vector_layers": []})  # type: ignore[no-untyped-call]  # as above
    return stream.getvalue()


def tile_xy(lat_deg: float, lon_deg: float, zoom: int) -> tuple[float, float]:
    """Column and row of a point, with their fractions."""
    across = (lon_deg + 180) / 360 * 2**zoom
    down = (1 - math.asinh(math.tan(math.radians(lat_deg))) / math.pi) / 2 * 2**zoom
    return across, down


def tiles_of(bounds: Bounds, zoom: int) -> list[tuple[int, int]]:
    """The tiles that the rectangle touches."""
    left, top = tile_xy(bounds.north_deg, bounds.west_deg, zoom)
    right, bottom = tile_xy(bounds.south_deg, bounds.east_deg, zoom)
    return [(x, y) for x in range(int(left), int(right) + 1) for y in range(int(top), int(bottom) + 1)]


def build_tile(bounds: Bounds, zoom: int, x: int, y: int) -> bytes:
    """One tile of the drawing, as Mapbox vector tile."""

    def on_tile(lat: float, lon: float) -> tuple[float, float]:
        across, down = tile_xy(bounds.south_deg + lat * bounds_height(bounds), west_of(bounds, lon), zoom)
        return (across - x) * EXTENT, (down - y) * EXTENT

    frame = box(-64, -64, EXTENT + 64, EXTENT + 64)
    river = LineString([on_tile(0.0, 0.2), on_tile(0.5, 0.45), on_tile(1.0, 0.4)]).buffer(EXTENT * 2.0 ** (zoom - 16))
    shapes: list[tuple[str, BaseGeometry, dict[str, str]]] = [
        ("earth", frame, {}),
        ("landuse", Polygon([on_tile(0.6, 0.6), on_tile(0.8, 0.6), on_tile(0.8, 0.9)]), {"kind": "park"}),
        ("water", river, {}),
        ("roads", LineString([on_tile(0.1, 0.0), on_tile(0.4, 0.6), on_tile(0.9, 1.0)]), {"kind": "highway"}),
        ("places", Point(on_tile(0.5, 0.5)), {"name": "Stad"}),
    ]
    layers = [
        {"name": name, "features": [{"geometry": mapping(part), "properties": properties}]}
        for name, shape, properties in shapes
        if not (part := shape.intersection(frame)).is_empty
    ]
    options = {"extents": EXTENT, "y_coord_down": True}
    tile: bytes = mapbox_vector_tile.encode(layers, default_options=options)
    return tile


def bounds_height(bounds: Bounds) -> float:
    """In degrees."""
    return bounds.north_deg - bounds.south_deg


def west_of(bounds: Bounds, part: float) -> float:
    """A longitude, from 0 in the west to 1 in the east."""
    return bounds.west_deg + part * (bounds.east_deg - bounds.west_deg)
