"""Where pages stand, and how one points at another."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.airlock import make_edition
from builder.model.corpus import Corpus
from builder.site.addresses import SiteMap, relative, root_of
from tests.conftest import TODAY


@pytest.fixture
def site_map(tiny: Corpus, tmp_path: Path) -> SiteMap:
    return SiteMap(city=make_edition(tiny, today=TODAY, cache_folder=tmp_path).city)


def test_the_own_language_stands_at_the_root_and_the_others_below_their_code(site_map: SiteMap) -> None:
    assert (site_map.home("nl"), site_map.home("fr")) == ("", "fr/")
    assert site_map.story("2019-tafel/brug", "nl") == "stories/2019-tafel/brug/"
    assert site_map.story("2019-tafel/brug", "en") == "en/stories/2019-tafel/brug/"
    assert site_map.place("markt", "fr") == "fr/places/markt/"
    assert site_map.trusted("over", "fr") == "fr/over/"


def test_a_version_without_interface_stands_below_the_story(site_map: SiteMap) -> None:
    assert site_map.story_version("2019-tafel/brug", "fr") == "fr/stories/2019-tafel/brug/"
    assert site_map.story_version("2019-tafel/brug", "tr") == "stories/2019-tafel/brug/tr/"


def test_the_first_page_of_a_list_has_no_number(site_map: SiteMap) -> None:
    assert [site_map.stories("fr", page) for page in (1, 2)] == ["fr/stories/", "fr/stories/2/"]


def test_no_two_kinds_of_page_share_an_address(site_map: SiteMap) -> None:
    lists = [site_map.home, site_map.stories, site_map.places, site_map.initiatives, site_map.themes]
    lists += [site_map.areas, site_map.workshops, site_map.figures, site_map.answers]
    addresses = [each(code) for each in lists for code in ("nl", "fr", "en")]
    assert len(set(addresses)) == len(addresses)


def test_a_whole_address_starts_with_that_of_the_site(site_map: SiteMap) -> None:
    assert site_map.absolute("fr/") == "https://kleinstad.example/fr/"


@pytest.mark.parametrize(
    ("start", "end", "way"),
    [
        ("", "", "./"),
        ("", "over/", "over/"),
        ("over/", "", "../"),
        ("over/", "over/", "./"),
        ("fr/over/", "stories/a/b/", "../../stories/a/b/"),
        ("stories/a/b/", "media/x.webp", "../../../media/x.webp"),
        ("", "stories.geojson", "stories.geojson"),
    ],
)
def test_the_way_from_page_to_page(start: str, end: str, way: str) -> None:
    assert relative(start, end) == way


parts = st.text("abcdefg-0123456789", min_size=1, max_size=8)
uris = st.lists(parts, max_size=4).map(lambda names: "".join(f"{name}/" for name in names))


@given(uris, uris)
def test_every_way_arrives(start: str, end: str) -> None:
    assert posixpath.normpath(posixpath.join("/", start, relative(start, end))) == posixpath.normpath(f"/{end}")


@given(uris)
def test_the_way_to_the_root_arrives(start: str) -> None:
    assert posixpath.normpath(posixpath.join("/", start, root_of(start))) == "/"
