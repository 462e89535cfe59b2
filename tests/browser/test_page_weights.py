"""The byte budgets of a first visit, and how many trips it takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from builder.site.sheets import EVERY_PAGE, PARTS, SHEETS, build_sheets, sheet_of, slim_styles
from tests.browser.conftest import DESK, PHONE, OpenPage
from tests.browser.page_weights import LoadedFile, fonts_sent, sent_without_media, weigh, weights_text

KB = 1000
HOME_BUDGET = 250 * KB
STORY_BUDGET = 60 * KB
TWO_SCRIPTS_BUDGET = 80 * KB
"""A story in Arabic in a Dutch page: the letters of both."""
FONTS_BUDGET = 120 * KB
LONGEST_CHAIN = 3
STORIES = {
    "with a picture": ("verhalen/2020-stenen-die-spreken/predikheren/", STORY_BUDGET),
    "with sound": ("verhalen/2020-stenen-die-spreken/beiaard/", STORY_BUDGET),
    "with an answer": ("verhalen/2022-nekkerspoel-beweegt/buurtbank/", STORY_BUDGET),
    "in an Arabic page": ("ar/verhalen/2024-noord-en-zuid/keerdok/", STORY_BUDGET),
    "in French": ("fr/verhalen/2020-stenen-die-spreken/predikheren/", STORY_BUDGET),
    "in Arabic in a Dutch page": ("verhalen/2024-noord-en-zuid/keerdok/", TWO_SCRIPTS_BUDGET),
}


def within(files: list[LoadedFile], budget: int) -> None:
    """Fails with the whole table."""
    assert len(files) > 5
    table = weights_text("page", files)
    assert sent_without_media(files) <= budget, table
    assert fonts_sent(files) <= FONTS_BUDGET, table
    assert [file.path for file in files if file.depth > LONGEST_CHAIN] == [], table


@pytest.mark.parametrize("uri", ["", "ar/"])
def test_the_home_page_keeps_to_its_budget(browser: Browser, address: str, uri: str) -> None:
    files = weigh(browser, address, uri)
    assert any("leaflet.js" in file.path for file in files), "the map is part of it"
    within(files, HOME_BUDGET)


@pytest.mark.parametrize(("uri", "budget"), STORIES.values(), ids=STORIES)
def test_a_story_keeps_to_its_budget(browser: Browser, address: str, uri: str, budget: int) -> None:
    files = weigh(browser, address, uri)
    within(files, budget)
    assert not any("leaflet" in file.path or "/home" in file.path for file in files), "nothing of the map"


CLASS = re.compile(r"\.(vk-[a-z][a-zA-Z0-9_-]*)")
KIND = re.compile(r'class="vk-page vk-page--([a-z-]+)')
SAME_RULES = """([plain, slim]) => {
  const rules = (text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map((rule) => rule.cssText);
  };
  return [rules(plain), rules(slim)];
}"""


def classes_in(*names: str) -> set[str]:
    """The classes that sheets have rules for."""
    files = build_sheets()
    return {found for name in names for found in CLASS.findall(files[f"css/{name}.css"].decode())}


def without_rules(kind: str, used: set[str]) -> set[str]:
    """The classes of a page that have rules, but on other pages."""
    return used & classes_in(EVERY_PAGE, *SHEETS) - classes_in(EVERY_PAGE, sheet_of(kind))


def test_every_class_of_a_page_has_its_rules_there(demo_project: Path) -> None:
    used: dict[str, set[str]] = {}
    for path in (demo_project / "build" / "site").rglob("*.html"):
        html = path.read_text("utf-8")
        found = KIND.search(html)
        assert found or path.parts[-2] == "embed" or path.parts[-3] == "embed", path
        names = used.setdefault(found[1] if found else "embed", set())
        names.update(name for value in re.findall(r'class="([^"]*)"', html) for name in value.split())
    assert {"home", "story", "place", "trusted", "lost", "withdrawn"} <= used.keys()
    assert {kind: missing for kind, names in used.items() if (missing := without_rules(kind, names))} == {}


@pytest.mark.parametrize("size", [PHONE, DESK])
def test_every_class_that_scripts_add_on_home_has_its_rules(open_page: OpenPage, size: tuple[int, int]) -> None:
    page = open_page("", size)
    page.locator('[data-part="home"][data-ready="true"]').wait_for()
    page.locator("#vk-search-text").fill("xyzzyqwv")
    page.locator('[data-part="empty-result"]').wait_for()
    names = page.evaluate("[...document.querySelectorAll('*')].flatMap((each) => [...each.classList])")
    assert without_rules("home", set(names)) == set()


def test_slim_styles_are_the_same_rules(open_page: OpenPage) -> None:
    page = open_page("404.html")
    written = "\n".join(path.read_text("utf-8") for path in sorted(PARTS.glob("*.css")))
    plain, slim = page.evaluate(SAME_RULES, [written, slim_styles(written)])
    assert len(plain) > 300
    assert [spaceless(rule) for rule in slim] == [spaceless(rule) for rule in plain]


def spaceless(rule: str) -> str:
    """A rule as browsers tell it, but custom properties keep the spaces that were typed."""
    return re.sub(r"\s*([,:/()])\s*", r"\1", re.sub(r"\s+", " ", rule))
