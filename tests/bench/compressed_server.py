"""A static host on 127.0.0.1 as visitors meet one: kept connections, gzip for text, byte ranges; it counts."""

from __future__ import annotations

import gzip
import mimetypes
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

HOST = "127.0.0.1"
COMPRESSED = re.compile(r"text/.*|application/(javascript|json|xml|geo\+json|.*\+(json|xml))|image/svg\+xml")
"""What common hosts of static sites compress; files of another kind go out as they are."""
TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json", ".wasm": "application/wasm"}


@dataclass(slots=True)
class Traffic:
    """What was asked for since the last `reset`."""

    paths: list[str] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    """Bytes of the bodies as sent, compressed where the host compresses."""

    def reset(self) -> None:
        """Forgets everything."""
        self.paths, self.sizes = [], []

    @property
    def total_bytes(self) -> int:
        """All bodies together."""
        return sum(self.sizes)


class Host:
    """A folder as a static host shows it, compressed files kept in memory."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.traffic = Traffic()
        self.address = ""
        self.lock = threading.Lock()
        self.compressed: dict[Path, bytes] = {}

    def body_of(self, path: Path, kind: str, accepts_gzip: bool) -> tuple[bytes, bool]:
        """The bytes to send, and whether they are compressed."""
        if not (accepts_gzip and COMPRESSED.fullmatch(kind)):
            return path.read_bytes(), False
        with self.lock:
            if path not in self.compressed:
                self.compressed[path] = gzip.compress(path.read_bytes(), 6, mtime=0)
            return self.compressed[path], True

    def note(self, path: str, size: int) -> None:
        """One more answer."""
        with self.lock:
            self.traffic.paths.append(path)
            self.traffic.sizes.append(size)


def handler_of(host: Host) -> type[BaseHTTPRequestHandler]:
    """The class that answers for a host."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

        def do_GET(self) -> None:
            path = (host.folder / unquote(urlsplit(self.path).path).lstrip("/")).resolve()
            path = path / "index.html" if path.is_dir() else path
            if not path.is_relative_to(host.folder) or not path.is_file():
                self.answer(HTTPStatus.NOT_FOUND, b"", {})
                return
            kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            span = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
            if span:
                self.answer_range(path, kind, int(span[1]), span[2])
                return
            body, is_compressed = host.body_of(path, kind, "gzip" in self.headers.get("Accept-Encoding", ""))
            fields = {"Content-Type": kind, "Vary": "Accept-Encoding"}
            self.answer(HTTPStatus.OK, body, fields | ({"Content-Encoding": "gzip"} if is_compressed else {}))

        def answer_range(self, path: Path, kind: str, first: int, last: str) -> None:
            whole = path.read_bytes()
            end = min(int(last) if last else len(whole) - 1, len(whole) - 1)
            fields = {"Content-Type": kind, "Content-Range": f"bytes {first}-{end}/{len(whole)}"}
            self.answer(HTTPStatus.PARTIAL_CONTENT, whole[first : end + 1], fields)

        def answer(self, status: HTTPStatus, body: bytes, fields: dict[str, str]) -> None:
            host.note(self.path, len(body))
            self.send_response(status)
            for name, value in {**fields, "Content-Length": str(len(body)), "Accept-Ranges": "bytes"}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

    return Handler


class Server(ThreadingHTTPServer):
    """One thread a connection; none of them keeps the program alive."""

    daemon_threads = True
    request_queue_size = 256


@contextmanager
def hosting(folder: Path) -> Iterator[Host]:
    """A folder on an address of this computer, for the time of a `with`."""
    host = Host(folder)
    server = Server((HOST, 0), handler_of(host))
    host.address = f"http://{HOST}:{server.server_address[1]}/"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
