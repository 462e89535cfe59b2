"""A real browser for figures: headless Chromium, the memory of its pages, and how smoothly they move."""

from __future__ import annotations

import json
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.bench.measure import MB, family_of, memory_of
from tests.tools.browser_tools import CHROMIUM_FLAGS, find_chromium

VIEWPORT = {"width": 1280, "height": 800}
TIMEOUT_MS = 90_000
NOTE_FIRST_SIGHT = """selector => {
  const note = () => {
    if (window.__seen === undefined && document.querySelector(selector)) {
      window.__seen = NaN;
      requestAnimationFrame(() => requestAnimationFrame(() => { window.__seen = performance.now(); }));
    }
  };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true });
}"""
COUNT_FRAMES = """() => {
  window.__frames = [];
  const tick = (now) => { window.__frames.push(now); window.__counting = requestAnimationFrame(tick); };
  window.__counting = requestAnimationFrame(tick);
}"""
STOP_FRAMES = "() => { cancelAnimationFrame(window.__counting); return window.__frames; }"


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium, closed at the end."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        yield opened
        opened.close()


@contextmanager
def fresh_page(opened: Browser) -> Iterator[Page]:
    """A page that remembers nothing of the others."""
    context = opened.new_context(viewport=VIEWPORT, service_workers="block")  # type: ignore[arg-type]  # a plain dict
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    yield page
    context.close()


def open_until(page: Page, address: str, selector: str) -> float:
    """Milliseconds from the start of a visit until something is on the page and two frames were drawn after it."""
    page.add_init_script(f"({NOTE_FIRST_SIGHT})({json.dumps(selector)})")
    page.goto(address, wait_until="commit", timeout=TIMEOUT_MS)
    page.wait_for_function("() => window.__seen > 0", polling=50)
    return float(page.evaluate("() => window.__seen"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoothness:
    """How a page moves while it is dragged."""

    frames_per_s: float
    worst_ms: float
    """Between two frames, the longest but for one in twenty."""


def pan(page: Page, selector: str, rounds: int = 4) -> Smoothness:
    """Drags what a selector names to and fro, with a mouse."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + min(box["height"], VIEWPORT["height"] - box["y"]) / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(COUNT_FRAMES)
    for turn in range(rounds):
        page.mouse.move(x + (160 if turn % 2 == 0 else -160), y + 40 * (turn % 2), steps=60)
    stamps: list[float] = page.evaluate(STOP_FRAMES)
    page.mouse.up()
    gaps = sorted(later - earlier for earlier, later in pairwise(stamps))
    return Smoothness(
        frames_per_s=1000 * len(gaps) / (stamps[-1] - stamps[0]), worst_ms=gaps[int(0.95 * (len(gaps) - 1))]
    )


class Heaps:
    """The JS heaps of a page and its workers, through the protocol of the browser."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.workers: dict[str, str] = {}
        self.answers: dict[str, float] = {}
        self.session.on("Target.attachedToTarget", self.note_worker)
        self.session.on("Target.detachedFromTarget", self.forget_worker)
        self.session.on("Target.receivedMessageFromTarget", self.note_answer)
        # by messages, for the other way needs sessions that Playwright keeps to itself
        options = {"autoAttach": True, "waitForDebuggerOnStart": False, "flatten": False}
        self.session.send("Target.setAutoAttach", options)

    def note_worker(self, event: dict[str, Any]) -> None:
        """A worker started."""
        if event["targetInfo"]["type"] == "worker":
            self.workers[event["sessionId"]] = event["targetInfo"]["url"]

    def forget_worker(self, event: dict[str, Any]) -> None:
        """A worker ended."""
        self.workers.pop(event["sessionId"], None)

    def note_answer(self, event: dict[str, Any]) -> None:
        """A worker says how large its heap is."""
        message = json.loads(event["message"])
        if "usedSize" in message.get("result", {}):
            self.answers[event["sessionId"]] = message["result"]["usedSize"] + message["result"].get(
                "backingStorageSize", 0
            )

    def megabytes(self, page: Page) -> float:
        """Heaps of the page and of its workers after their garbage is collected, array buffers included."""
        self.session.send("HeapProfiler.collectGarbage")
        self.answers.clear()
        for worker in list(self.workers):
            for number, method in enumerate(("HeapProfiler.collectGarbage", "Runtime.getHeapUsage"), 1):
                message = json.dumps({"id": number, "method": method})
                self.session.send("Target.sendMessageToTarget", {"sessionId": worker, "message": message})
        page.wait_for_timeout(300)  # the answers of workers come as events, while the page is waited for
        own = self.session.send("Runtime.getHeapUsage")
        return (heap_bytes(own) + sum(self.answers.values())) / MB


def heap_bytes(usage: dict[str, float]) -> float:
    """What `Runtime.getHeapUsage` says, array buffers included."""
    return usage["usedSize"] + usage.get("backingStorageSize", 0)


def pages_memory_mb(pid: int) -> float:
    """Private memory of all processes for pages below a process."""
    renderers = [each for each in family_of(pid) if "--type=renderer" in command_of(each)]
    return sum(memory_of(each, "Private_Dirty") for each in renderers) / MB


def command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def median(figures: list[float]) -> float:
    """The middle one."""
    return statistics.median(figures)
