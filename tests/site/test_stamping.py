"""A page in its shell: every token filled, nothing read twice, every text escaped for where it stands."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.airlock import make_edition
from builder.model.corpus import Corpus
from builder.site.addresses import SiteMap
from builder.site.page import Page
from builder.site.stamping import Shell, head_of, language_links, script_json, stamp_page
from tests.conftest import TODAY

PAGE = Page(
    uri="fr/stories/a/",
    title="Le pont",
    description="Une phrase.",
    content_html="<p>Tekst</p>",
    kind="story",
    language="fr",
    alternates={"nl": "stories/a/", "fr": "fr/stories/a/"},
)
NASTY = "</title><script>alert(1)</script>\"'&<!-- @@vk:root@@ ]]>"


@pytest.fixture
def site_map(tiny: Corpus, tmp_path: Path) -> SiteMap:
    return SiteMap(city=make_edition(tiny, today=TODAY, cache_folder=tmp_path).city)


def test_a_shell_without_a_place_for_the_content_is_refused() -> None:
    with pytest.raises(ValueError, match="no place for the content"):
        Shell.cut("<html>@@vk:title@@</html>")


def test_a_token_without_a_value_is_refused() -> None:
    with pytest.raises(KeyError):
        Shell.cut("@@vk:content@@ @@vk:unknown@@").stamp({"content": "x"})


def test_every_token_is_filled_as_often_as_it_stands(site_map: SiteMap) -> None:
    shell = Shell.cut(
        "@@vk:title@@|@@vk:root@@|@@vk:content@@|@@vk:root@@|@@vk:body-class@@|@@vk:lang-path@@|@@vk:feed@@"
    )
    stamped = stamp_page(PAGE, shell, site_map).decode()
    assert stamped == ("Le pont · Kleinstad raconte|../../../|<p>Tekst</p>|../../../|vk-page--story|fr/|fr/feed.xml")


def test_a_token_in_the_text_of_a_story_stays_text(site_map: SiteMap) -> None:
    shell = Shell.cut("<main>@@vk:content@@</main>")
    page = replace(PAGE, content_html="<p>@@vk:root@@ @@vk:content@@</p>")
    assert stamp_page(page, shell, site_map) == b"<main><p>@@vk:root@@ @@vk:content@@</p></main>"


def test_the_way_back_may_be_given_for_a_page_that_stands_anywhere(site_map: SiteMap) -> None:
    assert stamp_page(PAGE, Shell.cut("@@vk:content@@@@vk:root@@"), site_map, root="/").endswith(b"/p>/")


def test_texts_in_the_head_are_escaped(site_map: SiteMap) -> None:
    page = replace(PAGE, title=NASTY, description=NASTY, json_ld={"name": NASTY})
    stamped = stamp_page(page, Shell.cut("<title>@@vk:title@@</title>@@vk:head@@@@vk:content@@"), site_map).decode()
    assert "<script>alert" not in stamped
    assert stamped.count("<script") == stamped.count("</script>") == 1
    assert not re.search(r'content="[^"]*<', stamped)


def test_the_head_names_the_page_and_its_languages(site_map: SiteMap) -> None:
    lines = head_of(PAGE, site_map).split("\n")
    assert '<link rel="canonical" href="https://kleinstad.example/fr/stories/a/">' in lines
    assert '<link rel="alternate" hreflang="nl" href="https://kleinstad.example/stories/a/">' in lines
    assert not any("noindex" in line for line in lines)


def test_an_unlisted_page_asks_not_to_be_indexed(site_map: SiteMap) -> None:
    assert '<meta name="robots" content="noindex">' in head_of(replace(PAGE, is_listed=False), site_map)


def test_the_language_menu_leads_to_the_same_page_or_home(site_map: SiteMap) -> None:
    menu = language_links(PAGE, site_map, "../../../")
    assert re.findall(r'href="([^"]*)" lang="([a-z]+)"', menu) == [
        ("../../../stories/a/", "nl"),
        ("../../../fr/stories/a/", "fr"),
        ("../../../en/", "en"),
    ]
    assert menu.count('aria-current="true"') == 1


@given(st.dictionaries(st.text(max_size=9), st.text(max_size=40) | st.integers() | st.none(), max_size=4))
def test_json_in_a_script_is_the_same_json_and_cannot_end_it(value: dict[str, object]) -> None:
    written = script_json(value)
    assert json.loads(written) == value
    assert not set(written) & set("<>&")
