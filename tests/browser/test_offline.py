"""Once visited, the map works without a connection; a story that was taken back does not stay in the browser."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.keeping_host import ask, close_surely, wait_until
from tests.browser.test_content_policy import LISTEN
from tests.withdrawal.cities import build, copy_tiny, take_back

STORY = "stories/2019-tafel/brug/"
OTHER = "stories/2019-tafel/markt/"
TITLE = "De brug over de beek"
SUBPATH = "stad/kaart/"
KEPT = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
  }
  return found;
}"""

KEEPERS_OF_TITLE = """async (title) => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      if ((await (await cache.match(request)).text()).includes(title)) found.push(`${name}: ${request.url}`);
    }
  }
  return found;
}"""


class PlainHandler(SimpleHTTPRequestHandler):
    """Serves one folder below a path and says nothing."""

    def __init__(self, *words: Any, site: Path, below: str, **named: Any) -> None:  # Any: handed on to the base
        self.below = f"/{below}"
        super().__init__(*words, directory=str(site), **named)

    def do_GET(self) -> None:
        if not self.path.startswith(self.below):
            self.send_error(404)
            return
        self.path = self.path[len(self.below) - 1 :]
        super().do_GET()

    def end_headers(self) -> None:
        """What is named after its content is fresh for a year, as the host files that we make tell a host to say."""
        if self.path.startswith(("/assets/", "/media/")):
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        super().end_headers()

    def log_message(self, format: str, *words: object) -> None:
        """Says nothing."""


@dataclass(slots=True)
class Host:
    """A city on a web server that can be stopped and started again at the same address."""

    root: Path
    below: str
    port: int = 0
    server: ThreadingHTTPServer | None = None
    problems: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{self.below}"

    def start(self) -> None:
        handler = partial(PlainHandler, site=self.root / "build" / "site", below=self.below)
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


