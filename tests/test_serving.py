"""`vertelkaart serve`: shows the site on this computer only, builds again on change, keeps the last good site."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from builder.serving import RELOAD_PATH, RELOAD_SCRIPT_PATH, Reloads, open_server, serve_site

STORY = "stories/2019-tafel/brug.md"
PATIENCE_S = 60


def fetch(address: str) -> str:
    """The text at an address."""
    with urllib.request.urlopen(address, timeout=PATIENCE_S) as answer:
        return str(answer.read().decode("utf-8"))


@pytest.fixture
def serving(tiny_folder: Path) -> Iterator[tuple[Path, str, subprocess.Popen[str]]]:
    """The tiny city, served by the command: its folder, its address and its process."""
    command = [sys.executable, "-m", "builder.cli", "serve", "--port", "8950"]
    environment = {**os.environ, "VERTELKAART_LANGUAGE": "en"}
    process = subprocess.Popen(
        command, cwd=tiny_folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    guard = threading.Timer(PATIENCE_S, process.kill)
    guard.start()
    assert process.stdout is not None
    address = next(word for line in process.stdout for word in line.split() if word.startswith("http://"))
    yield tiny_folder, address, process
    guard.cancel()
    process.kill()
    process.wait()
    process.stdout.close()


def wait_for_line(process: subprocess.Popen[str], part: str) -> str:
    """The next line of the process that holds a text."""
    assert process.stdout is not None
    return next(line for line in process.stdout if part in line)


def test_a_change_is_built_and_a_fault_keeps_the_last_site(serving: tuple[Path, str, subprocess.Popen[str]]) -> None:
    root, address, process = serving
    page = next((root / "build" / "site").rglob("*/brug/index.html")).relative_to(root / "build" / "site")
    uri = address + page.parent.as_posix() + "/"
    assert RELOAD_SCRIPT_PATH in fetch(uri)
    story = root / STORY
    good = story.read_text("utf-8")
    story.write_text(good.replace("title: ", "title: Nieuw ", 1), "utf-8")
    wait_for_line(process, "build/site")
    assert "Nieuw " in fetch(uri)
    story.write_text(good.replace("title: ", "titel: ", 1), "utf-8")
    assert STORY in wait_for_line(process, STORY)
    assert "Nieuw " in fetch(uri)
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE_S) == 0


def test_an_interruption_that_a_library_swallows_ends_it_all_the_same(small_site: Path, tmp_path: Path) -> None:
    """As when Ctrl+C comes while a library written in Rust calls back: the error ends there."""
    (tmp_path / "mkdocs.yml").write_text("a: 1", "utf-8")
    asked: list[str] = []

    def rebuild() -> bool:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        return True

    def shown(address: str) -> None:
        asked.append(address)
        (tmp_path / "mkdocs.yml").write_text("a: 2", "utf-8")

    before = signal.getsignal(signal.SIGINT)
    serve_site(tmp_path, small_site, 8980, rebuild, shown)
    assert len(asked) == 1
    assert signal.getsignal(signal.SIGINT) is before


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A site of two pages."""
    (tmp_path / "index.html").write_text("<body>home</body>", "utf-8")
    (tmp_path / "404.html").write_text("<body>lost</body>", "utf-8")
    return tmp_path


@pytest.fixture
def start(small_site: Path) -> Iterator[Callable[[Reloads | None], str]]:
    """Starts a server over the small site and gives its address."""
    servers = []

    def start_server(reloads: Reloads | None) -> str:
        server = open_server(small_site, 8970, reloads)
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start_server
    for server in servers:
        server.shutdown()
        server.server_close()


def test_what_is_not_there_gets_the_page_of_the_site(start: Callable[[Reloads | None], str]) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        fetch(start(None) + "nergens/")
    assert error.value.code == 404
    assert b"lost" in error.value.read()


@pytest.mark.parametrize("name", ["a" * 1500, "%F0%9F%99%88" * 64, "link.txt", "folder/secret.txt"])
def test_a_name_that_is_too_long_and_a_link_that_leads_away_are_not_there(
    name: str, start: Callable[[Reloads | None], str], small_site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret.txt").write_text("secret", "utf-8")
    (small_site / "link.txt").symlink_to(elsewhere / "secret.txt")
    (small_site / "folder").symlink_to(elsewhere, target_is_directory=True)
    with pytest.raises(urllib.error.HTTPError) as error:
        fetch(start(None) + name)
    assert error.value.code == 404
    assert b"lost" in error.value.read()


def test_a_browser_that_waits_is_told_of_a_new_site(start: Callable[[Reloads | None], str]) -> None:
    reloads = Reloads()
    address = urlsplit(start(reloads))
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE_S)
    connection.request("GET", RELOAD_PATH)
    answer = connection.getresponse()
    reloads.announce()
    assert answer.readline() == b"data: new\n"
    connection.close()


@pytest.mark.parametrize("path", ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "//etc/passwd"])
def test_nothing_outside_the_site_is_served(
    start: Callable[[Reloads | None], str], small_site: Path, path: str
) -> None:
    (small_site.parent / "secret.txt").write_text("MARKERSECRET", "utf-8")
    address = urlsplit(start(None))
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE_S)
    connection.request("GET", "/" + path)
    answer = connection.getresponse()
    assert answer.status == 404
    assert b"MARKERSECRET" not in answer.read()
    connection.close()


@pytest.mark.parametrize(
    ("asked", "status", "part", "content"),
    [
        ("bytes=0-3", 206, "bytes 0-3/10", b"0123"),
        ("bytes=8-", 206, "bytes 8-9/10", b"89"),
        ("bytes=-3", 206, "bytes 7-9/10", b"789"),
        ("bytes=4-400", 206, "bytes 4-9/10", b"456789"),
        ("bytes=10-12", 416, "bytes */10", b""),
        ("bytes=0-1,4-5", 200, None, b"0123456789"),
        ("bytes=5-2", 200, None, b"0123456789"),
        ("parts=1", 200, None, b"0123456789"),
    ],
)
def test_a_part_of_a_file_can_be_asked_for(
    tmp_path: Path, asked: str, status: int, part: str | None, content: bytes
) -> None:
    (tmp_path / "stad.pmtiles").write_bytes(b"0123456789")
    with open_server(tmp_path, 8970, None) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=PATIENCE_S)
        connection.request("GET", "/stad.pmtiles", headers={"Range": asked})
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Content-Range"), answer.read()) == (status, part, content)
        server.shutdown()
