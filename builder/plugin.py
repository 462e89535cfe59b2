"""The thin adapter between MkDocs and the rooms: each event hands over in a few lines. Only this file knows MkDocs."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from builder import debugging
from builder.airlock.edition import Progress, silent
from builder.build_errors import PAGE_ERRORS, abort, show_debug_file, without_values
from builder.building import Building, Remembered, put_in_place, refuse_warnings, unused_folder, without_private
from builder.errors import ContentError, Fault, UsageError
from builder.mkdocs_pages import (
    fill_menus,
    group_trusted,
    in_language,
    is_trusted_page,
    is_used_of_theme,
    place_trusted_page,
    refuse_docs_outside,
    refuse_readers,
    refuse_taken_names,
)
from builder.model.corpus import InputFile
from builder.pipeline import (
    CACHE,
    describe_put_back,
    latest_day,
    open_airlock,
    open_store,
    read_project,
)
from builder.reading.files import with_plain_ends
from builder.reading.settings_files import remember_settings
from builder.reading.theme import DrawingReader, archive_file
from builder.refused_report import refusals_reported
from builder.site.addresses import SiteMap, root_of
from builder.site.assets import collect_assets
from builder.site.rebuilt import Rebuilt
from builder.site.site_files import SiteFiles
from builder.site.staging import StagedFolder, one_at_a_time, refuse_foreign
from builder.site.stamping import Shell
from builder.site.trusted_pages import finish_trusted_page, has_open_comment, without_comments
from builder.site.writing import write_site
from builder.theme_outcome import chrome_of, keep_outcome, source_of, take_outcome
from builder.whole.files import clear_temporaries
from builder.whole.memory import give_memory_back
from builder.whole.staged_folder import remove_leftover
from builder.withdrawal.marks import replay_site

SHELL_PATH = "vk/vk/vk/vk/vk"
"""Where shells seem to stand: so deep that the way back to the root is like nothing else in the page."""
THEME_FOLDER = Path(__file__).parent / "site" / "theme"
log = logging.getLogger("mkdocs.plugins.vertelkaart")


class PluginConfig(Config):  # type: ignore[no-untyped-call]  # MkDocs
    """No options: everything is in `site_config/`."""


class VertelkaartPlugin(BasePlugin[PluginConfig]):  # type: ignore[no-untyped-call]  # MkDocs
    """`plugins: [vertelkaart]`: MkDocs renders the trusted pages and the shells, we do the rest."""

    building: Building | None = None
    is_serving = False
    progress: Progress = staticmethod(silent)
    now: datetime | None = None
    settings: Remembered | None = None
    """How the files were that MkDocs reads by itself, when somebody looked before it did."""
    home: Path | None = None
    rebuilt: Rebuilt | None = None
    """What was made anew, when the site stands."""
    source: bytes | None = None
    """What the theme works with in this build; see `theme_outcome`."""
    tell: Callable[[str], None] = staticmethod(log.info)

    def __init__(self) -> None:
        super().__init__()
        self.quiet = ExitStack()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remembers whether MkDocs serves from a folder of its own; keeps libraries from writing to the terminal."""
        if command == "gh-deploy":  # it would push from the repository that holds the stories, without a last look
            raise abort(UsageError("publish-gh-deploy"), Path.cwd())
        self.is_serving = command == "serve"
        self.quiet.enter_context(debugging.nothing_said(lambda name: log.error("%s", name)))

    def on_shutdown(self) -> None:
        """Gives the lock back after a build that was stopped by Ctrl+C; lets libraries speak again."""
        self._finish()
        self.quiet.close()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the project, opens the airlock and sets the theme."""
        root = Path(config.config_file_path).parent
        try:
            if debugging.is_asked_for() and not debugging.is_writing():
                path = self.quiet.enter_context(debugging.debug_file(root, datetime.now(UTC)))
                self.quiet.callback(show_debug_file, path, root)
            refuse_docs_outside(root, Path(config.docs_dir))
            refuse_readers(config)
            with nullcontext() if self.home not in (None, root) else refusals_reported(root):
                self.building = self.building or start_building(root, Path(config.site_dir), self)
        except (ContentError, UsageError, OSError) as error:
            raise abort(error, root) from None
        building = self.building
        logging.getLogger("mkdocs").addHandler(building.warnings)
        PAGE_ERRORS.addFilter(without_values)
        if building.staged is not None:
            config.site_dir = str(unused_folder(building.staged))
        config.site_url = building.edition.city.site_url
        config.theme.dirs.insert(0, str(THEME_FOLDER))
        config.theme["palette"] = {"scheme": "default"}
        config.theme["font"] = False
        config.extra["vk"] = chrome_of(building, config)
        self.source = source_of(config, building.corpus.inputs, config.extra["vk"], building.edition.city.languages)
        languages = [Path(folder) / "partials" / "languages" for folder in config.theme.dirs]
        config.extra["vk"]["theme_words"] = {
            code: code if any((folder / f"{code}.html").is_file() for folder in languages) else "en"
            for code in building.edition.city.languages
        }
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Keeps trusted pages and nothing else of the folder, and adds the shells."""
        building = self._started()
        docs = Path(config.docs_dir)
        for file in list(files):
            if file.src_dir != str(docs):
                if is_used_of_theme(file.src_uri):
                    building.theme_files[file.dest_uri] = file.content_bytes
                files.remove(file)
                continue
            path = docs / file.src_uri
            if not is_trusted_page(file, building.site_map) or path.is_symlink():
                files.remove(file)
            else:
                file.content_string = self._read_page(path)
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
            raise abort(ContentError([Fault(code="yaml-syntax", path=path)]), root)
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Drops the comments of a trusted page, which MkDocs would publish.

        Raises: Abort when one has no end.
        """
        bare = without_comments(html)
        if has_open_comment(bare):
            root = self._started().corpus.root
            path = (Path(config.docs_dir) / page.file.src_uri).relative_to(root).as_posix()
            raise abort(ContentError([Fault(code="comment-in-text", path=path)]), root)
        return bare

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Fills in, before the first page is rendered, the trusted pages in the menus."""
        fill_menus(config, self._started().trusted, files)
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
        """Keeps every page for ourselves; MkDocs writes nothing for an empty page."""
        output = in_language(output, str(page.meta["vk_language"]))
        if not page.meta.get("vk_shell"):
            self._keep(page.file.dest_uri, self._finished(output, page.file.src_uri))
            return ""
        way = "../" * page.url.count("/")
        html = output.replace(way, "@@vk:root@@").replace(way.rstrip("/"), "@@vk:root@@")
        self._started().shells[str(page.meta["vk_language"])] = Shell.cut(html)
        return ""

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Leaves the site map to us; the page for what is not there is in the city's own language first."""
        if template_name == "404.html":
            html = in_language(output_content, self._started().edition.city.language)
            self._keep(template_name, self._finished(html, template_name))
            return ""
        return "" if template_name.startswith("sitemap.xml") else output_content

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes everything of ours beside the pages of MkDocs, and puts the whole in its place."""
        building = self._started()
        try:
            refuse_warnings(building, config)
            if building.staged is None:
                write_site(building.parts, SiteFiles(folder=Path(config.site_dir)), self.progress)
            else:
                with open_store(building.home) as store:
                    self.rebuilt = put_in_place(building, building.staged, store, self.progress)
                    if self.source is not None and not building.warnings.get_counts():
                        keep_outcome(store, self.source, building)
        except (ContentError, UsageError) as error:
            raise abort(error, building.corpus.root) from None
        self._finish()

    def on_build_error(self, *, error: Exception) -> None:
        """Throws away what was staged; the last good site stays. No traceback is shown: it can hold private words."""
        root = Path.cwd() if self.building is None else self.building.corpus.root
        self._finish()
        debugging.note(error)
        if not isinstance(error, MkDocsException):
            raise abort(error, root) from None

    def build_without_theme(self, config: MkDocsConfig) -> bool:
        """Whether the site stands, made with what the theme made before; else MkDocs has to run.

        Raises: Abort.
        """
        try:
            self.on_config(config)
            building = self._started()
            with open_store(building.home) as store:
                if self.source is None or building.staged is None or not take_outcome(store, self.source, building):
                    return False
                refuse_warnings(building, config)
                self.rebuilt = put_in_place(building, building.staged, store, self.progress)
        except Exception as error:
            self.on_build_error(error=error)
            raise
        self._finish()
        return True

    def _read_page(self, path: Path) -> str:
        """A trusted page as it was when the settings were remembered: MkDocs renders this text and no other."""
        building = self._started()
        content = path.read_bytes()
        shown = path.relative_to(building.corpus.root).as_posix()
        if InputFile.at(path, hashlib.sha256(content).hexdigest()) not in building.corpus.inputs:
            raise abort(ContentError([Fault(code="changed-during-build", path=shown)]), building.corpus.root)
        try:
            return with_plain_ends(content.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            fault = Fault(code="file-not-utf8", path=shown, params={"offset": error.start})
            raise abort(ContentError([fault]), building.corpus.root) from None

    def _keep(self, uri: str, html: str) -> None:
        self._started().theme_files[uri] = html.encode("utf-8", errors="xmlcharrefreplace")  # as MkDocs writes it

    def _finished(self, html: str, name: str) -> str:
        building = self._started()
        try:
            return finish_trusted_page(html, building.edition.city, name)
        except UsageError as error:
            raise abort(error, building.corpus.root) from None

    def _started(self) -> Building:
        if self.building is None:
            raise RuntimeError("the build has not started")
        return self.building

    def _finish(self) -> None:
        if self.building is not None:
            building, self.building = self.building, None
            logging.getLogger("mkdocs").removeHandler(building.warnings)
            PAGE_ERRORS.removeFilter(without_values)
            if building.staged is not None:
                building.staged.discard()
                remove_leftover(unused_folder(building.staged))
            building.lock.close()


def start_building(root: Path, site: Path, plugin: VertelkaartPlugin) -> Building:
    """Everything that is known before the first page is rendered; the lock is held from before the first file is read.

    Raises: ContentError, UsageError, OSError.
    """
    home = plugin.home or root
    now = plugin.now or datetime.now(UTC)
    with ExitStack() as lock:
        staged = None if plugin.is_serving else StagedFolder(target=site)
        if staged is not None:
            lock.enter_context(one_at_a_time(site.parent))
            staged.restore()
            refuse_foreign(site)
            staged.clear(is_twin_kept=True)
            remove_leftover(unused_folder(staged))
            clear_temporaries(home / CACHE)
        settings = plugin.settings or remember_settings(root)
        if staged is not None and home == root and (put_back := replay_site(root, site, latest_day(now))):
            plugin.tell(describe_put_back(put_back, root))
            settings = remember_settings(root)
        plugin.progress("reading", 0, 1)
        corpus, today = read_project(root, now, home)
        plugin.progress("reading", 1, 1)
        reader = DrawingReader(root=root)
        drawings = reader.read_all(corpus.city.basemap.drawing or "", archive_file(corpus.city.basemap))
        edition = open_airlock(corpus, today, plugin.progress, home)
        is_twin = staged is not None and staged.begin_in_twin()
        corpus = replace(
            without_private(corpus),
            inputs=(*corpus.inputs, *reader.inputs, *settings[0]),
            input_folders=(*corpus.input_folders, *settings[1]),
        )
        give_memory_back()
        return Building(
            corpus=corpus,
            edition=edition,
            drawings=drawings,
            assets=collect_assets(edition.emotions),
            site_map=SiteMap(city=edition.city),
            staged=staged,
            home=home,
            lock=lock.pop_all(),
            is_twin=is_twin,
        )


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
    tell_rebuilt: Callable[[Rebuilt], None] = lambda _: None,
) -> Path:
    """The folder of the site, built whole; the same as `mkdocs build` in that folder.

    `tell_rebuilt` hears what was made anew. `site` and `home`: where the site stands and whose cache is used, when the
    inputs lie elsewhere.
    Raises: mkdocs.exceptions.Abort with the faults in words; UsageError when `mkdocs.yml` does not name the plugin.
    """
    settings = remember_settings(root)
    try:
        config = load_config(str(root / "mkdocs.yml"), **({} if site is None else {"site_dir": str(site)}))
    except MkDocsException as error:  # its text repeats the file
        debugging.note(error)
        raise UsageError("settings-of-mkdocs") from None
    plugin = config.plugins.get("vertelkaart")
    if not isinstance(plugin, VertelkaartPlugin):
        raise UsageError("plugin-missing")
    plugin.progress = progress
    plugin.now = now
    plugin.settings = settings
    plugin.home = home
    plugin.tell = tell
    stands_at = Path(config.site_dir)
    try:
        config.plugins.on_startup(command="build", dirty=False)
        if not plugin.build_without_theme(config):
            mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    if plugin.rebuilt is not None:
        tell_rebuilt(plugin.rebuilt)
    return stands_at
