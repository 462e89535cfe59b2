"""The content policy in a real browser: nothing that a visitor does breaks it, and it does stop a planted script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from builder.site.assets import scheme_script
from builder.site.code_hashes import hash_of
from builder.site.content_policy import InlineCode, find_inline
from tests.browser.conftest import DESK, PHONE, Watch
from tests.browser.test_accessibility import KINDS, uri_of
from tests.nightly import IS_NIGHTLY

LISTEN = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`violation: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ""} ${event.sample}`);
});
"""
HTML = "text/html; charset=utf-8"
STORY_WITH_SOUND = "verhalen/2020-stenen-die-spreken/beiaard/"
VIEWS = {"light, nl": ("light", ""), "dark, ar": ("dark", "ar/")}
VIEWS |= {"dark, nl": ("dark", ""), "light, ar": ("light", "ar/")} if IS_NIGHTLY else {}
IN_VIEWS = pytest.mark.parametrize(("context", "prefix"), VIEWS.values(), ids=VIEWS, indirect=["context"])


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh browser that tells of every violation; in the end there was none, nor any other error."""
    made = browser.new_context(
        viewport={"width": DESK[0], "height": DESK[1]},
        color_scheme="dark" if getattr(request, "param", "light") == "dark" else "light",
        reduced_motion="reduce",
    )
    made.set_default_timeout(15_000)
    made.add_init_script(LISTEN)
    watch = Watch()
    watch.follow(made)
    yield made
    watch.leave()
    made.close()
    assert watch.problems == []
    assert watch.foreign == []


def test_every_published_page_has_its_policy_first_and_one_script_of_ours_in_it(demo_project: Path) -> None:
    pages = sorted((demo_project / "build" / "site").rglob("*.html"))
    assert len(pages) > 500
    ours = InlineCode(script_hashes=(hash_of(scheme_script()),))
    for path in pages:
        html = path.read_text("utf-8")
        head = html.partition("<head>")[2].lstrip()
        assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src \'none\';'), path
        assert "unsafe-" not in head.partition(">")[0]
        assert html.encode().index(b'<meta charset="utf-8">') < 1000, "browsers look for it in the first 1024 bytes"
        assert "@@vk:" not in html
        assert find_inline(html) == ours, path
        ways_out = re.findall(r'<a [^>]*\bhref="https?://[^>]*>', html)
        assert [way for way in ways_out if 'rel="noopener external' not in way] == [], path


def test_no_drawing_has_a_style_or_a_script(demo_project: Path) -> None:
    drawings = sorted((demo_project / "build" / "site").rglob("*.svg"))
    assert len(drawings) > 4
    assert [path for path in drawings if find_inline(path.read_text("utf-8")) != InlineCode()] == []


@IN_VIEWS
def test_no_kind_of_page_breaks_its_policy(context: BrowserContext, address: str, prefix: str) -> None:
    page = context.new_page()
    for kind in KINDS:
        page.goto(address + uri_of(kind, prefix))
        if kind.startswith("home"):
            page.locator('[data-ready="true"]').wait_for()
        assert page.locator('meta[http-equiv="Content-Security-Policy"]').count() == 1
        if kind != "frame":  # it has no header
            page.locator('[data-part="scheme-switch"]').click()


@IN_VIEWS
def test_what_a_visitor_does_breaks_no_policy(context: BrowserContext, address: str, prefix: str) -> None:
    context.grant_permissions(["geolocation", "clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    context.set_geolocation({"latitude": 51.025, "longitude": 4.475})
    page = context.new_page()
    page.goto(address + prefix)
    use_the_map(page)
    use_the_search(page)
    hear_and_share(page, address + prefix + STORY_WITH_SOUND)
    page.locator('[data-part="language-menu"] summary').click()
    page.locator('[data-part="language-menu"] a[hreflang="fr"]').click()
    page.wait_for_url("**/fr/**")
    page.locator('[data-part="scheme-switch"]').click()


def use_the_map(page: Page) -> None:
    """Zooms, drags, opens a card, switches the neighbourhoods on."""
    page.locator(".leaflet-marker-icon").first.wait_for()
    page.locator(".leaflet-control-zoom-in").click()
    box = page.locator(".leaflet-container").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 300, box["y"] + 300)
    page.mouse.down()
    page.mouse.move(box["x"] + 380, box["y"] + 360, steps=3)
    page.mouse.up()
    page.locator(".leaflet-control-layers input").first.check()
    expect(page.locator(".leaflet-overlay-pane path").first).to_be_attached()
    page.locator('[data-part="story-list-items"] [data-slot="pin"]').first.click()
    expect(page.locator('[data-part="story-sheet"]')).to_be_visible()
    page.keyboard.press("Escape")
    page.locator('[data-part="near"]').click()


def use_the_search(page: Page) -> None:
    """Types, chooses a feeling and a theme, clears, finds nothing."""
    status = page.locator('[data-part="status"]')
    page.locator("#vk-search-text").fill("water")
    expect(status).to_have_text(re.compile(r"\d.*\d"))
    page.locator('[data-part="filters-emotions"] button').first.click()
    page.locator('[data-part="filters-more"] > summary').click()
    page.locator('[data-part="filters-groups"] summary').first.click()
    page.locator('[data-part="filters-groups"] input').first.check()
    page.locator("#vk-search-text").fill("xyzzyqwv")
    expect(page.locator('[data-part="empty-result"]')).to_be_visible()


def hear_and_share(page: Page, uri: str) -> None:
    """Plays the sound of a story and presses its share button."""
    page.goto(uri)
    page.wait_for_load_state("networkidle")
    player = page.locator("audio").first
    player.evaluate("async player => { player.muted = true; await player.play(); player.pause(); }")
    assert player.evaluate("player => player.error === null && player.duration > 0")
    share = page.locator('[data-part="share"] button')
    if share.first.is_visible():
        share.first.click()


def test_a_phone_breaks_no_policy(context: BrowserContext, browser: Browser, address: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(address)
    page.locator('[data-view-choice="list"]').click()
    page.locator('[data-part="menu-button"]').click()


PLANTED = {
    "an inline script": "<script>window.planted = true</script>",
    "a handler": '<img src="x" onerror="window.planted = true">',
    "a script of another host": '<script src="https://elsewhere.example/x.js"></script>',
    "a frame": '<iframe srcdoc="<script>parent.planted = true</script>"></iframe>',
    "a base": '<base href="https://elsewhere.example/"><img src="y">',
    "a picture of another host": '<img src="https://elsewhere.example/x.png">',
    "a style": "<style>body { color: red } </style>",
    "a style attribute": '<p style="background: url(https://elsewhere.example/z)">x</p>',
    "an object": '<object data="https://elsewhere.example/x"></object>',
}


def test_what_is_planted_is_stopped(browser: Browser, address: str, demo_project: Path) -> None:
    html = (demo_project / "build" / "site" / STORY_WITH_SOUND / "index.html").read_text("utf-8")
    context = browser.new_context()
    said: list[str] = []
    reached: list[str] = []
    bodies: list[str] = []
    context.on("console", lambda message: said.append(message.text))

    def reach(route: Route) -> None:
        reached.append(route.request.url)
        route.abort()

    def answer(route: Route) -> None:
        route.fulfill(body=bodies[-1], content_type=HTML)

    context.route("https://elsewhere.example/**", reach)
    context.route(address + STORY_WITH_SOUND, answer)
    page = context.new_page()
    unstopped = []
    for name, planted in PLANTED.items():
        said.clear()
        bodies.append(html.replace("<h1", f"{planted}<h1", 1))
        page.goto(address + STORY_WITH_SOUND)
        is_told = any("Content Security Policy" in text for text in said)
        if not is_told or page.evaluate("window.planted"):
            unstopped.append(name)
    context.close()
    assert unstopped == []
    assert reached == []


def test_a_string_of_a_stranger_does_not_become_markup(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.locator(".leaflet-marker-icon").first.wait_for()
    if not page.evaluate("'trustedTypes' in window"):
        pytest.fail("this Chromium has no Trusted Types; a newer one is needed to test them")
    answers = page.evaluate(
        """() => {
          const policy = trustedTypes.defaultPolicy;
          const asked = ["<img src=x onerror=y>", "<a href=\\"javascript:x\\">", "<svg/onload=x>", "plain", "<svg/>"];
          return asked.map((html) => String(policy.createHTML(html)));
        }"""
    )
    assert answers[:3] == ["", "", ""]
    assert answers[3:] == ["plain", "<svg/>"]
    page.close()
