"""From an edition and its shells to the files of the site."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from builder.atlas.basemap.coarse import coarse_drawing
from builder.atlas.city_drawing import draw_city
from builder.atlas.story_areas import build_areas_geojson
from builder.atlas.story_map import ComposedMap, MapFiles, compose_map
from builder.atlas.story_routes import build_routes_geojson
from builder.languages import Language, load_language
from builder.model.public import Edition, ThemeDrawings
from builder.model.settings import BasemapKind
from builder.site.addresses import SiteMap
from builder.site.assets import Assets
from builder.site.chrome import FAVICON_NAME
from builder.site.feeds import build_answers_feed, build_feed, build_geojson, build_robots, build_sitemap
from builder.site.offline.files import build_offline_files
from builder.site.page import Page
from builder.site.pages import build_pages, build_workbenches
from builder.site.pages.embed import KIND as EMBED_KIND
from builder.site.pages.embed import build_embed, embed_shell
from builder.site.pages.home import HomeFiles, build_home
from builder.site.purge_list import PURGE_LIST, build_purge_list
from builder.site.search_files import build_search_files
from builder.site.staging import Manifest, write_new
from builder.site.stamping import Shell, stamp_page
from builder.site.story_files import StoryFiles, build_story_files

Progress = Callable[[str, int, int], None]
"""Called with a step, how many are done and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteParts:
    """What a site is made of."""

    edition: Edition
    site_map: SiteMap
    drawings: ThemeDrawings
    assets: Assets
    shells: dict[str, Shell]
    """Interface language → the shell of its pages."""
    trusted: list[dict[str, str]]
    """Each trusted page: language → address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFiles:
    """The files of one interface language that pages refer to, by address from the root."""

    locator_uri: str
    """The drawing for the small maps: a coarse one, or the city's own."""
    home: HomeFiles
    composed: ComposedMap
    contents: dict[str, bytes]


def write_site(parts: SiteParts, target: Path, progress: Progress) -> Manifest:
    """Writes everything but the trusted pages into an empty folder; gives what it meant to write.

    Raises: FileExistsError when two files claim one address; ValueError when a file of the media is not what it was.
    """
    languages = [load_language(code) for code in parts.edition.city.languages]
    written: dict[str, bytes] = {f"{parts.assets.folder}{path}": each for path, each in parts.assets.files.items()}
    written[f"assets/{FAVICON_NAME}"] = parts.drawings.favicon.encode()
    stories = build_story_files(parts.edition, languages, parts.site_map)
    search = build_search_files(parts.edition)
    written |= stories.contents | search.contents
    if archive := parts.drawings.archive:
        written[archive_uri(archive)] = archive
    data = {language.code: build_data(parts, language, stories, search.uri) for language in languages}
    for files in data.values():
        written |= files.contents
    written["stories.geojson"] = build_geojson(parts.edition, parts.site_map)
    written["robots.txt"] = build_robots(parts.site_map)
    written[PURGE_LIST] = build_purge_list(parts.edition.withdrawn_marks)
    for language in languages:
        uri = f"{parts.site_map.prefix(language.code)}feed.xml"
        written[uri] = build_feed(parts.edition, parts.site_map, language)
        written[parts.site_map.answers_feed(language.code)] = build_answers_feed(
            parts.edition, parts.site_map, language
        )
    favicon = (f"assets/{FAVICON_NAME}", parts.drawings.favicon)
    written |= build_offline_files(parts.site_map, parts.assets.folder, favicon, written)
    for uri, content in written.items():
        write_new(target, uri, content)
    manifest: Manifest = {uri: len(content) for uri, content in written.items()}
    manifest |= copy_media(parts.edition, target)
    pages = []
    for page, uri, size in write_pages(parts, languages, data, target, progress):
        manifest[uri] = size
        pages.append(page)
    sitemap = build_sitemap(pages, parts.trusted, parts.site_map)
    write_new(target, "sitemap.xml", sitemap)
    manifest["sitemap.xml"] = len(sitemap)
    return manifest


