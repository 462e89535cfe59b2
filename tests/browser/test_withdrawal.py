"""A browser that had the site open, or kept it for a year, drops a withdrawn story at the next visit."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import WITHOUT_WORKER
from tests.withdrawal.cities import build, copy_tiny, take_back

STORY = "stories/2019-tafel/brug/"
TITLE = "De brug over de beek"
YEAR_S = 31_536_000


@dataclass(slots=True)
class Host:
    """A site on a web server that lets browsers keep every page for a year."""

    root: Path
    address: str
    asked: list[str] = field(default_factory=list)
    """The paths that browsers really asked for."""


class KeepingHandler(SimpleHTTPRequestHandler):
    """Serves a folder with a cache time of a year."""

    def __init__(self, *words: Any, asked: list[str], **named: Any) -> None:  # Any: handed on to the base
        self.asked = asked
        super().__init__(*words, **named)

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", f"max-age={YEAR_S}")
        super().end_headers()

    def log_message(self, format: str, *words: object) -> None:
        """Says nothing."""


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Host]:
    """The tiny city, built and served."""
    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    root = copy_tiny(tmp_path / "city")
    build(root)
    asked: list[str] = []
    handler = partial(KeepingHandler, directory=str(root / "build" / "site"), asked=asked)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Host(root=root, address=f"http://127.0.0.1:{server.server_address[1]}/", asked=asked)
        server.shutdown()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor, whose cache lasts as long as the test."""
    opened = browser.new_context()
    opened.set_default_timeout(15_000)
    opened.add_init_script(WITHOUT_WORKER)  # it would ask about every page; here the browser keeps them by itself
    yield opened
    opened.close()


def visit(page: Page, host: Host, uri: str) -> None:
    page.goto(host.address + uri)
    page.wait_for_load_state("networkidle")


def is_tombstone(page: Page) -> None:
    expect(page.locator('[data-part="withdrawn"]')).to_be_visible(timeout=10_000)
    assert TITLE not in page.content()


def withdraw(host: Host) -> None:
    take_back(host.root, "2019-tafel/brug")
    host.asked.clear()


def test_a_page_that_the_browser_kept_is_dropped_at_the_next_visit(host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, host, STORY)
    assert page.title().startswith(TITLE)
    visit(page, host, "over/")
    visit(page, host, STORY)
    assert host.asked.count(f"/{STORY}") == 1, "the browser really keeps the page"
    withdraw(host)
    visit(page, host, "workshops/")
    page.goto(host.address + STORY)
    is_tombstone(page)
    page.goto(host.address + "workshops/2019-tafel/")
    page.goto(host.address + STORY)
    is_tombstone(page)


@pytest.mark.parametrize("uri", ["", "fr/", "stories/", "workshops/2019-tafel/", "stories/2019-tafel/markt/"])
def test_no_list_that_the_browser_kept_shows_it_any_more(uri: str, host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, host, uri)
    title = "Le pont" if uri == "fr/" else TITLE
    if uri in ("", "fr/"):
        expect(page.locator('[data-part="home"]')).to_have_attribute("data-ready", "true")
    assert title in page.content()
    withdraw(host)
    page.goto(host.address + uri)
    page.wait_for_function("title => !document.documentElement.outerHTML.includes(title)", arg=title)
    page.wait_for_load_state("networkidle")
    expect(page.locator("#vk-content")).not_to_be_empty()
    assert title not in page.content()
    assert f"/{uri}" in host.asked


def test_an_open_tab_drops_it_when_somebody_comes_back_to_it(host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    visit(page, host, STORY)
    withdraw(host)
    come_back = "document.dispatchEvent(new Event('visibilitychange'))"
    page.evaluate(come_back)
    page.wait_for_timeout(300)
    assert page.title().startswith(TITLE), "not asked again within half a minute"
    page.clock.fast_forward(60_000)
    page.evaluate(come_back)
    is_tombstone(page)


def test_going_back_to_it_drops_it(host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, host, STORY)
    visit(page, host, "workshops/")
    withdraw(host)
    page.go_back()
    is_tombstone(page)


def test_without_a_connection_the_page_stays(host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    visit(page, host, STORY)
    visit(page, host, "workshops/")
    context.set_offline(True)
    page.goto(host.address + STORY)
    page.wait_for_timeout(300)
    assert page.title().startswith(TITLE)
    assert errors == []


def test_a_server_that_still_has_the_old_page_is_not_asked_on_and_on(host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, host, STORY)
    old = (host.root / "build" / "site" / STORY / "index.html").read_bytes()
    withdraw(host)
    (host.root / "build" / "site" / STORY / "index.html").write_bytes(old)
    page.goto(host.address + STORY)
    page.wait_for_function("document.querySelector('#vk-content')?.children.length === 0")
    page.wait_for_timeout(1500)
    assert page.evaluate("document.querySelector('#vk-content').children.length") == 0
    assert 1 <= host.asked.count(f"/{STORY}") <= 2


def test_a_text_that_links_to_it_is_left_alone(host: Host, context: BrowserContext) -> None:
    story = host.root / "stories/2019-tafel/markt.md"
    story.write_text(story.read_text("utf-8") + f"\nZie ook [dit]({host.address}{STORY}).\n", "utf-8")
    build(host.root)
    withdraw(host)
    page = context.new_page()
    visit(page, host, "stories/2019-tafel/markt/")
    expect(page.locator(".vk-story__text")).to_contain_text("Zie ook dit")
    assert host.asked.count("/stories/2019-tafel/markt/") == 1


def test_the_list_is_asked_for_after_the_page_is_painted_and_once(host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    visit(page, host, "")
    assert host.asked.count("/withdrawn.json") == 1
    timing = "name => performance.getEntriesByType(name)[0]?.loadEventStart ?? 0"
    started = page.evaluate(
        "performance.getEntriesByType('resource').find(each => each.name.endsWith('withdrawn.json')).startTime"
    )
    assert started >= page.evaluate(timing, "navigation")
