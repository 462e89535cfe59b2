"""What a page weighs: every file that a browser loads for it, raw and as a host with gzip sends it.

python -m tests.browser.page_weights [folder of a built site]
"""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import click
from playwright.sync_api import Browser, Response, sync_playwright

from builder.serving import open_server
from tests.tools.browser_tools import CHROMIUM_FLAGS, install_chromium

PAGES = {
    "home": "",
    "home, Arabic": "ar/",
    "story": "verhalen/2024-noord-en-zuid/keerdok/",
    "story with picture": "verhalen/2020-stenen-die-spreken/predikheren/",
    "story, Arabic": "ar/verhalen/2024-noord-en-zuid/keerdok/",
    "stories": "verhalen/",
    "place": "plekken/predikheren/",
    "about": "over/",
}
PACKED = frozenset({".woff2", ".png", ".webp", ".jpg", ".jpeg", ".mp3", ".ogg", ".opus", ".pmtiles"})
"""Hosts send these as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFile:
    """One answer of the server."""

    path: str
    raw: int
    sent: int
    """With gzip where that helps; without headers."""
    depth: int
    """How many files had to be there before this one was asked for; the page itself is 0."""

    @property
    def is_media(self) -> bool:
        """Whether it is a picture or a sound of a story."""
        return "/media/" in self.path


def weigh(browser: Browser, address: str, uri: str) -> list[LoadedFile]:
    """What a first visit loads, in the order of asking; the search file, too, when the page asks for it by itself."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    responses: list[Response] = []
    context.on("response", lambda response: responses.append(response))  # noqa: PLW0108  # Playwright marks it
    page = context.new_page()
    with follow_initiators(page) as parents:
        page.goto(address + uri)
        page.wait_for_load_state("networkidle")
        if page.locator('[data-part="home"]').count():
            page.locator('[data-part="home"][data-ready="true"]').wait_for()
            page.wait_for_load_state("networkidle")
        files = [weigh_answer(response, parents) for response in responses if response.ok]
    context.close()
    return files


def weigh_answer(response: Response, parents: dict[str, str]) -> LoadedFile:
    """The sizes of one answer."""
    body = response.body()
    path = urlsplit(response.url).path
    sent = len(body) if Path(path).suffix in PACKED else len(gzip.compress(body, 9))
    return LoadedFile(path=path, raw=len(body), sent=sent, depth=depth_of(response.url, parents))


@contextmanager
def follow_initiators(page: object) -> Iterator[dict[str, str]]:
    """Address → the file that asked for it, while the page loads; what the page itself asks for is not in it."""
    session = page.context.new_cdp_session(page)  # type: ignore[attr-defined]  # playwright has no types here
    parents: dict[str, str] = {}

    def note(event: dict[str, object]) -> None:
        request, initiator = event["request"], event["initiator"]
        assert isinstance(request, dict)
        assert isinstance(initiator, dict)
        frames = initiator.get("stack", {}).get("callFrames", [])
        asker = initiator.get("url") or (frames[0]["url"] if frames else "")
        if asker:
            parents.setdefault(str(request["url"]), str(asker))

    session.send("Network.enable")
    session.on("Network.requestWillBeSent", note)
    yield parents
    session.detach()


def depth_of(url: str, parents: dict[str, str]) -> int:
    """How long the chain of asking is."""
    seen: list[str] = []
    while url in parents and url not in seen:
        seen.append(url)
        url = parents[url]
    return len(seen)


def sent_without_media(files: list[LoadedFile]) -> int:
    """The bytes of a page before its pictures and sounds."""
    return sum(file.sent for file in files if not file.is_media)


def fonts_sent(files: list[LoadedFile]) -> int:
    """The bytes of fonts."""
    return sum(file.sent for file in files if file.path.endswith(".woff2"))


def weights_text(name: str, files: list[LoadedFile]) -> str:
    """A table of one page, heaviest first."""
    total, fonts = sent_without_media(files), fonts_sent(files)
    media = sum(file.sent for file in files if file.is_media)
    head = (
        f"{name}: {total:,} bytes before its pictures, {fonts:,} of them fonts; pictures {media:,}; {len(files)} files"
    )
    heaviest = sorted(files, key=lambda each: -each.sent)
    rows = [f"{file.raw:>9,} {file.sent:>9,}  {file.depth}  {file.path}" for file in heaviest]
    return "\n".join([head, "      raw      sent  depth", *rows, ""])


def main(site: Path) -> None:
    """Prints the tables of `PAGES`."""
    with open_server(site, 8750, None) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}/"
        browser = playwright.chromium.launch(executable_path=install_chromium(), args=list(CHROMIUM_FLAGS))
        for name, uri in PAGES.items():
            click.echo(weights_text(name, weigh(browser, address, uri)))
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/site"))
