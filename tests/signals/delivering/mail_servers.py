"""A real SMTP server with TLS on loopback that fails in the ways servers do: `aiosmtpd`, with our own certificates."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from tests.signals.corpora import TODAY
from tests.signals.sealing.certificates import moment, pem, private_pem, rsa_key

USER, PASSWORD = "kaart", "ZMAILPASSWORDZé"
NOW = TODAY + timedelta(days=366)
HANG_UP = "hang up"


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


@cache
def authority() -> x509.Certificate:
    constraints = x509.BasicConstraints(ca=True, path_length=None)
    return (
        issue("Autoriteit", "Autoriteit", years=40)
        .add_extension(constraints, critical=True)
        .sign(rsa_key(), hashes.SHA256())
    )


def issue(name: str, issuer: str, *, years: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(named(name))
        .issuer_name(named(issuer))
        .public_key(rsa_key().public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(moment(TODAY - timedelta(days=3650)))
        .not_valid_after(moment(TODAY + timedelta(days=365 * years)))
    )


def server_certificate(kind: str) -> x509.Certificate:
    """`good`, `expired`, `other` (for another name) or `unknown` (nobody vouches for it)."""
    names: list[x509.GeneralName] = [x509.DNSName("elders.example")]
    if kind != "other":
        names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    issuer = "server" if kind == "unknown" else "Autoriteit"
    builder = issue("server", issuer, years=-1 if kind == "expired" else 40)
    return builder.add_extension(x509.SubjectAlternativeName(names), critical=False).sign(rsa_key(), hashes.SHA256())


def server_context(folder: Path, kind: str) -> ssl.SSLContext:
    path = folder / f"{kind}.crt"
    path.write_bytes(pem(server_certificate(kind)) + private_pem(rsa_key()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


@dataclass(kw_only=True)
class Behaviour:
    """What the server does, by step: an answer, or `HANG_UP`; nothing for what a good server does."""

    sender: str = ""
    recipients: dict[str, str] = field(default_factory=dict)
    """Address → answer to RCPT."""
    data: str = ""
    """In place of 354."""
    end: str | Callable[[], str] = ""
    """After the whole mail."""
    cut_after_bytes: int = 0
    """Hangs up when so much of a mail came."""
    delay_s: float = 0.0
    """Before each answer after the greeting."""
    is_login_offered: bool = True


@dataclass(kw_only=True)
class Received:
    """What came in."""

    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    commands: list[tuple[str, bool]] = field(default_factory=list)
    """Each command, and whether it came over TLS."""


def hang_up(server: SMTP) -> None:
    """Without a word."""
    assert isinstance(server.transport, asyncio.Transport)
    server.transport.abort()


class Handler:
    """Takes mails, as it is told to."""

    def __init__(self, behaviour: Behaviour, received: Received) -> None:
        self.behaviour, self.received = behaviour, received

    async def handle_RCPT(  # noqa: N802  # as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.behaviour.recipients.get(address, "")
        if answer == HANG_UP:
            hang_up(server)
        if not answer or answer == HANG_UP:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_MAIL(  # noqa: N802  # as above
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.behaviour.sender == HANG_UP:
            hang_up(server)
        envelope.mail_from = address
        return self.behaviour.sender or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # as above
        end = self.behaviour.end
        answer = end() if callable(end) else end
        content = envelope.original_content or b""
        if not answer or answer[:1] == "2" or answer == HANG_UP:
            self.received.mails.append((envelope.mail_from or "", list(envelope.rcpt_tos), content))
        if answer == HANG_UP:
            hang_up(server)
        return answer or "250 OK"


class Server(SMTP):
    """Notes every command, and hangs up where it is told to."""

    behaviour: Behaviour
    received: Received

    async def push(self, status: Any) -> None:  # Any: as the base class
        if self.behaviour.delay_s and self.session is not None and self.session.host_name:
            await asyncio.sleep(self.behaviour.delay_s)
        await super().push(status)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # as the base class
        if self.behaviour.data:
            await self.push(self.behaviour.data)
            return
        if self.behaviour.cut_after_bytes:
            await self.push("354 go on")
            await self._reader.read(self.behaviour.cut_after_bytes)
            hang_up(self)
            return
        await super().smtp_DATA(arg)

    def _call_note(self, command: str) -> None:
        assert self.transport is not None
        is_closed = self.transport.get_extra_info("ssl_object") is not None
        self.received.commands.append((command, is_closed))

    async def smtp_EHLO(self, hostname: str) -> None:  # noqa: N802  # as the base class
        self._call_note(f"EHLO {hostname}")
        await super().smtp_EHLO(hostname)

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802  # as the base class
        self._call_note("AUTH")
        await super().smtp_AUTH(arg)

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802  # as the base class
        self._call_note("MAIL")
        await super().smtp_MAIL(arg)


class ServerController(Controller):
    """Makes such servers."""

    def __init__(self, behaviour: Behaviour, received: Received, **options: Any) -> None:  # Any: options of aiosmtpd
        self.behaviour, self.received = behaviour, received
        super().__init__(Handler(behaviour, received), hostname="127.0.0.1", port=free_port(), **options)

    def factory(self) -> SMTP:
        server = Server(self.handler, **self.SMTP_kwargs)
        server.behaviour, server.received = self.behaviour, self.received
        return server


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def mail_server(
    folder: Path,
    behaviour: Behaviour | None = None,
    *,
    security: str = "starttls",
    certificate: str = "good",
) -> Iterator[tuple[int, Received]]:
    """The port of a running server, and what it receives. `security`: also `none`, for one without TLS."""
    behaviour, received = behaviour or Behaviour(), Received()

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword) -> AuthResult:
        received.logins.append((login.login, login.password))
        is_right = (login.login, login.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_right, handled=False)

    options: dict[str, Any] = {"data_size_limit": 30_000_000}  # Any: options of aiosmtpd
    if not behaviour.is_login_offered:
        options["auth_exclude_mechanism"] = ["PLAIN", "LOGIN"]
    else:
        options |= {"authenticator": check, "auth_require_tls": security == "starttls", "auth_required": True}
    if security == "starttls":
        options |= {"tls_context": server_context(folder, certificate), "require_starttls": True}
    if security == "tls":
        options |= {"ssl_context": server_context(folder, certificate)}
    controller = ServerController(behaviour, received, **options)
    controller.start()
    try:
        yield int(controller.port), received
    finally:
        controller.stop()