@pytest.fixture(scope="module")
def built_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny city, built."""
    root = copy_tiny(tmp_path_factory.mktemp("offline") / "city")
    build(root)
    return root


@pytest.fixture(params=["", SUBPATH], ids=["at the root", "below a path"])
def host(built_city: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Host]:
    """A copy of it, served."""
    root = tmp_path / "city"
    shutil.copytree(built_city, root)
    made = Host(root=root, below=request.param)
    made.start()
    yield made
    made.stop()


at_the_root = pytest.mark.parametrize("host", [""], indirect=True, ids=["at the root"])


@pytest.fixture
def page(browser: Browser, host: Host) -> Iterator[Page]:
    """One visitor whose browser tells of every error while there is a connection."""
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(15_000)
    context.add_init_script(LISTEN)
    context.on("weberror", lambda error: host.problems.append(str(error.error)))

    def hear(message: ConsoleMessage) -> None:
        if message.text.startswith("violation"):
            host.problems.append(message.text)

    context.on("console", hear)
    yield context.new_page()
    close_surely(context)
    assert host.problems == []


def keepers_of_title(page: Page) -> list[str]:
    """Each cache and address in it that holds the title of the story."""
    found: list[str] = ask(page, KEEPERS_OF_TITLE, TITLE)
    return found


def wait_until_forgotten(page: Page) -> None:
    """Waits a minute at most until no cache holds the title, and says which do otherwise."""
    for _ in range(600):
        if not (keepers := keepers_of_title(page)):
            return
        page.wait_for_timeout(100)
    workers = ask(
        page,
        """async () => {
      const {installing, waiting, active} = await navigator.serviceWorker.getRegistration();
      return [installing?.state, waiting?.state, active?.state];
    }""",
    )
    pytest.fail(f"still kept: {keepers}; workers: {workers}")


def visit(page: Page, host: Host, uri: str = "") -> None:
    """Opens a page and waits until the browser keeps it."""
    page.goto(host.address + uri)
    wait_until(page, "() => navigator.serviceWorker.controller !== null")
    if uri == "":
        expect(page.locator('[data-part="home"]')).to_have_attribute("data-ready", "true")
    page.wait_for_load_state("networkidle")
    path = f"/{host.below}{uri}"
    wait_until(page, f"async (path) => (await ({KEPT})()).includes(path)", path)


def shows_offline_page(page: Page, language: str) -> None:
    expect(page.locator('[data-part="offline"]')).to_be_visible()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("body").evaluate("body => getComputedStyle(body).fontFamily").startswith('"Atkinson')
    assert TITLE not in page.content()


def test_what_was_visited_is_there_when_the_server_is_not(host: Host, page: Page) -> None:
    visit(page, host, STORY)
    visit(page, host)
    host.stop()
    page.reload()
    expect(page.locator('[data-part="home"]')).to_have_attribute("data-ready", "true")
    expect(page.locator(".leaflet-container")).to_be_visible()
    page.locator("#vk-search-text").fill("brug")
    expect(page.locator('[data-part="story-list-items"]')).to_contain_text(TITLE)
    page.goto(f"{host.address}?q=brug")
    expect(page.locator('[data-part="story-list-items"]')).to_contain_text(TITLE)
    page.goto(host.address + STORY)
    expect(page.locator("h1")).to_have_text(TITLE)
    page.goto(host.address + OTHER)
    shows_offline_page(page, "nl")
    page.goto(f"{host.address}fr/{OTHER}")
    shows_offline_page(page, "fr")
    page.locator('[data-part="offline"] a').first.click()
    page.wait_for_url(f"{host.address}fr/")
    shows_offline_page(page, "fr")
    host.start()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator('[data-part="home"]')).to_have_attribute("data-ready", "true")


@at_the_root
def test_the_first_visit_alone_is_enough(host: Host, page: Page) -> None:
    visit(page, host)
    host.stop()
    page.reload()
    expect(page.locator('[data-part="home"]')).to_have_attribute("data-ready", "true")
    expect(page.locator(".leaflet-container")).to_be_visible()


def test_a_withdrawn_story_is_forgotten_at_the_next_visit_of_any_page(host: Host, page: Page) -> None:
    visit(page, host, STORY)
    visit(page, host, "workshops/2019-tafel/")
    visit(page, host)
    assert keepers_of_title(page)
    take_back(host.root, "2019-tafel/brug")
    page.goto(f"{host.address}over/")
    wait_until_forgotten(page)
    page.wait_for_load_state("networkidle")
    assert keepers_of_title(page) == []
    host.stop()
    page.goto(host.address + STORY)
    shows_offline_page(page, "nl")
    page.goto(f"{host.address}workshops/2019-tafel/")
    shows_offline_page(page, "nl")


def test_a_page_that_was_open_does_not_hand_a_withdrawn_story_to_the_next_worker(host: Host, page: Page) -> None:
    visit(page, host)
    visit(page, host)
    page.locator("#vk-search-text").fill("brug")
    expect(page.locator('[data-part="story-list-items"]')).to_contain_text(TITLE)
    assert keepers_of_title(page)
    old = page.evaluate("caches.keys()")
    take_back(host.root, "2019-tafel/brug")
    ask(page, "() => void navigator.serviceWorker.getRegistration().then((found) => void found.update())")
    gone = "async (old) => !(await caches.keys()).some((name) => old.includes(name))"
    wait_until(page, gone, old)
    expect(page.locator('[data-part="story-list-items"]')).not_to_contain_text(TITLE)
    expect(page.locator('[data-part="home"]')).to_have_attribute("data-ready", "true")
    page.locator("#vk-search-text").fill("beek")
    wait_until(page, f"async (path) => (await ({KEPT})()).includes(path)", f"/{host.below}")
    page.wait_for_load_state("networkidle")
    assert keepers_of_title(page) == []


@at_the_root
def test_a_story_that_goes_without_a_mark_goes_with_the_next_build(host: Host, page: Page) -> None:
    visit(page, host, STORY)
    visit(page, host, OTHER)
    source = host.root / "stories/2019-tafel/brug.md"
    source.write_text(source.read_text("utf-8").replace("status: published", "status: draft"), "utf-8")
    build(host.root)
    page.goto(host.address + OTHER)
    wait_until_forgotten(page)


@at_the_root
def test_an_update_is_shown_at_the_next_load(host: Host, page: Page) -> None:
    visit(page, host, OTHER)
    source = host.root / "stories/2019-tafel/markt.md"
    text = source.read_text("utf-8")
    source.write_text(text.replace("title: ", "title: Nieuw! ", 1), "utf-8")
    build(host.root)
    page.goto(host.address + OTHER)
    expect(page.locator("h1")).to_contain_text("Nieuw!")
    visit(page, host, OTHER)
    host.stop()
    page.reload()
    expect(page.locator("h1")).to_contain_text("Nieuw!")


@at_the_root
def test_it_can_be_switched_off_again(host: Host, page: Page) -> None:
    visit(page, host, STORY)
    city = host.root / "site_config/city.yml"
    city.write_text(city.read_text("utf-8") + "offline: false\n", "utf-8")
    build(host.root)
    site = host.root / "build" / "site"
    assert not (site / "manifest.json").exists()
    assert not (site / "offline").exists()
    page.goto(host.address + OTHER)
    wait_until(page, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
    assert page.evaluate("caches.keys()") == []
    page.reload()
    page.wait_for_timeout(1500)
    assert page.evaluate("navigator.serviceWorker.controller") is None


@at_the_root
def test_sound_and_other_sites_are_left_alone(host: Host, page: Page) -> None:
    visit(page, host, OTHER)
    kept = page.evaluate(KEPT)
    assert "/withdrawn.json" in kept, "the marks that were seen last"
    assert "/sw.js" not in kept
    status = page.evaluate("async () => (await fetch('/stories.geojson', {headers: {range: 'bytes=0-9'}})).status")
    assert status in (200, 206)
    assert "/stories.geojson" not in page.evaluate(KEPT)


@at_the_root
def test_a_phone_can_install_it(host: Host, page: Page) -> None:
    visit(page, host)
    session = page.context.new_cdp_session(page)
    assert session.send("Page.getAppManifest")["errors"] == []
    faults = [each["errorId"] for each in session.send("Page.getInstallabilityErrors")["installabilityErrors"]]
    assert [fault for fault in faults if fault != "in-incognito"] == []
