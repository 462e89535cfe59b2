"""Handing mails to an SMTP server, over TLS or not at all; what it answers is told by its numbers, never by its words.

A server can say no, ask to come back, go silent or hang up, at every step. What it does before it has the whole mail
is certain: the mail did not go. When it hangs up after the last byte and before its answer, nobody knows: that is told.
(All errors of smtplib are OSErrors.)
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from builder.errors import UsageError
from builder.model.settings import Mail, MailSecurity
from builder.signals.register.delivered import DeliveryStatus

TIMEOUT_S = 60.0
"""For each step. Some servers wait half a minute on purpose."""
OWN_NAME = "[127.0.0.1]"
"""How we greet: the name of the coordinator's computer is nobody's business."""
HOST_MISMATCHES = frozenset({62, 64})
"""What OpenSSL says of a certificate for another name or number."""
ENHANCED = re.compile(rb"([245]\.[0-9]{1,3}\.[0-9]{1,3})\b")
LINE_START_DOT = re.compile(rb"(?m)^\.")
READY_FOR_CONTENT = 354
CLOSING, TOO_LARGE = 421, 552


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one mail."""

    status: DeliveryStatus
    reply: str
    """The numbers of the server's answer, such as `550 5.1.1`; empty when it gave none."""


@dataclass(kw_only=True)
class Postbox:
    """A connection to the mail server of the city; it is made when the first mail goes, and again when it is lost."""

    mail: Mail
    password: str
    root: Path
    timeout_s: float = TIMEOUT_S
    _server: smtplib.SMTP | None = None

    def __repr__(self) -> str:
        """Nothing: it holds a password."""
        return "Postbox()"

    def post(self, content: bytes, to: str, before_end: Callable[[], None]) -> Outcome:
        """Hands over one mail. `before_end` is called before the server can have the whole of it.

        Raises: UsageError when the server cannot be reached safely, or does not let us in.
        """
        server = self._server or self._connect()
        self._server = server
        try:
            outcome = self._hand_over(server, content, to, before_end)
        except OSError:
            self._hang_up()
            return Outcome(status=DeliveryStatus.DEFERRED, reply="")
        if outcome.status is DeliveryStatus.UNKNOWN or outcome.reply.startswith(str(CLOSING)):
            self._hang_up()
        elif outcome.status is not DeliveryStatus.SENT:
            self._start_afresh(server)
        return outcome

    def _hand_over(self, server: smtplib.SMTP, content: bytes, to: str, before_end: Callable[[], None]) -> Outcome:
        size = [f"size={len(content)}"] if server.has_extn("size") else []
        code, answer = server.mail(self.mail.sender, size)
        if code >= 500 and code != TOO_LARGE:
            raise UsageError("mail-sender-refused", reply=numbers_of(code, answer))
        if is_yes(code):
            code, answer = server.rcpt(to)
        if is_yes(code):
            code, answer = server.docmd("DATA")
        if code != READY_FOR_CONTENT:
            return outcome_of(code, answer)
        before_end()
        stuffed = LINE_START_DOT.sub(b"..", content)
        server.send(stuffed + (b"" if stuffed.endswith(b"\r\n") else b"\r\n") + b".\r\n")
        try:
            code, answer = server.getreply()
        except OSError:
            return Outcome(status=DeliveryStatus.UNKNOWN, reply="")
        return outcome_of(code, answer) if code > 0 else Outcome(status=DeliveryStatus.UNKNOWN, reply="")

    def _connect(self) -> smtplib.SMTP:
        """A connection that is closed to others, and that knows us."""
        where: dict[str, str | int] = {"host": self.mail.host, "port": self.mail.open_port}
        try:
            return self._open()
        except ssl.SSLCertVerificationError as error:
            code = "mail-wrong-host" if error.verify_code in HOST_MISMATCHES else "mail-certificate"
            raise UsageError(code, **where) from error
        except smtplib.SMTPNotSupportedError as error:
            raise UsageError("mail-no-tls", **where) from error
        except ssl.SSLError as error:
            raise UsageError("mail-tls-failed", **where) from error
        except smtplib.SMTPResponseException as error:
            reply = numbers_of(error.smtp_code, error.smtp_error)
            raise UsageError("mail-server-refuses", **where, reply=reply) from error
        except OSError as error:
            is_slow = isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError)
            raise UsageError("mail-slow" if is_slow else "mail-no-connection", **where) from error

    def _open(self) -> smtplib.SMTP:
        """The same, with the errors of the library."""
        context = self._context()
        host, port = self.mail.host, self.mail.open_port
        if self.mail.security is MailSecurity.TLS:
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, OWN_NAME, timeout=self.timeout_s, context=context)
        else:
            server = smtplib.SMTP(host, port, OWN_NAME, timeout=self.timeout_s)
        try:
            server.ehlo_or_helo_if_needed()
            if self.mail.security is MailSecurity.STARTTLS:
                server.starttls(context=context)
                server.ehlo_or_helo_if_needed()
            self._log_in(server)
        except BaseException:
            server.close()
            raise
        return server

    def _context(self) -> ssl.SSLContext:
        """What makes a way closed: TLS 1.2 or newer, a certificate that holds, for this name."""
        try:
            authority = str(self.root / self.mail.authority_file) if self.mail.authority_file else None
            context = ssl.create_default_context(cafile=authority)
        except (OSError, ssl.SSLError) as error:
            raise UsageError("mail-authority-file") from error
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        # SSLKEYLOGFILE would write down what the way is closed with; the types do not know that None is allowed
        context.keylog_filename = None  # type: ignore[assignment]
        return context

    def _log_in(self, server: smtplib.SMTP) -> None:
        """Says who we are, when the settings have a name; only ever on a closed way.

        By hand and not by `login` of smtplib, which cannot say a password with other signs than ASCII.
        """
        if self.mail.username is None:
            return
        ways = server.esmtp_features.get("auth", "").upper().split()
        name, password = self.mail.username.encode(), self.password.encode()
        if "PLAIN" in ways:
            code, answer = server.docmd("AUTH", "PLAIN " + encoded(b"\0".join((b"", name, password))))
        elif "LOGIN" in ways:
            code, answer = server.docmd("AUTH", f"LOGIN {encoded(name)}")
            if code == 334:
                code, answer = server.docmd(encoded(password))
        else:
            raise UsageError("mail-no-login", host=self.mail.host, port=self.mail.open_port)
        if code != 235:
            raise UsageError("mail-login-refused", host=self.mail.host, reply=numbers_of(code, answer))

    def _start_afresh(self, server: smtplib.SMTP) -> None:
        """The server forgets the mail that it did not take."""
        try:
            server.rset()
        except OSError:
            self._hang_up()

    def _hang_up(self) -> None:
        if self._server is not None:
            self._server.close()
            self._server = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Says goodbye; whatever the server makes of that, the mails are gone."""
        if self._server is not None:
            try:
                self._server.quit()
            except OSError:
                self._hang_up()


def encoded(text: bytes) -> str:
    """As AUTH wants it."""
    return base64.b64encode(text).decode("ascii")


def is_yes(code: int) -> bool:
    """Whether the server did what it was asked."""
    return 200 <= code < 300


def outcome_of(code: int, answer: bytes) -> Outcome:
    """2xx took it, 5xx is a no; 4xx asks to come back, and so does an answer that is none."""
    no = DeliveryStatus.REFUSED if code >= 500 else DeliveryStatus.DEFERRED
    return Outcome(status=DeliveryStatus.SENT if is_yes(code) else no, reply=numbers_of(code, answer))


def numbers_of(code: int, answer: bytes | str) -> str:
    """The numbers of an answer: its words are the server's, and may repeat ours."""
    if code <= 0:
        return "?"
    raw = answer if isinstance(answer, bytes) else answer.encode()
    found = ENHANCED.match(raw)
    return f"{code} {found[1].decode()}" if found else str(code)
