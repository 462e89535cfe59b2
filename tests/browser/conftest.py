"""The built demo city, served on 127.0.0.1, and a real browser that notices every foreign request and every error."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Frame, Page, Request

from builder.plugin import build_site
from builder.serving import open_server
from tests.browser.keeping_host import Cities, build_cities

PROJECT = Path(__file__).parents[2]
PHONE = (390, 844)
DESK = (1440, 900)
WITHOUT_WORKER = "delete Navigator.prototype.serviceWorker"
"""A browser that cannot keep a site, as in a private window; `test_offline.py` has one that can."""
NOW = datetime(2026, 6, 1, tzinfo=UTC)


@dataclass(slots=True)
class Watch:
    """What went wrong on the pages of one context."""

    has_scripts: bool = True
    """Without, nothing uses what a page loads for its scripts beforehand; Chromium tells so after some seconds."""
    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    departures: int = 0
    """How often a page of the context was left for another one, or closed."""
    is_leaving: bool = False
    """Whether a page asked for the next one and is still there."""
    asked: dict[Request, int] = field(default_factory=dict)
    """After how many departures each request was made."""

    def follow(self, context: BrowserContext) -> None:
        """Notices errors on the console, failed requests and requests to another host."""
        context.on("request", lambda request: self.note_request(request))  # noqa: PLW0108  # Playwright marks it
        context.on("requestfailed", lambda request: self.note_failure(request))  # noqa: PLW0108  # Playwright marks it
        context.on("page", lambda page: page.on("framenavigated", lambda frame: self.note_arrival(frame)))  # noqa: PLW0108
        context.on("weberror", lambda error: self.problems.append(f"error: {error.error}"))

        def hear(message: ConsoleMessage) -> None:
            is_unused = not self.has_scripts and "was preloaded using link preload but not used" in message.text
            if message.type in ("error", "warning") and not is_unused:
                self.problems.append(f"console: {message.text}")

        context.on("console", hear)

    def note_request(self, request: Request) -> None:
        """A request, which may be the one for the next page."""
        self.requests.append(request.url)
        self.asked[request] = self.departures
        if request.is_navigation_request():
            self.asked[request] += 1
            self.leave()

    def note_arrival(self, frame: Frame) -> None:
        """The next page is there: what the one before asked for in its last moment is left as well."""
        if frame.parent_frame is None and self.is_leaving:
            self.departures += 1
            self.is_leaving = False

    def leave(self) -> None:
        """A page is left for another one, or closed."""
        self.departures += 1
        self.is_leaving = True

    def note_failure(self, request: Request) -> None:
        """A request that failed; a browser gives up those of a page that was left, and these did not fail."""
        is_left = self.is_leaving or self.asked.get(request, self.departures) < self.departures
        is_script = not self.has_scripts and request.failure == "csp"  # a module that was named beforehand
        if not is_script and not (is_left and request.failure == "net::ERR_ABORTED"):
            self.problems.append(f"failed: {request.url} {request.failure}")

    @property
    def foreign(self) -> list[str]:
        """Requests that did not go to our own server."""
        own = ("127.0.0.1",)
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname not in own
        ]


@pytest.fixture(scope="session")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo city, built."""
    root = tmp_path_factory.mktemp("demo")
    for name in ("stories", "places", "site_config"):
        shutil.copytree(PROJECT / name, root / name)
    shutil.copy(PROJECT / "mkdocs.yml", root)
    build_site(root, now=NOW)
    return root


@pytest.fixture(scope="session")
def cities(tmp_path_factory: pytest.TempPathFactory) -> Cities:
    """The tiny city, and the same without one story."""
    return build_cities(tmp_path_factory.mktemp("taken_back") / "city")


@pytest.fixture(scope="session")
def address(demo_project: Path) -> Iterator[str]:
    """Where the demo city is served, with a slash at the end."""
    with open_server(demo_project / "build" / "site", 8700, None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


OpenPage = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[OpenPage]:
    """Opens `uri` in a fresh context; in the end nothing may have gone wrong and nothing left this machine."""
    contexts: list[tuple[BrowserContext, Watch]] = []

    def open_in_browser(
        uri: str = "",
        size: tuple[int, int] = DESK,
        scheme: str = "light",
        *,
        has_scripts: bool = True,
        is_phone: bool = False,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=has_scripts,
            has_touch=is_phone,
            is_mobile=is_phone,
            reduced_motion="reduce",
        )
        context.set_default_timeout(15_000)
        context.add_init_script(WITHOUT_WORKER)
        watch = Watch(has_scripts=has_scripts)
        watch.follow(context)
        contexts.append((context, watch))
        page = context.new_page()
        page.goto(address + uri)
        page.wait_for_load_state("networkidle")
        return page

    yield open_in_browser
    for context, watch in contexts:
        watch.leave()
        context.close()
        assert watch.foreign == []
        assert watch.problems == []
