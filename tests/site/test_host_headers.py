"""The headers of a host: the same in the code, in the guide and on the small server."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builder.site.host_headers import apache_file, cache_rule, headers_file, host_headers, nginx_file

GUIDE = Path(__file__).parents[2] / "builder" / "docs" / "hosting.md"
FILES = {"_headers": headers_file(), ".htaccess": apache_file(), "nginx": nginx_file()}


def test_only_pages_that_are_meant_for_it_may_be_framed() -> None:
    framing = "Content-Security-Policy"
    assert host_headers("")[framing] == host_headers("verhalen/a/b/")[framing] == "frame-ancestors 'none'"
    assert host_headers("embed/centrum/")[framing] == "frame-ancestors *"
    assert host_headers("assets/data/basemap.svg")[framing].startswith("default-src 'none'; script-src 'self'")
    assert host_headers("assets/data/basemap.svg")[framing].endswith("frame-ancestors 'none'")


def test_what_holds_a_story_is_asked_for_each_time() -> None:
    stories = ("", "verhalen/a/b/", "media/a.webp", "assets/search/1.json", "feed.xml", "withdrawn.json")
    assert {cache_rule(path) for path in stories} == {"no-cache"}
    assert "immutable" in cache_rule("assets/vk-0123456789ab/css/site.css")


def test_no_header_weakens_a_policy() -> None:
    assert "unsafe-" not in "".join(FILES.values())


@pytest.mark.parametrize("host", FILES)
def test_the_guide_has_the_text_of_the_code(host: str) -> None:
    blocks = re.findall(r"^```(?:text|apache|nginx)\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert FILES[host] in blocks
