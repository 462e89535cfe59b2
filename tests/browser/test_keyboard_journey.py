"""One visit of the map with nothing but keys: Tab, Enter, Space, arrows and Escape."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, OpenPage

STATUS = '[data-part="status"]'
CARDS = '[data-part="story-list-items"] .vk-story-card'
CHIPS = '[data-part="active-filters"] .vk-chips__chip'
SHEET = '[data-part="story-sheet"]'
MOST_STEPS = 40
"""Nothing of this visit is further away than that many stops."""


def step_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Presses a key until the focus is on an element like this."""
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{wanted} is more than {MOST_STEPS} stops away")


def search_with_typing_errors(page: Page) -> None:
    """To the search box from the start of the page; one error, two errors, and words that no story has."""
    step_to(page, "#vk-search-text")
    for words in ("predikherren", "predikheerren"):
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
        expect(page.locator(CARDS).first.locator("a").first).to_have_attribute("href", re.compile("/predikheren/$"))
        expect(page.locator(CHIPS)).to_have_text([re.compile(words)])
    step_to(page, ".vk-story-list__meant-way")
    page.keyboard.press("Enter")
    expect(page.locator("#vk-search-text")).to_have_value("predikheren")
    expect(page.locator(STATUS)).to_be_focused()
    expect(page.locator(".vk-story-list__meant-way")).to_have_count(0)
    step_to(page, "#vk-search-text", "Shift+Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("xyzzyqwv")
    expect(page.locator('[data-part="empty-result"]')).to_be_visible()
    step_to(page, ".vk-empty-result__way")
    page.keyboard.press("Enter")
    expect(page.locator('[data-part="empty-result"]')).to_be_hidden()
    expect(page.locator(STATUS)).to_be_focused()


def filter_and_clear(page: Page) -> None:
    """A feeling, a theme and a year; each taken away, all of them taken away, and back."""
    step_to(page, ".vk-emotion-chip", "Shift+Tab")
    page.keyboard.press("Space")
    step_to(page, "summary.vk-filters__open")
    page.keyboard.press("Enter")
    step_to(page, "summary.vk-filters__name")
    page.keyboard.press("Enter")
    step_to(page, ".vk-filters__box")
    page.keyboard.press("Space")
    expect(page.locator(CHIPS)).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator("summary.vk-filters__open")).to_be_focused()
    step_to(page, '[data-part="year-slider-from"]', "Shift+Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator(CHIPS)).to_have_count(3)
    step_to(page, ".vk-chips__chip")
    page.keyboard.press("Enter")
    expect(page.locator(CHIPS)).to_have_count(2)
    step_to(page, ".vk-chips__clear")
    page.keyboard.press("Enter")
    expect(page.locator(CHIPS)).to_have_count(0)
    expect(page.locator('[data-part="active-filters-undo-button"]')).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(CHIPS)).to_have_count(2)
    step_to(page, ".vk-chips__clear")
    page.keyboard.press("Enter")


def open_cards(page: Page) -> None:
    """A story from the list, and over the list to one on the map; the focus comes back to where it was."""
    step_to(page, ".vk-story-card__pin")
    page.keyboard.press("Enter")
    expect(page.locator(f'{SHEET} [data-slot="link"]')).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".vk-story-card__pin").first).to_be_focused()
    step_to(page, ".vk-story-list__skip", "Shift+Tab")
    page.keyboard.press("Enter")
    step_to(page, ".vk-marker")
    for _ in range(8):  # a fan comes nearer, or apart
        page.keyboard.press("Enter")
        page.wait_for_timeout(150)
        if page.locator(SHEET).is_visible():
            break
    expect(page.locator(SHEET)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(SHEET)).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.vk-marker')")


def test_the_map_is_used_with_keys_only(open_page: OpenPage) -> None:
    page = open_page("", DESK)
    page.locator('[data-ready="true"]').wait_for()
    whole = page.locator(STATUS).inner_text()
    search_with_typing_errors(page)
    expect(page.locator(STATUS)).to_have_text(whole)
    filter_and_clear(page)
    expect(page.locator(STATUS)).to_have_text(whole)
    page.go_back()
    expect(page.locator(CHIPS)).to_have_count(2)
    page.go_forward()
    expect(page.locator(STATUS)).to_have_text(whole)
    open_cards(page)
