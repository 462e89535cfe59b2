"""For who enlarges the page, uses a keyboard, has large thumbs, or a browser without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.test_accessibility import KINDS, uri_of
from tests.nightly import IS_NIGHTLY

ENLARGED = (320, 640)
"""A window of 1280 pixels at 400 % (WCAG 2.2, 1.4.10)."""
DOUBLED = (720, 450)
"""A desk at 200 %."""
SMALLEST_TARGET_PX = 24
"""WCAG 2.2, 2.5.8; links in running text are not asked for it."""
MOST_STOPS = 400
WALKED = (
    tuple(kind for kind in KINDS if kind != "frame")
    if IS_NIGHTLY
    else ("home", "story with sound", "what happened", "404")
)
WIDER = """() => {
  const width = document.documentElement.clientWidth;
  const out = [];
  if (document.documentElement.scrollWidth > width) {
    for (const each of document.querySelectorAll("#vk-content *, header *, footer *")) {
      const box = each.getBoundingClientRect();
      if ((box.right > width + 1 || box.left < -1) && box.width > 1) out.push(`${each.tagName}.${each.className}`);
    }
    out.push(`scrolls ${document.documentElement.scrollWidth}`);
  }
  return out.slice(-6);
}"""
SMALL = """(least) => {
  const found = [];
  for (const each of document.querySelectorAll("a[href], button, input, summary, select, [role='button']")) {
    if (!each.checkVisibility({visibilityProperty: true})) continue;
    const style = getComputedStyle(each);
    const isInText = style.display === "inline" && each.tagName === "A";
    const isStretched = getComputedStyle(each, "::after").position === "absolute";
    const target = each.closest("label") ?? (isStretched ? each.offsetParent : each);
    const box = target.getBoundingClientRect();
    if (isInText || box.width < 2 || style.pointerEvents === "none") continue;
    if (box.width < least || box.height < least) {
      found.push(`${each.tagName}.${each.className} ${Math.round(box.width)}x${Math.round(box.height)}`);
    }
  }
  return [...new Set(found)];
}"""
STOP = """() => {
  const here = document.activeElement;
  if (!here || here === document.body) return null;
  const style = getComputedStyle(here);
  const ring = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none";
  const box = here.getBoundingClientRect();
  const label = (here.labels?.[0]?.textContent ?? "") + (here.getAttribute("aria-label") ?? "") + here.textContent
    + [...(here.getAttribute("aria-labelledby") ?? "").split(" ")].map((id) => document.getElementById(id)?.textContent)
    + (here.querySelector("img")?.alt ?? "");
  window.vkStops ??= new Map();
  const isNew = !window.vkStops.has(here);
  window.vkStops.set(here, true);
  const name = `${here.tagName}.${here.getAttribute("class") ?? ""}#${here.id}`;
  return { name, ring: ring || here.matches("video, audio"), named: label.trim() !== "", seen: box.width > 0, isNew };
}"""

COVERED = """() => {
  const seen = [...document.querySelectorAll(".leaflet-control")].filter((each) => each.checkVisibility());
  const boxes = seen.map((each) => [each.className.split(" ")[0], each.getBoundingClientRect()]);
  return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
    .map(([other]) => `${name} and ${other}`));
}"""
"""Which of what lies on the map lies over another one of them."""


def go_through(address: str, prefix: str) -> dict[str, str]:
    """Every kind of page with its address."""
    return {kind: address + uri_of(kind, prefix) for kind in KINDS}


@pytest.mark.parametrize("prefix", ["", "ar/"])
@pytest.mark.parametrize("size", [ENLARGED, DOUBLED], ids=["400 %", "200 %"])
def test_nothing_scrolls_in_two_ways_when_enlarged(
    open_page: OpenPage, address: str, size: tuple[int, int], prefix: str
) -> None:
    page = open_page(prefix, size)
    faults = {}
    for kind, whole in go_through(address, prefix).items():
        page.goto(whole)
        if kind.startswith("home"):
            page.locator('[data-part="home"][data-ready="true"]').wait_for()
        if found := page.evaluate(WIDER):
            faults[kind] = found
    assert faults == {}


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_no_target_is_too_small_for_a_thumb(open_page: OpenPage, address: str, prefix: str) -> None:
    page = open_page(prefix, PHONE, is_phone=True)
    faults = {}
    for kind, whole in go_through(address, prefix).items():
        page.goto(whole)
        if kind.startswith("home"):
            page.locator('[data-part="home"][data-ready="true"]').wait_for()
        if found := page.evaluate(SMALL, SMALLEST_TARGET_PX):
            faults[kind] = found
    assert faults == {}


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_nothing_that_lies_on_the_map_covers_a_button_or_whose_data_it_is(
    open_page: OpenPage, prefix: str, size: tuple[int, int]
) -> None:
    page = open_page(prefix, size)
    page.locator('[data-part="home"][data-ready="true"]').wait_for()
    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", WALKED)
def test_every_stop_of_the_keyboard_is_seen_and_has_a_name(
    open_page: OpenPage, kind: str, size: tuple[int, int]
) -> None:
    page = open_page(KINDS[kind], size)
    if kind.startswith("home"):
        page.locator('[data-part="home"][data-ready="true"]').wait_for()
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None or not stop["isNew"]:
            break
        stops.append(stop)
    assert len(stops) > 5
    assert [stop["name"] for stop in stops if not (stop["ring"] and stop["named"] and stop["seen"])] == []


@pytest.mark.parametrize("prefix", ["", "ar/"])
def test_without_scripts_the_home_page_is_a_list_with_ways_to_all_lists(
    open_page: OpenPage, address: str, prefix: str
) -> None:
    page = open_page(prefix, PHONE, has_scripts=False)
    cards = page.locator('[data-part="story-list-items"] a[href]')
    assert cards.count() >= 20
    expect(cards.first).to_be_visible()
    for uri in ("verhalen/", "plekken/", "themas/", "buurten/", "initiatieven/", "tafels/"):
        way = page.locator(f'a[href$="{uri}"]').first
        expect(way).to_be_visible()
    hidden = page.locator("#vk-search-text, [data-part='near'], [data-view-choice]")
    assert [each for each in hidden.all() if each.is_visible()] == [], "nothing that only scripts can do"
