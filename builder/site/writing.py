"""From an edition and its shells to the files of the site; what was made from the same before is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.cache import Store
from builder.languages import Language, load_language
from builder.model.public import Edition, ThemeDrawings
from builder.site.addresses import SiteMap
from builder.site.assets import Assets
from builder.site.chrome import FAVICON_NAME
from builder.site.data_files import DataFiles, DataMaker, DataSources, build_all_data
from builder.site.feeds import build_answers_feed, build_feed, build_geojson, build_robots, build_sitemap
from builder.site.fingerprints import digest_of, joined, plain
from builder.site.pages import build_workbenches, plan_pages
from builder.site.pages.home import build_home
from builder.site.pages.planned import Planned
from builder.site.pages.workbench import Workbench
from builder.site.purge_list import PURGE_LIST, build_purge_list
from builder.site.site_files import NO_SOURCE, SiteFiles
from builder.site.stamping import Shell, stamp_page

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
    trusted_files: Mapping[str, bytes] = field(default_factory=dict)
    """What the theme made by itself, by address: the trusted pages, the page for what is not there, style sheets."""


def write_site(parts: SiteParts, files: SiteFiles, progress: Progress, store: Store | None = None) -> None:
    """Puts every file of the site in its place; `store` holds notes of what was made before.

    Raises: FileExistsError when two files claim one address; ValueError when a file of the media is not what it was.
    """
    edition, site_map = parts.edition, parts.site_map
    languages = {code: load_language(code) for code in edition.city.languages}
    benches = build_workbenches(edition, site_map, languages, place_drawings=parts.drawings.places)
    prints = next(iter(benches.values())).prints
    maker = DataMaker(files=files, store=store)
    sources = DataSources(
        edition=edition,
        site_map=site_map,
        drawings=parts.drawings,
        assets_uri=parts.assets.folder,
        prints=prints,
    )
    data = build_all_data(sources, languages, maker)
    maker.forget()
    write_plain(parts, files)
    write_feeds(parts, languages, prints.whole, files)
    copy_media(edition, files)
    planned = write_pages(parts, benches, data, files, progress)
    files.write("sitemap.xml", build_sitemap(planned, parts.trusted, site_map), kind="data")


def write_plain(parts: SiteParts, files: SiteFiles) -> None:
    """What is there already: styles and scripts, pages of the theme."""
    for path, content in parts.assets.files.items():
        files.write(f"{parts.assets.folder}{path}", content)
    for uri, content in parts.trusted_files.items():
        files.write(uri, content, kind="others")
    files.write(f"assets/{FAVICON_NAME}", parts.drawings.favicon.encode())
    files.write("robots.txt", build_robots(parts.site_map))
    files.write(PURGE_LIST, build_purge_list(parts.edition.withdrawn_marks))


def write_feeds(parts: SiteParts, languages: Mapping[str, Language], stories: bytes, files: SiteFiles) -> None:
    """The feeds and the GeoJSON, which takes long with many stories."""
    edition, site_map = parts.edition, parts.site_map
    made_from = joined(stories, digest_of("geojson"))
    if not files.keep("stories.geojson", made_from):
        files.write("stories.geojson", build_geojson(edition, site_map), made_from, kind="data")
    for code, language in languages.items():
        files.write(f"{site_map.prefix(code)}feed.xml", build_feed(edition, site_map, language), kind="data")
        files.write(site_map.answers_feed(code), build_answers_feed(edition, site_map, language), kind="data")


def copy_media(edition: Edition, files: SiteFiles) -> None:
    """The pictures and sounds of public stories, under their public names, which are made of their bytes.

    Raises: ValueError when the bytes are not those that the name was made of: the cache is a folder like another.
    """
    media = {name: source for source, name in media_of(edition)}
    for name, source in sorted(media.items()):
        made_from = digest_of("media", name)
        if files.keep(f"media/{name}", made_from):
            continue
        content = source.read_bytes()
        if hashlib.sha256(content).hexdigest()[:24] != name.partition(".")[0]:
            raise ValueError("a file of the media is not what it was")
        files.write(f"media/{name}", content, made_from, kind="media")


def media_of(edition: Edition) -> Iterable[tuple[Path, str]]:
    """Each file of the media, once or more."""
    for story in edition.stories:
        for rendition in story.picture.renditions if story.picture else ():
            yield rendition.path, rendition.name
        if story.sound:
            yield story.sound.path, story.sound.name


def write_pages(
    parts: SiteParts,
    benches: Mapping[str, Workbench],
    data: Mapping[str, DataFiles],
    files: SiteFiles,
    progress: Progress,
) -> Iterator[Planned]:
    """Puts each page of each language in its place, and gives it back for the site map as it was planned."""
    for number, (code, plain_bench) in enumerate(benches.items()):
        found, shell = data[code], parts.shells[code]
        bench = replace(plain_bench, basemap_uri=found.basemap_uri)
        home = build_home(parts.edition, parts.site_map, bench.language, found.home, found.composed)
        around = digest_of(code, shell.pieces, plain(shell.inline), found.basemap_uri, plain(parts.drawings.places))
        yield write_page(Planned.of(home), around, code, parts, files)
        for planned in plan_pages(bench):
            yield write_page(planned, around, code, parts, files)
        progress("pages", number + 1, len(benches))


def write_page(planned: Planned, around: bytes, code: str, parts: SiteParts, files: SiteFiles) -> Planned:
    """Puts a page in its place, unless it stands there made from the same; `around` is what its language adds."""
    uri = f"{planned.uri}index.html"
    made_from = NO_SOURCE if planned.made_from is None else joined(planned.made_from, around)
    if not files.keep(uri, made_from):
        page = planned.make()
        content = stamp_page(page, parts.shells[code], parts.site_map)
        files.write(uri, content, made_from, kind=planned.kind)
    return planned
