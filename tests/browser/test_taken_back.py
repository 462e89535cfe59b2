"""A browser that holds a story when it is taken back: open tabs, workers that hand over, hosts that lag behind."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.keeping_host import (
    STORY,
    STORY_ID,
    TITLE,
    TITLES,
    Cities,
    Host,
    close_surely,
    is_shown,
    outdated,
    serve,
    wait_until,
    wait_until_up_to_date,
)
from tests.tools.browser_tools import CHROMIUM_FLAGS, find_chromium

WORKSHOP = "workshops/2019-tafel/"
STORES = "JSON.stringify([{...sessionStorage}, {...localStorage}, history.state, document.title])"
SLOW_PICTURE = """addEventListener('DOMContentLoaded', () => {
  const slow = new Image();
  slow.src = '/assets/data/never.svg';
  document.body.append(slow);
})"""
COME_BACK = "document.dispatchEvent(new Event('visibilitychange'))"


@pytest.fixture
def host(cities: Cities) -> Iterator[Host]:
    """The city with the story, served."""
    yield from serve(Host(site=cities.before))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One visitor, whose browser keeps the site."""
    made = browser.new_context(reduced_motion="reduce")
    made.set_default_timeout(15_000)
    yield made
    close_surely(made)


def visit(page: Page, host: Host, uri: str = "") -> Page:
    """Opens a page and waits until a worker keeps it."""
    page.goto(host.address + uri)
    wait_until(page, "() => navigator.serviceWorker.controller !== null")
    page.wait_for_load_state("networkidle")
    wait_until(page, "async (path) => (await caches.match(path)) !== undefined", f"/{uri.partition('?')[0]}")
    return page


def is_dropped(page: Page) -> None:
    """The page shows the story no more, within some seconds."""
    for _ in range(100):
        page.wait_for_timeout(100)
        if not is_shown(page):
            return
    pytest.fail(f"still shown at {page.url}")


def shows_nothing_offline(page: Page, host: Host, uris: tuple[str, ...]) -> None:
    host.is_down = True
    for uri in uris:
        page.goto(host.address + uri)
        page.wait_for_timeout(1500)
        assert not any(title in page.content() for title in TITLES), f"still shown without a connection: {uri}"


