"""Searching as visitors do, in a real browser: with errors, half words, quotes and minus signs, in Dutch and Arabic."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import DESK, OpenPage
from tests.browser.test_home import CARDS, STATUS, all_cards, shown, story_count, wait_until_counted

BOX = "#vk-search-text"
PREDIKHEREN = "/2020-stenen-die-spreken/predikheren/"


def look_for(page: Page, text: str) -> list[str]:
    """The addresses of the stories that are shown for a text, the best first."""
    page.locator(BOX).fill("")
    wait_until_counted(page, re.compile(r"^\D*\d+\D*$"))  # one number: all stories
    page.locator(BOX).fill(text)
    wait_until_counted(page, re.compile(r"\d\D+\d"))  # some of all
    assert all_cards(page) == shown(page)
    return [str(href) for href in page.locator(f"{CARDS} a").evaluate_all("links => links.map(link => link.pathname)")]


def test_visitors_find_what_they_mean_in_dutch(open_page: OpenPage, demo_project: Path) -> None:
    page = open_page()
    wait_until_counted(page, f"{story_count(demo_project)} verhalen")
    for text in ("predikheren", "predikhéren", "Predikherren", "predikh", "vleermuizen predikheren"):
        assert look_for(page, text)[0].endswith(PREDIKHEREN), text
    bridges = set(look_for(page, "brug"))
    assert bridges == set(look_for(page, "bruggen"))
    without = set(look_for(page, "brug -water"))
    assert without and without < bridges
    phrase = set(look_for(page, '"op het plein"'))
    assert phrase and phrase < set(look_for(page, "op het plein"))


def test_visitors_find_what_they_mean_in_arabic(open_page: OpenPage) -> None:
    page = open_page("ar/")
    for text in ("الخفافيش", "خفافيش", "والخفافيش", "خفّافيش", "خفافش", "الخفاف", '"تحت السقف القديم"', "سقف قديم"):
        assert look_for(page, text)[0].endswith(PREDIKHEREN), text


def test_what_was_looked_for_is_marked_and_a_passage_shows_where_it_stands(open_page: OpenPage) -> None:
    page = open_page()
    look_for(page, "vleermuizen")
    card = page.locator(CARDS).first
    first = card.locator('[data-slot="first"]')
    expect(first.locator("mark").first).to_have_text(re.compile("vleermuizen", re.IGNORECASE))
    look_for(page, "soldaten paters")  # stands in the text only
    expect(card.locator('[data-slot="first"] mark').first).to_have_text(re.compile("paters|soldaten"))
    look_for(page, "predikher")
    expect(card.locator("mark").first).to_have_text(re.compile("predikheren", re.IGNORECASE))
    page.locator(BOX).fill("")
    expect(page.locator(f"{CARDS} mark")).to_have_count(0)


def test_only_the_files_that_a_question_needs_are_fetched(open_page: OpenPage, demo_project: Path) -> None:
    page = open_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    look_for(page, "opsinjoor")
    index = demo_project / "build/site/assets/search"
    parts = [url for url in fetched if url.endswith(".bin")]
    assert 0 < len(parts) < len(list(index.glob("*.bin"))) // 2
    look_for(page, "opsinjoor ")
    assert len([url for url in fetched if url.endswith(".bin")]) == len(parts)


@pytest.mark.parametrize(
    ("is_online", "message"),
    [(True, "Zoeken lukt nu even niet."), (False, "Er is geen verbinding.")],
    ids=["a file is missing", "no connection"],
)
def test_what_goes_wrong_is_told_and_the_next_search_works(
    browser: Browser, address: str, is_online: bool, message: str
) -> None:
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce")
    page = context.new_page()
    context.route("**/assets/search/*", lambda route: route.abort())
    page.goto(address)
    page.wait_for_load_state("networkidle")
    context.set_offline(not is_online)
    page.locator(BOX).fill("opsinjoor")
    note = page.locator('[data-part="status-note"]')
    expect(note).to_contain_text(message)
    context.set_offline(False)
    context.unroute("**/assets/search/*")
    page.locator(BOX).fill("opsinjor")
    expect(page.locator(STATUS)).to_have_text(re.compile("^1 van"))
    context.close()


def test_it_says_that_it_is_looking(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": DESK[0], "height": DESK[1]}, reduced_motion="reduce")
    page = context.new_page()
    held: list[Route] = []
    context.route("**/assets/search/*", lambda route: held.append(route))  # noqa: PLW0108  # Playwright marks it
    page.goto(address)
    page.locator(BOX).fill("opsinjoor")
    expect(page.locator(STATUS)).to_contain_text("Even zoeken")
    context.unroute("**/assets/search/*")  # lets go of those that are held
    expect(page.locator(STATUS)).to_have_text(re.compile("^1 van"))
    assert held and shown(page) == 1
    context.close()


def test_the_index_of_the_demo_is_small(demo_project: Path) -> None:
    index = demo_project / "build/site/assets/search"
    sizes = [path.stat().st_size for path in index.iterdir()]
    (manifest,) = index.glob("*.json")
    assert json.loads(manifest.read_text("utf-8"))["count"] == story_count(demo_project)
    assert sum(sizes) < 250_000 and len(sizes) < 40
