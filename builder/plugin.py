"""The thin adapter between MkDocs and the rooms: each event hands over in a few lines. Only this file knows MkDocs."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils import CountHandler
from mkdocs.utils.templates import TemplateContext

from builder.airlock.edition import Progress, silent
from builder.errors import ContentError, Fault, UsageError
from builder.languages import describe_usage_error, load_language, terminal_language
from builder.model.corpus import Corpus
from builder.model.public import Edition, ThemeDrawings
from builder.pipeline import (
    describe_content_error,
    describe_put_back,
    latest_day,
    open_airlock,
    read_city_language,
    read_project,
    refuse_changed,
)
from builder.reading.theme import read_theme_drawings
from builder.site.addresses import SiteMap, root_of
from builder.site.assets import Assets, collect_assets
from builder.site.chrome import build_chrome
from builder.site.staging import (
    begin_staging,
    discard,
    one_build_at_a_time,
    refuse_foreign,
    restore_interrupted,
    swap_in,
)
from builder.site.stamping import Shell
from builder.site.writing import SiteParts, write_site
from builder.withdrawal.last_good import keep_inputs, keep_only
from builder.withdrawal.marks import replay_site

SHELL_PATH = "vk/vk/vk/vk/vk"
"""Where shells seem to stand: so deep that the way back to the root is like nothing else in the page."""
ABOUT_NAMES = frozenset({"over", "about"})
"""Trusted pages that say what the map is: they also stand in the menu at the top."""
THEME_FOLDER = Path(__file__).parent / "site" / "theme"
log = logging.getLogger("mkdocs.plugins.vertelkaart")


class PluginConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs
    """No options: everything is in `site_config/`."""


def count_from(level: int) -> CountHandler:
    """A counter of log records from a level upwards."""
    handler = CountHandler()
    handler.setLevel(level)
    return handler


@dataclass(slots=True)
class Building:
    """What one build carries from event to event."""

    corpus: Corpus
    edition: Edition
    drawings: ThemeDrawings
    assets: Assets
    site_map: SiteMap
    staging: Path
    site: Path
    is_swapping: bool
    home: Path
    """The project with the cache; another folder than that of the corpus while a story is withdrawn."""
    lock: ExitStack
    shells: dict[str, Shell] = field(default_factory=dict)
    trusted: list[dict[str, str]] = field(default_factory=list)
    warnings: CountHandler = field(default_factory=lambda: count_from(logging.WARNING))


class VertelkaartPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]  # MkDocs
    """`plugins: [vertelkaart]`: MkDocs renders the trusted pages and the shells, we do the rest."""

    building: Building | None = None
    is_serving = False
    progress: Progress = staticmethod(silent)
    now: datetime | None = None
    home: Path | None = None
    tell: Callable[[str], None] = staticmethod(log.info)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remembers whether MkDocs serves from a folder of its own."""
        self.is_serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the project, opens the airlock and sets the theme."""
        root = Path(config.config_file_path).parent
        try:
            refuse_docs_outside(root, Path(config.docs_dir))
            self.building = start_building(root, Path(config.site_dir), self)
        except (ContentError, UsageError) as error:
            raise Abort(describe_error(error, root)) from None
        building = self.building
        logging.getLogger("mkdocs").addHandler(building.warnings)
        config.site_dir = str(building.staging)
        config.site_url = building.edition.city.site_url
        config.theme.dirs.insert(0, str(THEME_FOLDER))
        config.theme["palette"] = {"scheme": "default"}
        config.theme["font"] = False
        names = sorted(path.stem for path in Path(config.docs_dir).glob("*.md") if "." not in path.stem)
        config.extra["vk"] = build_chrome(
            building.edition, building.site_map, building.assets.folder, building.drawings.logo, names
        )
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keeps trusted pages and nothing else of the folder, and adds the shells."""
        building = self._started()
        docs = Path(config.docs_dir)
        for file in list(files):
            if file.src_dir != str(docs):
                if not is_used_of_theme(file.src_uri):
                    files.remove(file)
                continue
            path = docs / file.src_uri
            if not is_trusted_page(file, building.site_map) or path.is_symlink():
                files.remove(file)
            else:
                place_trusted_page(file, building.site_map)
        building.trusted = group_trusted(files, building.site_map)
        refuse_taken_names(building.trusted, building.site_map, building.corpus.root)
        for code in building.edition.city.languages:
            content = f"---\ntitle: shell\nvk_shell: true\nvk_language: {code}\n---\n"
            files.append(File.generated(config, f"{SHELL_PATH}/{code}.md", content=content))
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Refuses a page whose front matter MkDocs could not read: it would show it as text."""
        lines = markdown.lstrip().split("\n", 1)
        if lines[0].rstrip() == "---" and not page.meta:
            root = self._started().corpus.root
            path = (Path(config.docs_dir) / page.file.src_uri).relative_to(root).as_posix()
            raise Abort(describe_error(ContentError([Fault(code="yaml-syntax", path=path)]), root))
        return markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Fills in, before the first page is rendered, the trusted pages in the menus and whose words the theme has."""
        fill_menus(config, self._started().trusted, files)
        known = env.list_templates()
        config.extra["vk"]["theme_words"] = {
            code: code if f"partials/languages/{code}.html" in known else "en"
            for code in self._started().edition.city.languages
        }
        return env

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tells the templates the language of a page and its address in other languages."""
        building = self._started()
        if not page.meta.get("vk_shell"):
            alternates = next(each for each in building.trusted if page.url in each.values())
            page.meta["vk_language"] = next(code for code, uri in alternates.items() if uri == page.url)
            page.meta["vk_root"] = root_of(page.url)
            page.meta["vk_alternates"] = alternates
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Keeps the shells for ourselves; MkDocs writes nothing for an empty page."""
        output = in_language(output, str(page.meta["vk_language"]))
        if not page.meta.get("vk_shell"):
            return output
        way = "../" * page.url.count("/")
        html = output.replace(way, "@@vk:root@@").replace(way.rstrip("/"), "@@vk:root@@")
        self._started().shells[str(page.meta["vk_language"])] = Shell.cut(html)
        return ""

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Leaves the site map to us; the page for what is not there is in the city's own language first."""
        if template_name == "404.html":
            return in_language(output_content, self._started().edition.city.language)
        return "" if template_name.startswith("sitemap.xml") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes everything of ours beside the pages of MkDocs, and swaps the whole in."""
        building = self._started()
        parts = SiteParts(
            edition=building.edition,
            site_map=building.site_map,
            drawings=building.drawings,
            assets=building.assets,
            shells=building.shells,
            trusted=building.trusted,
        )
        try:
            write_site(parts, building.staging, self.progress)
            refuse_changed(building.corpus)
            name = keep_inputs(building.corpus, building.staging, building.home) if building.is_swapping else ""
        except (ContentError, UsageError) as error:
            raise Abort(describe_error(error, building.corpus.root)) from None
        if config.strict and building.warnings.get_counts():
            raise Abort(describe_error(UsageError("page-warnings"), building.corpus.root))
        if building.is_swapping:
            swap_in(building.staging, building.site)
            keep_only(building.home, name)
        self._finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Throws away what was staged; the last good site stays. No traceback is shown: it can hold private words."""
        root = Path.cwd() if self.building is None else self.building.corpus.root
        if self.building is not None and self.building.is_swapping:
            discard(self.building.staging)
        self._finish()
        if not isinstance(error, MkDocsException) and not os.environ.get("VERTELKAART_TRACEBACK"):
            raise Abort(describe_error(UsageError("build-broken", name=type(error).__name__), root)) from None

    def _started(self) -> Building:
        if self.building is None:
            raise RuntimeError("the build has not started")
        return self.building

    def _finish(self) -> None:
        if self.building is not None:
            logging.getLogger("mkdocs").removeHandler(self.building.warnings)
            self.building.lock.close()
            self.building = None


