"""The home page as HTML."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from builder.atlas.composed_map import MapFiles
from builder.atlas.story_columns import build_story_columns
from builder.atlas.story_map import compose_map
from builder.languages import load_language
from builder.model.public import Edition
from builder.site.addresses import SiteMap
from builder.site.page import Page
from builder.site.pages.home import HomeFiles, build_home
from builder.site.pages.home_messages import messages
from tests.atlas.editions import make_edition, make_story, make_version

FACET_INDEX = Path(__file__).parents[2] / "builder" / "site" / "lib" / "facet-index.js"
FILES = HomeFiles(
    assets_uri="assets/vk-1/",
    stories_uri="assets/data/stories.json",
    columns_uri="assets/data/columns.json",
    search_uri="assets/search/0.json",
    map_uri="assets/data/map.js",
    basemap_uri="assets/data/basemap.svg",
)


def home(code: str = "nl", edition: Edition | None = None) -> Page:
    """The home page of the small edition."""
    edition = edition or make_edition()
    language = load_language(code)
    composed = compose_map(edition.city, language, MapFiles(basemap_uri=FILES.basemap_uri, areas_uri=""))
    return build_home(edition, SiteMap(city=edition.city), language, FILES, composed)


def settings_of(page: Page) -> dict[str, object]:
    """The JSON of the page."""
    found = re.search(r'<script type="application/json" data-part="settings">(.*?)</script>', page.content_html)
    assert found
    settings: dict[str, object] = json.loads(found[1])
    return settings


def test_stories_stand_in_the_page_without_scripts() -> None:
    page = home()
    links = re.findall(r'data-slot="link" href="([^"]+)"', page.content_html)
    assert links == [f"stories/tafel/{slug}/" for slug in ("brug", "vliet", "nergens")]


def test_links_of_another_language_go_one_step_up() -> None:
    html = home("ar").content_html
    assert 'href="stories/tafel/brug/"' in html  # from ar/ to ar/stories/…
    assert 'src="../assets/vk-1/parts/home.js"' in html
    assert 'src="../media/p320.webp"' in html


def test_scripts_and_styles_are_our_own_files() -> None:
    html = home().content_html
    assert re.findall(r'<script[^>]* src="([^"]+)"', html) == [
        "assets/vk-1/parts/trusted-text.js",
        "assets/vk-1/vendor/leaflet/leaflet.js",
        "assets/vk-1/parts/home.js",
    ]
    assert re.findall(r'<link rel="stylesheet" href="([^"]+)"', html) == ["assets/vk-1/vendor/leaflet/leaflet.css"]
    assert "://" not in re.sub(r'xmlns(:\w+)?="[^"]*"', "", html)
    assert " style=" not in html
    assert not re.search(r"\son\w+=", html)


def test_the_page_has_one_json_with_addresses_and_words() -> None:
    settings = settings_of(home())
    assert settings["stories"] == "assets/data/stories.json"
    assert settings["columns"] == "assets/data/columns.json"
    assert settings["language"] == "nl"
    assert settings["embed"] == "embed/"
    files = {"stories", "columns", "search", "map", "home", "embed"}
    assert set(settings) == {*files, "language", "messages", "extent", "slanted"}


def test_the_page_knows_where_its_stories_lie_before_they_are_fetched() -> None:
    edition = make_edition()
    corners = settings_of(home(edition=edition))["extent"]
    columns = build_story_columns(edition)["spots"]
    assert isinstance(columns, dict)
    sides = [[pick(columns[side]) / 100_000 for side in ("lat", "lon")] for pick in (min, max)]
    assert corners == sides
    assert settings_of(home(edition=replace(edition, stories=())))["extent"] == []


def test_text_of_tellers_is_text() -> None:
    story = make_story(0, "x", versions=(make_version("nl", "<img src=x onerror=alert(1)>"),))
    html = home(edition=replace(make_edition(), stories=(story,))).content_html
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


def test_a_story_without_a_point_says_so_and_has_no_pin() -> None:
    cards = home().content_html.split("<li class=")
    nowhere = next(card for card in cards if "Nergens" in card)
    bridge = next(card for card in cards if ">Brug<" in card)
    assert re.search(r'data-slot="pin"[^>]* hidden', nowhere)
    assert not re.search(r'data-slot="off-map"[^>]* hidden', nowhere)
    assert re.search(r'data-slot="off-map"[^>]* hidden', bridge)


def test_each_emotion_has_one_face_in_the_page() -> None:
    html = home().content_html
    for face in ("vk-face-boos", "vk-face-blij", "vk-face-none"):
        assert html.count(f'<symbol id="{face}"') == 1


def test_ids_in_the_page_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', home().content_html)
    assert len(ids) == len(set(ids))


def test_at_most_sixty_stories_stand_in_the_page() -> None:
    stories = tuple(make_story(number, f"s{number}") for number in range(75))
    page = home(edition=replace(make_edition(), stories=stories))
    assert page.content_html.count(" data-story=") == 60


def test_the_count_has_the_separators_of_the_language() -> None:
    stories = tuple(make_story(number, f"s{number}") for number in range(1200))
    assert ">1.200 verhalen<" in home(edition=replace(make_edition(), stories=stories)).content_html


@pytest.mark.parametrize(("code", "sign"), [("nl", "."), ("fr", "\u202f"), ("en", ","), ("ar", ",")])
def test_the_scripts_know_the_sign_between_thousands(code: str, sign: str) -> None:
    assert messages(load_language(code), 5)["thousands"] == sign


def test_the_scripts_know_every_word_that_they_say() -> None:
    words = set(messages(load_language("nl"), 5))
    parts = Path(__file__).parents[2] / "builder" / "site" / "parts"
    of_home = (path for path in sorted(parts.glob("*.js")) if path.name != "answer-filters.js")
    scripts = "".join(path.read_text(encoding="utf-8") for path in of_home)
    said = set(re.findall(r'(?:messages\??|this)\.(?:say|countAtLeast|count)\(\s*"([^"]+)"', scripts))
    said |= set(re.findall(r'"(near-[a-z]+)"', scripts)) - {"near-note"}  # by the reason of the browser
    (names,) = re.findall(r"FACETS = \[(.*?)\]", FACET_INDEX.read_text("utf-8"))
    facets = re.findall(r'"(\w+)"', names)
    made = {f"facet-{name}" for name in (*facets, "with")} | {"with-sound", "with-picture"}
    made |= {"thousands"}  # the sign in all numbers
    assert said | made | {f"order-{name}" for name in ("new", "near", "best")} == words


def test_arabic_counts_have_their_six_forms() -> None:
    forms = messages(load_language("ar"), 5)["stories"]
    assert isinstance(forms, dict)
    assert set(forms) == {"zero", "one", "two", "few", "many", "other"}
