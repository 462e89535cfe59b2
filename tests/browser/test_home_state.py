"""The one state of the home page, as visitors meet it: back, share, reset, near me, years, in view, the open card."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Geolocation, Page, expect

from tests.browser.conftest import DESK, PHONE, WITHOUT_WORKER, OpenPage

STATUS = '[data-part="status"]'
CARDS = '[data-part="story-list-items"] .vk-story-card'
CHIPS = '[data-part="active-filters"] .vk-chips__chip'
SHEET = '[data-part="story-sheet"]'
CENTRE: Geolocation = {"latitude": 51.0281, "longitude": 4.4792}
FAR: Geolocation = {"latitude": 50.6326, "longitude": 5.5797}
"""Liège, some eighty kilometres away."""

TYPE_AND_CLICK = """(selector) => {
  const box = document.querySelector("#vk-search-text");
  box.value = "brug";
  box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  document.querySelector(selector).click();
  return box.value;
}"""
"""Types a word and clicks on something before the page looks for the word; what stands in the box then."""


def ready(page: Page) -> Page:
    """The page when its map stands."""
    page.wait_for_selector('[data-part="home"][data-ready="true"]')
    return page


def counted(page: Page) -> tuple[int, int]:
    """How many stories are shown, and of how many."""
    numbers = [int(number) for number in re.findall(r"\d+", page.locator(STATUS).inner_text())]
    return numbers[0], numbers[-1]


def query(page: Page) -> dict[str, list[str]]:
    """The parameters of the address."""
    return parse_qs(urlsplit(page.url).query)


def uri_of(page: Page) -> str:
    """The address from the root of the site."""
    parts = urlsplit(page.url)
    return f"{parts.path}?{parts.query}".lstrip("/")


def choose_emotion(page: Page, number: int = 0) -> None:
    page.locator('[data-part="filters-emotions"] button').nth(number).click()
    expect(page.locator(STATUS)).to_have_text(re.compile("van"))


@pytest.mark.parametrize("use", ["list", "filter", "map"])
def test_what_was_typed_stays_when_something_else_is_used_at_once(open_page: OpenPage, use: str) -> None:
    page = ready(open_page("", PHONE, is_phone=True))
    used = {
        "list": '[data-view-choice="list"]',
        "filter": '[data-part="filters-emotions"] button',
        "map": ".leaflet-control-zoom-in",
    }[use]
    assert page.evaluate(TYPE_AND_CLICK, used) == "brug"
    expect(page.locator(CHIPS).filter(has_text="brug")).to_have_count(1)
    assert page.locator("#vk-search-text").input_value() == "brug"
    assert query(page)["q"] == ["brug"]


def test_each_choice_is_a_step_back_and_a_word_is_one(open_page: OpenPage) -> None:
    page = ready(open_page())
    choose_emotion(page)
    filtered = counted(page)
    page.locator("#vk-search-text").press_sequentially("brug", delay=250)
    expect(page.locator(CHIPS)).to_have_count(2)
    assert query(page)["q"] == ["brug"]
    page.go_back()
    expect(page.locator(CHIPS)).to_have_count(1)
    assert counted(page) == filtered
    assert page.locator("#vk-search-text").input_value() == ""
    page.go_back()
    expect(page.locator(CHIPS)).to_have_count(0)
    page.go_forward()
    expect(page.locator(CHIPS)).to_have_count(1)
    assert counted(page) == filtered


def test_an_address_shows_the_same_to_everybody_and_after_a_reload(open_page: OpenPage) -> None:
    page = ready(open_page("?theme=erfgoed&from=2015&q=stad&sort=new"))
    shown = counted(page)
    titles = page.locator(f"{CARDS} h3").all_inner_texts()
    assert 0 < shown[0] < shown[1]
    page.reload()
    ready(page)
    assert (counted(page), page.locator(f"{CARDS} h3").all_inner_texts()) == (shown, titles)
    other = ready(open_page(f"{uri_of(page)}&unknown=1&area=nowhere&box=x", PHONE, is_phone=True))
    assert counted(other) == shown


def test_one_tap_clears_everything_and_one_takes_that_back(open_page: OpenPage) -> None:
    page = ready(open_page("?q=stad&emotion=blij&theme=erfgoed&from=2015"))
    full, before = page.url, page.locator(STATUS).inner_text()
    assert page.locator(CHIPS).count() == 4
    page.locator('[data-part="clear-all"]').click()
    expect(page.locator(CHIPS)).to_have_count(0)
    assert query(page) == {}
    undo = page.locator('[data-part="active-filters-undo-button"]')
    expect(undo).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_have_text(before)
    assert page.url == full
    expect(undo).to_be_hidden()


def test_a_chip_takes_its_filter_away_and_keeps_the_focus_near(open_page: OpenPage) -> None:
    page = ready(open_page("?emotion=blij&theme=erfgoed"))
    page.locator(CHIPS).first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(CHIPS)).to_have_count(1)
    expect(page.locator(CHIPS).first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(STATUS)).to_be_focused()


Locate = Callable[[Page], None]


def allow(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(CENTRE)


def allow_far_away(page: Page) -> None:
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation(FAR)


def refuse(page: Page) -> None:
    page.context.clear_permissions()


def test_near_me_asks_after_a_tap_only_and_sorts_without_telling_anybody(open_page: OpenPage) -> None:
    page = open_page(size=PHONE, is_phone=True)
    page.add_init_script("navigator.geolocation.getCurrentPosition = (...told) => { window.asked = told; }")
    page.reload()
    ready(page).mouse.wheel(0, 600)
    assert page.evaluate("window.asked === undefined")
    page.locator('[data-part="near"]').click()
    assert page.evaluate("window.asked.length") == 3
    page = open_page(size=PHONE, is_phone=True)
    allow(ready(page))
    first = page.locator(f"{CARDS} h3").first.inner_text()
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.locator('[data-part="near"]').click()
    expect(page.locator('[data-part="near"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('[data-part="list-order-choice"]')).to_have_value("near")
    expect(page.locator(f"{CARDS} h3").first).not_to_have_text(first)
    assert query(page) == {}
    assert not [url for url in requests if "51.0" in url or "4.47" in url]
    page.locator('[data-part="list-order-choice"]').select_option("new")
    expect(page.locator(f"{CARDS} h3").first).to_have_text(first)


@pytest.mark.parametrize(
    ("locate", "words"),
    [
        pytest.param(refuse, "mag niet zeggen waar je bent", id="refused"),
        pytest.param(allow_far_away, r"ongeveer \d\d km vandaan", id="far away"),
    ],
)
def test_near_me_says_how_it_went(open_page: OpenPage, locate: Locate, words: str) -> None:
    page = ready(open_page())
    locate(page)
    page.locator('[data-part="near"]').click()
    expect(page.locator('[data-part="near-note"]')).to_have_text(re.compile(words))


def test_the_years_are_chosen_from_the_keyboard(open_page: OpenPage) -> None:
    page = ready(open_page())
    thumb = page.locator('[data-part="year-slider-from"]')
    start = thumb.get_attribute("aria-valuetext") or ""
    thumb.focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(STATUS)).to_have_text(re.compile("van"))
    (year,) = query(page)["from"]
    assert start.split(":")[0] < year
    assert (thumb.get_attribute("aria-valuetext") or "").startswith(year)
    shown, total = counted(page)
    assert 5 <= shown < total  # never a small group alone
    expect(page.locator(CHIPS)).to_have_text(f"vanaf {year}")
    page.go_back()  # the whole slide is one step
    expect(page.locator(CHIPS)).to_have_count(0)
    assert thumb.get_attribute("aria-valuetext") == start


def test_the_list_follows_the_map_on_request(open_page: OpenPage) -> None:
    page = ready(open_page())
    total = counted(page)[1]
    page.locator('[data-part="in-view"]').click()
    before = counted(page)[0]
    for _ in range(3):
        page.locator(".leaflet-control-zoom-in").click()
        page.wait_for_timeout(100)
    expect(page.locator(STATUS)).not_to_have_text(re.compile(rf"^{before} van"))
    inside = counted(page)[0]
    assert inside < before <= total
    box = query(page)["box"][0]
    other = ready(open_page(uri_of(page), (1000, 700)))
    assert counted(other)[0] == inside
    assert query(other)["box"] == [box]
    page.locator(CHIPS).click()
    expect(page.locator(STATUS)).to_have_text(f"{total} verhalen")


def test_a_card_on_a_phone_is_closed_by_the_back_button(open_page: OpenPage) -> None:
    page = ready(open_page("?emotion=blij&view=list", PHONE, is_phone=True))
    before = page.url
    page.locator(f'{CARDS} [data-slot="pin"]').first.click()
    expect(page.locator(SHEET)).to_be_visible()
    page.wait_for_url(re.compile("story="))
    page.go_back()
    expect(page.locator(SHEET)).to_be_hidden()
    assert page.url == before
    expect(page.locator(CARDS).first).to_be_visible()
    page.locator(f'{CARDS} [data-slot="pin"]').first.click()
    page.wait_for_url(re.compile("story="))
    page.locator(f'{SHEET} [data-slot="close"]').click()  # the same as back: nothing is left to go back to
    expect(page.locator(SHEET)).to_be_hidden()
    page.wait_for_url(before)


@pytest.mark.parametrize("leave", ["back", "close"])
def test_who_closes_a_card_on_a_phone_is_back_in_the_list(open_page: OpenPage, leave: str) -> None:
    page = ready(open_page("", PHONE, is_phone=True))
    pin = page.locator(f'{CARDS} [data-slot="pin"]:visible').nth(12)
    pin.scroll_into_view_if_needed()
    pin.click()
    page.wait_for_url(re.compile("story="))
    page.wait_for_timeout(300)  # the map has made room
    assert page.evaluate("scrollY") < 300
    if leave == "back":
        page.go_back()
    else:
        page.locator(f'{SHEET} [data-slot="close"]').click()
    expect(page.locator(SHEET)).to_be_hidden()
    expect(pin).to_be_focused()
    page.wait_for_timeout(300)  # a browser scrolls back a little later
    expect(pin).to_be_in_viewport()


def test_a_card_does_not_move_what_is_in_view(open_page: OpenPage) -> None:
    page = ready(open_page("", PHONE, is_phone=True))
    page.locator('[data-part="in-view"]').click()
    expect(page.locator(CHIPS)).to_have_count(1)
    before, words = page.url, page.locator(STATUS).inner_text()
    page.locator(f'{CARDS} [data-slot="pin"]:visible').first.click()
    expect(page.locator(SHEET)).to_be_visible()
    page.wait_for_url(f"{before}&story=**")
    page.wait_for_timeout(300)  # the map has made room
    page.go_back()
    expect(page.locator(SHEET)).to_be_hidden()
    assert (page.url, page.locator(STATUS).inner_text()) == (before, words)


def test_an_address_with_a_card_opens_it_and_one_that_is_gone_does_not(open_page: OpenPage) -> None:
    page = ready(open_page("?story=2020-stenen-die-spreken/predikheren"))
    expect(page.locator(SHEET)).to_be_visible()
    gone = ready(open_page("?story=2020-stenen-die-spreken/nergens&emotion=blij"))
    expect(gone.locator(SHEET)).to_be_hidden()
    assert query(gone) == {"emotion": ["blij"]}


def test_another_language_shows_the_same_stories(open_page: OpenPage) -> None:
    page = ready(open_page("?emotion=blij&from=2015"))
    shown = counted(page)
    page.locator('[data-part="language-menu"] summary').click()
    page.locator('[data-part="language-menu"] a[hreflang="ar"]').click()
    page.wait_for_url("**/ar/?emotion=blij&from=2015")
    ready(page)
    numbers = re.findall(r"\d+", page.locator(STATUS).inner_text())
    assert (int(numbers[0]), int(numbers[-1])) == shown


def test_an_empty_result_says_which_filter_to_drop(open_page: OpenPage) -> None:
    page = ready(open_page("?emotion=boos&theme=erfgoed,natuur&from=2024&q=opsinjoor"))
    expect(page.locator('[data-part="empty-result"]')).to_be_visible()
    ways = page.locator(".vk-empty-result__way")
    assert ways.last.inner_text() == "Toon alle verhalen"
    ways.last.click()
    expect(page.locator('[data-part="empty-result"]')).to_be_hidden()
    expect(page.locator(STATUS)).to_be_focused()


def test_stories_on_the_same_spot_are_one_tap_away(open_page: OpenPage, demo_project: Path) -> None:
    page = ready(open_page())
    same = page.locator(f'{CARDS} [data-slot="same-place"]:not([hidden])')
    if not same.count():  # a demo without a place of many stories has no such number to tell
        (head,) = (demo_project / "build/site/assets/data").glob("stories-nl-*.json")
        places = json.loads(head.read_text("utf-8"))["facets"]["place"]
        assert all(place["option"] != number for number, place in enumerate(places) if place["id"] != "_other")
        return
    number = int(re.findall(r"\d+", same.first.inner_text())[0])
    same.first.click()
    expect(page.locator(STATUS)).to_have_text(re.compile(rf"^{number} van"))
    assert list(query(page)) == ["place"]


def test_the_share_part_gives_the_address_and_the_code_of_the_view(open_page: OpenPage) -> None:
    page = ready(open_page("?emotion=blij", DESK))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator('[data-part="share-view"] summary').click()
    expect(page.locator('[data-part="share-view-address"]')).to_have_value(page.url)
    code = page.locator('[data-part="share-view-code"]').input_value()
    assert re.search(r'<iframe src="http://127\.0\.0\.1:\d+/embed/\?emotion=blij"', code)
    page.locator('[data-part="share-view-copy-code"]').click()
    expect(page.locator('[data-part="share-view-said"]')).to_have_text("Gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == code
    choose_emotion(page, 1)
    assert page.locator('[data-part="share-view-address"]').input_value() == page.url


@pytest.mark.parametrize("query_text", ["", "?q=brug"], ids=["all stories", "a search"])
def test_without_the_file_of_the_map_the_list_answers_and_the_page_says_so(
    browser: Browser, address: str, query_text: str
) -> None:
    context = browser.new_context(viewport={"width": PHONE[0], "height": PHONE[1]})
    context.add_init_script(WITHOUT_WORKER)
    page = context.new_page()
    page.route("**/assets/data/map-nl-*.js", lambda route: route.abort())
    page.goto(address + query_text)
    expect(page.locator('[data-part="status-note"]')).to_have_text(re.compile("De kaart laadt nu even niet"))
    expect(page.locator(CARDS).first).to_be_visible()
    if query_text:
        shown, total = counted(page)
        assert 0 < shown < total
    context.close()
