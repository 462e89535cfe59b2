"""The home page in a real browser: map, list, filters and search show the same stories."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage

STATUS = '[data-part="status"]'
CARDS = '[data-part="story-list-items"] .vk-story-card'


def story_count(project: Path) -> int:
    """How many stories the demo shows."""
    features = json.loads((project / "build/site/stories.geojson").read_text("utf-8"))["features"]
    return len(features)


def numbers_in(text: str) -> list[int]:
    """The numbers of a text."""
    return [int(number) for number in re.findall(r"\d+", text)]


def shown(page: Page) -> int:
    """How many stories the status line says are shown."""
    return numbers_in(page.locator(STATUS).inner_text())[0]


def features_of(project: Path, emotion: str) -> list[dict[str, Any]]:
    """The demo's public stories of an emotion, as other programs get them."""
    features = json.loads((project / "build/site/stories.geojson").read_text("utf-8"))["features"]
    return [feature for feature in features if feature["properties"]["emotion"] == emotion]


def spots_in(features: list[dict[str, Any]]) -> int:
    """How many points these stories have together."""
    geometries = [feature["geometry"] for feature in features if feature["geometry"]]
    return sum(len(each["coordinates"]) if each["type"] == "MultiPoint" else 1 for each in geometries)


def on_map(page: Page) -> int:
    """How many stories the faces and fans on the map stand for; one with several points may be in several."""
    counts = page.locator("[data-count]").evaluate_all("marks => marks.map(mark => Number(mark.dataset.count))")
    return int(sum(counts))


def all_cards(page: Page) -> int:
    """How many cards the list has, after asking for all of them."""
    more = page.locator('[data-part="story-list-more"]')
    while more.is_visible():
        more.dispatch_event("click")  # scrolling to it asks for more, too
    return page.locator(CARDS).count()


def wait_until_counted(page: Page, text: str | re.Pattern[str]) -> None:
    """Waits for the status line."""
    expect(page.locator(STATUS)).to_have_text(text)


def test_home_shows_every_public_story_in_the_list(open_page: OpenPage, demo_project: Path) -> None:
    page = open_page()
    count = story_count(demo_project)
    wait_until_counted(page, f"{count} verhalen")
    assert all_cards(page) == count


def test_an_emotion_filters_list_and_count_alike(open_page: OpenPage, demo_project: Path) -> None:
    page = open_page()
    page.locator('[data-part="filters-emotions"] button').first.click()
    wait_until_counted(page, re.compile(r"^\d+ van \d+ verhalen$"))
    part, whole = numbers_in(page.locator(STATUS).inner_text())
    assert 0 < part < whole == story_count(demo_project)
    assert all_cards(page) == part
    assert "emotion=" in page.url


@pytest.mark.parametrize("emotion", ["blij", "trots", "boos"])  # small feelings: test_small_groups.py
def test_map_list_and_count_show_the_same_stories(open_page: OpenPage, demo_project: Path, emotion: str) -> None:
    features = features_of(demo_project, emotion)
    page = open_page(f"?emotion={emotion}")
    wait_until_counted(page, re.compile(rf"^{len(features)} van"))
    assert all_cards(page) == len(features)
    expect(page.locator("[data-count]").first).to_be_attached()
    with_point = sum(feature["geometry"] is not None for feature in features)
    assert with_point <= on_map(page) <= spots_in(features)


def test_a_filtered_view_is_an_address_and_the_back_button_undoes_it(open_page: OpenPage) -> None:
    page = open_page()
    before = page.locator(STATUS).inner_text()
    page.locator('[data-part="filters-emotions"] button').first.click()
    wait_until_counted(page, re.compile("van"))
    part = shown(page)
    again = open_page(page.url.partition("/")[2].partition("/")[2].partition("/")[2])
    wait_until_counted(again, re.compile(rf"^{part} van"))
    page.go_back()
    wait_until_counted(page, before)


@pytest.mark.parametrize(
    ("words", "title"),
    [
        pytest.param("Maneblussers", "", id="a word"),
        pytest.param("maneblusers", "", id="a typing error"),
        pytest.param("manebl", "", id="the beginning of a word"),
        pytest.param("predikherén", "", id="an accent too many"),
    ],
)
def test_search_forgives(open_page: OpenPage, words: str, title: str) -> None:
    page = open_page()
    page.locator("#vk-search-text").fill(words)
    wait_until_counted(page, re.compile("van"))
    assert 0 < all_cards(page) == shown(page)


def test_search_without_result_invites_and_clears(open_page: OpenPage) -> None:
    page = open_page()
    before = page.locator(STATUS).inner_text()
    page.locator("#vk-search-text").fill("xyzzyqwv")
    expect(page.locator('[data-part="empty-result"]')).to_be_visible()
    assert all_cards(page) == 0
    page.locator("#vk-search-text").fill("")
    wait_until_counted(page, before)


def test_a_card_opens_and_closes_from_the_keyboard(open_page: OpenPage) -> None:
    page = open_page("?q=opsinjoor")
    wait_until_counted(page, re.compile("van"))
    marker = page.locator(".leaflet-marker-icon").first
    marker.focus()
    page.keyboard.press("Enter")
    sheet = page.locator('[data-part="story-sheet"]')
    expect(sheet).to_be_visible()
    expect(sheet.locator('[data-slot="link"]')).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    assert page.evaluate("document.activeElement.classList.contains('leaflet-marker-icon')")


def test_the_card_leads_to_the_story(open_page: OpenPage) -> None:
    page = open_page("?q=opsinjoor")
    wait_until_counted(page, re.compile("van"))
    page.locator(CARDS).first.get_by_role("link").click()
    page.wait_for_url("**/verhalen/**")
    expect(page.locator("h1")).to_be_visible()


def test_the_language_switch_keeps_the_page(open_page: OpenPage) -> None:
    page = open_page("verhalen/2020-stenen-die-spreken/predikheren/")
    page.locator('[data-part="language-menu"] summary').click()
    page.locator('[data-part="language-menu"] a[hreflang="ar"]').click()
    page.wait_for_url("**/ar/verhalen/2020-stenen-die-spreken/predikheren/")
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_home_works_on_a_phone_with_map_and_list(open_page: OpenPage) -> None:
    page = open_page("", PHONE, is_phone=True)
    expect(page.locator(".leaflet-marker-icon").first).to_be_visible()
    page.locator('[data-view-choice="list"]').click()
    expect(page.locator(CARDS).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_scripts_stories_are_found_from_plain_lists(open_page: OpenPage, demo_project: Path) -> None:
    page = open_page("", has_scripts=False)
    assert page.locator(CARDS).count() == min(60, story_count(demo_project))
    plain = open_page("verhalen/", has_scripts=False)
    links = plain.locator("main a[href], .vk-page a[href]").evaluate_all("links => links.map(link => link.pathname)")
    stories = {path for path in links if path.count("/") == 4 and path.startswith("/verhalen/")}
    assert len(stories) == story_count(demo_project)


def test_dark_colours_follow_the_system_and_the_switch(open_page: OpenPage) -> None:
    page = open_page("", DESK, "dark")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.locator('[data-part="scheme-switch"]').click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"


def test_neighbourhoods_are_a_layer_that_can_be_switched_on(open_page: OpenPage) -> None:
    page = open_page()
    assert page.locator("path.vk-area, .vk-areas path, .leaflet-overlay-pane path.leaflet-interactive").count() == 0
    page.locator(".leaflet-control-layers input").first.check()
    expect(page.locator(".leaflet-overlay-pane path").first).to_be_attached()
