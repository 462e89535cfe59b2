"""A small server for one's own computer: shows the site, builds again when a file changes, reloads the browser.

It listens on 127.0.0.1 only. The line that reloads is added while serving and is not in the site.
"""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from types import FrameType
from urllib.parse import unquote, urlsplit

from watchfiles import watch

from builder.errors import UsageError
from builder.site.host_headers import host_headers

HOST = "127.0.0.1"
LONGEST_NAME_BYTES = 255
"""Of a file, on the usual disks."""
PORTS_TRIED = 20
RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,15})-(?P<last>[0-9]{0,15})")
RELOAD_PATH = "/vertelkaart-reload"
RELOAD_SCRIPT_PATH = "/vertelkaart-reload.js"
RELOAD_SCRIPT = (f'new EventSource("{RELOAD_PATH}").addEventListener("message", () => location.reload());\n').encode()
WATCHED = ("stories", "places", "site_config", "mkdocs.yml")
POLL_S = 15.0
WATCH_MS = 500


class Reloads:
    """Tells waiting browsers that there is a new site."""

    def __init__(self) -> None:
        self.condition = threading.Condition()
        self.count = 0

    def announce(self) -> None:
        """A new site is there."""
        with self.condition:
            self.count += 1
            self.condition.notify_all()

    def wait(self, seen: int) -> int:
        """The count, as soon as it is another one or a while has passed."""
        with self.condition:
            self.condition.wait_for(lambda: self.count != seen, timeout=POLL_S)
            return self.count


class SiteHandler(SimpleHTTPRequestHandler):
    """Files of the site, with its own page for what is not there."""

    protocol_version = "HTTP/1.0"

    def __init__(self, *args: object, site: Path, reloads: Reloads | None, **kwargs: object) -> None:
        self.site = site
        self.reloads = reloads
        super().__init__(*args, directory=str(site), **kwargs)  # type: ignore[arg-type]  # as the base class

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: a terminal full of requests hides the faults."""

    def do_GET(self) -> None:
        """A file, the reload stream, or the page for what is not there."""
        if not self.is_asked_here():
            self.send_error(HTTPStatus.NOT_FOUND)
        elif self.reloads is not None and self.path == RELOAD_PATH:
            self.stream_reloads(self.reloads)
        elif self.reloads is not None and self.path == RELOAD_SCRIPT_PATH:
            self.send_bytes(RELOAD_SCRIPT, "text/javascript", HTTPStatus.OK)
        elif "Range" in self.headers and (file := self.file_of(self.path)) is not None:
            self.send_part(file)
        elif (page := self.page_of(self.path)) is not None:
            self.send_bytes(self.with_reload(page), "text/html; charset=utf-8", HTTPStatus.OK)
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """The head of what `do_GET` gives."""
        if self.is_asked_here():
            super().do_HEAD()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def is_asked_here(self) -> bool:
        """Whether the request names this computer and a path: another site cannot read us by renaming itself."""
        name = self.headers.get("Host", HOST).rpartition(":")[0] or self.headers.get("Host", HOST)
        return name in (HOST, "localhost") and "\0" not in unquote(self.path) and self.is_of_site(self.path)

    def is_of_site(self, path: str) -> bool:
        """Whether the address can be one of the site: no name is too long for the disk, and no link leads elsewhere."""
        file = self.translate_path(path)
        if any(len(os.fsencode(part)) > LONGEST_NAME_BYTES for part in Path(file).parts):
            return False
        return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(self.site))

    def end_headers(self) -> None:
        """Adds what a host should add, so that we live with it."""
        path = urlsplit(self.path).path if hasattr(self, "path") else "/"
        for name, value in host_headers(path.lstrip("/")).items():
            self.send_header(name, value)
        super().end_headers()

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        """No list of files: a folder without a page is not there."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def page_of(self, path: str) -> bytes | None:
        """The page at an address; None when it is something else or not there, or went with the last site just now."""
        file = Path(self.translate_path(path))
        if file.is_dir() and path.partition("?")[0].endswith("/"):
            file = file / "index.html"
        try:
            return file.read_bytes() if file.suffix == ".html" and file.is_file() else None
        except FileNotFoundError:
            return None

    def file_of(self, path: str) -> Path | None:
        """A file that is no page; of such a one a browser may ask for a part, and of a map in one file it does."""
        file = Path(self.translate_path(path))
        return file if file.is_file() and file.suffix != ".html" else None

    def send_part(self, file: Path) -> None:
        """The part of a file that was asked for (RFC 9110, 14); all of it for several parts, or what is not clear."""
        size = file.stat().st_size
        asked = part_asked(self.headers["Range"], size)
        if asked is None:
            super().do_GET()
            return
        first, last = asked
        if first >= size:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        with file.open("rb") as stream:
            stream.seek(first)
            content = stream.read(last - first + 1)
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Range", f"bytes {first}-{first + len(content) - 1}/{size}")
        self.end_headers()
        self.wfile.write(content)

    def with_reload(self, html: bytes) -> bytes:
        """The page with the line that reloads, when files are watched."""
        if self.reloads is None:
            return html
        return html.replace(b"</body>", f'<script src="{RELOAD_SCRIPT_PATH}"></script></body>'.encode(), 1)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is not there."""
        page = self.site / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self.send_bytes(page.read_bytes(), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def send_bytes(self, content: bytes, media_type: str, status: HTTPStatus) -> None:
        """An answer."""
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def stream_reloads(self, reloads: Reloads) -> None:
        """Server-sent events: one for each new site."""
        seen = reloads.count
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while True:
                count = reloads.wait(seen)
                self.wfile.write(b": still here\n\n" if count == seen else b"data: new\n\n")
                self.wfile.flush()
                seen = count
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


def part_asked(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that a `Range` asks for; None for several parts, or what is not understood."""
    found = RANGE.fullmatch(header.strip())
    if found is None or (not found["first"] and not found["last"]):
        return None
    if not found["first"]:
        return max(0, size - int(found["last"])), size - 1
    last = min(int(found["last"]), size - 1) if found["last"] else size - 1
    return (int(found["first"]), last) if last >= int(found["first"]) or int(found["first"]) >= size else None


