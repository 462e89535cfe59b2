"""Walks in a real browser: chosen by name, drawn alone, listed stop by stop, in the address, and left in one tap."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.test_map import Small, is_focused, tab_to

WATER = "langs-het-water"
STONES = "stenen-die-spreken"
STOPS = ["Zandpoortvestplein", "Kruidtuin", "Dijlepad", "Korenmarkt", "Lamot", "Vismarkt", "Nieuwe Melaan", "Keerdok"]
PANEL = '[data-part="walks"]'
TITLE = '[data-part="walks-title"]'
LEAVE = '[data-part="walks-leave"]'
LINES = "path.vk-route"
STOP_MARKS = ".vk-route__anchor[role='link']"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])


def layer_box(page: Page) -> Locator:
    """The box that switches the walks on."""
    return page.locator(".leaflet-control-layers label", has_text=re.compile("Wandelingen|جولات مشي")).locator("input")


def choice(page: Page, walk: str) -> Locator:
    """The button of a walk beside the map."""
    return page.locator(f'{PANEL} [data-walk="{walk}"]')


def check_water(page: Page) -> None:
    """The first walk is drawn alone, and its stops are listed in their order."""
    expect(page).to_have_url(re.compile(rf"\?walk={WATER}$"))
    expect(page.locator(TITLE)).to_have_text("Langs het water")
    expect(page.locator(LINES)).to_have_count(1)
    expect(page.locator(f"{PANEL} li a .vk-walks__place")).to_have_text(STOPS)
    expect(page.locator(f"{PANEL} li a .vk-walks__number")).to_have_text([str(number) for number in range(1, 9)])
    labels = page.locator(STOP_MARKS).evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    assert labels == [f"{number}. {name}" for number, name in enumerate(STOPS, 1)]


def check_all(page: Page) -> None:
    """All walks are drawn and named, and none is chosen."""
    expect(page).not_to_have_url(re.compile("walk="))
    expect(page.locator(LINES)).to_have_count(2)
    expect(page.locator(f"{PANEL} [data-walk]")).to_have_count(2)
    expect(page.locator(LEAVE)).to_be_hidden()


@SIZES
def test_a_walk_is_chosen_gone_back_from_and_left_in_one_tap(size: tuple[int, int], open_page: OpenPage) -> None:
    page = open_page(size=size, is_phone=size == PHONE)
    expect(page.locator(PANEL)).to_be_hidden()
    count = page.locator('[data-part="status"]').inner_text()
    layer_box(page).check()
    check_all(page)
    choice(page, WATER).click()
    check_water(page)
    expect(page.locator('[data-part="status"]')).to_have_text(count)  # a walk keeps no story out
    page.go_back()
    check_all(page)
    page.go_forward()
    check_water(page)
    page.locator(LEAVE).click()
    check_all(page)
    layer_box(page).uncheck()
    expect(page.locator(PANEL)).to_be_hidden()
    expect(page.locator(LINES)).to_have_count(0)


def covered_stops(page: Page) -> list[str]:
    """The numbers of stops that are out of view, or under something else."""
    expect(page.locator(STOP_MARKS)).to_have_count(8)
    found: list[str] = page.evaluate("""() => [...document.querySelectorAll(".vk-route__stop")].filter((stop) => {
        const { x, y, width, height } = stop.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) !== stop;
    }).map((stop) => stop.textContent)""")
    return found


def check_stops_seen(page: Page) -> None:
    """All stops come into view, with nothing over them."""
    for _ in range(100):
        if covered_stops(page) == []:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"on {page.url} these stops are not seen: {covered_stops(page)}")


def test_a_walk_that_was_chosen_while_the_map_was_away_is_seen_when_it_comes(open_page: OpenPage) -> None:
    page = open_page(f"?view=list&walk={WATER}", PHONE, is_phone=True)
    expect(page.locator(f"{PANEL} li a .vk-walks__place")).to_have_text(STOPS)
    page.locator('[data-view-choice="map"]').click()
    check_stops_seen(page)


@SIZES
def test_the_stops_of_a_walk_are_seen_where_they_are(size: tuple[int, int], open_page: OpenPage) -> None:
    page = open_page(f"ar/?walk={WATER}", size, is_phone=size == PHONE)
    check_stops_seen(page)
    # each stop stands on its corner of the line, in this direction of writing as well
    offsets = page.evaluate("""() => {
        const line = document.querySelector("path.vk-route");
        const matrix = line.getScreenCTM();
        const pairs = line.getAttribute("d").match(/-?[\\d.]+ -?[\\d.]+/g);
        const corners = pairs.map((pair) => pair.split(" ").map(Number));
        const marks = [...document.querySelectorAll(".vk-route__stop")].map((stop) => stop.getBoundingClientRect());
        return marks.map(({ x, y, width, height }) => Math.min(...corners.map(([left, top]) => Math.hypot(
            left * matrix.a + matrix.e - x - width / 2, top * matrix.d + matrix.f - y - height / 2))));
    }""")
    assert max(offsets) < 2


def test_a_walk_in_the_address_switches_its_layer_on_and_leaving_it_off(open_page: OpenPage) -> None:
    page = open_page(f"?walk={WATER}")
    check_water(page)
    expect(layer_box(page)).to_be_checked()
    links = page.locator('[data-part="language-menu"] a').evaluate_all("all => all.map(each => each.search)")
    assert set(links) == {f"?walk={WATER}"}
    page.locator(LEAVE).click()
    expect(page.locator(PANEL)).to_be_hidden()
    expect(layer_box(page)).not_to_be_checked()
    expect(page.locator(LINES)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("walk="))
    page.go_back()
    check_water(page)
    layer_box(page).uncheck()
    expect(page).not_to_have_url(re.compile("walk="))
    expect(page.locator(PANEL)).to_be_hidden()


def test_a_walk_that_is_not_known_is_taken_out_of_the_address(open_page: OpenPage) -> None:
    page = open_page("?walk=nergens-heen")
    expect(page).not_to_have_url(re.compile("walk="))
    expect(page.locator('[data-part="story-list-items"] [data-story]').first).to_be_visible()


def test_walks_go_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    layer_box(page).focus()
    page.keyboard.press("Space")
    check_all(page)
    page.locator('[data-part="search-box"] input').focus()
    tab_to(page, lambda page: is_focused(page, f'[data-walk="{STONES}"]'))
    page.keyboard.press("Enter")
    expect(page.locator(TITLE)).to_have_text("Stenen die spreken")
    expect(page.locator(TITLE)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(LEAVE)).to_be_focused()
    page.keyboard.press("Enter")
    check_all(page)
    expect(choice(page, STONES)).to_be_focused()
    name = page.locator(".vk-route__anchor[role='button']").first
    expect(name).to_have_attribute("aria-label", re.compile("^Langs het water: "))
    name.press("Enter")
    check_water(page)
    expect(page.locator(TITLE)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("zandpoortvest"))
    page.go_back()
    check_water(page)


def test_a_walk_is_shown_alone_in_a_frame_of_another_site(open_page: OpenPage) -> None:
    page = open_page(f"embed/?walk={WATER}", (700, 560))
    check_stops_seen(page)
    expect(page.locator(LINES)).to_have_count(1)
    expect(page.locator(".vk-route__name")).to_have_text(["Langs het water"])
    expect(page.locator('[data-part="embed-whole"]')).to_have_attribute("href", re.compile(rf"\?walk={WATER}$"))


def test_walks_that_cannot_be_fetched_are_said_to_be_away_and_come_with_the_next_try(
    address: str, browser: Browser
) -> None:
    page, _ = Small(address=address, browser=browser).open()
    page.route("**/routes-*.geojson", lambda route: route.abort())
    layer_box(page).check()
    expect(page.locator(PANEL)).to_contain_text("De wandelingen zijn er nu niet. Probeer het straks nog eens.")
    page.unroute("**/routes-*.geojson")
    layer_box(page).uncheck()
    expect(page.locator(PANEL)).to_be_hidden()
    layer_box(page).check()
    check_all(page)