def archive_uri(archive: bytes) -> str:
    """Where the city's own vector tiles stand, named after their content; empty without any."""
    return f"assets/data/basemap-{hashlib.sha256(archive).hexdigest()[:12]}.pmtiles" if archive else ""


def build_data(parts: SiteParts, language: Language, stories: StoryFiles, search_uri: str) -> DataFiles:
    """The drawing, the areas, the walks and the map's script of one language, named after their content."""
    edition, contents = parts.edition, {}

    def keep(stem: str, suffix: str, text: str) -> str:
        content = text.encode()
        digest = hashlib.sha256(content).hexdigest()[:12]
        uri = f"assets/data/{stem}-{language.code}-{digest}.{suffix}"
        contents[uri] = content
        return uri

    is_drawn = edition.city.basemap.kind is BasemapKind.ILLUSTRATED
    drawing = (parts.drawings.basemap or draw_city(edition, language)) if is_drawn else ""
    basemap = locator = keep("basemap", "svg", drawing) if drawing else ""
    if drawing and not parts.drawings.basemap:
        locator = keep("locator", "svg", coarse_drawing(drawing))
    areas = keep("areas", "geojson", build_areas_geojson(edition, language, parts.site_map)) if edition.areas else ""
    routes_text = build_routes_geojson(edition, language, parts.site_map)
    routes = keep("routes", "geojson", routes_text) if routes_text else ""
    archive = archive_uri(parts.drawings.archive)
    files = MapFiles(basemap_uri=basemap, areas_uri=areas, routes_uri=routes, archive_uri=archive)
    composed = compose_map(edition.city, language, files)
    home = HomeFiles(
        assets_uri=parts.assets.folder,
        stories_uri=stories.head_uris[language.code],
        columns_uri=stories.columns_uri,
        search_uri=search_uri,
        map_uri=keep("map", "js", composed.script),
        basemap_uri=basemap,
    )
    return DataFiles(locator_uri=locator, home=home, composed=composed, contents=contents)


def copy_media(edition: Edition, target: Path) -> Manifest:
    """The pictures and sounds of public stories, under their public names; gives what was meant to be written.

    Raises: ValueError when the bytes are not those that the name was made of: the cache is a folder like another.
    """
    manifest: Manifest = {}
    for name, source in sorted({name: source for source, name in media_of(edition)}.items()):
        content = source.read_bytes()
        if hashlib.sha256(content).hexdigest()[:24] != name.partition(".")[0]:
            raise ValueError("a file of the media is not what it was")
        write_new(target, f"media/{name}", content)
        manifest[f"media/{name}"] = len(content)
    return manifest


def media_of(edition: Edition) -> Iterable[tuple[Path, str]]:
    """Each file of the media, once or more."""
    for story in edition.stories:
        for rendition in story.picture.renditions if story.picture else ():
            yield rendition.path, rendition.name
        if story.sound:
            yield story.sound.path, story.sound.name


def write_pages(
    parts: SiteParts, languages: list[Language], data: dict[str, DataFiles], target: Path, progress: Progress
) -> Iterator[tuple[Page, str, int]]:
    """Writes each page of each language, and gives it back for the site map, with its address and its size."""
    by_code = {language.code: language for language in languages}
    benches = build_workbenches(parts.edition, parts.site_map, by_code, place_drawings=parts.drawings.places)
    for number, (code, plain_bench) in enumerate(benches.items()):
        files = data[code]
        bench = replace(plain_bench, basemap_uri=files.locator_uri)
        around = embed_shell(bench.language, parts.assets.folder)
        home = build_home(parts.edition, parts.site_map, bench.language, files.home, files.composed)
        embed = build_embed(parts.edition, parts.site_map, bench.language, files.home, files.composed)
        for page in (home, embed, *build_pages(bench)):
            shell = around if page.kind == EMBED_KIND else parts.shells[code]
            uri, content = f"{page.uri}index.html", stamp_page(page, shell, parts.site_map)
            write_new(target, uri, content)
            yield page, uri, len(content)
        progress("pages", number + 1, len(languages))
