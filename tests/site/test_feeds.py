"""Files for other programs: valid, complete, and the same at every build."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from builder.airlock import make_edition
from builder.languages import load_language
from builder.model.corpus import Corpus
from builder.model.public import Edition
from builder.site.addresses import SiteMap
from builder.site.feeds import FEED_LENGTH, build_feed, build_geojson, build_robots, build_sitemap
from builder.site.page import Page
from builder.site.pages.planned import Planned
from tests.airlock.makers import edition_of, make_story, with_stories
from tests.conftest import TODAY

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
NASTY = 'Een <b>titel</b> & ]]> "x"'


@pytest.fixture
def edition(tiny: Corpus, tmp_path: Path) -> Edition:
    return make_edition(tiny, today=TODAY, cache_folder=tmp_path)


def test_the_feed_holds_the_stories_in_the_language_of_the_reader(edition: Edition) -> None:
    site_map = SiteMap(city=edition.city)
    feed = ElementTree.fromstring(build_feed(edition, site_map, load_language("fr")))
    titles = [entry.findtext("a:title", "", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert titles == ["Soep op de markt", "Le pont sur le ruisseau"]
    assert feed.findtext("a:title", "", ATOM) == "Kleinstad raconte"
    assert feed.findtext("a:updated", "", ATOM) == "2019-03-14T00:00:00+00:00"
    links = [entry.find("a:link", ATOM) for entry in feed.findall("a:entry", ATOM)]
    assert [link.get("href") for link in links if link is not None] == [
        "https://kleinstad.example/fr/stories/2019-tafel/markt/",
        "https://kleinstad.example/fr/stories/2019-tafel/brug/",
    ]


def test_the_feed_is_the_same_at_every_build_and_escapes_its_texts(tiny: Corpus, tmp_path: Path) -> None:
    edition = edition_of(with_stories(tiny, make_story(title=NASTY, body="&amp; `<i>` *x*.")), tmp_path)
    site_map, language = SiteMap(city=edition.city), load_language("nl")
    feed = build_feed(edition, site_map, language)
    assert feed == build_feed(edition, site_map, language)
    entry = ElementTree.fromstring(feed).find("a:entry", ATOM)
    assert entry is not None
    assert entry.findtext("a:title", "", ATOM) == NASTY
    assert entry.findtext("a:summary", "", ATOM) == "& <i> x."


def test_an_edition_without_stories_has_a_feed(tiny: Corpus, tmp_path: Path) -> None:
    edition = edition_of(with_stories(tiny), tmp_path)
    feed = ElementTree.fromstring(build_feed(edition, SiteMap(city=edition.city), load_language("nl")))
    assert feed.findtext("a:updated", "", ATOM) == "2000-01-01T00:00:00+00:00"


def test_a_long_feed_is_cut_at_the_newest(tiny: Corpus, tmp_path: Path) -> None:
    stories = [make_story(f"s{number}", date=f"{1900 + number}") for number in range(FEED_LENGTH + 5)]
    edition = edition_of(with_stories(tiny, *stories), tmp_path)
    feed = ElementTree.fromstring(build_feed(edition, SiteMap(city=edition.city), load_language("nl")))
    assert len(feed.findall("a:entry", ATOM)) == FEED_LENGTH
    assert feed.findtext("a:updated", "", ATOM).startswith("1954-01-01")


def test_geojson_holds_every_story_with_longitude_first_and_its_precision(tiny: Corpus, tmp_path: Path) -> None:
    consent = {"publish": "true", "given_on": "2019-03-14", "exact_place": "true"}
    stories = [
        make_story("a", place=["brug"], consent=consent, date="2021-03"),
        make_story("b", place=["brug", "markt"], consent=consent),
        make_story("c"),
    ]
    edition = edition_of(with_stories(tiny, *stories), tmp_path)
    collection = json.loads(build_geojson(edition, SiteMap(city=edition.city)))
    one, two, none = collection["features"]
    assert one["geometry"] == {"type": "Point", "coordinates": [4.5092, 51.0081]}
    assert one["properties"]["date"] == "2021-03"
    assert one["properties"]["precision"] == ["exact"]
    assert two["geometry"]["type"] == "MultiPoint"
    assert (none["geometry"], none["properties"]["precision_m"]) == (None, [])
    assert one["properties"]["url"] == "https://kleinstad.example/stories/2019-tafel/a/"


def page_at(uri: str, **keys: object) -> Page:
    values = {"title": "", "description": "", "content_html": "", "kind": "x", "language": "nl"}
    return Page(uri=uri, **values | keys)  # type: ignore[arg-type]  # the keys of one test


def test_the_site_map_holds_listed_pages_in_order_with_their_languages(edition: Edition) -> None:
    pages = [
        page_at("stories/b/"),
        page_at("", alternates={"nl": "", "fr": "fr/"}),
        page_at("weg/", is_listed=False),
        page_at("tr/", canonical_uri="stories/b/"),
    ]
    content = build_sitemap(map(Planned.of, pages), [{"nl": "over/", "fr": "fr/over/"}], SiteMap(city=edition.city))
    root = ElementTree.fromstring(content)
    locations = [url.findtext("s:loc", "", SITEMAP).removeprefix("https://kleinstad.example/") for url in root]
    assert locations == ["", "fr/over/", "over/", "stories/b/"]
    assert [len(url.findall("x:link", SITEMAP)) for url in root] == [2, 2, 2, 0]


def test_robots_are_welcome(edition: Edition) -> None:
    assert build_robots(SiteMap(city=edition.city)).decode().split("\n")[:3] == [
        "User-agent: *",
        "Allow: /",
        "Sitemap: https://kleinstad.example/sitemap.xml",
    ]