def start_building(root: Path, site: Path, plugin: VertelkaartPlugin) -> Building:
    """Everything that is known before the first page is rendered.

    Raises: ContentError, UsageError.
    """
    if not plugin.is_serving:
        with one_build_at_a_time(site.parent):
            restore_interrupted(site)
        refuse_foreign(site)
    now = plugin.now or datetime.now(UTC)
    home = plugin.home or root
    if not plugin.is_serving and home == root:
        put_back = replay_site(root, site, latest_day(now))
        if put_back:
            plugin.tell(describe_put_back(put_back, root))
    corpus, today = read_project(root, now)
    drawings = read_theme_drawings(root, corpus.city.basemap.drawing or "")
    edition = open_airlock(corpus, today, plugin.progress, home)
    lock = ExitStack()
    if not plugin.is_serving:
        lock.enter_context(one_build_at_a_time(site.parent))
    return Building(
        corpus=corpus,
        edition=edition,
        drawings=drawings,
        assets=collect_assets(edition.emotions),
        site_map=SiteMap(city=edition.city),
        staging=site if plugin.is_serving else begin_staging(site),
        site=site,
        is_swapping=not plugin.is_serving,
        home=home,
        lock=lock,
    )


def refuse_docs_outside(root: Path, docs: Path) -> None:
    """Nothing, when the trusted pages lie in `site_config/`: every page of that folder is published.

    Raises: UsageError.
    """
    if not docs.resolve().is_relative_to(root.resolve() / "site_config"):
        raise UsageError("docs-folder")


