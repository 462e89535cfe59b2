"""The files that scripts fetch: columns, search, areas, the drawn map and the module that composes the map.

Each is named after its content, and pages hold the names. What was made from the same is not made again: its names are
noted in the private store, and its files are those of the last site.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from builder.atlas.basemap.coarse import coarse_drawing
from builder.atlas.city_drawing import draw_city
from builder.atlas.composed_map import ComposedMap, MapFiles
from builder.atlas.story_routes import build_routes_geojson
from builder.cache import Store
from builder.languages import Language
from builder.model.public import Edition, ThemeDrawings
from builder.model.settings import BasemapKind
from builder.site.addresses import SiteMap
from builder.site.feeds import build_geojson
from builder.site.fingerprints import Fingerprints, digest_of, joined, plain
from builder.site.pages.home import HomeFiles
from builder.site.search_files import SearchPlan
from builder.site.site_files import SiteFiles
from builder.site.story_files import build_story_files

KIND = "site-data"
SEGMENT_KIND = "search"
FOLDER = "assets/data/"
Told = dict[str, str]
"""What pages must know of files: their addresses, and a little more, by name."""
Contents = dict[str, bytes]
Making = Callable[[], tuple[Told, Contents]]
"""Makes a group of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapData:
    """What pages of one interface language refer to, by address from the root."""

    basemap_uri: str
    locator_uri: str
    """The drawing for the small maps: a coarse one, or the city's own."""
    map_uri: str
    composed: ComposedMap
    has_slanted_names: bool
    """Whether the drawing has names in the slanted face, which a page then asks for ahead of the drawing."""


@dataclass(slots=True, kw_only=True)
class DataMaker:
    """Makes groups of files, or takes them from the last site."""

    files: SiteFiles
    store: Store | None
    told: dict[str, Told] = field(default_factory=dict)
    """Name of a group → what is told of it."""
    notes: dict[bytes, bytes] = field(default_factory=dict)
    """What will be noted of groups that were made."""
    used: set[bytes] = field(default_factory=set)
    segment_keys: tuple[bytes, ...] = ()
    """Of all segments of the index that is made; empty when it was there."""

    def group(self, name: str, made_from: bytes, make: Making) -> Told:
        """What is told of a group of files, which are there then."""
        if not self.find(name, made_from):
            self.make(name, made_from, make)
        return self.told[name]

    def find(self, name: str, made_from: bytes) -> bool:
        """Whether the files of a group are there as they were made from the same."""
        key = joined(digest_of(name), made_from)
        self.used.add(key)
        found = self.store.get_many(KIND, [key]).get(key) if self.store else None
        if found is None:
            return False
        noted = json.loads(found)
        if not self.files.keep_all(noted["uris"], key):
            return False
        self.told[name] = noted["told"]
        return True

    def make(self, name: str, made_from: bytes, make: Making) -> None:
        """Makes the files of a group."""
        key = joined(digest_of(name), made_from)
        told, contents = make()
        for uri, content in contents.items():
            if uri not in self.files.entries:
                self.files.write(uri, content, key, kind="data")
        self.told[name] = told
        self.notes[key] = json.dumps({"told": told, "uris": sorted(contents)}).encode()

    def kept_segments(self, keys: tuple[bytes, ...]) -> dict[bytes, bytes]:
        """Those segments of the search index that were made before."""
        self.segment_keys = keys
        return self.store.get_many(SEGMENT_KIND, keys) if self.store else {}

    def keep_segments(self, segments: dict[bytes, bytes]) -> None:
        """Keeps the segments that were made; they are not held in memory any longer."""
        if self.store is not None:
            self.store.put_many(SEGMENT_KIND, segments)
        segments.clear()

    def keep_notes(self) -> None:
        """Notes the groups that were made, and keeps no note of groups that this site has not."""
        if self.store is not None:
            self.store.put_many(KIND, self.notes)
            self.store.forget(KIND, self.used)
            if self.segment_keys:
                self.store.forget(SEGMENT_KIND, self.segment_keys)


def archive_uri(archive: bytes) -> str:
    """Where the city's own vector tiles stand, named after their content; empty without any."""
    return f"{FOLDER}basemap-{hashlib.sha256(archive).hexdigest()[:12]}.pmtiles" if archive else ""


def keep(contents: Contents, stem: str, suffix: str, content: bytes) -> str:
    """The address of a file that is named after its content."""
    digest = hashlib.sha256(content).hexdigest()[:12]
    uri = f"{FOLDER}{stem}-{digest}.{suffix}"
    contents[uri] = content
    return uri


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSources:
    """What the files are made from."""

    edition: Edition
    site_map: SiteMap
    drawings: ThemeDrawings
    assets_uri: str
    prints: Fingerprints


