"""The policy of a page: what is in it, what never is, and what the city's settings may add."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.errors import UsageError
from builder.model.public import PublicCity
from builder.model.settings import Basemap, BasemapKind
from builder.site.addresses import SiteMap
from builder.site.content_policy import InlineCode, content_policy, find_inline, referrer_rule, stamped_policy
from builder.site.stamping import Shell, stamp_page
from builder.site.trusted_pages import finish_trusted_page
from tests.atlas.editions import CITY
from tests.site.test_stamping import PAGE

NOTHING = InlineCode()
HASH_OF_ALERT = "'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='"
"""Of `alert(1)`: `printf %s 'alert(1)' | openssl dgst -sha256 -binary | base64`."""


def with_tiles(tiles: str) -> PublicCity:
    return replace(CITY, basemap=Basemap(kind=BasemapKind.TILES, tiles=tiles))


def directives(policy: str) -> dict[str, list[str]]:
    rules = [rule.split() for rule in policy.split("; ")]
    return {name: sources for name, *sources in rules}


def test_a_page_gets_what_is_ours_and_nothing_else() -> None:
    assert content_policy(NOTHING) == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
        " media-src 'self'; worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none';"
        " form-action 'self'; require-trusted-types-for 'script'; trusted-types vk-offline"
    )


def test_inline_code_is_let_through_by_its_hash_and_data_needs_none() -> None:
    found = find_inline(
        "<script>alert(1)</script><script src='a.js'></script><style>p{}</style>"
        '<script type="application/ld+json">{"a":1}</script><script type="module">alert(1)</script>'
    )
    assert found.script_hashes == (HASH_OF_ALERT,)
    assert len(found.style_hashes) == 1
    rules = directives(content_policy(found))
    assert rules["script-src"] == ["'self'", HASH_OF_ALERT]
    assert rules["style-src"] == ["'self'", *found.style_hashes]


@pytest.mark.parametrize("attribute", ['style="color:red"', 'onclick="x()"', "ONLOAD=x"])
def test_an_attribute_that_runs_or_paints_is_found_with_its_line(attribute: str) -> None:
    assert find_inline(f"<p>\n<b {attribute}>x</b>").attribute_lines == (2,)


@pytest.mark.parametrize(
    ("tiles", "origins"),
    [
        ("OpenStreetMap.Mapnik", ["https://tile.openstreetmap.org"]),
        ("OpenTopoMap", [f"https://{each}.tile.opentopomap.org" for each in "abc"]),
        ("https://tiles.example:8443/{z}/{x}/{y}.png", ["https://tiles.example:8443"]),
        (
            "https://{s}.tiles.example/{z}/{x}/{y}.png",
            ["https://a.tiles.example", "https://b.tiles.example", "https://c.tiles.example"],
        ),
        ("https://a.example;script-src */{z}/{x}/{y}", []),
    ],
)
def test_tiles_are_let_in_from_the_settings_on_the_map_only(tiles: str, origins: list[str]) -> None:
    city = with_tiles(tiles)
    home = directives(stamped_policy(city, NOTHING, has_map=True))
    assert home["img-src"] == ["'self'", *origins]
    story = directives(stamped_policy(city, NOTHING, has_map=False))
    assert story["img-src"] == ["'self'"]
    assert {name for name in home if home[name] != story[name]} <= {"img-src", "trusted-types"}


def test_a_drawn_map_asks_nobody_and_tells_nobody() -> None:
    assert "http" not in stamped_policy(CITY, NOTHING, has_map=True)
    assert referrer_rule(CITY, has_map=True) == "no-referrer"
    assert referrer_rule(with_tiles("OpenStreetMap.Mapnik"), has_map=False) == "no-referrer"
    assert referrer_rule(with_tiles("OpenStreetMap.Mapnik"), has_map=True) == "strict-origin"


def test_a_script_in_the_text_of_a_story_gets_no_hash() -> None:
    shell = Shell.cut("<head>@@vk:policy@@</head><script>theme()</script>@@vk:content@@")
    page = replace(PAGE, content_html="<script>alert(1)</script>")
    stamped = stamp_page(page, shell, SiteMap(city=CITY)).decode()
    policy = stamped.partition("</head>")[0]
    assert policy.count("sha256-") == 1
    assert HASH_OF_ALERT not in policy


def test_a_trusted_page_keeps_its_table_and_its_links_get_their_rel() -> None:
    html = finish_trusted_page(
        '<head>@@vk:policy@@ @@vk:referrer@@</head><td style="text-align: right;">1</td><a href="https://x.example">x</a>'
        '<a href="../over/">o</a><a href="https://y.example" rel="me">y</a> @@vk:policy@@',
        CITY,
        "over.md",
    )
    assert '<td class="vk-prose__right">' in html
    assert '<a rel="noopener external" href="https://x.example">' in html
    assert '<a href="../over/">' in html
    assert '<a href="https://y.example" rel="me">' in html
    assert "img-src 'self' data:;" in html
    assert html.endswith("@@vk:policy@@"), "only the first token is ours"


def test_a_trusted_page_with_a_style_or_a_handler_is_refused() -> None:
    with pytest.raises(UsageError, match="page-inline"):
        finish_trusted_page('<p onclick="x()">', CITY, "over.md")


def with_archive(archive: str) -> PublicCity:
    return replace(CITY, basemap=Basemap(kind=BasemapKind.PMTILES, archive=archive))


def test_a_map_in_one_file_elsewhere_is_let_in_by_the_name_of_its_host_on_the_map_only() -> None:
    city = with_archive("https://kaart.example:8443/van/ons/stad.pmtiles")
    on_map = directives(stamped_policy(city, NOTHING, has_map=True))
    assert on_map["connect-src"] == ["'self'", "https://kaart.example:8443"]
    assert on_map["img-src"] == ["'self'"]
    assert directives(stamped_policy(city, NOTHING, has_map=False))["connect-src"] == ["'self'"]
    assert referrer_rule(city, has_map=True) == "no-referrer"


@pytest.mark.parametrize("archive", ["stad.pmtiles", "https://kaart.example; script-src */stad.pmtiles"])
def test_a_map_in_one_file_of_the_site_lets_in_nobody(archive: str) -> None:
    assert directives(stamped_policy(with_archive(archive), NOTHING, has_map=True))["connect-src"] == ["'self'"]
