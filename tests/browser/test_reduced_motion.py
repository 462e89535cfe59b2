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
  const pane = document.querySelector(".leaflet-map-pane");
  const start = () => ({glides: new Set(), animated: new Set(), inARow: {map: 0, page: 0}});
  const where = {};
  window.vkSeen = start();
  window.vkTake = () => {
    const {glides, animated} = window.vkSeen;
    window.vkSeen = start();
    return {glides: [...glides], animated: [...animated]};
  };
  const note = (target) => window.vkSeen.animated.add(`${target.tagName}.${target.getAttribute("class")}`);
  const noteAll = () => {
    for (const each of document.getAnimations()) note(each.effect.target);
  };
  const mark = () => {
    for (const each of pane.className.match(/leaflet-(pan|zoom)-anim/g) ?? []) window.vkSeen.glides.add(each);
    noteAll(); // at once: a slow computer may draw its next picture when Leaflet has ended the movement
  };
  new MutationObserver(mark).observe(pane, {attributes: true, attributeFilter: ["class"]});
  const look = () => {
    const {glides, inARow} = window.vkSeen;
    for (const [what, place] of [["map", pane.style.transform], ["page", String(Math.round(scrollY))]]) {
      inARow[what] = place === where[what] ? 0 : inARow[what] + 1;
      where[what] = place;
      if (inARow[what] >= 3) glides.add(what);
    }
    noteAll();
    requestAnimationFrame(look);
  };
  // one that begins and ends between two pictures is told all the same
  for (const kind of ["transitionrun", "animationstart"]) {
    document.addEventListener(kind, (event) => note(event.target), {capture: true});
  }
  look();
}"""
"""What glides: the map, by the classes that Leaflet gives it then; map or page, when they are elsewhere in three
pictures in a row (a jump is in one, and one more where something makes room); and which elements CSS animates."""
SEEN = """async () => {
  await new Promise((done) => setTimeout(done, 350));
  return window.vkTake();
}"""
"""What was seen since the last question, after the time that a movement takes."""


@dataclass
class Visit:
    """Home in a browser, watched frame by frame."""

    page: Page

    def seen(self) -> tuple[list[str], list[str]]:
        """What glided since the last question, and what was animated."""
        found = self.page.evaluate(SEEN)
        return found["glides"], found["animated"]


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


def everything_that_could_move(visit: Visit) -> dict[str, tuple[list[str], list[str]]]:
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
    assert {name: seen for name, seen in found.items() if seen != ([], [])} == {}


def test_the_same_moves_for_everybody_else(browser: Browser, contexts: list[BrowserContext], address: str) -> None:
    found = everything_that_could_move(visit(browser, contexts, address, "no-preference", DESK))
    assert "leaflet-pan-anim" in found["ArrowRight"][0]
    assert "leaflet-zoom-anim" in found["zoom button"][0]
    assert any("leaflet" in name for name in found["zoom button"][1])
    assert any("vk-story-sheet" in name for name in found["card"][1])
