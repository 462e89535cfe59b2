"""Whose tiles the map asks for, when the city chose tiles."""

from __future__ import annotations

import xyzservices.providers
from xyzservices import TileProvider

from builder.model.settings import Basemap

DEFAULT_TILES = "OpenStreetMap.Mapnik"
SUBDOMAINS = "abc"
"""Leaflet's own, when nothing else is said."""


def tile_addresses(basemap: Basemap) -> list[str]:
    """One address of a tile from each server that Leaflet may ask, with the placeholders of the tile left in."""
    name = basemap.tiles or DEFAULT_TILES
    if "://" in name:
        return [name.replace("{s}", each) for each in SUBDOMAINS]
    provider: TileProvider = xyzservices.providers.query_name(name)
    subdomains = provider.get("subdomains", SUBDOMAINS)
    pattern = str(provider["url"])
    return [pattern.replace("{s}", each) for each in subdomains]
