"""Maps of the same points in a browser: ours on its home page, folium's MarkerCluster and FastMarkerCluster."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import folium
from folium.plugins import FastMarkerCluster, MarkerCluster
from playwright.sync_api import Browser

from tests.bench.browsing import browser, fresh_page, median, open_until, pan
from tests.bench.compressed_server import Host, hosting
from tests.bench.peers import has, node_package
from tests.bench.search_bench import READY

SITE_SCRIPTS = Path(__file__).parents[2] / "builder" / "site" / "vendor" / "leaflet"
ON_MAP = ".leaflet-marker-icon"
OUR_MAP = ".leaflet-container"
FOLIUM_MAPS = ("MarkerCluster", "FastMarkerCluster")
PLAIN = "function (row) { return L.marker(new L.LatLng(row[0], row[1])); }"
"""A marker of Leaflet's own: folium's needs one more script."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFigures:
    """One map: the middle of several visits."""

    save_s: float
    """Processor seconds to compose and write it; 0 for ours, whose build is measured as a whole."""
    usable_ms: float
    kilobytes: float
    """Over the wire, everything that the visit fetched until it was usable."""
    frames_per_s: float
    worst_ms: float


def read_points(site: Path) -> list[tuple[float, float, str]]:
    """Latitude, longitude and title of each spot of a built site of ours."""
    points = []
    for feature in json.loads((site / "stories.geojson").read_text("utf-8"))["features"]:
        geometry, title = feature["geometry"], feature["properties"]["title"]
        if geometry is not None:
            spots = geometry["coordinates"] if geometry["type"] == "MultiPoint" else [geometry["coordinates"]]
            points += [(lat_deg, lon_deg, title) for lon_deg, lat_deg, *_ in spots]
    return points


def write_folium(folder: Path, points: Sequence[tuple[float, float, str]], is_fast: bool) -> float:
    """A page of folium with a marker a point, its scripts beside it, no tiles; the processor seconds that it took.

    The fast kind has no popups, as its users have it.
    """
    shutil.copytree(SITE_SCRIPTS, folder / "leaflet")
    shutil.copytree(node_package("leaflet.markercluster") / "dist", folder / "cluster")
    shutil.copy(node_package("jquery") / "dist" / "jquery.min.js", folder)
    start = time.process_time()
    chart = folium.Map(location=(51.03, 4.48), zoom_start=13, tiles=None, maxZoom=18)
    layer: Any  # folium's plugins have no types
    if is_fast:
        layer = FastMarkerCluster([point[:2] for point in points], callback=PLAIN)  # type: ignore[no-untyped-call]  # as above
    else:
        layer = MarkerCluster()  # type: ignore[no-untyped-call]  # as above
        for lat_deg, lon_deg, title in points:
            folium.Marker((lat_deg, lon_deg), popup=title).add_to(layer)
    chart.default_js = [("leaflet", "leaflet/leaflet.js"), ("jquery", "jquery.min.js")]  # those used, of seven
    chart.default_css = [("leaflet-style", "leaflet/leaflet.css")]
    layer.default_js = [("cluster", "cluster/leaflet.markercluster.js")]
    layer.default_css = [
        ("cluster-style", "cluster/MarkerCluster.css"),
        ("cluster-colours", "cluster/MarkerCluster.Default.css"),
    ]
    layer.add_to(chart)
    chart.save(folder / "index.html")
    return time.process_time() - start


def visit_map(opened: Browser, host: Host, ready: str, shown: str, save_s: float) -> MapFigures:
    """One visit from cold, and a drag to and fro."""
    with fresh_page(opened) as page:
        host.traffic.reset()
        usable_ms = open_until(page, host.address, ready)
        kilobytes = host.traffic.total_bytes / 1000
        smooth = pan(page, shown)
    return MapFigures(
        save_s=save_s,
        usable_ms=usable_ms,
        kilobytes=kilobytes,
        frames_per_s=smooth.frames_per_s,
        worst_ms=smooth.worst_ms,
    )


def measure_maps(workplace: Path, site: Path, rounds: int) -> dict[str, MapFigures]:
    """`ours`, and when its clusters can be had folium's `MarkerCluster` and `FastMarkerCluster`, of the same points."""
    points = read_points(site)
    folders, saved = {"ours": site}, {"ours": 0.0}
    for name in FOLIUM_MAPS if has("folium") else ():
        folders[name] = workplace / f"folium-{name}-{len(points)}"
        shutil.rmtree(folders[name], ignore_errors=True)
        folders[name].mkdir()
        saved[name] = write_folium(folders[name], points, is_fast=name.startswith("Fast"))
    figures: dict[str, list[MapFigures]] = {name: [] for name in folders}
    with ExitStack() as stack:
        hosts = {name: stack.enter_context(hosting(folder)) for name, folder in folders.items()}
        opened = stack.enter_context(browser())
        for _ in range(rounds):
            for name, host in hosts.items():
                ready = READY if name == "ours" else ON_MAP
                figures[name].append(visit_map(opened, host, ready, OUR_MAP, saved[name]))
    return {name: middle_map(found) for name, found in figures.items()}


def middle_map(figures: Sequence[MapFigures]) -> MapFigures:
    """The median of each figure."""

    def middle(figure: Callable[[MapFigures], float]) -> float:
        return median([figure(each) for each in figures])

    return MapFigures(
        save_s=middle(lambda each: each.save_s),
        usable_ms=middle(lambda each: each.usable_ms),
        kilobytes=middle(lambda each: each.kilobytes),
        frames_per_s=middle(lambda each: each.frames_per_s),
        worst_ms=middle(lambda each: each.worst_ms),
    )
