"""The size of every file that a visitor loads on the home page and on a story, as it is and over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser

from tests.bench.browsing import browser, fresh_page
from tests.bench.compressed_server import Host, hosting

SETTLED_MS = 4000
"""After loading, for what a page fetches when it is idle."""
PICTURES = (".avif", ".webp", ".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSize:
    """A file of a visit."""

    path: str
    raw: int
    sent: int
    """Compressed where a static host compresses."""
    is_late: bool
    """Fetched after the page had loaded."""


def sizes_of_visit(opened: Browser, host: Host, path: str) -> list[FileSize]:
    """What a first visit to a page fetches, in order."""
    with fresh_page(opened) as page:
        host.traffic.reset()
        page.goto(host.address + path, wait_until="load")
        loaded = len(host.traffic.paths)
        page.wait_for_timeout(SETTLED_MS)
        paths, sizes = list(host.traffic.paths), list(host.traffic.sizes)
    files = []
    for at, (asked, sent) in enumerate(zip(paths, sizes, strict=True)):
        target = host.folder / unquote(urlsplit(asked).path).lstrip("/")
        target = target / "index.html" if target.is_dir() else target
        raw = target.stat().st_size if target.is_file() else 0
        files.append(FileSize(path=asked, raw=raw, sent=sent, is_late=at >= loaded))
    return files


def measure_sizes(site: Path, story: str) -> dict[str, list[FileSize]]:
    """`home` and `story` → the files of a visit."""
    with hosting(site) as host, browser() as opened:
        return {name: sizes_of_visit(opened, host, path) for name, path in (("home", ""), ("story", story))}


def sent_before_pictures(files: list[FileSize]) -> int:
    """Bytes over the wire of what is no picture."""
    return sum(file.sent for file in files if not file.path.lower().endswith(PICTURES))