def in_language(html: str, code: str) -> str:
    """The page with its language and direction at its start, whatever the theme says."""
    opening = f'<html lang="{code}" dir="{load_language(code).direction}"'
    return re.sub(r'<html lang="[^"]*"', opening, html, count=1)


def is_used_of_theme(uri: str) -> bool:
    """Whether our pages use a file of Material: its styles for trusted pages, none of its scripts and pictures."""
    return uri.startswith("assets/stylesheets/") and uri.endswith(".css")


def is_trusted_page(file: File, site_map: SiteMap) -> bool:
    """Whether it is `<name>.md` or `<name>.<interface language>.md`; a copy such as `over.bak.md` is not."""
    _, _, code = file.src_uri.removesuffix(".md").partition(".")
    is_ours = not code or code in site_map.city.languages
    return file.is_documentation_page() and "/" not in file.src_uri and is_ours


def place_trusted_page(file: File, site_map: SiteMap) -> None:
    """`over.fr.md` becomes `fr/over/`; `over.md` stays `over/`."""
    name, _, code = file.src_uri.removesuffix(".md").partition(".")
    language = code if code in site_map.city.languages else site_map.city.language
    file.dest_uri = f"{site_map.trusted(name, language)}index.html"


def group_trusted(files: Files, site_map: SiteMap) -> list[dict[str, str]]:
    """The trusted pages by name: language → address; every language where there is a page."""
    groups: dict[str, dict[str, str]] = {}
    for file in files.documentation_pages():
        name, _, code = file.src_uri.removesuffix(".md").partition(".")
        language = code if code in site_map.city.languages else site_map.city.language
        groups.setdefault(name, {})[language] = site_map.trusted(name, language)
    return [groups[name] for name in sorted(groups)]


def refuse_taken_names(trusted: list[dict[str, str]], site_map: SiteMap, root: Path) -> None:
    """Nothing, when no trusted page stands where our own pages stand.

    Raises: Abort with the fault in words.
    """
    words = {*site_map.city.addresses.model_dump().values(), *site_map.city.languages, "assets", "media"}
    for uri in (next(iter(alternates.values())) for alternates in trusted):
        name = uri.rstrip("/").rpartition("/")[2]
        if name in words:
            raise Abort(describe_error(UsageError("page-name-taken", name=name), root))


def fill_menus(config: MkDocsConfig, trusted: list[dict[str, str]], files: Files) -> None:
    """Puts the trusted pages with their own titles at the end of the menus; the one about the map also at the top."""
    chrome = config.extra["vk"]
    pages = {file.page.url: file.page for file in files.documentation_pages() if file.page is not None}
    for alternates in trusted:
        for code, uri in alternates.items():
            way = {"label": str(pages[uri].title) if uri in pages else uri, "uri": uri}
            chrome["footer_nav"][code].append(way)
            if uri in pages and Path(pages[uri].file.src_uri).name.partition(".")[0] in ABOUT_NAMES:
                chrome["nav"][code].append(way)


def describe_error(error: ContentError | UsageError, root: Path) -> str:
    """The error in the words of a trainer, in Dutch or English."""
    language = load_language(terminal_language(os.environ, read_city_language(root)), "errors")
    if isinstance(error, UsageError):
        return describe_usage_error(error, language)
    return describe_content_error(error, language)


def site_folder(root: Path) -> Path:
    """Where the site of a project stands, also when `mkdocs.yml` cannot be read."""
    try:
        return Path(load_config(str(root / "mkdocs.yml")).site_dir)
    except MkDocsException:
        return root / "build" / "site"


def build_site(
    root: Path,
    now: datetime | None = None,
    progress: Progress = silent,
    *,
    tell: Callable[[str], None] = log.info,
    site: Path | None = None,
    home: Path | None = None,
) -> Path:
    """The folder of the site, built whole; the same as `mkdocs build` in that folder.

    `site` and `home`: where the site stands and whose cache is used, when the inputs lie elsewhere.
    Raises: mkdocs.exceptions.Abort with the faults in words; UsageError when `mkdocs.yml` does not name the plugin.
    """
    config = load_config(str(root / "mkdocs.yml"), **({} if site is None else {"site_dir": str(site)}))
    plugin = config.plugins.get("vertelkaart")
    if not isinstance(plugin, VertelkaartPlugin):
        raise UsageError("plugin-missing")
    plugin.progress = progress
    plugin.now = now
    plugin.home = home
    plugin.tell = tell
    config.plugins.on_startup(command="build", dirty=False)
    stands_at = Path(config.site_dir)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return stands_at
