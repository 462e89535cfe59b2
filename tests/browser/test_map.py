"""The map in a real browser: by keyboard, many stories on one spot, colours, and a base map from one file."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from builder.model.geo import Bounds
from builder.plugin import build_site
from builder.serving import open_server
from tests.browser.conftest import DESK, NOW, PHONE, Watch
from tests.tools.vector_archive import build_archive

TESTS = Path(__file__).parents[1]
BOUNDS = Bounds(south_deg=50.99, west_deg=4.49, north_deg=51.02, east_deg=4.53)
STORY = """---
title: Verhaal {number}
location: {{lat: {lat}, lon: {lon}, precision: exact}}
date: 2019-03-{day:02d}
themes: [{theme}]
emotion: {emotion}
status: published
consent: {{publish: true, given_on: 2019-03-14, exact_place: true}}
---
Dit is verhaal {number}, op zijn plek.
"""
MARKS = '[data-part="story-map"] .vk-marker'
SHEET = '[data-part="story-sheet"]'
SPOTS = {"few": (51.001, 4.5, 4), "many": (51.012, 4.52, 23), "one": (51.002, 4.519, 1)}
"""Latitude, longitude and number of stories; far enough apart to be apart when the map starts."""


@dataclass
class Small:
    """A small city, served."""

    address: str
    browser: Browser

    def open(
        self, uri: str = "", size: tuple[int, int] = DESK, *, scheme: Literal["light", "dark"] = "light"
    ) -> tuple[Page, Watch]:
        """Home in a fresh context, which takes any certificate: a host of our own has none that others vouch for."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=scheme,
            reduced_motion="reduce",
            ignore_https_errors=True,
        )
        context.set_default_timeout(15_000)
        watch = Watch()
        watch.follow(context)
        page = context.new_page()
        page.goto(self.address + uri)
        page.locator('[data-ready="true"]').wait_for()
        return page, watch


def ids_of(root: Path, name: str) -> list[str]:
    """The ids of a vocabulary."""
    return re.findall(r"id: ([\w-]+)", (root / "site_config" / name).read_text("utf-8"))


