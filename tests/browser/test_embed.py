"""The map in the page of another site: framed from another origin, small, and with links that open beside it."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from tests.browser.conftest import OpenPage

STATUS = '[data-part="status"]'


class OtherSite(BaseHTTPRequestHandler):
    """A page of somebody else, with a frame for the address in its query."""

    def do_GET(self) -> None:
        address = urlsplit(self.path).query
        frame = f'<iframe src="{address}" title="kaart" width="600" height="420"></iframe>'
        body = f'<!doctype html><html lang="nl"><title>Een andere site</title><link rel="icon" href="data:,">{frame}'
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


@pytest.fixture
def other_site() -> Iterator[str]:
    """The address of another site on this computer: another port is another origin."""
    with HTTPServer(("127.0.0.1", 0), OtherSite) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def framed(page: Page, other_site: str, address: str) -> FrameLocator:
    """The frame on the page of the other site."""
    page.goto(f"{other_site}?{address}")
    return page.frame_locator("iframe")


@pytest.mark.parametrize(
    ("uri", "words"),
    [
        pytest.param("embed/?emotion=blij", r"^\d+ van \d+ verhalen$", id="filtered"),
        pytest.param("embed/", r"^\d+ verhalen$", id="all"),
        pytest.param("embed/fr/?q=pont&from=2015", r"^\d+ récits? sur \d+$", id="searched, in French"),
    ],
)
def test_another_site_may_frame_the_map(
    open_page: OpenPage, address: str, other_site: str, uri: str, words: str
) -> None:
    page = open_page("over/")
    frame = framed(page, other_site, address + uri)
    frame.locator('[data-part="embed"][data-ready="true"]').wait_for()
    expect(frame.locator(STATUS)).to_have_text(re.compile(words))
    expect(frame.locator(".leaflet-container")).to_be_visible()


def test_no_other_page_may_be_framed(browser: Browser, address: str, other_site: str) -> None:
    page = browser.new_page()
    with page.expect_console_message(lambda message: "frame-ancestors" in message.text):
        frame = framed(page, other_site, address)
    assert frame.locator(STATUS).count() == 0
    page.close()


def test_a_frame_shows_what_the_home_shows_and_leads_there(open_page: OpenPage, address: str, other_site: str) -> None:
    home = open_page("?emotion=trots")
    expect(home.locator(STATUS)).to_have_text(re.compile("van"))
    words = home.locator(STATUS).inner_text()
    page = open_page("over/")
    frame = framed(page, other_site, f"{address}embed/?emotion=trots")
    expect(frame.locator(STATUS)).to_have_text(words)
    with page.context.expect_page() as opened:
        frame.locator('[data-part="embed-whole"]').click()
    expect(opened.value.locator(STATUS)).to_have_text(words)
    assert urlsplit(opened.value.url).query == "emotion=trots"
    assert opened.value.evaluate("window.opener") is None


def test_a_story_of_the_frame_opens_beside_it(open_page: OpenPage, address: str, other_site: str) -> None:
    page = open_page("over/")
    frame = framed(page, other_site, f"{address}embed/?story=2020-stenen-die-spreken/predikheren")
    link = frame.locator('[data-part="story-sheet"] [data-slot="link"]')
    link.wait_for()
    with page.context.expect_page() as opened:
        link.click()
    opened.value.wait_for_url("**/verhalen/2020-stenen-die-spreken/predikheren/")
    assert page.url.startswith(other_site)


def test_a_frame_can_show_the_list(open_page: OpenPage, address: str, other_site: str) -> None:
    page = open_page("over/")
    frame = framed(page, other_site, f"{address}embed/?emotion=blij&view=list")
    frame.locator('[data-part="embed"][data-ready="true"]').wait_for()
    count = int(re.findall(r"\d+", frame.locator(STATUS).inner_text())[0])
    expect(frame.locator('[data-part="story-list-items"] .vk-story-card')).to_have_count(min(30, count))


def test_the_frame_is_no_page_for_search_engines(open_page: OpenPage, address: str) -> None:
    page = open_page("embed/")
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    assert "embed/" not in page.request.get(f"{address}sitemap.xml").text()
