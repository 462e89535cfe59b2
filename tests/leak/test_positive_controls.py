"""The search would find it: a word in every sink of the site and every dress; points, fingerprints, rare words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from builder.publishing.points import PrivatePoint
from builder.publishing.searching import UNREADABLE, Fit, Search, Wanted
from tests.leak.dresses import FILES, LAT, LON, POINTS, TEXT, bare, fingerprint_forms, zipped
from tests.leak.marked import Build
from tests.leak.searching import MARKER, find_fingerprints, find_in_tree

WORD = f"{MARKER}geplánt"
SINKS = {
    "the home page": r"index\.html",
    "the page of a story": r"stories/2019-tafel/brug/index\.html",
    "the page of a story in another language": r"fr/stories/2019-tafel/brug/index\.html",
    "the page of a withdrawn story": r"stories/2019-tafel/weg/index\.html",
    "the page of a place": r"places/[^/]+/index\.html",
    "what happened": r"what-happened/index\.html",
    "a trusted page": r"over/index\.html",
    "the page for what is not there": r"404\.html",
    "the feed": r"feed\.xml",
    "the site map": r"sitemap\.xml",
    "the stories as GeoJSON": r"stories\.geojson",
    "the areas": r"assets/data/areas-nl-\w+\.geojson",
    "what the search index has": r"assets/search/\w+\.json",
    "the search index": r"assets/search/\w+\.bin",
    "the columns": r"assets/data/columns-\w+\.json",
    "what the columns mean": r"assets/data/stories-nl-\w+\.json",
    "the cards": r"assets/data/cards-nl/0-\w+\.json",
    "the ids": r"assets/data/ids/0-\w+\.json",
    "the script of the map": r"assets/data/map-nl-\w+\.js",
    "the drawn map": r"assets/data/basemap-nl-\w+\.svg",
    "robots.txt": r"robots\.txt",
    "a style sheet": r"assets/vk-\w+/.*\.css",
    "a script": r"assets/vk-\w+/parts/.*\.js",
    "a library": r"assets/vk-\w+/vendor/.*\.js",
    "a picture": r"media/\w+\.webp",
    "a sound": r"media/\w+\.mp3",
    "a typeface": r".*\.woff2",
}
"""Each kind of file that a site has."""


@pytest.fixture(scope="module")
def search() -> Search:
    point = PrivatePoint(number=1, lat_deg=LAT, lon_deg=LON)
    return Search([Wanted(number=0, text=WORD, fit=Fit.ANYWHERE)], [point])


def sink(build: Build, name: str) -> tuple[str, bytes]:
    found = [path for path in build.tree if re.fullmatch(SINKS[name], path)]
    assert found, name
    smallest = min(found, key=lambda path: (len(build.tree[path]), path))
    return smallest, build.tree[smallest]


def numbers_in(search: Search, path: str, content: bytes) -> set[int]:
    return {hit.number for hit in search.look([(path, content)])} - {UNREADABLE}


def test_every_kind_of_file_of_the_site_is_a_sink(marked_build: Build) -> None:
    kinds = {Path(path).suffix for path in marked_build.tree}
    assert {Path(sink(marked_build, name)[0]).suffix for name in SINKS} >= kinds - {".png"}


@pytest.mark.parametrize("name", SINKS)
def test_a_word_is_found_in_every_sink_in_every_dress(name: str, marked_build: Build, search: Search) -> None:
    path, content = sink(marked_build, name)
    middle = content.rfind(b"\n", 0, len(content) // 2) + 1
    assert numbers_in(search, path, content) == set()
    missed = []
    for dress, planted in TEXT.items():
        within = content[:middle] + b" \n" + planted(WORD) + b"\n " + content[middle:]
        behind = content + b"\n" + planted(WORD)
        missed += [dress for each in (within, behind) if 0 not in numbers_in(search, path, each)]
    assert not missed, missed


@pytest.mark.parametrize("dress", FILES)
def test_a_word_is_found_in_every_kind_of_packed_file(dress: str, search: Search) -> None:
    for word in (WORD, WORD.lower(), bare(WORD)):
        packed = FILES[dress](word)
        assert numbers_in(search, "media/0123.bin", packed) == {0}
        assert numbers_in(search, "a.zip", zipped("b", packed)) == {0}
    assert numbers_in(search, "media/0123.bin", FILES[dress]("onschuldig")) == set()


@pytest.mark.parametrize("dress", TEXT)
def test_an_innocent_word_is_not_found(dress: str, search: Search) -> None:
    assert numbers_in(search, "index.html", TEXT[dress]("onschuldigmáártochlang")) == set()


@pytest.mark.parametrize("name", [WORD, WORD.lower(), unicodedata.normalize("NFD", WORD), bare(WORD)])
def test_a_word_is_found_in_the_name_of_a_file_or_folder(name: str) -> None:
    assert find_in_tree({f"verhalen/{name}/index.html": b""}, WORD)
    assert find_in_tree({f"media/{name}.webp": b""}, WORD)


def test_a_word_in_structured_data_is_found(marked_build: Build) -> None:
    path, content = sink(marked_build, "the page of a story")
    start = content.index(b'"application/ld+json"')
    place = content.index(b"{", start) + 1
    planted = content[:place] + f'"creator":"{MARKER}\\u0067epl\\u00e1nt",'.encode() + content[place:]
    assert find_in_tree({path: planted}, WORD)


@pytest.mark.parametrize("name", ["stories.geojson", "assets/data/x.json", "index.html", "media/x.webp"])
def test_a_point_is_found_in_every_writing(name: str, search: Search) -> None:
    missed = [
        form for form, planted in POINTS.items() if 1 not in numbers_in(search, name, b"<p>\n" + planted + b"\n</p>")
        and 1 not in numbers_in(search, name, planted)
    ]  # fmt: skip
    assert missed == []


def test_other_points_are_not_found(search: Search) -> None:
    others = b'[4.512873,51.011537] {"lat":51.0106,"lon":4.5128} 51.01,4.51 [4.51,51.009] u151s8 17/67172/43865'
    assert numbers_in(search, "stories.geojson", others) == set()


def test_fingerprints_are_found_in_every_form() -> None:
    found = {form: bool(find_fingerprints({"a.json": b'{"of":"' + planted + b'"}'}, [WORD]))
             for form, planted in fingerprint_forms(WORD).items()}  # fmt: skip
    assert {form for form, is_found in found.items() if not is_found} == set()
    assert not find_fingerprints({"a.json": b"0123456789abcdef 12345678 vk-0011223344556677"}, [WORD])


def test_what_cannot_be_opened_is_told(search: Search) -> None:
    whole = FILES["zip"]("onschuldig")
    torn = whole[:40] + b"\xff\xff" + whole[42:]
    for name, content in {"a.zip": torn, "b.gz": b"\x1f\x8b\x08torn", "c.pdf": b"%PDF-1.7\ntorn"}.items():
        assert {hit.number for hit in search.look([(name, content)])} == {UNREADABLE}, name
