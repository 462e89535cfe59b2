"""The page for the frames of other sites, as HTML."""

from __future__ import annotations

import re

import pytest

from builder.atlas.composed_map import MapFiles
from builder.atlas.story_map import compose_map
from builder.languages import load_language
from builder.site.addresses import SiteMap
from builder.site.host_headers import IN_ALL_FRAMES, NOT_IN_FRAMES, host_policy
from builder.site.pages.embed import build_embed, embed_shell
from builder.site.stamping import stamp_page
from tests.atlas.editions import make_edition
from tests.site.test_home import FILES, settings_of


def stamped(code: str) -> tuple[str, str]:
    """The address and the whole page in a language."""
    edition, language = make_edition(), load_language(code)
    site_map = SiteMap(city=edition.city)
    composed = compose_map(edition.city, language, MapFiles(basemap_uri=FILES.basemap_uri, areas_uri=""))
    page = build_embed(edition, site_map, language, FILES, composed)
    return page.uri, stamp_page(page, embed_shell(language, FILES.assets_uri), site_map).decode()


@pytest.mark.parametrize(
    ("code", "uri", "root", "direction"), [("nl", "embed/", "../", "ltr"), ("ar", "embed/ar/", "../../", "rtl")]
)
def test_each_language_has_one_in_the_folder_for_frames(code: str, uri: str, root: str, direction: str) -> None:
    address, html = stamped(code)
    assert address == uri
    assert f'<html lang="{code}" dir="{direction}"' in html
    assert f'src="{root}assets/vk-1/parts/embed.js"' in html
    assert f'data-vk-root="{root}"' in html
    assert "@@vk:" not in html


def test_only_that_folder_may_be_framed() -> None:
    assert host_policy("embed/ar/index.html") == IN_ALL_FRAMES
    assert host_policy("index.html") == NOT_IN_FRAMES
    assert host_policy("ar/index.html") == NOT_IN_FRAMES


def test_it_has_the_policy_of_a_map_and_opens_links_beside_the_frame() -> None:
    _, html = stamped("nl")
    assert re.search(r"trusted-types [\w-]+ default\b", html)
    assert '<base target="_blank">' in html
    assert re.search(r'<meta name="robots" content="noindex">', html)
    assert " style=" not in html


def test_it_holds_no_story() -> None:
    edition = make_edition()
    _, html = stamped("nl")
    for story in edition.stories:
        assert story.version_in("nl").title not in html


def test_it_has_the_files_and_words_of_home() -> None:
    edition, language = make_edition(), load_language("ar")
    site_map = SiteMap(city=edition.city)
    composed = compose_map(edition.city, language, MapFiles(basemap_uri=FILES.basemap_uri, areas_uri=""))
    settings = settings_of(build_embed(edition, site_map, language, FILES, composed))
    assert settings["home"] == "ar/"
    assert settings["embed"] == "embed/ar/"
    assert settings["stories"] == FILES.stories_uri
