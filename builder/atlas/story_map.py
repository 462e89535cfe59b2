"""The story map, composed with folium: what it renders is taken apart, so that the page holds no script of its own.

The script becomes a module with one function, `composeMap(L, vk)`, written to a file of the site; the page
holds the empty container. Same input, same bytes: every element gets its name from us instead of from chance.
"""

from __future__ import annotations

import re
from textwrap import dedent, indent

import folium
import nh3
from branca.element import Element, Figure
from folium.elements import JSCSSMixin

from builder.atlas.composed_map import ComposedMap, MapFiles
from builder.atlas.map_layers import AreasLayer, CityMap, DrawnBase, RoutesLayer, StoriesLayer, VectorBase, ZoomButtons
from builder.atlas.tiles import DEFAULT_TILES
from builder.languages import Language
from builder.model.public import PublicCity, text_in
from builder.model.settings import BasemapKind

MAP_NAME = "map_vk"
"""The id of the container in the page, and the name of the map in the script."""
RANDOM_ID = re.compile(r"[0-9a-f]{32}")


class ComposeError(ValueError):
    """Folium rendered something that we cannot publish."""


def compose_map(city: PublicCity, language: Language, files: MapFiles) -> ComposedMap:
    """The map of a city in one interface language."""
    city_map = build_map(city)
    add_named(city_map, build_base(city, language, files), "base")
    if files.areas_uri:
        add_named(city_map, AreasLayer(language.gettext("Neighbourhoods"), {"url": files.areas_uri}), "areas")
    routes = RoutesLayer(language.gettext("Walks"), {"url": files.routes_uri}) if files.routes_uri else None
    if routes is not None:
        add_named(city_map, routes, "routes")
    is_rtl = language.direction == "rtl"
    stories = StoriesLayer("stories", stories_options(city, language, f"bottom{'right' if is_rtl else 'left'}"))
    add_named(city_map, stories, "stories")
    titles = {"zoom_in_title": language.gettext("Zoom in"), "zoom_out_title": language.gettext("Zoom out")}
    side = "left" if is_rtl else "right"
    corner = "bottomleft" if is_rtl else "topright"  # the title of a drawing stands at the top left
    add_named(city_map, ZoomButtons({"position": corner, **titles}), "zoom")
    if files.areas_uri or files.routes_uri:
        control = folium.LayerControl(position=f"bottom{side}", collapsed=False, hideSingleBase=True)
        add_named(city_map, control, "layers")
    return take_apart(city_map, stories, routes)


def stories_options(city: PublicCity, language: Language, legend_position: str) -> dict[str, str | int]:
    """How far in the map goes, where the legend stands, and the words of it."""
    _ = language.gettext
    return {
        "max_zoom": city.zoom.max,
        "legend_position": legend_position,
        "legend_title": _("Legend"),
        "legend_choice": _("Colours and shapes tell"),
        "legend_emotion": _("Feeling"),
        "legend_theme": _("Theme"),
        "legend_none": _("Something else, or not said"),
    }


def build_map(city: PublicCity) -> CityMap:
    """Folium's map: our bounds, our zoom levels, no tiles, no buttons."""
    bounds = city.bounds
    city_map = CityMap(
        location=[city.centre.lat_deg, city.centre.lon_deg],
        tiles=None,
        zoom_start=city.zoom.start,
        zoom_control=False,
        max_bounds=True,
        min_lat=bounds.south_deg,
        max_lat=bounds.north_deg,
        min_lon=bounds.west_deg,
        max_lon=bounds.east_deg,
        minZoom=city.zoom.min,
        maxZoom=city.zoom.max,
        zoomSnap=0.05,
        zoomDelta=1,
        wheelPxPerZoomLevel=90,
        maxBoundsViscosity=1.0,
        attributionControl=True,
    )
    city_map._name, city_map._id = MAP_NAME.split("_")  # get_name() joins the two
    root = city_map.get_root()
    root._id = "vk"
    return city_map


def build_base(city: PublicCity, language: Language, files: MapFiles) -> folium.map.Layer:
    """The drawing of the city, tiles, or vector tiles."""
    credit = safe_credit(text_in(city.basemap.credit, language.code, city.language))
    if city.basemap.kind is BasemapKind.TILES:
        return folium.TileLayer(
            tiles=city.basemap.tiles or DEFAULT_TILES,
            attr=safe_credit(city.basemap.attribution or "") or credit or None,
            name="base",
            control=False,
            max_zoom=city.zoom.max,
        )
    bounds = city.bounds
    corners = [[bounds.south_deg, bounds.west_deg], [bounds.north_deg, bounds.east_deg]]
    if city.basemap.kind is BasemapKind.PMTILES:
        attribution = safe_credit(city.basemap.attribution or "") or credit
        url = files.archive_uri or city.basemap.archive or ""
        options = {"url": url, "bounds": corners, "attribution": attribution, "max_zoom": city.zoom.max}
        missing = language.gettext("The map behind the stories does not load now. The stories are all here.")
        return VectorBase("base", {**options, "missing": missing})
    return DrawnBase("base", {"url": files.basemap_uri, "bounds": corners, "attribution": credit})


def safe_credit(credit: str) -> str:
    """A credit as HTML with links and nothing else: Leaflet puts it into the page as HTML."""
    return nh3.clean(
        credit,
        tags={"a"},
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener external",
    )


def add_named(city_map: CityMap, element: Element, name: str) -> None:
    """Adds an element under a name of ours."""
    element._id = name
    city_map.add_child(element, name=name)


def take_apart(city_map: CityMap, stories: StoriesLayer, routes: RoutesLayer | None) -> ComposedMap:
    """The rendered parts of a map, checked to hold nothing random and no address of somebody else's scripts."""
    figure = city_map.get_root()
    if not isinstance(figure, Figure):
        raise ComposeError("the map is not in a figure")
    figure.render()
    html = figure.html.render().strip()
    script = build_module(figure.script.render(), stories.get_name(), routes.get_name() if routes else "null")
    if RANDOM_ID.search(html) or RANDOM_ID.search(script):
        raise ComposeError("folium gave an element a random name")
    if html != f'<div class="folium-map" id="{MAP_NAME}" ></div>':
        raise ComposeError("folium rendered more than an empty container")
    elements = [element for element in walk(city_map) if isinstance(element, JSCSSMixin)]
    return ComposedMap(
        html=html,
        script=script,
        scripts=tuple(dict.fromkeys(url for element in elements for _, url in element.default_js)),
        styles=tuple(dict.fromkeys(url for element in elements for _, url in element.default_css)),
    )


def build_module(rendered: str, stories_name: str, routes_name: str) -> str:
    """Folium's script as a module with one function."""
    lines = [line.rstrip() for line in dedent(rendered).splitlines() if line.strip()]
    body = indent("\n".join(lines), "  ")
    return (
        "// Composed by folium; the layers are those of parts/map-layers.js.\n"
        "export function composeMap(L, vk) {\n"
        f"{body}\n"
        f"  return {{ map: {MAP_NAME}, stories: {stories_name}, routes: {routes_name} }};\n"
        "}\n"
    )


def walk(element: Element) -> list[Element]:
    """The element and all that stands in it, from the top."""
    return [element, *(found for child in element._children.values() for found in walk(child))]
