"""Whoever reads while sites take each other's place sees whole sites only, on the disk and from `serve`."""

from __future__ import annotations

import hashlib
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from builder.errors import UsageError
from builder.serving import open_server
from builder.whole import lock
from builder.whole.lock import one_at_a_time, wait_until_free
from builder.whole.staged_folder import StagedFolder, write_new

SWAPS, MOST_SWAPS = 50, 2000
PAGES_SEEN = 4
"""What a reader must have seen change before the swaps end, however busy the computer is."""
ASSETS = 4
Reader = Callable[[str], bytes | None]


def stage_site(staged: StagedFolder, number: int) -> None:
    """A site whose page names assets by their content, as ours do."""
    staged.begin()
    contents = [f"site {number}, file {asset}".encode() * 50 for asset in range(ASSETS)]
    names = [f"assets/{hashlib.sha256(content).hexdigest()}.js" for content in contents]
    for name, content in zip(names, contents, strict=True):
        write_new(staged.folder, name, content)
    write_new(staged.folder, "index.html", " ".join(names).encode())


class Watcher(threading.Thread):
    """Reads the page and its assets again and again, and remembers what was not whole."""

    def __init__(self, read: Reader) -> None:
        super().__init__(daemon=True)
        self.read = read
        self.is_done = False
        self.pages: set[bytes] = set()
        self.wrong: list[str] = []

    def run(self) -> None:
        while not self.is_done:
            page = self.read("index.html")
            if page is None:
                self.wrong.append("there was no site")
                continue
            self.pages.add(page)
            names = re.findall(r"assets/([0-9a-f]{64})\.js", page.decode())
            found = [self.read(f"assets/{name}.js") for name in names]
            if len(names) != ASSETS:
                self.wrong.append("a page was cut off")
            for name, content in zip(names, found, strict=True):
                if content is None and self.read("index.html") == page:
                    self.wrong.append("a page stood there without its assets")
                elif content is not None and hashlib.sha256(content).hexdigest() != name:
                    self.wrong.append("an asset was cut off")


def read_disk(site: Path) -> Reader:
    def read(name: str) -> bytes | None:
        try:
            return (site / name).read_bytes()
        except FileNotFoundError:
            return None

    return read


def read_server(address: str) -> Reader:
    def read(name: str) -> bytes | None:
        try:
            with urllib.request.urlopen(f"{address}{name}", timeout=10) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            assert error.code == 404
            return None

    return read


def test_readers_see_whole_sites_only(place: Path) -> None:
    staged = StagedFolder(target=place / "build" / "site")
    stage_site(staged, 0)
    staged.exchange()
    with open_server(staged.target, 0, None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        watchers = [
            Watcher(read_disk(staged.target)),
            Watcher(read_server(f"http://127.0.0.1:{server.server_address[1]}/")),
        ]
        for watcher in watchers:
            watcher.start()
        try:
            for number in range(1, MOST_SWAPS + 1):
                stage_site(staged, number)
                staged.exchange()
                if number >= SWAPS and all(len(watcher.pages) >= PAGES_SEEN for watcher in watchers):
                    break
                time.sleep(0.01)
        finally:
            for watcher in watchers:
                watcher.is_done = True
                watcher.join(timeout=20)
            server.shutdown()
    for watcher in watchers:
        assert watcher.wrong == []
        assert len(watcher.pages) >= PAGES_SEEN, "the reader was too slow to see anything"


def test_serving_waits_for_another_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "POLL_S", 0.01)
    told: list[str] = []
    with one_at_a_time(tmp_path):
        waiting = threading.Thread(target=wait_until_free, args=(tmp_path, lambda: told.append("busy")), daemon=True)
        waiting.start()
        waiting.join(timeout=0.3)
        assert waiting.is_alive()
    waiting.join(timeout=10)
    assert not waiting.is_alive()
    assert told == ["busy"]


def test_serving_does_not_wait_for_a_disk_without_locks(tmp_path: Path) -> None:
    (tmp_path / "build").write_text("x", "utf-8")
    with pytest.raises(UsageError, match="site-folder"):
        wait_until_free(tmp_path / "build", lambda: None)
