"""How few are few: pages with groups below the smallest one, in words that read well."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest

from builder.airlock.small_groups import public_groups
from builder.atlas.story_areas import build_areas_geojson
from builder.atlas.story_columns import Chunks, build_story_head
from builder.languages import load_language
from builder.model.public import Edition, PublicTheme
from builder.site.addresses import SiteMap
from builder.site.page import Page
from builder.site.pages import build_pages, build_workbenches
from tests.atlas.editions import make_edition, make_story

SMALLEST = 5


def edition_with(**stories_by_theme: int) -> Edition:
    """A city with so many stories of each theme, all of them in the centre."""
    themes = [theme for theme, count in stories_by_theme.items() for _ in range(count)]
    stories = tuple(
        make_story(number, f"s{number}", theme_ids=(theme,), area_ids=("centrum",) if number else ("rand",))
        for number, theme in enumerate(themes)
    )
    edition = replace(
        make_edition(),
        stories=stories,
        themes=tuple(PublicTheme(id=theme, label={"nl": theme.capitalize()}) for theme in stories_by_theme),
        groups=public_groups(stories, SMALLEST),
    )
    workshop = replace(edition.workshops[0], story_numbers=tuple(range(len(stories))))
    return replace(edition, workshops=(workshop,))


def pages_of(edition: Edition, code: str = "nl") -> dict[str, Page]:
    site_map = SiteMap(city=edition.city)
    languages = {each: load_language(each) for each in edition.city.languages}
    benches = build_workbenches(edition, site_map, languages)
    return {page.uri: page for page in build_pages(benches[code])}


def words(page: Page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content_html))


EDITION = edition_with(natuur=7, sport=3, eten=3, niets=0)


@pytest.mark.parametrize(
    ("code", "few"), [("nl", "minder dan 5 verhalen"), ("ar", "أقل من 5 حكايات")], ids=["Dutch", "Arabic"]
)
def test_few_stories_are_told_in_words(code: str, few: str) -> None:
    pages = pages_of(EDITION, code)
    prefix = "" if code == "nl" else f"{code}/"
    assert words(pages[f"{prefix}themes/"]).count(few) == 2
    assert few in pages[f"{prefix}themes/sport/"].description
    assert words(pages[f"{prefix}areas/"]).count(few) == 1


def test_above_a_list_of_few_stories_stands_no_number() -> None:
    pages = pages_of(EDITION)
    assert "verhalen" in words(pages["themes/natuur/"])
    assert "7 verhalen" in words(pages["themes/natuur/"])
    assert "minder dan" not in words(pages["themes/sport/"])
    assert all(f"S{number} " in words(pages["themes/sport/"]) for number in (7, 8, 9))  # the stories themselves stay


def test_the_map_of_a_small_theme_is_not_offered() -> None:
    pages = pages_of(EDITION)
    assert "?theme=natuur" in pages["themes/natuur/"].content_html
    assert "?theme=" not in pages["themes/sport/"].content_html


def test_small_themes_are_one_bar_in_figures() -> None:
    html = pages_of(EDITION)["in-figures/"].content_html
    bars = re.findall(
        r'vk-bars__label">.*?<a href="([^"]*)"[^>]*>([^<]*)</a>.*?vk-bars__count">([^<]*)<', html, re.DOTALL
    )
    assert bars == [("../themes/natuur/", "Natuur", "7"), ("../?theme=_other", "Andere thema&#39;s", "6")]


def test_small_themes_that_make_no_group_together_have_no_bar() -> None:
    html = pages_of(edition_with(natuur=7, sport=3))["in-figures/"].content_html
    assert re.findall(r'vk-bars__count">([^<]*)<', html) == ["7"]


def test_the_layer_of_areas_tells_no_small_number() -> None:
    edition = EDITION
    features = json.loads(build_areas_geojson(edition, load_language("nl"), SiteMap(city=edition.city)))["features"]
    told = {each["properties"]["id"]: (each["properties"]["count"], each["properties"]["label"]) for each in features}
    assert told == {"centrum": (12, "12 verhalen"), "rand": (None, "minder dan 5 verhalen")}


def test_the_columns_say_by_what_a_value_is_chosen() -> None:
    none = Chunks(folder="", hashes=())
    columns: dict[str, Any] = build_story_head(EDITION, load_language("nl"), SiteMap(city=EDITION.city), none, none)
    themes = [(value["id"], value["label"], value["option"]) for value in columns["facets"]["theme"]]
    assert themes == [
        ("natuur", "Natuur", 0),
        ("sport", "Sport", 3),
        ("eten", "Eten", 3),
        ("_other", "Andere thema's", 3),
    ]
    assert [(value["id"], value["option"]) for value in columns["facets"]["area"]] == [("centrum", 0), ("rand", -1)]
    assert columns["smallest_group"] == SMALLEST
