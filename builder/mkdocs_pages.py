"""Trusted pages as files of MkDocs: which are ours, where they stand, and what `mkdocs.yml` may not do with them."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from builder.build_errors import abort
from builder.errors import UsageError
from builder.languages import load_language
from builder.site.addresses import SiteMap
from builder.site.skeleton import without_unused

ABOUT_NAMES = frozenset({"over", "about"})
"""Trusted pages that say what the map is: they also stand in the menu at the top."""
READ_FILES = frozenset(
    ("pymdownx.snippets", "pymdownx.b64", "markdown_include.include", "mdx_include", "include-markdown", "macros")
)
"""Extensions and plugins that put other files into a page; a look at pages alone would not see them."""


def refuse_docs_outside(root: Path, docs: Path) -> None:
    """Nothing, when the trusted pages lie in `site_config/`: every page of that folder is published.

    Raises: UsageError.
    """
    if not docs.resolve().is_relative_to(root.resolve() / "site_config"):
        raise UsageError("docs-folder")


def refuse_readers(config: MkDocsConfig) -> None:
    """Nothing, when nothing in `mkdocs.yml` copies files that a page names into that page: it may name a story.

    Raises: UsageError.
    """
    used = sorted(READ_FILES & {*config.markdown_extensions, *config.plugins})
    if used:
        raise UsageError("settings-read-files", name=used[0])


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
    words = {*site_map.city.addresses.model_dump().values(), *site_map.city.languages, "assets", "media", "offline"}
    for uri in (next(iter(alternates.values())) for alternates in trusted):
        name = uri.rstrip("/").rpartition("/")[2]
        if name in words:
            raise abort(UsageError("page-name-taken", name=name), root)


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


def in_language(html: str, code: str) -> str:
    """The page with its language and direction at its start, whatever the theme says."""
    opening = f'<html lang="{code}" dir="{load_language(code).direction}"'
    return re.sub(r'<html lang="[^"]*"', opening, without_unused(html), count=1)
