"""A host of one large file on another address than the site: TLS, range requests, and leave for other sites to ask.

Its certificate is its own, made for the run: a browser that is to accept it must be told to.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from builder.serving import part_asked

NAME = "localhost"
"""Another name than `127.0.0.1`, where the site is: to a browser another host."""
FILE = "/kaart/stad.pmtiles"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One request, as the host hears it."""

    method: str
    path: str
    headers: dict[str, str]


@dataclass
class ArchiveHost:
    """What is served, how, and what was asked."""

    content: bytes
    is_down: bool = False
    """Whether it hangs up before anything is said."""
    is_silent: bool = False
    """Whether it takes requests and answers none."""
    answers: int | None = None
    """How many requests it answers before it hangs up on all."""
    is_open_to_all: bool = True
    """Whether other sites may ask."""
    asked: list[Asked] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    address: str = ""


class Handler(BaseHTTPRequestHandler):
    """Gives parts of the file."""

    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        """The part that is asked for; the whole file to who asks for no part."""
        host = self.server.host
        host.asked.append(Asked(method=self.command, path=self.path, headers=dict(self.headers.items())))
        if host.is_silent:
            host.ended.wait()
            return
        if host.answers is not None and len(host.asked) > host.answers:
            self.close_connection = True
            return
        if self.path != FILE:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        part = part_asked(self.headers["Range"], len(host.content)) if "Range" in self.headers else None
        content = host.content if part is None else host.content[part[0] : part[1] + 1]
        self.send_response(HTTPStatus.OK if part is None else HTTPStatus.PARTIAL_CONTENT)
        if part is not None:
            self.send_header("Content-Range", f"bytes {part[0]}-{part[0] + len(content) - 1}/{len(host.content)}")
        self.send_header("Content-Length", str(len(content)))
        if host.is_open_to_all:
            self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        self.wfile.write(content)

    def do_OPTIONS(self) -> None:
        """A plain host of files knows no such question; that it was asked is in the list."""
        self.do_GET()


class Server(ThreadingHTTPServer):
    """Speaks TLS, each connection in a thread of its own."""

    daemon_threads = True
    host: ArchiveHost

    def verify_request(self, request: object, client_address: object) -> bool:
        """Whether the connection is taken."""
        return not self.host.is_down

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing: a browser leaves in the middle of an answer."""


def make_certificate(folder: Path) -> Path:
    """A file with a key and a certificate for our name, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = folder / "host.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(secret + certificate.public_bytes(Encoding.PEM))
    return path


@contextmanager
def open_host(content: bytes, folder: Path) -> Iterator[ArchiveHost]:
    """The host, until the block ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(make_certificate(folder))
    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.host = host = ArchiveHost(content=content)
        host.address = f"https://{NAME}:{server.server_address[1]}{FILE}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield host
        finally:
            host.ended.set()
            server.shutdown()
