"""Small groups in a real browser: few are told as few, also after filtering, and their stories stay findable."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

COUNTS = ".vk-filters__count, .vk-emotion-chip__count"
SMALLEST = 5


def wait_until_ready(page: Page) -> None:
    page.wait_for_selector('[data-part="home"][data-ready="true"]')


def areas_of(project: Path) -> list[dict[str, Any]]:  # Any: JSON
    (path,) = (project / "build" / "site" / "assets" / "data").glob("areas-nl-*.geojson")
    return [feature["properties"] for feature in json.loads(path.read_text("utf-8"))["features"]]


def test_after_filtering_no_small_number_stands_beside_a_value(open_page: OpenPage) -> None:
    page = open_page("?theme=jeugd&emotion=blij")
    wait_until_ready(page)
    texts = [text.strip() for text in page.locator(COUNTS).all_text_contents()]
    assert len(texts) > 20
    assert any(text.startswith("< 5") and text.endswith("minder dan 5") for text in texts)
    small = [text for text in texts if re.fullmatch(r"[1-4]", text)]
    assert small == []


def feelings_of(project: Path) -> dict[str, str]:
    """Address of a story below the root of the site → its feeling, as other programs get them."""
    features = json.loads((project / "build" / "site" / "stories.geojson").read_text("utf-8"))["features"]
    stories = [feature["properties"] for feature in features if feature["properties"]["emotion"]]
    return {path_of(story["url"]): story["emotion"] for story in stories}


def path_of(url: str) -> str:
    """The last two folders of an address: a story is known by its workshop and its own name."""
    return "/".join(url.rstrip("/").split("/")[-2:])


def listed_stories(page: Page) -> set[str]:
    """The stories in the list, after asking for all of them."""
    more = page.locator('[data-part="story-list-more"]')
    while more.is_visible():
        more.click()
    links = page.locator('[data-part="story-list-items"] .vk-story-card [data-slot="link"]')
    return {path_of(href) for href in links.evaluate_all("links => links.map(link => link.href)")}


def test_small_feelings_are_chosen_together(open_page: OpenPage, demo_project: Path) -> None:
    feelings = feelings_of(demo_project)
    told = Counter(feelings.values())
    small = {path for path, feeling in feelings.items() if told[feeling] < SMALLEST}
    assert len({feelings[path] for path in small}) > 1
    page = open_page()
    wait_until_ready(page)
    chip = page.get_by_role("button", name=re.compile("Andere gevoelens"))
    count = int(chip.locator(".vk-emotion-chip__count").inner_text())
    assert count == len(small) >= SMALLEST
    chip.click()
    expect(page.locator('[data-part="status"]')).to_have_text(re.compile(rf"^{count} van "))
    assert page.url.endswith("?emotion=_other")
    assert listed_stories(page) == small


def test_a_link_to_a_small_value_shows_the_small_ones_together(open_page: OpenPage) -> None:
    page = open_page("?emotion=verdrietig")
    wait_until_ready(page)
    expect(page.get_by_role("button", name=re.compile("Andere gevoelens")).first).to_have_attribute(
        "aria-pressed", "true"
    )


def test_a_small_neighbourhood_on_the_map_opens_its_page(open_page: OpenPage, demo_project: Path) -> None:
    small = [area for area in areas_of(demo_project) if area["count"] is None]
    assert small
    assert {area["label"] for area in small} == {"minder dan 5 verhalen"}
    page = open_page()
    wait_until_ready(page)
    page.get_by_role("checkbox", name="Buurten").check()
    page.locator(".vk-area__label").filter(has_text=small[0]["name"]).click()
    page.wait_for_url(re.compile(re.escape(small[0]["uri"]) + "$"))
    expect(page.locator("h1")).to_contain_text(small[0]["name"])