@pytest.mark.parametrize("uri", [f"embed/?story={STORY_ID}", "embed/fr/?view=list"])
def test_the_page_for_frames_drops_it(uri: str, host: Host, cities: Cities, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(host.address + uri)
    expect(page.locator('[data-part="embed"]')).to_have_attribute("data-ready", "true")
    assert any(title in page.content() for title in TITLES)
    host.site = cities.after
    page.clock.fast_forward(60_000)
    page.evaluate(COME_BACK)
    is_dropped(page)


def test_the_answers_drop_what_the_city_answered_to_it(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    visit(page, host, "what-happened/")
    expect(page.locator("main, #vk-content").first).to_contain_text("Er komt een lamp onder de brug")
    host.site = cities.after
    page.clock.fast_forward(60_000)
    page.evaluate(COME_BACK)
    expect(page.locator("body")).not_to_contain_text("Er komt een lamp onder de brug")


@pytest.mark.parametrize("event", ["online", "focus"])
def test_a_page_in_sight_asks_when_the_connection_or_the_visitor_is_back(
    event: str, host: Host, cities: Cities, context: BrowserContext
) -> None:
    page = context.new_page()
    page.clock.install()
    visit(page, host, STORY)
    host.is_down = True
    page.clock.fast_forward(60_000)
    page.evaluate(COME_BACK)
    page.wait_for_timeout(500)
    host.is_down, host.site = False, cities.after
    page.evaluate(f"dispatchEvent(new Event('{event}'))")
    is_dropped(page)


def test_a_tab_in_sight_hands_nothing_on_when_the_host_still_has_the_old_files(
    host: Host, cities: Cities, context: BrowserContext
) -> None:
    tab, other = visit(context.new_page(), host), context.new_page()
    visit(tab, host)
    host.site, host.leftovers = cities.after, cities.before
    other.goto(f"{host.address}over/")
    wait_until(other, "async () => (await navigator.serviceWorker.getRegistration()).active && true")
    is_dropped(tab)
    tab.wait_for_load_state("networkidle")
    other.wait_for_timeout(1500)
    wait_until_up_to_date(other, cities.after)


def test_a_page_that_was_copied_last_is_not_kept(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = visit(context.new_page(), host, WORKSHOP)
    host.site = {**cities.after, f"{WORKSHOP}index.html": cities.before[f"{WORKSHOP}index.html"]}
    page.goto(host.address + WORKSHOP)
    is_dropped(page)
    page.wait_for_timeout(3000)
    page.wait_for_load_state("networkidle")
    shows_nothing_offline(page, host, (WORKSHOP,))
    assert outdated(page, cities.after) == []


def test_a_map_that_was_copied_last_leaves_nothing_behind(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = visit(context.new_page(), host)
    host.site, host.leftovers = {**cities.after, "index.html": cities.before["index.html"]}, cities.before
    page.goto(host.address)
    is_dropped(page)
    page.wait_for_timeout(4000)
    page.wait_for_load_state("networkidle")
    host.site = cities.after
    page.goto(f"{host.address}over/")
    wait_until_up_to_date(page, cities.after)


def test_put_back_and_taken_back_again(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = visit(context.new_page(), host, STORY)
    for site in (cities.after, cities.before, cities.after):
        host.site = site
        page.goto(f"{host.address}over/")
        wait_until_up_to_date(page, site)
        page.goto(host.address + STORY)
        expect(page.locator("h1")).to_contain_text(TITLE if site is cities.before else "teruggetrokken")
        page.wait_for_load_state("networkidle")
    wait_until_up_to_date(page, cities.after)
    shows_nothing_offline(page, host, (f"fr/{STORY}",))
    expect(page.locator('[data-part="offline"]')).to_be_visible()


def test_a_list_that_is_opened_by_itself_is_not_kept(host: Host, context: BrowserContext) -> None:
    page = visit(context.new_page(), host)
    for uri in ("stories.geojson", "feed.xml"):
        page.evaluate("async (uri) => await (await fetch(uri)).text()", f"/{uri}")
    page.wait_for_timeout(500)
    assert not page.evaluate(
        "async () => (await caches.match('/feed.xml')) ?? (await caches.match('/stories.geojson'))"
    )


def test_a_screen_that_is_never_left_drops_it_too(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    page.goto(f"{host.address}embed/?view=list")
    expect(page.locator('[data-part="embed"]')).to_have_attribute("data-ready", "true")
    host.site = cities.after
    page.clock.fast_forward(60_000)
    page.wait_for_timeout(300)
    assert is_shown(page)
    page.clock.fast_forward(15 * 60_000)
    is_dropped(page)


def test_neither_the_list_nor_the_next_worker_can_be_had(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = visit(context.new_page(), host, STORY)
    host.site = cities.after
    font = next(path for path in cities.after if path.endswith("fraunces-everyday.woff2"))
    host.statuses = {"withdrawn.json": 500, font: 500}
    page.goto(f"{host.address}over/")
    wait_until_up_to_date(page, cities.after)
    shows_nothing_offline(page, host, (STORY, ""))


def test_a_full_disk_keeps_the_list_from_no_open_page(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    visit(page, host, STORY)
    visit(page, host, STORY)
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.address.rstrip("/"), "quotaSize": 1})
    host.site = cities.after
    page.clock.fast_forward(60_000)
    page.evaluate(COME_BACK)
    is_dropped(page)


@pytest.fixture
def returning(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor whose browser keeps whole pages for the back button, as browsers do and Playwright does not."""
    keeping = browser.browser_type.launch(
        executable_path=find_chromium(),
        args=list(CHROMIUM_FLAGS),
        ignore_default_args=["--disable-back-forward-cache"],
    )
    made = keeping.new_context(reduced_motion="reduce")
    made.set_default_timeout(15_000)
    made.add_init_script("addEventListener('pageshow', (event) => { globalThis.wasKept = event.persisted; })")
    yield made
    keeping.close()


@pytest.mark.parametrize("uri", [f"?story={STORY_ID}", "embed/?view=list"])
def test_a_page_kept_for_the_back_button_drops_it(
    uri: str, host: Host, cities: Cities, returning: BrowserContext
) -> None:
    page = visit(returning.new_page(), host)
    page.goto(host.address + uri)
    page.wait_for_load_state("networkidle")
    page.evaluate("globalThis.mark = 'the same page'")
    page.goto(f"{host.address}over/")
    page.wait_for_timeout(2500)  # it has looked for another worker: that would throw the kept page away
    host.site = cities.after
    host.gates = {"withdrawn.json": threading.Event()}
    page.evaluate("history.back()")
    page.wait_for_timeout(500)
    assert page.evaluate("[globalThis.wasKept, globalThis.mark]") == [True, "the same page"]
    host.gates["withdrawn.json"].set()
    is_dropped(page)
    wait_until_up_to_date(page, cities.after)


def test_nothing_of_it_stands_in_the_storage_of_the_tab(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = context.new_page()
    page.clock.install()
    visit(page, host, STORY)
    host.site = cities.after
    page.clock.fast_forward(60_000)
    page.evaluate(COME_BACK)
    is_dropped(page)
    assert "brug" not in page.evaluate(STORES)


def test_a_page_that_never_stops_loading_asks_all_the_same(host: Host, cities: Cities, context: BrowserContext) -> None:
    page = visit(context.new_page(), host, STORY)
    host.site = cities.after
    host.asked.clear()
    host.gates = {"sw.js": threading.Event(), "assets/data/never.svg": threading.Event()}
    page.add_init_script(SLOW_PICTURE)
    page.goto(f"{host.address}over/", wait_until="commit")
    page.wait_for_timeout(9000)
    assert "withdrawn.json" in host.asked
    wait_until_up_to_date(page, cities.after)


def test_a_page_that_was_on_its_way_is_not_kept(host: Host, cities: Cities, context: BrowserContext) -> None:
    tab, other = visit(context.new_page(), host), context.new_page()
    visit(tab, host)
    gate = host.gates[f"{STORY}index.html"] = threading.Event()
    tab.evaluate("(uri) => void fetch(uri)", f"/{STORY}")
    tab.wait_for_timeout(500)
    host.site = cities.after
    other.goto(f"{host.address}over/")
    other.wait_for_timeout(1500)
    gate.set()
    wait_until_up_to_date(other, cities.after)
    other.wait_for_timeout(1000)
    assert outdated(other, cities.after) == []