class QuietServer(ThreadingHTTPServer):
    """A server whose terminal shows no tracebacks of requests that went wrong."""

    def server_bind(self) -> None:
        """Takes its address, and does not ask the network for its own name, which can take many seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, int(self.server_address[1])

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: the browser asks again."""


def open_server(site: Path, port: int, reloads: Reloads | None) -> ThreadingHTTPServer:
    """A server on the first free port from the one that was asked; 0 takes any.

    Raises: UsageError when none is free.
    """
    handler = partial(SiteHandler, site=site, reloads=reloads)
    for candidate in range(port, port + PORTS_TRIED):
        try:
            server = QuietServer((HOST, candidate), handler)
        except OSError:
            continue
        server.daemon_threads = True
        return server
    raise UsageError("port-busy", port=port)


def serve_site(
    root: Path,
    site: Path,
    port: int,
    rebuild: Callable[[], bool],
    show_address: Callable[[str], None],
    *,
    is_watching: bool = True,
) -> None:
    """Serves until Ctrl+C; builds again when a story, a place, a setting or a page changes."""
    reloads = Reloads() if is_watching else None
    with open_server(site, port, reloads) as server, heard_interrupts() as is_stopped:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{HOST}:{server.server_address[1]}/"
        try:
            if reloads is None:
                show_address(address)
                threading.Event().wait()
            else:
                changes = watch_files(root, is_stopped)
                next(changes)  # from here on no change is missed
                show_address(address)
                for is_changed in changes:
                    if is_changed and rebuild():
                        reloads.announce()
                    if is_stopped.is_set():
                        break
        except KeyboardInterrupt:
            return
        finally:
            server.shutdown()


@contextmanager
def heard_interrupts() -> Iterator[threading.Event]:
    """An event that Ctrl+C sets: the interruption itself is lost when a library was just calling back."""
    is_stopped = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: FrameType | None) -> None:
        is_stopped.set()
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, stop)
    try:
        yield is_stopped
    finally:
        signal.signal(signal.SIGINT, before)


def watch_files(root: Path, is_stopped: threading.Event) -> Iterator[bool]:
    """Whether something changed since the last time, again and again, until the event."""
    (root / "stories").mkdir(exist_ok=True)  # a new city has none yet, and its first story must not be missed
    paths = [root / name for name in WATCHED if (root / name).exists()]
    for changes in watch(*paths, stop_event=is_stopped, yield_on_timeout=True, rust_timeout=WATCH_MS):
        yield bool(changes)
