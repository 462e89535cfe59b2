"""Visitors who wander: whatever they did when a story was taken back, one more visit of any page and it is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from tests.browser.keeping_host import (
    STORY,
    STORY_ID,
    Cities,
    Host,
    close_surely,
    is_shown,
    outdated,
    serve,
    wait_until_up_to_date,
)
from tests.nightly import examples

PAGES = (
    *("", "fr/", "en/", f"?story={STORY_ID}", "?q=brug&view=list", "fr/?q=pont", "embed/", "embed/?view=list"),
    *(STORY, f"fr/{STORY}", "stories/", "stories/2019-tafel/markt/", "workshops/2019-tafel/", "places/brug/"),
    *("themes/onderweg/", "what-happened/", "over/", "stories.geojson", "feed.xml", "is-er-niet/"),
)
LAST_PAGES = tuple(uri for uri in PAGES if uri.partition("?")[0].endswith("/") or uri.startswith("?") or not uri)
"""A feed or a list that is opened by itself runs no script of ours: there the next worker alone forgets."""
STEPS = examples(ci=9, nightly=18)
LOOK = "() => navigator.serviceWorker?.getRegistration().then((found) => void found?.update().catch(() => {}))"
A_WHILE_MS = 31_000


@dataclass(slots=True)
class Visitor:
    """Somebody with a browser that keeps the site, who does one thing after the other."""

    context: BrowserContext
    host: Host
    cities: Cities
    chance: Random
    tabs: list[Page] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    """What was done, for who has to find out why it went wrong."""

    @property
    def tab(self) -> Page:
        """The tab that is looked at: the last one."""
        return self.tabs[-1]

    def visit(self, uri: str) -> None:
        self.done.append(f"visit {uri or 'home'}")
        try:
            self.tab.goto(self.host.address + uri, wait_until="load", timeout=8000)
        except PlaywrightError:
            self.done.append("(not there)")
        self.tab.wait_for_timeout(self.chance.choice((100, 500, 1500)))

    def visit_any(self) -> None:
        self.visit(self.chance.choice(PAGES))

    def search(self) -> None:
        self.done.append("search")
        box = self.tab.locator("#vk-search-text")
        if box.count():
            box.fill(self.chance.choice(("brug", "beek", "smal")), timeout=2000)
            self.tab.wait_for_timeout(400)

    def open_tab(self) -> None:
        self.done.append("another tab")
        if len(self.tabs) < 3:
            self.tabs.append(self.context.new_page())
        self.visit_any()

    def switch_tab(self) -> None:
        self.done.append("the other tab")
        self.tabs.insert(0, self.tabs.pop())
        self.come_back(self.tab)

    def come_back(self, tab: Page) -> None:
        tab.clock.fast_forward(A_WHILE_MS)
        self.run(tab, "document.dispatchEvent(new Event('visibilitychange'))")

    def go_back(self) -> None:
        self.done.append("back")
        self.run(self.tab, "history.back()")
        self.tab.wait_for_timeout(500)

    def reload(self) -> None:
        self.done.append("reload")
        self.run(self.tab, "location.reload()")
        self.tab.wait_for_timeout(500)

    def lose_connection(self) -> None:
        self.done.append("no connection")
        self.host.is_down = True
        self.context.set_offline(True)

    def find_connection(self) -> None:
        self.done.append("a connection")
        self.host.is_down = False
        self.context.set_offline(False)

    def look_for_worker(self) -> None:
        self.done.append("look for the next worker")
        self.run(
            self.tab, "navigator.serviceWorker?.getRegistration().then((found) => void found?.update().catch(() => {}))"
        )
        self.tab.wait_for_timeout(600)

    def run(self, tab: Page, script: str) -> None:
        """Runs something in a page, which may be on its way to another one."""
        try:
            tab.evaluate(script)
        except PlaywrightError:
            self.done.append("(too late)")

    def withdraw(self) -> None:
        """The story is taken back: at once, by a host that keeps old files, or by one that is half done."""
        before, after = self.cities
        way = self.chance.choice(("at once", "old files stay", "half"))
        self.done.append(f"WITHDRAWN, {way}")
        self.host.site = after
        if way == "old files stay":
            self.host.leftovers = before
        if way == "half":
            changed = sorted(path for path in before.keys() | after.keys() if before.get(path) != after.get(path))
            late = self.chance.sample(changed, len(changed) // 2)
            kept = {path: before[path] for path in late if path in before}
            self.host.site = {path: content for path, content in after.items() if path not in late} | kept

    def step(self) -> None:
        """One thing of all that a visitor can do."""
        often: list[Callable[[], None]] = [self.visit_any] * 5 + [self.search] * 2 + [self.go_back] * 2
        seldom = [self.open_tab, self.switch_tab, self.reload, self.look_for_worker]
        connection = self.find_connection if self.host.is_down else self.lose_connection
        self.chance.choice([*often, *seldom, connection])()


@pytest.fixture
def host(cities: Cities) -> Iterator[Host]:
    """The city with the story, served."""
    yield from serve(Host(site=cities.before))


@pytest.mark.parametrize("seed", range(examples(ci=1, nightly=40)))
def test_after_one_more_visit_nothing_shows_it(seed: int, host: Host, cities: Cities, browser: Browser) -> None:
    context = browser.new_context(reduced_motion="reduce")
    context.set_default_timeout(15_000)
    context.clock.install()
    visitor = Visitor(context, host, cities, Random(seed), [context.new_page()])
    try:
        wander(visitor)
        is_gone(visitor)
    except BaseException as fault:
        fault.add_note("\n  ".join((f"seed {seed}:", *visitor.done)))
        raise
    finally:
        close_surely(context)


def wander(visitor: Visitor) -> None:
    """Somebody who reads the story, and does something else when it is taken back."""
    chance, moment = visitor.chance, visitor.chance.randrange(2, STEPS)
    visitor.visit("")
    visitor.tab.wait_for_timeout(2500)
    for step in range(STEPS):
        if step == moment:
            visitor.withdraw()
        visitor.step()
    visitor.find_connection()
    visitor.host.site = visitor.cities.after
    visitor.visit(chance.choice(LAST_PAGES))


def is_gone(visitor: Visitor) -> None:
    """Neither a cache nor a tab that is looked at again has it, and without a connection no page does."""
    last, now = visitor.tab, visitor.cities.after
    for tab in visitor.tabs:
        visitor.come_back(tab)
    last.wait_for_timeout(2500)
    wait_until_up_to_date(last, now)
    for tab in visitor.tabs:
        if tab.url.endswith((".xml", ".geojson")):
            continue  # a file that is opened by itself runs no script: a tab shows it until it is left
        for _ in range(100):
            if not is_shown(tab):
                break
            tab.wait_for_timeout(100)
        assert not is_shown(tab), tab.url
    last.wait_for_timeout(500)
    assert outdated(last, now) == []
    visitor.lose_connection()
    for uri in visitor.chance.sample(PAGES, examples(ci=5, nightly=12)):
        visitor.visit(uri)
        assert not is_shown(last), uri
