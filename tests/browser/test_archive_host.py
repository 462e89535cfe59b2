"""A base map in one file on another host: drawn from parts of it; and when that host is away, the stories are there."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.plugin import build_site
from builder.serving import open_server
from tests.browser.conftest import NOW, PHONE, Watch
from tests.browser.test_map import BOUNDS, MARKS, SHEET, Small, wait_for_pixel, write_city
from tests.tools.archive_host import FILE, ArchiveHost, open_host
from tests.tools.vector_archive import build_archive

LAND = [0xF8, 0xE7, 0xB3]
NOTICE = ".vk-map-notice"
ARCHIVE = build_archive(BOUNDS)


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArchiveHost]:
    with open_host(ARCHIVE, tmp_path_factory.mktemp("host")) as opened:
        yield opened


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, browser: Browser, host: ArchiveHost) -> Iterator[Small]:
    root = tmp_path_factory.mktemp("archive") / "city"
    write_city(root, host.address)
    build_site(root, now=NOW)
    assert not list((root / "build" / "site").rglob("*.pmtiles"))
    with open_server(root / "build" / "site", 8770, None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Small(address=f"http://127.0.0.1:{server.server_address[1]}/", browser=browser)
        server.shutdown()


@pytest.fixture(autouse=True)
def fresh(host: ArchiveHost) -> None:
    host.asked.clear()
    host.is_down, host.is_silent, host.is_open_to_all, host.answers = False, False, True, None


def test_parts_of_the_file_are_asked_for_and_drawn(served: Small, host: ArchiveHost) -> None:
    page, watch = served.open()
    wait_for_pixel(page, LAND)
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Getekend voor de proef")
    assert {(each.method, each.path) for each in host.asked} == {("GET", FILE)}
    ranges = [re.fullmatch(r"bytes=(\d+)-(\d+)", each.headers.get("Range", "")) for each in host.asked]
    assert len(ranges) >= 2 and all(ranges)
    for each in host.asked:
        assert not {"Cookie", "Referer", "Authorization"} & each.headers.keys()
    assert set(watch.foreign) == {host.address}
    assert watch.problems == []  # a word of the content policy would stand here


def check_usable(page: Page) -> None:
    """Stories are found, opened and read, whatever lies under them."""
    expect(page.locator(MARKS)).to_have_count(3)
    page.get_by_role("searchbox").fill("verhaal 28")
    expect(page.locator(f'{MARKS}[data-count="1"]').first).to_be_visible()
    if page.viewport_size and page.viewport_size["width"] == PHONE[0]:
        page.locator('[data-view-choice="list"]').click()
    cards = page.locator('[data-part="story-list-items"]')
    expect(cards.locator("mark").first).to_be_attached()  # the list of before would go while its pin is pressed
    expect(cards.locator('[data-slot="pin"]')).to_have_count(1)
    cards.locator('[data-slot="pin"]').first.press("Enter")
    expect(page.locator(SHEET)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(SHEET)).to_be_hidden()


def check_only_the_archive_failed(watch: Watch, host: ArchiveHost) -> None:
    """Nothing else went wrong, and the content policy stopped nothing."""
    assert watch.problems
    for problem in watch.problems:
        assert host.address in problem or problem.startswith("console: Failed to load resource"), problem


def test_a_host_that_is_down_leaves_plain_paper_that_says_so(served: Small, host: ArchiveHost) -> None:
    host.is_down = True
    page, watch = served.open(size=PHONE)
    notice = page.locator(NOTICE)
    expect(notice).to_have_text("De kaart achter de verhalen laadt nu niet. De verhalen zijn er wel allemaal.")
    box, search = notice.bounding_box(), page.get_by_role("searchbox").bounding_box()
    assert box is not None and search is not None
    assert box["y"] >= search["y"] + search["height"]
    check_usable(page)
    check_only_the_archive_failed(watch, host)


def test_the_map_is_drawn_when_the_host_is_back(served: Small, host: ArchiveHost) -> None:
    host.is_down = True
    page, _ = served.open()
    expect(page.locator(NOTICE)).to_be_visible()
    host.is_down = False
    page.context.set_offline(True)
    page.context.set_offline(False)  # as a telephone that comes out of a tunnel
    wait_for_pixel(page, LAND)
    expect(page.locator(NOTICE)).to_have_count(0)


def test_a_host_that_never_answers_holds_nothing_up(served: Small, host: ArchiveHost) -> None:
    host.is_silent = True
    page, watch = served.open()
    check_usable(page)
    expect(page.locator(NOTICE)).to_be_visible()
    assert watch.problems == []


def test_a_host_that_lets_no_other_site_ask_is_as_one_that_is_down(served: Small, host: ArchiveHost) -> None:
    host.is_open_to_all = False
    page, watch = served.open()
    expect(page.locator(NOTICE)).to_be_visible()
    check_only_the_archive_failed(watch, host)


def test_a_host_that_goes_down_after_the_head_of_the_file_leaves_plain_land(served: Small, host: ArchiveHost) -> None:
    host.answers = 1
    page, watch = served.open()
    wait_for_pixel(page, LAND)
    check_usable(page)
    assert len(host.asked) > 1
    assert [problem for problem in watch.problems if problem.startswith("error: ")] == []