def write_city(root: Path, archive: str = "stad.pmtiles") -> None:
    """The tiny city with stories on three spots, and vector tiles for a base map, its own or those of an address."""
    shutil.copytree(TESTS / "sites" / "tiny", root, symlinks=True)
    settings = root / "site_config" / "city.yml"
    basemap = f"basemap: {{kind: pmtiles, archive: '{archive}', attribution: Getekend voor de proef}}\n"
    settings.write_text(settings.read_text("utf-8") + basemap, "utf-8")
    theme = root / "site_config" / "theme"
    theme.mkdir(exist_ok=True)
    if "/" not in archive:
        (theme / archive).write_bytes(build_archive(BOUNDS))
    shutil.rmtree(root / "stories")
    workshop = root / "stories" / "tafel"
    workshop.mkdir(parents=True)
    (workshop / "workshop.yml").write_text("title: Tafel\ndate: 2019-03-14\nlanguage: nl\n", "utf-8")
    themes, emotions = ids_of(root, "themes.yml"), ids_of(root, "emotions.yml")
    number = 0
    for lat, lon, count in SPOTS.values():
        for _ in range(count):
            number += 1
            text = STORY.format(
                number=number,
                lat=lat,
                lon=lon,
                day=number % 28 + 1,
                theme=themes[number % len(themes)],
                emotion=emotions[number % len(emotions)],
            )
            (workshop / f"verhaal-{number}.md").write_text(text, "utf-8")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Small]:
    root = tmp_path_factory.mktemp("map") / "city"
    write_city(root)
    build_site(root, now=NOW)
    with open_server(root / "build" / "site", 8760, None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Small(address=f"http://127.0.0.1:{server.server_address[1]}/", browser=browser)
        server.shutdown()


def is_focused(page: Page, selector: str) -> bool:
    """Whether the focus is on an element like this."""
    return bool(page.evaluate("selector => document.activeElement.matches(selector)", selector))


def tab_to(page: Page, wanted: Callable[[Page], bool]) -> None:
    """Presses Tab until the focus is there."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if wanted(page):
            return
    raise AssertionError("it cannot be reached by keyboard")


def reach(page: Page, count: int) -> None:
    """Tabs to the mark for so many stories, and to what stands there after coming nearer."""
    tab_to(page, lambda page: is_focused(page, ".vk-story-list__skip"))
    page.keyboard.press("Enter")  # over the list, which is long
    tab_to(page, lambda page: is_focused(page, f'{MARKS}[data-count="{count}"]'))


def test_a_single_story_is_opened_and_left_by_keyboard(small: Small) -> None:
    page, watch = small.open()
    reach(page, 1)
    expect(page.locator(f'{MARKS}[data-count="1"]')).to_have_attribute("aria-label", re.compile(r"^Verhaal 28, "))
    page.keyboard.press("Enter")
    expect(page.locator(f'{SHEET} [data-slot="title"]')).to_have_text("Verhaal 28")
    page.keyboard.press("Escape")
    expect(page.locator(SHEET)).to_be_hidden()
    assert is_focused(page, f'{MARKS}[data-count="1"]')
    assert (watch.problems, watch.foreign) == ([], [])


def test_a_few_stories_on_one_spot_are_drawn_apart(small: Small) -> None:
    page, watch = small.open()
    reach(page, 4)
    page.keyboard.press("Enter")
    legs = page.locator('[data-part="spider-leg"]')
    expect(legs).to_have_count(4)
    assert is_focused(page, '[data-part="spider-leg"]')
    names = [leg.get_attribute("aria-label") or "" for leg in legs.all()]
    assert sorted(name.partition(",")[0] for name in names) == [f"Verhaal {number}" for number in range(1, 5)]
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == names[1]
    page.keyboard.press("Enter")
    expect(page.locator(f'{SHEET} [data-slot="title"]')).to_have_text(names[1].partition(",")[0])
    page.keyboard.press("Escape")
    expect(page.locator(SHEET)).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == names[1]
    page.keyboard.press("Escape")
    expect(legs).to_have_count(0)
    assert is_focused(page, f'{MARKS}[data-count="4"]')
    assert watch.problems == []


def test_many_stories_on_one_spot_are_a_list_that_grows(small: Small) -> None:
    page, watch = small.open()
    reach(page, 23)
    page.keyboard.press("Enter")
    choices = page.locator(f'{SHEET} [data-slot="choices"] button')
    expect(choices).to_have_count(20)
    expect(page.locator(f'{SHEET} [data-slot="choice-title"]')).to_have_text("23 verhalen op deze plek")
    page.locator(f'{SHEET} [data-slot="more-choices"]').press("Enter")
    expect(choices).to_have_count(23)
    expect(choices.nth(20)).to_be_focused()
    expect(page.locator(f'{SHEET} [data-slot="more-choices"]')).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(f'{SHEET} [data-slot="story"]')).to_be_visible()
    page.keyboard.press("Escape")
    assert is_focused(page, f'{MARKS}[data-count="23"]')
    assert watch.problems == []


def test_a_choice_on_a_phone_is_closed_by_the_back_button(small: Small) -> None:
    page, watch = small.open("", PHONE)
    before = page.url
    many = page.locator(f'{MARKS}[data-count="23"]')
    title, close = page.locator(f'{SHEET} [data-slot="choice-title"]'), page.locator(f'{SHEET} [data-slot="close"]')
    many.press("Enter")
    expect(title).to_be_visible()
    page.go_back()
    expect(page.locator(SHEET)).to_be_hidden()
    assert page.url == before
    assert is_focused(page, f'{MARKS}[data-count="23"]')
    many.press("Enter")
    page.locator(f'{SHEET} [data-slot="choices"] button').nth(2).click()
    page.wait_for_url(re.compile("story="))
    page.locator(f'{SHEET} [data-slot="back"]').click()
    expect(title).to_be_visible()
    page.locator(f'{SHEET} [data-slot="choices"] button').nth(1).click()
    page.wait_for_url(re.compile("story="))
    page.go_back()  # one step, however much was looked at in the sheet
    expect(page.locator(SHEET)).to_be_hidden()
    page.wait_for_url(before)
    many.press("Enter")
    length = page.evaluate("history.length")
    close.click()
    expect(page.locator(SHEET)).to_be_hidden()
    many.press("Enter")
    expect(title).to_be_visible()
    assert page.evaluate("history.length") == length  # closing went back: nothing is left to go back to
    assert (watch.problems, watch.foreign) == ([], [])


def test_the_way_back_to_a_choice_covers_nothing(small: Small) -> None:
    page, _ = small.open("", PHONE)
    page.locator(f'{MARKS}[data-count="23"]').press("Enter")
    page.locator(f'{SHEET} [data-slot="choices"] button').first.click()
    back, face = page.locator(f'{SHEET} [data-slot="back"]'), page.locator(f'{SHEET} [data-slot="face"] .vk-face')
    expect(back).to_be_visible()
    above, below = back.bounding_box(), face.bounding_box()
    assert above is not None and below is not None
    assert above["y"] + above["height"] <= below["y"]


def test_colours_and_shapes_tell_feelings_or_themes(small: Small) -> None:
    page, watch = small.open()
    assert page.locator(f"{MARKS} .vk-theme-sign").count() == 0
    faces = page.locator(f"{MARKS} .vk-face").count()
    legend = page.locator('[data-part="map-legend"]')
    legend.locator("summary").press("Enter")
    legend.get_by_label("Thema").check()
    expect(page.locator(f"{MARKS} .vk-theme-sign")).to_have_count(faces)
    shapes = legend.locator("li .vk-theme-sign__outline").evaluate_all("all => all.map(each => each.getAttribute('d'))")
    assert len(shapes) == len(set(shapes)) > 1
    labels = legend.locator("li").all_inner_texts()
    assert all(label.strip() for label in labels)
    expect(page.locator(f'{MARKS}[data-count="1"]')).to_have_attribute(
        "aria-label", re.compile("|".join(map(re.escape, labels)))
    )
    legend.get_by_label("Gevoel").check()
    expect(page.locator(f"{MARKS} .vk-theme-sign")).to_have_count(0)
    assert watch.problems == []


def pixel(page: Page) -> list[int]:
    """The colour of the map at its left, where no mark stands."""
    frame = page.locator(".folium-map").bounding_box()
    assert frame is not None
    spot = {"x": frame["x"] + frame["width"] * 0.25, "y": frame["y"] + frame["height"] * 0.5, "width": 1, "height": 1}
    image = Image.open(BytesIO(page.screenshot(clip=spot)))  # type: ignore[arg-type]  # a typed dict of its own
    return list(image.convert("RGB").tobytes())


def wait_for_pixel(page: Page, wanted: list[int]) -> None:
    """Until the map has that colour there."""
    for _ in range(100):
        if pixel(page) == wanted:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"the map is {pixel(page)} there")


def test_a_base_map_from_one_file_is_drawn_in_the_colours_of_the_page(small: Small) -> None:
    page, watch = small.open()
    wait_for_pixel(page, [0xF8, 0xE7, 0xB3])  # land, light
    parts = page.evaluate(
        "performance.getEntriesByType('resource').filter(each => each.name.endsWith('.pmtiles')).length"
    )
    assert parts >= 2  # the head and tiles, each a part of the file
    page.locator('[data-part="scheme-switch"]').click()
    wait_for_pixel(page, [0x3A, 0x33, 0x25])  # land, dark
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Getekend voor de proef")
    assert (watch.problems, watch.foreign) == ([], [])


def test_the_page_says_when_it_is_usable(small: Small) -> None:
    page, _ = small.open()
    marks = page.evaluate("performance.getEntriesByType('mark').map(mark => mark.name)")
    assert {"vk:columns-here", "vk:columns-read", "vk:stories-drawn", "vk:usable"} <= set(marks)
