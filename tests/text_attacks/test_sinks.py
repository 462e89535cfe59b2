"""Every text in every field and every sink of the real site, in a real browser with the policy off: nothing happens."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import BrowserContext

from builder.languages.language import load_language
from builder.site.assets import scheme_script
from tests.nightly import examples
from tests.text_attacks.city import ALL_IN_ONE, SINKABLE
from tests.text_attacks.conftest import Attacked
from tests.text_attacks.witness import Witness

Watched = tuple[BrowserContext, Witness]
FRAMES_AT_ONCE = 40
LOOK = """
async ({ addresses, own }) => {
  // What a text may never become, whatever else happens: these are also found when nothing sets them off.
  const look = (page) => {
    const bad = [];
    for (const element of page.querySelectorAll("*")) {
      const names = element.getAttributeNames();
      const isOfMap = element.closest(".leaflet-container") !== null; // Leaflet places its parts by their style
      const known = ["srcdoc", "ping", "formaction", ...(isOfMap ? [] : ["style"])];
      const runs = (name) => /^on/i.test(name) || known.includes(name);
      if (names.some(runs)) bad.push(element);
      if (element.matches("iframe, object, embed")) bad.push(element);
      if (element.matches("script:not([src]):not([type*=json])") && element.textContent !== own) bad.push(element);
      if (element.matches("base[href], base:not([target=_blank]), style, math, foreignObject")) bad.push(element);
      if (element.matches("a[href]") && !/^(https?|mailto):$/.test(element.protocol)) bad.push(element);
      if (element.matches("a[href]") && /^https?:$/.test(element.protocol) && element.host !== location.host &&
        !(element.rel.includes("noopener") && element.rel.includes("external"))) bad.push(element);
      if (element.matches("img, audio, video, source, script[src]") && (element.currentSrc || element.src)) {
        if (new URL(element.currentSrc || element.src).host !== location.host) bad.push(element);
      }
    }
    return bad.map((element) => element.outerHTML.slice(0, 200));
  };
  const found = [];
  document.body.replaceChildren();
  await Promise.all(addresses.map((address) => new Promise((resolve) => {
    const frame = document.createElement("iframe");
    frame.addEventListener("load", () => {
      const page = frame.contentDocument;
      if (!page?.querySelector("h1")) found.push([address, "no page"]);
      else found.push(...look(page).map((each) => [address, each]));
      const poked = frame.contentWindow.vkPoke();
      if (poked > 1) found.push([address, `${poked} things to set off`]); // one is the mail address at the foot
      resolve();
    }, { once: true });
    frame.src = address;
    document.body.append(frame);
  })));
  return found;
}
"""


def pages_of(attacked: Attacked) -> list[str]:
    """The addresses to open: every kind of page, and at night every page."""
    uris = sorted(path.relative_to(attacked.folder).as_posix() for path in attacked.folder.rglob("*.html"))
    step = examples(ci=41, nightly=1)
    kept = [uri for index, uri in enumerate(uris) if index % step == 0 or uri.count("/") < 2 or ALL_IN_ONE in uri]
    return [uri.removesuffix("index.html") for uri in kept]


def test_the_site_had_its_policies_before_they_were_taken_off(attacked: Attacked) -> None:
    pages = list(attacked.folder.rglob("*.html"))
    assert len(pages) == attacked.policies > 1500
    assert not any(b"Content-Security-Policy" in path.read_bytes() for path in pages[:50])


def test_no_page_of_the_site_runs_or_asks(watched: Watched, bare_address: str, attacked: Attacked) -> None:
    page = watched[0].new_page()
    page.goto(bare_address + "robots.txt")
    uris = pages_of(attacked)
    found = []
    for start in range(0, len(uris), FRAMES_AT_ONCE):
        addresses = [bare_address + uri for uri in uris[start : start + FRAMES_AT_ONCE]]
        found += page.evaluate(LOOK, {"addresses": addresses, "own": scheme_script()})
    assert found == []


USE_HOME = """
async ({ texts, step, busy }) => {
  const pause = () => new Promise((resolve) => setTimeout(resolve));
  const find = (part) => document.querySelector(`[data-part="${part}"]`);
  const found = { cards: 0, sheets: 0, choices: 0, asked: 0, empty: 0, titles: [] };
  const go = async (query) => {
    const before = find("status").textContent;
    history.replaceState(null, "", location.pathname + query);
    dispatchEvent(new PopStateEvent("popstate"));
    const waits = new Set([before, busy]);
    for (let turn = 0; turn < 400 && query.startsWith("?q") && waits.has(find("status").textContent); turn += 1) {
      await pause();
    }
    await pause();
  };
  const last = () => document.querySelector("[data-story]:last-child")?.getAttribute("aria-posinset");
  for (let isMore = true; isMore; ) { // the list is a window on all stories
    for (const card of document.querySelectorAll("[data-story]")) {
      if (Number(card.getAttribute("aria-posinset")) !== found.cards + 1) continue;
      found.cards += 1;
      if ((found.cards - 1) % step !== 0) continue;
      card.querySelector('[data-slot="pin"]').click();
      await pause();
      found.sheets += Number(!find("story-sheet").hidden);
      found.titles.push(find("story-sheet").querySelector('[data-slot="title"]').textContent);
    }
    const end = last();
    find("story-list-more").click();
    for (let wait = 0; wait < 500 && last() === end && !find("story-list-more").hidden; wait += 1) await pause();
    isMore = last() !== end;
  }
  find("story-sheet").querySelector('[data-slot="close"]').click();
  for (const group of document.querySelectorAll('[data-part="filters-groups"] details')) group.open = true;
  for (const text of texts) {
    const typed = encodeURIComponent(text);
    await go("");
    await go(`?q=${typed}`);
    found.empty += Number(!find("empty-result").hidden);
    await go(`?theme=${typed}&emotion=${typed}&story=${typed}&view=${typed}`);
    found.asked += 1;
  }
  await go("");
  for (let turn = 0; turn < 20 && find("story-sheet").hidden; turn += 1) {
    const fan = document.querySelector(".leaflet-marker-icon");
    fan?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  const choices = [...document.querySelectorAll('[data-slot="choices"] button')];
  for (const choice of choices) {
    choice.click();
    await pause();
  }
  found.choices = choices.length;
  window.vkPoke();
  return found;
}
"""


@pytest.mark.parametrize("prefix", ["", "ar/"], ids=["nl", "ar"])
def test_map_cards_search_and_filters_run_nothing(
    watched: Watched, bare_address: str, attacked: Attacked, prefix: str
) -> None:
    page = watched[0].new_page()
    page.goto(bare_address + prefix)
    page.locator('[data-ready="true"]').wait_for()
    every = examples(ci=29, nightly=1)
    texts = [attack.text for attack in SINKABLE[:: examples(ci=31, nightly=1)]]
    texts += ['"><qzxjvwk>', "'}</qzxjvwk//"]  # of a word that no story has, so that nothing is found
    busy = load_language(prefix.rstrip("/") or "nl").gettext("Searching…")
    found = page.evaluate(USE_HOME, {"texts": texts, "step": every, "busy": busy})
    expected = [story.version_in(prefix.rstrip("/") or "nl").title for story in attacked.edition.stories]
    assert found["cards"] == len(expected)
    assert found["titles"] == expected[::every]
    assert found["sheets"] == len(found["titles"])
    assert found["asked"] == len(texts)
    assert found["empty"] > 0
    assert found["choices"] > 10


def test_an_attack_in_the_address_runs_nothing(watched: Watched, bare_address: str) -> None:
    page = watched[0].new_page()
    for attack in SINKABLE[:: examples(ci=157, nightly=4)]:
        text = quote(attack.text[:1500], safe="")
        for uri in (f"?q={text}#{text}", f"ar/?q={text}&theme={text}", f"stories/w0/s0/?{text}#{text}"):
            page.goto(bare_address + uri)
    page.locator("h1").wait_for()


def test_the_page_for_what_is_not_there_does_not_repeat_the_address(
    watched: Watched, bare_address: str, attacked: Attacked, witness: Witness
) -> None:
    page = watched[0].new_page()
    for attack in SINKABLE[:: examples(ci=157, nightly=3)]:
        answer = page.goto(bare_address + quote(attack.text[:1500], safe="") + "/x")
        assert answer is not None
        assert answer.status == 404
        assert answer.body() == (attacked.folder / "404.html").read_bytes()
    assert witness.missed, "the server said so"
    witness.missed.clear()


@pytest.mark.parametrize("uri", ["feed.xml", "ar/feed.xml", "stories.geojson", "sitemap.xml", "stories/w0/weg/"])
def test_a_file_for_other_programs_runs_nothing_when_it_is_opened(
    watched: Watched, bare_address: str, uri: str
) -> None:
    page = watched[0].new_page()
    page.goto(bare_address + uri)
    page.evaluate("window.vkPoke()")
    assert page.evaluate("document.documentElement.textContent.length") > 100
