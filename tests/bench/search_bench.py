"""Searching in a browser: ours on its home page, Pagefind over Hugo's pages, Material's own; from cold, in turn."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench.browsing import Heaps, browser, fresh_page, median, open_until, pages_memory_mb
from tests.bench.compressed_server import Host, hosting
from tests.bench.plain_stories import PlainStory

READY = '[data-part="home"][data-ready="true"]'
OF_SEARCH = re.compile(r"/pagefind/|search|snowball|fold", re.IGNORECASE)
"""Paths of what is fetched for searching, ahead of a question too. Our facets need what the map needs: all of it."""
ASK_OURS = """async (text) => {
  const status = document.querySelector('[data-part="status"]');
  const input = document.querySelector('[data-part="search-box"] input');
  const before = status.textContent;
  const start = performance.now();
  const answered = new Promise((resolve, reject) => {
    const look = () => {
      if (status.textContent !== before && /\\d/.test(status.textContent)) resolve(performance.now());
    };
    new MutationObserver(look).observe(status, { childList: true, subtree: true, characterData: true });
    setTimeout(() => reject(new Error(`no answer: ${status.textContent}`)), 120000);
  });
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.form.requestSubmit();
  return (await answered) - start;
}"""
ASK_PAGEFIND = """async ([text, theme]) => {
  const start = performance.now();
  const pagefind = await import("/pagefind/pagefind.js");
  if (text === null) await pagefind.filters();
  const found = await pagefind.search(text, theme ? { filters: { theme } } : {});
  await Promise.all(found.results.slice(0, 5).map((result) => result.data()));
  if (!found.results.length) throw new Error("nothing found");
  return performance.now() - (text === null ? 0 : start);
}"""
ASK_MATERIAL = """async (text) => {
  const start = performance.now();
  const input = document.querySelector('[data-md-component="search-query"]');
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event("keyup", { bubbles: true }));
  const answered = new Promise((resolve, reject) => {
    const look = () => { if (document.querySelector(".md-search-result__item")) resolve(performance.now()); };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
    setTimeout(() => reject(new Error("no answer")), 120000);
  });
  return (await answered) - start;
}"""


Ask = Callable[[Page, Host, str], float]
"""Asks on a page of a host, and gives the milliseconds that it took."""
SEARCHERS = ("pagefind", "mkdocs")
"""The peers with a search of their own."""
BARE_PAGE = '<!doctype html><html lang="nl"><meta charset="utf-8"><title>ask</title></html>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One way to ask, of one engine: the middle of several visits."""

    ms: float
    kilobytes: float
    """Over the wire, from a static host that compresses text."""
    requests: int
    heap_mb: float
    """All JS heaps of the page and its workers."""
    memory_mb: float
    """Private memory of the page's process, more than before."""


def common_words(stories: Sequence[PlainStory]) -> tuple[str, str]:
    """A word that very many stories have, and a question of two words that many have; none of them a mere particle."""
    counted: Counter[str] = Counter()
    for story in stories[:1000]:
        counted.update(set(re.findall(r"[a-z]{6,}", story.body.casefold())))
    words = [word for word, _ in counted.most_common(60)]
    return words[0], f"{words[10]} {words[40]}"


def ask_ours(page: Page, host: Host, text: str) -> float:
    """Opens our home page, then asks in its box."""
    open_until(page, host.address, READY)
    return float(page.evaluate(ASK_OURS, text))


def facets_ours(page: Page, host: Host, theme: str) -> float:
    """Opens our home page with one theme chosen, until map and list show what is left and the facets count it."""
    return open_until(page, f"{host.address}?theme={theme}", READY)


def open_bare(page: Page, host: Host) -> None:
    """A page without anything: the policy of ours, in the frame of Hugo's pages, lets no WebAssembly run."""
    (host.folder / "ask.html").write_text(BARE_PAGE, "utf-8")
    page.goto(f"{host.address}ask.html", wait_until="load")


def ask_pagefind(page: Page, host: Host, text: str) -> float:
    """Asks Pagefind through its JS: first five results with their texts."""
    open_bare(page, host)
    return float(page.evaluate(ASK_PAGEFIND, [text, None]))


def facets_pagefind(page: Page, host: Host, theme: str) -> float:
    """Pagefind's facets with one theme chosen and no word, from the start of the visit like ours."""
    open_bare(page, host)
    return float(page.evaluate(ASK_PAGEFIND, [None, theme]))


def ask_material(page: Page, host: Host, text: str) -> float:
    """Opens the first page of MkDocs, then asks in its box."""
    page.goto(host.address, wait_until="load")
    return float(page.evaluate(ASK_MATERIAL, text))


def visit(opened: Browser, host: Host, ask: Ask, text: str) -> Answer:
    """One visit from cold, with one question."""
    with fresh_page(opened) as page:
        heaps = Heaps(page)
        before = pages_memory_mb(os.getpid())
        host.traffic.reset()
        ms = ask(page, host, text)
        page.wait_for_timeout(200)
        paths, sizes = list(host.traffic.paths), list(host.traffic.sizes)
        counted = [size for path, size in zip(paths, sizes, strict=True) if OF_SEARCH.search(path)]
        if ask is facets_ours:
            counted = sizes
        return Answer(
            ms=ms,
            kilobytes=sum(counted) / 1000,
            requests=len(counted),
            heap_mb=heaps.megabytes(page),
            memory_mb=pages_memory_mb(os.getpid()) - before,
        )


def measure_search(
    sites: dict[str, Path], stories: Sequence[PlainStory], rounds: int, *, is_short: bool = False
) -> dict[str, dict[str, Answer]]:
    """Way to ask → engine → answer; in short, the first way only.

    `sites`: `ours`, and of the peers those that were built.
    """
    word, two_words = common_words(stories)
    theme = stories[0].themes[0]
    asking: dict[str, Ask] = {"ours": ask_ours, "pagefind": ask_pagefind, "mkdocs": ask_material}
    facets: dict[str, Ask] = {"ours": facets_ours, "pagefind": facets_pagefind}
    ways: dict[str, tuple[dict[str, Ask], str]] = {
        f"a common word ({word})": (asking, word),
        f"two words ({two_words})": (asking, two_words),
        f"a theme, no word ({theme})": (facets, theme),
    }
    if is_short:
        ways = dict([*ways.items()][:1])
    with ExitStack() as stack:
        hosts = {name: stack.enter_context(hosting(folder)) for name, folder in sites.items()}
        opened = stack.enter_context(browser())
        return {
            way: ask_in_turn(opened, {name: hosts[name] for name in hosts if name in asks}, asks, text, rounds)
            for way, (asks, text) in ways.items()
        }


def ask_in_turn(
    opened: Browser,
    hosts: dict[str, Host],
    asks: dict[str, Ask],
    text: str,
    rounds: int,
) -> dict[str, Answer]:
    """Each engine once, then each again; the middle of what each took."""
    answers: dict[str, list[Answer]] = {name: [] for name in hosts}
    for _ in range(rounds):
        for name, host in hosts.items():
            answers[name].append(visit(opened, host, asks[name], text))
    return {name: middle_answer(found) for name, found in answers.items()}


def middle_answer(answers: Sequence[Answer]) -> Answer:
    """The median of each figure."""
    return Answer(
        ms=median([answer.ms for answer in answers]),
        kilobytes=median([answer.kilobytes for answer in answers]),
        requests=int(median([answer.requests for answer in answers])),
        heap_mb=median([answer.heap_mb for answer in answers]),
        memory_mb=median([answer.memory_mb for answer in answers]),
    )
