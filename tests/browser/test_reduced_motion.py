"""For who asked for less movement nothing glides, fades or slides: what changes is there at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESK, PHONE, WITHOUT_WORKER

Motion = Literal["no-preference", "reduce"]
MARKS = '[data-part="story-map"] .vk-marker'
SHEET = '[data-part="story-sheet"]'
SAMPLER = """() => {
  const look = () => {
    const pane = document.querySelector(".leaflet-map-pane");
    if (!window.vkSeen) window.vkSeen = {places: new Set(), scrolls: new Set(), animated: new Set()};
    window.vkSeen.places.add(getComputedStyle(pane).transform);
    window.vkSeen.scrolls.add(String(Math.round(scrollY)));
    for (const each of document.getAnimations()) {
      const {target} = each.effect;
      window.vkSeen.animated.add(`${target.tagName}.${target.getAttribute("class")}`);
    }
    requestAnimationFrame(look);
  };
  look();
}"""
"""Frame by frame: where the map and the page stand, and which elements are in an animation or a transition of CSS."""
SEEN = """async () => {
  await new Promise((done) => setTimeout(done, 350));
  const seen = window.vkSeen;
  window.vkSeen = undefined;
  return {steps: Math.max(seen.places.size, seen.scrolls.size), animated: [...seen.animated]};
}"""
"""How many places there were in the time that a movement takes; one that jumps has two, from where and to where."""
MOST_JUMPS = 3
"""A card that opens may let the map jump, and jump again to keep its mark clear; who glides is in many places."""


PARTS = ("leaflet", "vk-story-sheet")
"""What is animated for whoever did not ask for less: parts of names of classes."""


@dataclass
class Visit:
    """Home in a browser, watched frame by frame."""

    page: Page

    def seen(self) -> tuple[bool, list[str]]:
        """Whether the map or the page glided since the last question, and what was animated."""
        found = self.page.evaluate(SEEN)
        return found["steps"] > MOST_JUMPS + 1, found["animated"]


@pytest.fixture
def contexts(browser: Browser) -> Iterator[list[BrowserContext]]:
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def visit(
    browser: Browser, contexts: list[BrowserContext], address: str, motion: Motion, size: tuple[int, int]
) -> Visit:
    """Home in a fresh context, when its map stands."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion=motion)
    contexts.append(context)
    context.set_default_timeout(15_000)
    context.add_init_script(WITHOUT_WORKER)
    page = context.new_page()
    page.goto(address)
    page.locator('[data-ready="true"]').wait_for()
    page.wait_for_timeout(500)  # the marks have landed
    page.evaluate(SAMPLER)
    return Visit(page)


def everything_that_could_move(visit: Visit) -> dict[str, tuple[bool, list[str]]]:
    """What a visitor does with map, card and page, and what moved meanwhile."""
    page, found = visit.page, {}
    page.locator(".folium-map").focus()
    for key in ("+", "ArrowRight", "ArrowDown", "-"):
        page.keyboard.press(key)
        found[key] = visit.seen()
    page.locator(".leaflet-control-zoom-in").click()
    found["zoom button"] = visit.seen()
    marks = page.locator(f"{MARKS}:not([data-count='1'])")
    marks.last.focus()
    found["focus on a mark"] = visit.seen()
    page.keyboard.press("Enter")
    found["come nearer"] = visit.seen()
    page.locator('[data-part="story-list-items"] [data-slot="pin"]:visible').first.click()
    expect(page.locator(SHEET)).to_be_visible()
    found["card"] = visit.seen()
    page.keyboard.press("Escape")
    found["close"] = visit.seen()
    return found


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_moves_for_who_asked_for_less(
    browser: Browser, contexts: list[BrowserContext], address: str, size: tuple[int, int]
) -> None:
    found = everything_that_could_move(visit(browser, contexts, address, "reduce", size))
    assert {name: seen for name, seen in found.items() if seen != (False, [])} == {}


def test_the_same_moves_for_everybody_else(browser: Browser, contexts: list[BrowserContext], address: str) -> None:
    seen: set[str] = set()
    for _ in range(6):  # a busy machine draws too few pictures of a movement
        found = everything_that_could_move(visit(browser, contexts, address, "no-preference", DESK))
        seen |= {"glides"} if any(glides for glides, _ in found.values()) else set()
        seen |= {part for _, names in found.values() for name in names for part in PARTS if part in name}
        if seen == {"glides", *PARTS}:
            break
    assert seen == {"glides", *PARTS}