@dataclass(frozen=True, slots=True)
class Shared:
    """What has yet to be made of the files of all languages: it takes long, and no page but home needs it."""

    steps: list[Callable[[], None]]
    """To be done first; each looks at some hundred stories."""
    groups: list[Callable[[], None]]
    """Each looks at all stories."""


def plan_shared(sources: DataSources, languages: Mapping[str, Language], maker: DataMaker) -> Shared:
    """What has yet to be made of the files of all languages."""

    def stories() -> tuple[Told, Contents]:
        made = build_story_files(sources.edition, list(languages.values()), sources.site_map)
        return {"columns": made.columns_uri, **made.head_uris}, made.contents

    def geojson() -> tuple[Told, Contents]:
        return {}, {"stories.geojson": build_geojson(sources.edition, sources.site_map)}

    def search() -> tuple[Told, Contents]:
        made = plan.build(kept)
        maker.keep_segments(made.segments)
        return {"search": made.uri}, made.contents

    whole = sources.prints.whole
    groups = {"search": search, "stories": stories, "geojson": geojson}
    missing = [name for name in groups if not maker.find(name, whole)]
    steps: list[Callable[[], None]] = []
    if "search" in missing:
        plan = SearchPlan(sources.edition, sources.prints.stories)
        kept = maker.kept_segments(plan.keys)
        steps += plan.steps(kept)
    return Shared(steps, [partial(maker.make, name, whole, groups[name]) for name in missing])


def build_map(sources: DataSources, language: Language, maker: DataMaker) -> MapData:
    """The drawing, the areas and the map's script of one language."""
    edition, drawings, prints, code = sources.edition, sources.drawings, sources.prints, language.code
    is_drawn = edition.city.basemap.kind is BasemapKind.ILLUSTRATED

    def basemap() -> tuple[Told, Contents]:
        contents: Contents = {}
        drawing = (drawings.basemap or draw_city(edition, language)) if is_drawn else ""
        uri = locator = keep(contents, f"basemap-{code}", "svg", drawing.encode()) if drawing else ""
        if drawing and not drawings.basemap:
            locator = keep(contents, f"locator-{code}", "svg", coarse_drawing(drawing).encode())
        slanted = "yes" if 'font-style="italic"' in drawing and language.direction == "ltr" else ""
        return {"uri": uri, "locator": locator, "slanted": slanted}, contents

    def areas() -> tuple[Told, Contents]:
        from builder.atlas.story_areas import build_areas_geojson  # noqa: PLC0415  # geopandas takes a while

        contents: Contents = {}
        text = build_areas_geojson(edition, language, sources.site_map) if edition.areas else ""
        routes = build_routes_geojson(edition, language, sources.site_map)
        told = {
            "areas": keep(contents, f"areas-{code}", "geojson", text.encode()) if text else "",
            "routes": keep(contents, f"routes-{code}", "geojson", routes.encode()) if routes else "",
        }
        return told, contents

    def composed_map() -> tuple[Told, Contents]:
        from builder.atlas.story_map import compose_map  # noqa: PLC0415  # folium takes a while

        contents: Contents = {}
        made = compose_map(edition.city, language, map_files)
        told = {"html": made.html, "scripts": "\n".join(made.scripts), "styles": "\n".join(made.styles)}
        return {**told, "uri": keep(contents, f"map-{code}", "js", made.script.encode())}, contents

    around = prints.around
    drawn = maker.group(f"basemap-{code}", joined(around, digest_of(drawings.basemap)), basemap)
    shapes = maker.group(f"areas-{code}", joined(around, prints.groups), areas)
    map_files = MapFiles(
        basemap_uri=drawn["uri"],
        areas_uri=shapes["areas"],
        routes_uri=shapes["routes"],
        archive_uri=archive_uri(drawings.archive),
    )
    told = maker.group(f"map-{code}", joined(around, digest_of(plain(map_files))), composed_map)
    scripts, styles = (tuple(told[name].split("\n")) for name in ("scripts", "styles"))
    composed = ComposedMap(html=told["html"], script="", scripts=scripts, styles=styles)
    return MapData(
        basemap_uri=drawn["uri"],
        locator_uri=drawn["locator"],
        map_uri=told["uri"],
        composed=composed,
        has_slanted_names=drawn["slanted"] != "",
    )


def home_files(sources: DataSources, found: MapData, code: str, maker: DataMaker) -> HomeFiles:
    """What the home page of a language refers to, when all of it is made."""
    stories = maker.told["stories"]
    return HomeFiles(
        assets_uri=sources.assets_uri,
        stories_uri=stories[code],
        columns_uri=stories["columns"],
        search_uri=maker.told["search"]["search"],
        map_uri=found.map_uri,
        basemap_uri=found.basemap_uri,
        has_slanted_names=found.has_slanted_names,
    )
