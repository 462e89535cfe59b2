"""The files that scripts fetch: columns, search, areas, the drawn map and the module that composes the map.

Each is named after its content, and pages hold the names. What was made from the same is not made again: its names are
noted in the private store, and its files are those of the last site.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from builder.atlas.city_drawing import draw_city
from builder.atlas.composed_map import ComposedMap, MapFiles
from builder.cache import Store
from builder.languages import Language
from builder.model.public import Edition, ThemeDrawings
from builder.model.settings import BasemapKind
from builder.site.addresses import SiteMap
from builder.site.fingerprints import Fingerprints, digest_of, joined
from builder.site.pages.home import HomeFiles
from builder.site.search_files import build_search_files
from builder.site.site_files import SiteFiles
from builder.site.story_files import build_story_files

KIND = "site-data"
FOLDER = "assets/data/"
Told = dict[str, str]
"""What pages must know of files: their addresses, and a little more, by name."""
Contents = dict[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFiles:
    """What pages of one interface language refer to, by address from the root."""

    basemap_uri: str
    home: HomeFiles
    composed: ComposedMap


@dataclass(slots=True, kw_only=True)
class DataMaker:
    """Makes groups of files, or takes them from the last site."""

    files: SiteFiles
    store: Store | None
    used: set[bytes] = field(default_factory=set)

    def group(self, name: str, made_from: bytes, make: Callable[[], tuple[Told, Contents]]) -> Told:
        """What is told of a group of files, which are there then."""
        key = joined(digest_of(name), made_from)
        self.used.add(key)
        found = self.store.get_many(KIND, [key]).get(key) if self.store else None
        if found is not None:
            noted = json.loads(found)
            if self.files.keep_all(noted["uris"], key):
                return dict(noted["told"])
        told, contents = make()
        for uri, content in contents.items():
            if uri not in self.files.entries:
                self.files.write(uri, content, key, kind="data")
        if self.store is not None:
            note = {"told": told, "uris": sorted(contents)}
            self.store.put_many(KIND, {key: json.dumps(note).encode()})
        return told

    def forget(self) -> None:
        """Keeps no note of groups that this site has not."""
        if self.store is not None:
            self.store.forget(KIND, self.used)


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


def build_all_data(sources: DataSources, languages: Mapping[str, Language], maker: DataMaker) -> dict[str, DataFiles]:
    """The files of all languages."""

    def stories() -> tuple[Told, Contents]:
        made = build_story_files(sources.edition, list(languages.values()), sources.site_map)
        return {"columns": made.columns_uri, **made.head_uris}, made.contents

    def search() -> tuple[Told, Contents]:
        made = build_search_files(sources.edition)
        return {"search": made.uri}, made.contents

    told = maker.group("stories", sources.prints.whole, stories) | maker.group("search", sources.prints.whole, search)
    return {code: build_data(sources, language, told, maker) for code, language in languages.items()}


def build_data(sources: DataSources, language: Language, shared: Told, maker: DataMaker) -> DataFiles:
    """The drawing, the areas and the map's script of one language; `shared` are the files of all languages."""
    edition, drawings, prints, code = sources.edition, sources.drawings, sources.prints, language.code
    is_drawn = edition.city.basemap.kind is BasemapKind.ILLUSTRATED

    def basemap() -> tuple[Told, Contents]:
        contents: Contents = {}
        drawing = (drawings.basemap or draw_city(edition, language)) if is_drawn else ""
        return {"uri": keep(contents, f"basemap-{code}", "svg", drawing.encode()) if drawing else ""}, contents

    def areas() -> tuple[Told, Contents]:
        contents: Contents = {}
        from builder.atlas.story_areas import build_areas_geojson  # noqa: PLC0415  # geopandas takes a while

        text = build_areas_geojson(edition, language, sources.site_map) if edition.areas else ""
        return {"uri": keep(contents, f"areas-{code}", "geojson", text.encode()) if text else ""}, contents

    def composed_map() -> tuple[Told, Contents]:
        contents: Contents = {}
        from builder.atlas.story_map import compose_map  # noqa: PLC0415  # folium takes a while

        made = compose_map(edition.city, language, MapFiles(basemap_uri=basemap_uri, areas_uri=areas_uri))
        told = {"html": made.html, "scripts": "\n".join(made.scripts), "styles": "\n".join(made.styles)}
        return {**told, "uri": keep(contents, f"map-{code}", "js", made.script.encode())}, contents

    drawn_from = digest_of(code, drawings.basemap)
    basemap_uri = maker.group("basemap", joined(prints.around, drawn_from), basemap)["uri"]
    areas_uri = maker.group("areas", joined(prints.around, prints.groups, digest_of(code)), areas)["uri"]
    told_map = maker.group("map", joined(prints.around, digest_of(code, basemap_uri, areas_uri)), composed_map)
    composed = ComposedMap(
        html=told_map["html"],
        script="",
        scripts=tuple(told_map["scripts"].split("\n")),
        styles=tuple(told_map["styles"].split("\n")),
    )
    home = HomeFiles(
        assets_uri=sources.assets_uri,
        stories_uri=shared[code],
        columns_uri=shared["columns"],
        search_uri=shared["search"],
        map_uri=told_map["uri"],
        basemap_uri=basemap_uri,
    )
    return DataFiles(basemap_uri=basemap_uri, home=home, composed=composed)
