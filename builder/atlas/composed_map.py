"""What a composed map is made with and what it comes apart into; folium is not needed to know that."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFiles:
    """Where the files of the map stand, from the root of the site."""

    basemap_uri: str
    """The drawing; empty when the base map is something else."""
    archive_uri: str = ""
    """The file of vector tiles of the site itself, with `kind: pmtiles`."""
    areas_uri: str
    """Empty when the city has no areas."""
    routes_uri: str = ""
    """Empty when the city has no routes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposedMap:
    """The map in parts."""

    html: str
    """The empty container."""
    script: str
    """A JavaScript module that exports `composeMap(L, vk)`, which gives `{map, stories, routes}`."""
    scripts: tuple[str, ...]
    """Scripts that it needs, as paths in the vendor folder, in their order."""
    styles: tuple[str, ...]
    """Style sheets that it needs, as paths in the vendor folder."""
