"""From an edition and its shells to the files of the site; what was made from the same before is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from builder.cache import Store
from builder.languages import Language, load_language
from builder.model.public import Edition, ThemeDrawings
from builder.site.addresses import SiteMap
from builder.site.assets import Assets
from builder.site.chrome import FAVICON_NAME
from builder.site.data_files import DataMaker, DataSources, Shared, archive_uri, build_map, home_files, plan_shared
from builder.site.feeds import build_answers_feed, build_feed, build_robots, build_sitemap
from builder.site.fingerprints import Fingerprints, digest_of, joined, plain
from builder.site.offline.files import build_offline_files
from builder.site.offline.manifest import build_icons
from builder.site.page import Page
from builder.site.pages import build_workbenches, plan_pages
from builder.site.pages.embed import build_embed, embed_shell
from builder.site.pages.home import build_home
from builder.site.pages.planned import Planned
from builder.site.pages.workbench import Workbench
from builder.site.purge_list import PURGE_LIST, build_purge_list
from builder.site.site_files import NO_SOURCE, SiteFiles
from builder.site.stamping import Shell, stamp_page
from builder.site.two_hands import do_all
from builder.whole.memory import give_memory_back

BATCH = 100
"""Pages that one of the two processes makes before it looks for more."""
ENOUGH = 1_000
"""Pages for which a second process pays."""
MANY = 20_000
"""Pages from which on memory counts for more than the seconds in which one of two processes waits."""
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


def write_site(parts: SiteParts, files: SiteFiles, progress: Progress, store: Store | None = None) -> Fingerprints:
    """Puts every file of the site in its place; `store` holds notes of what was made before.

    Returns: the fingerprints of what is public.
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
    maps = {code: build_map(sources, language, maker) for code, language in languages.items()}
    write_plain(parts, files)
    write_feeds(parts, languages, files)
    copy_media(edition, files)
    shared = plan_shared(sources, languages, maker)
    benches = {code: replace(bench, basemap_uri=maps[code].locator_uri) for code, bench in benches.items()}
    planned, missing = plan_all(parts, benches, files)
    make_missing(shared, missing, files, progress)
    for code, bench in benches.items():
        found = maps[code]
        refers_to = home_files(sources, found, code, maker)
        home = build_home(edition, site_map, bench.language, refers_to, found.composed)
        planned.append(Planned.of(home))
        write_page(home, NO_SOURCE, "others", parts, files)
        embed = build_embed(edition, site_map, bench.language, refers_to, found.composed)
        shell = embed_shell(bench.language, parts.assets.folder)
        files.write(f"{embed.uri}index.html", stamp_page(embed, shell, site_map), kind="others")
    write_offline(parts, maker)
    maker.keep_notes()
    files.write("sitemap.xml", build_sitemap(planned, parts.trusted, site_map), kind="data")
    return prints


def write_plain(parts: SiteParts, files: SiteFiles) -> None:
    """What is there already: styles and scripts, pages of the theme."""
    for path, content in parts.assets.files.items():
        files.write(f"{parts.assets.folder}{path}", content)
    for uri, content in parts.trusted_files.items():
        files.write(uri, content, kind="others")
    files.write(f"assets/{FAVICON_NAME}", parts.drawings.favicon.encode())
    if archive := parts.drawings.archive:
        files.write(archive_uri(archive), archive)
    files.write("robots.txt", build_robots(parts.site_map))
    files.write(PURGE_LIST, build_purge_list(parts.edition.withdrawn_marks))


def write_offline(parts: SiteParts, maker: DataMaker) -> None:
    """What makes the site work without a connection; it knows the hashes of all that is no page and no picture."""
    files, favicon = maker.files, parts.drawings.favicon
    if parts.edition.city.works_offline:
        maker.group("icons", digest_of(favicon), lambda: ({}, build_icons(favicon)))
    hashes = {
        uri: entry.sha256
        for uri, entry in files.entries.items()
        if not uri.endswith(".html") and not uri.startswith("media/")
    }
    drawing = f"assets/{FAVICON_NAME}"
    for uri, content in build_offline_files(parts.site_map, parts.assets.folder, drawing, hashes).items():
        files.write(uri, content)


def write_feeds(parts: SiteParts, languages: Mapping[str, Language], files: SiteFiles) -> None:
    """The feeds, which are short."""
    edition, site_map = parts.edition, parts.site_map
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


@dataclass(slots=True)
class Missing:
    """A page that is not there yet, and its fingerprint."""

    planned: Planned
    made_from: bytes
    parts: SiteParts


def plan_all(
    parts: SiteParts, benches: Mapping[str, Workbench], files: SiteFiles
) -> tuple[list[Planned], list[Missing]]:
    """All pages but home, for the site map, and those that have yet to be made; the others are in their place."""
    planned_pages, missing = [], []
    for code, bench in benches.items():
        shell = parts.shells[code]
        around = digest_of(code, shell.pieces, plain(shell.inline), bench.basemap_uri, plain(parts.drawings.places))
        for planned in plan_pages(bench):
            made_from = NO_SOURCE if planned.made_from is None else joined(planned.made_from, around)
            if not files.keep(f"{planned.uri}index.html", made_from):
                missing.append(Missing(planned, made_from, parts))
            planned_pages.append(planned)
    return planned_pages, missing


def make_missing(shared: Shared, missing: list[Missing], files: SiteFiles, progress: Progress) -> None:
    """Makes what is missing, with both hands where that pays."""

    def make(start: int) -> None:
        for each in missing[start : start + BATCH]:
            write_page(each.planned.make(), each.made_from, each.planned.kind, each.parts, files)

    def tell(number: int) -> None:
        progress("pages", min(number * BATCH, len(missing)), len(missing))

    pieces: list[Callable[[], None]] = [partial(make, start) for start in range(0, len(missing), BATCH)]
    groups = [each for group in shared.groups for each in (group, give_memory_back)]
    if len(missing) >= ENOUGH:
        own, alone = ([*shared.steps, *groups], []) if len(missing) < MANY else (shared.steps, groups)
        do_all(pieces, files, tell, own, alone)
    else:
        for piece in (*shared.steps, *groups, *pieces):
            piece()
    progress("pages", len(missing), len(missing))


def write_page(page: Page, made_from: bytes, kind: str, parts: SiteParts, files: SiteFiles) -> None:
    """Stamps a page into its shell and puts it in its place."""
    content = stamp_page(page, parts.shells[page.language], parts.site_map)
    files.write(f"{page.uri}index.html", content, made_from, kind=kind)
