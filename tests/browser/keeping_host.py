"""A host whose site changes while browsers have it open, well or badly; and what a browser keeps of it."""

from __future__ import annotations

import hashlib
import mimetypes
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from tests.withdrawal.cities import build, copy_tiny, take_back, tree_of

STORY_ID = "2019-tafel/brug"
STORY = f"stories/{STORY_ID}/"
TITLE = "De brug over de beek"
TITLES = (TITLE, "Le pont sur le ruisseau")
KEPT_BODIES = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request)).arrayBuffer();
      const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", body));
      const hexadecimal = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
      found.push([name, new URL(request.url).pathname, hexadecimal]);
    }
  }
  return found;
}"""
Tree = Mapping[str, bytes]


class Cities(NamedTuple):
    """One city before and after a story was withdrawn, as files by path."""

    before: Tree
    after: Tree


def build_cities(root: Path) -> Cities:
    """The tiny city, and the same without one story."""
    before = build(copy_tiny(root))
    take_back(root, STORY_ID)
    return Cities(before, tree_of(root / "build" / "site"))


@dataclass(slots=True)
class Host:
    """A site on a web server; what it serves can be changed at any moment."""

    site: Tree
    leftovers: Tree = field(default_factory=dict)
    """What is still served where the site has nothing: a host to which files are only added."""
    statuses: dict[str, int] = field(default_factory=dict)
    """A path → with what it is refused."""
    gates: dict[str, threading.Event] = field(default_factory=dict)
    """A path → what it waits for before the answer goes on its way."""
    cache_control: str = ""
    """What it says of everything; without, only what is named after its content is fresh, for a year."""
    is_down: bool = False
    asked: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def find(self, path: str) -> bytes | None:
        """The file at a path from the root."""
        return self.site.get(path, self.leftovers.get(path))


def close_surely(context: BrowserContext) -> None:
    """Closes what one visitor has open. Chromium sometimes waits for ever for a page that a worker kept: its process is
    ended then, after everything that a test asks.
    """
    watch = threading.Timer(20, end_renderers)
    watch.daemon = True
    watch.start()
    try:
        context.close()
    finally:
        watch.cancel()


def end_renderers() -> None:
    """Ends the processes of pages in browsers that this process began."""
    parents, renderers = {}, []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ValueError, IndexError):
            pid = int(folder.name)
            parents[pid] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if b"--type=renderer" in (folder / "cmdline").read_bytes():
                renderers.append(pid)
    for renderer in renderers:
        above = renderer
        while above in parents and above != os.getpid():
            above = parents[above]
        if above == os.getpid():
            with suppress(ProcessLookupError):
                os.kill(renderer, signal.SIGKILL)


class Handler(BaseHTTPRequestHandler):
    """Answers for a host, and says nothing."""

    def __init__(self, *words: Any, host: Host, **named: Any) -> None:  # Any: handed on to the base
        self.host = host
        super().__init__(*words, **named)

    def do_GET(self) -> None:
        host = self.host
        uri = self.path.partition("?")[0].removeprefix("/")
        path = f"{uri}index.html" if uri == "" or uri.endswith("/") else uri
        host.asked.append(path)
        if host.is_down:
            self.close_connection = True
            return
        body = host.find(path)
        if path in host.gates:
            host.gates[path].wait(30)
        status = host.statuses.get(path, 200 if body is not None else 404)
        self.answer(status, path, body if status == 200 and body is not None else host.find("404.html") or b"")

    def answer(self, status: int, path: str, body: bytes) -> None:
        """With an entity tag, so that a browser can ask whether its copy still stands."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        is_same = status == 200 and self.headers.get("If-None-Match") == tag
        self.send_response(304 if is_same else status)
        self.send_header("ETag", tag)
        if self.host.cache_control or path.startswith(("assets/", "media/")):
            self.send_header("Cache-Control", self.host.cache_control or "public, max-age=31536000, immutable")
        if not is_same:
            kind = "text/html" if status != 200 else mimetypes.guess_type(path)[0] or "application/octet-stream"
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not is_same:
            with suppress(ConnectionError):  # a browser that left the page does not wait for it
                self.wfile.write(body)

    def log_message(self, format: str, *words: object) -> None:
        """Says nothing."""


def serve(host: Host) -> Iterator[Host]:
    """Serves it until the end of the test."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, host=host)) as server:
        server.daemon_threads = True
        host.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield host
        for gate in host.gates.values():
            gate.set()
        server.shutdown()


def wait_until(page: Page, question: str, argument: object = "") -> None:
    """Asks the page until the answer is yes; the content policy lets Playwright poll in no other way."""
    for _ in range(600):  # a minute: a browser takes its time to look for a new worker when the machine is busy
        with suppress(PlaywrightError):  # a page that shows what was taken back loads itself afresh
            if page.evaluate(question, argument):
                return
        page.wait_for_timeout(100)
    pytest.fail(f"never true: {question}")


def ask(page: Page, question: str, argument: object = None) -> Any:  # Any: what a page answers
    """The answer of a page; of the one that takes its place, when it loads itself afresh meanwhile."""
    for _ in range(50):
        with suppress(PlaywrightError):
            return page.evaluate(question, argument)
        page.wait_for_timeout(100)
    return page.evaluate(question, argument)


def outdated(page: Page, now: Tree) -> list[str]:
    """What caches hold that is not on the site as it is now, but for what has no word of a story: the page for what was
    not kept, and the marks that were seen last."""
    wordless = ("/offline/", "/assets/vk-", "/withdrawn.json")
    stands = {hashlib.sha256(content).hexdigest() for content in now.values()}
    kept: list[tuple[str, str, str]] = ask(page, KEPT_BODIES)
    return [
        f"{name}: {path}"
        for name, path, digest in kept
        if digest not in stands and not (name.endswith(" shell") and any(part in path for part in wordless))
    ]


def wait_until_up_to_date(page: Page, now: Tree) -> None:
    """Waits until caches hold nothing but what stands on the site now, and says what they hold otherwise."""
    for _ in range(150):
        if not (found := outdated(page, now)):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"still kept: {found}")


def is_shown(page: Page) -> bool:
    """Whether the story is on the page; a page that is on its way to another one shows it still."""
    try:
        return any(title in page.content() for title in TITLES)
    except PlaywrightError:
        return True
