"""The engines: questions in, ranked numbers of stories out, each over the same documents."""

from __future__ import annotations

import html
import json
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from builder.model.public import Edition
from builder.site.search_files import build_search_files
from tests.bench.compressed_server import hosting
from tests.bench.peers import pagefind_command
from tests.search_quality.corpus import FIELDS, LANGUAGES, Query, documents_in
from tests.search_quality.scores import DEPTH
from tests.tools.browser_tools import CHROMIUM_FLAGS, find_chromium, install_packages, node

FOLDER = Path(__file__).parent
WEIGHTS = {"place": 4, "theme": 3, "summary": 2, "body": 1}
"""Of the fields in Pagefind; its own for a title (`h1`) is 7."""

Ranked = list[list[int]]
"""For each question the numbers of stories, the best first."""


def rank_ours(edition: Edition, queries: Sequence[Query], folder: Path) -> Ranked:
    """What our engine finds, in the index that a build writes."""
    index = build_search_files(edition)
    for uri, content in index.contents.items():
        (folder / Path(uri).name).write_bytes(content)
    (folder / Path(index.uri).name).rename(folder / "manifest.json")
    asked = [{"language": query.language, "text": query.text} for query in queries]
    given, target = folder / "asked.json", folder / "found.json"
    given.write_text(json.dumps(asked), "utf-8")
    subprocess.run([node(), str(FOLDER / "rank_ours.js"), str(folder), str(given), str(target)], check=True)
    ranked: Ranked = json.loads(target.read_text("utf-8"))
    return ranked


def rank_minisearch(edition: Edition, queries: Sequence[Query], folder: Path) -> Ranked:
    """What minisearch finds, with prefixes, typing errors and the weights of our fields."""
    install_packages()
    documents = {language: documents_in(edition, language) for language in LANGUAGES}
    asked = [{"language": query.language, "text": query.text} for query in queries]
    given, target = folder / "minisearch-in.json", folder / "minisearch-out.json"
    given.write_text(json.dumps({"fields": FIELDS, "documents": documents, "queries": asked}), "utf-8")
    subprocess.run([node(), str(FOLDER / "rank_minisearch.js"), str(given), str(target)], check=True)
    ranked: Ranked = json.loads(target.read_text("utf-8"))
    return ranked


def rank_pagefind(edition: Edition, queries: Sequence[Query], folder: Path) -> Ranked:
    """What Pagefind finds in a page a story, a site a language, asked through its JS in a real browser."""
    for language in LANGUAGES:
        site = folder / language
        site.mkdir()
        for number, texts in enumerate(documents_in(edition, language)):
            (site / f"{number}.html").write_text(page_of(texts, language), "utf-8")
        (site / "index.html").write_text(f'<!doctype html><html lang="{language}"><title>-</title></html>', "utf-8")
        subprocess.run([*pagefind_command(), "--site", str(site)], check=True, stdout=subprocess.DEVNULL)
    with sync_playwright() as playwright, hosting(folder) as host:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        page = browser.new_page()
        found: dict[Query, list[int]] = {}
        for language in LANGUAGES:
            page.goto(f"{host.address}{language}/index.html")
            found |= {query: ask_pagefind(page, query.text) for query in queries if query.language == language}
        browser.close()
    return [found[query] for query in queries]


def ask_pagefind(page: Page, text: str) -> list[int]:
    """The numbers of the first stories that Pagefind finds."""
    uris: list[str] = page.evaluate(
        """async ([text, depth]) => {
          const pagefind = await import(new URL("pagefind/pagefind.js", location.href).href);
          const found = await pagefind.search(text);
          return Promise.all(found.results.slice(0, depth).map(async (result) => (await result.data()).url));
        }""",
        [text, DEPTH],
    )
    return [int(Path(uri).stem) for uri in uris]


def page_of(texts: list[str], language: str) -> str:
    """A page of a story for Pagefind, with the weights of our fields."""
    shown = dict(zip(FIELDS, texts, strict=True))
    parts = "".join(
        f'<p data-pagefind-weight="{weight}">{html.escape(shown[field])}</p>' for field, weight in WEIGHTS.items()
    )
    title = html.escape(shown["title"])
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title>'
        f"<body data-pagefind-body><h1>{title}</h1>{parts}</body></html>"
    )


ENGINES: dict[str, Callable[[Edition, Sequence[Query], Path], Ranked]] = {
    "ours": rank_ours,
    "minisearch": rank_minisearch,
    "pagefind": rank_pagefind,
}
"""The name of an engine → how to ask it."""
