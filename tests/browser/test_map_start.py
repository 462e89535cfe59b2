"""How the map of the home page starts: it stands while its stories are on their way, and goes when they do not come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESK, PHONE, WITHOUT_WORKER

COLUMNS = "**/assets/data/columns-*.json"
DRAWN = ".vk-map-drawing path"
MARKS = ".leaflet-marker-icon"
CARDS = '[data-part="story-list-items"] .vk-story-card'
READY = '[data-part="home"][data-ready="true"]'
VIEW = """() => {
  const { x, y, width } = document.querySelector(".vk-map-drawing").getBoundingClientRect();
  return [x, y, width];
}"""


@contextmanager
def home_page(browser: Browser, size: tuple[int, int] = DESK) -> Iterator[Page]:
    """A page that was not opened yet, without a service worker: nothing answers but the server and this test."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    context.add_init_script(WITHOUT_WORKER)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_map_stands_before_its_stories_and_does_not_move_when_they_come(
    browser: Browser, address: str, size: tuple[int, int]
) -> None:
    held: list[Route] = []
    with home_page(browser, size) as page:
        page.route(COLUMNS, lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
        page.goto(address)
        page.wait_for_selector(DRAWN, state="attached")
        assert page.locator(MARKS).count() == 0
        page.locator(CARDS).first.evaluate("card => { card.dataset.seen = 'before'; }")
        view = page.evaluate(VIEW)
        (route,) = held
        route.continue_()
        page.wait_for_selector(READY)
        expect(page.locator(MARKS).first).to_be_visible()
        assert page.evaluate(VIEW) == view
        first = page.locator(CARDS).first  # the list goes on with what the server wrote
        expect(first).to_have_attribute("data-seen", "before")
        expect(first).to_have_attribute("aria-posinset", "1")
        assert page.locator(CARDS).count() == 30


def test_without_its_stories_the_map_goes_and_the_list_stays(browser: Browser, address: str) -> None:
    held: list[Route] = []
    with home_page(browser) as page:
        page.route(COLUMNS, lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
        page.goto(address)
        page.wait_for_selector(DRAWN, state="attached")
        (route,) = held
        route.abort()
        expect(page.locator('[data-part="status-note"]')).to_have_text(re.compile("laadt nu even niet"))
        expect(page.locator(".leaflet-container")).to_have_count(0)
        expect(page.locator("#map_vk")).to_be_empty()
        assert page.locator("#map_vk").get_attribute("tabindex") is None
        assert page.locator(CARDS).count() == 60


def test_walks_that_were_switched_on_before_the_stories_came_stand_beside_the_map(
    browser: Browser, address: str
) -> None:
    held: list[Route] = []
    with home_page(browser) as page:
        page.route(COLUMNS, lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
        page.goto(address)
        page.wait_for_selector(DRAWN, state="attached")
        page.get_by_role("checkbox", name="Wandelingen").check()
        page.wait_for_selector("path.vk-route", state="attached")
        (route,) = held
        route.continue_()
        page.wait_for_selector(READY)
        expect(page.locator('[data-part="walks-items"] button').first).to_be_visible()
