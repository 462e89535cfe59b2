"""`digest send` against mail servers that fail in the ways servers do: each time a sentence, and nothing is lost."""

from __future__ import annotations

import importlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend

from builder.errors import UsageError
from builder.model.settings import Mail
from builder.signals.delivering.mail_password import find_mail_password
from builder.signals.delivering.postbox import Postbox
from builder.signals.register.delivered import DeliveryStatus
from tests.signals.delivering.mail_city import DEPUTY, FRENCH, HEAD, MailCity
from tests.signals.delivering.mail_servers import HANG_UP, PASSWORD, USER, Behaviour, authority, free_port, mail_server
from tests.signals.sealing.certificates import pem

TALK = "ZMAILTALKZ"
"""What the server says besides its numbers."""
WORKS = ("--service", "werken")


FAILURES = {
    "greylisted": (Behaviour(recipients={DEPUTY: f"451 4.7.1 {TALK}"}), "deferred", "(451 4.7.1)", "come back later"),
    "no such box": (Behaviour(recipients={DEPUTY: f"550 5.1.1 {TALK}"}), "refused", "(550 5.1.1)", "refused by"),
    "hangs up at the address": (Behaviour(recipients={DEPUTY: HANG_UP}), "deferred", "", "connection was lost"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_one_recipient_who_is_not_served_does_not_stop_the_others(city: MailCity, tmp_path: Path, name: str) -> None:
    behaviour, status, reply, words = FAILURES[name]
    with mail_server(tmp_path, behaviour) as (port, received):
        city.write_mail(port)
        first = city.send(*WORKS)
        assert first.exit_code == 1
        (line,) = [line for line in first.stdout.splitlines() if DEPUTY in line]
        assert words in line and line.endswith(reply)
        assert first.stdout.splitlines()[-1] == "sent: 2 / 3"
        assert ("werken", "Adjunct", status) in city.log
        assert sorted(to for _, (to,), _ in received.mails) == sorted([HEAD, FRENCH])
        behaviour.recipients.clear()
        second = city.send(*WORKS)
        assert second.exit_code == 0
        assert second.stdout.splitlines()[-1] == "sent: 1 / 1"
        assert sorted(to for _, (to,), _ in received.mails) == sorted([HEAD, FRENCH, DEPUTY])


CONTENT_FAILURES = {
    "no room": (Behaviour(data=f"452 4.3.1 {TALK}"), "deferred"),
    "does not want the content": (Behaviour(data=f"554 5.6.0 {TALK}"), "refused"),
    "later, after the content": (Behaviour(end=f"451 4.3.0 {TALK}"), "deferred"),
    "no, after the content": (Behaviour(end=f"554 5.7.1 {TALK}"), "refused"),
    "closing down": (Behaviour(end=f"421 4.3.2 {TALK}"), "deferred"),
    "hangs up at the end": (Behaviour(end=HANG_UP), "unknown"),
    "too large": (Behaviour(sender=f"552 5.3.4 {TALK}"), "refused"),
    "greylists the sender": (Behaviour(sender=f"450 4.7.1 {TALK}"), "deferred"),
    "hangs up at the sender": (Behaviour(sender=HANG_UP), "deferred"),
}


@pytest.mark.parametrize("name", CONTENT_FAILURES)
def test_a_server_that_takes_no_content_leaves_all_to_the_next_run(city: MailCity, tmp_path: Path, name: str) -> None:
    behaviour, status = CONTENT_FAILURES[name]
    with mail_server(tmp_path, behaviour) as (port, received):
        city.write_mail(port)
        result = city.send(*WORKS)
        assert result.exit_code == 1
        assert TALK not in result.output
        assert [last for _, _, last in city.log][-1] == status
        assert {each.recipient: each.status for each in city.mailed} == dict.fromkeys(
            ("Diensthoofd", "Adjunct", "Chef"), DeliveryStatus(status)
        )
        before = len(received.mails)
        behaviour.sender = behaviour.data = ""
        behaviour.end = ""
        again = city.send(*WORKS)
        assert again.exit_code == 0
        assert len(received.mails) - before == (0 if status == "unknown" else 3)
        if status == "unknown":
            assert again.stdout.count("ask whether it came") == 3
            assert city.send(*WORKS, "--again").stdout.splitlines()[-1] == "sent: 3 / 3"


def test_a_server_that_hangs_up_in_the_middle_of_a_mail(city: MailCity, tmp_path: Path) -> None:
    with mail_server(tmp_path, Behaviour(cut_after_bytes=2000)) as (port, received):
        city.write_mail(port)
        result = city.send(*WORKS)
    assert result.exit_code == 1
    assert received.mails == []
    # a small mail lies in the buffers of the network as a whole: then we cannot know, and say so
    assert {status for _, _, status in city.log} <= {"unknown", "deferred"}
    assert "sent: 0 / 3" in result.stdout


STOPS: dict[str, tuple[Behaviour, str]] = {
    "the sender": (
        Behaviour(sender=f"553 5.7.1 {TALK}"),
        "the mail server does not let this sender send (553 5.7.1)",
    ),
    "no login offered": (Behaviour(is_login_offered=False), "the mail server localhost asks no name and password"),
}


@pytest.mark.parametrize("name", STOPS)
def test_a_server_that_does_not_let_us_in_is_named(city: MailCity, tmp_path: Path, name: str) -> None:
    behaviour, said = STOPS[name]
    with mail_server(tmp_path, behaviour) as (port, received):
        city.write_mail(port)
        result = city.send(*WORKS)
    assert result.exit_code == 2
    assert said in result.stderr and "\n  hint: " in result.stderr
    assert "not tried: 3" in result.stderr
    assert received.mails == [] and city.log == []


def test_a_wrong_password_is_told_and_never_shown(city: MailCity, tmp_path: Path) -> None:
    with mail_server(tmp_path) as (port, received):
        city.write_mail(port)
        result = city.run(
            "--debug", "digest", "send", "--since", "2019-01-01", "--until", "2019-04-30", password="ZMAILx"
        )
    assert result.exit_code == 2
    assert "does not take this name and password (535 5.7.8)" in result.stderr
    assert received.logins == [(USER.encode(), b"ZMAILx")]
    assert received.mails == []
    for path in city.root.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"ZMAILx" not in content and b"Wk1BSUx4" not in content, path


@pytest.mark.parametrize(
    ("security", "certificate", "said"),
    [
        ("starttls", "expired", "or its certificate has expired; nothing was sent"),
        ("tls", "unknown", "nobody whom this computer trusts vouches for the mail server localhost"),
        ("starttls", "other", "shows the certificate of another one; nothing was sent"),
        ("tls", "other", "shows the certificate of another one; nothing was sent"),
    ],
)
def test_a_certificate_that_does_not_hold_stops_everything(
    city: MailCity, tmp_path: Path, security: str, certificate: str, said: str
) -> None:
    with mail_server(tmp_path, security=security, certificate=certificate) as (port, received):
        city.write_mail(port, security=security)
        result = city.send(*WORKS)
    assert result.exit_code == 2
    assert said in result.stderr
    assert received.mails == [] and received.logins == [] and city.log == []


def test_a_server_whose_authority_this_computer_does_not_know_is_refused(city: MailCity, tmp_path: Path) -> None:
    with mail_server(tmp_path) as (port, received):
        city.write_mail(port, authority_file="")
        result = city.send(*WORKS)
    assert result.exit_code == 2
    assert "nobody whom this computer trusts" in result.stderr
    assert received.logins == []


def test_a_server_without_tls_hears_nothing_but_a_greeting(city: MailCity, tmp_path: Path) -> None:
    with mail_server(tmp_path, Behaviour(is_login_offered=False), security="none") as (port, received):
        city.write_mail(port)
        result = city.send(*WORKS)
        other_way = city.run("check")
        city.write_mail(port, security="tls")
        as_tls = city.send(*WORKS)
    assert result.exit_code == as_tls.exit_code == 2
    assert "offers no closed way on port" in result.stderr
    assert "no closed way to the mail server localhost" in as_tls.stderr
    assert other_way.exit_code == 0
    assert received.commands == [("EHLO [127.0.0.1]", False)]


@contextmanager
def talking(*, greeting: bytes) -> Iterator[int]:
    """A server that says one thing, or nothing, to whoever comes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        held: list[socket.socket] = []

        def answer() -> None:
            try:
                while True:
                    peer, _ = server.accept()
                    held.append(peer)
                    peer.sendall(greeting)
            except OSError:
                return

        threading.Thread(target=answer, daemon=True).start()
        yield int(server.getsockname()[1])
        server.shutdown(socket.SHUT_RDWR)
        for peer in held:
            peer.close()


@pytest.mark.parametrize(
    ("greeting", "said"),
    [
        (f"554 5.3.2 {TALK}\r\n".encode(), "does not want to talk (554 5.3.2)"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "does not want to talk (?)"),
    ],
)
def test_a_server_that_refuses_to_talk_is_named(city: MailCity, greeting: bytes, said: str) -> None:
    with talking(greeting=greeting) as port:
        city.write_mail(port)
        result = city.send(*WORKS)
    assert result.exit_code == 2
    assert said in result.stderr and TALK not in result.stderr


def test_nobody_at_the_port_is_told(city: MailCity) -> None:
    city.write_mail(free_port())
    result = city.send(*WORKS)
    assert result.exit_code == 2
    assert "the mail server localhost cannot be reached on port" in result.stderr


def test_an_authority_that_is_not_there_is_told(city: MailCity) -> None:
    city.write_mail(free_port(), authority_file=".keys/geen.crt")
    assert "the file of mail.authority_file is not there" in city.send(*WORKS).stderr


def postbox(folder: Path, port: int, timeout_s: float) -> Postbox:
    (folder / "authority.crt").write_bytes(pem(authority()))
    settings = {"host": "localhost", "port": str(port), "sender": "a@b.example", "username": USER}
    mail = Mail.model_validate({**settings, "authority_file": "authority.crt"})
    return Postbox(mail=mail, password=PASSWORD, root=folder, timeout_s=timeout_s)


def test_a_server_that_never_answers_is_given_up(tmp_path: Path) -> None:
    with (
        talking(greeting=b"") as port,
        postbox(tmp_path, port, 0.2) as box,
        pytest.raises(UsageError) as error,
    ):
        box.post(b"Subject: x\r\n\r\nx\r\n", "c@d.example", lambda: None)
    assert error.value.code == "mail-slow"
    assert PASSWORD not in repr(box)


def test_a_server_that_is_slow_after_the_whole_mail_may_have_taken_it(tmp_path: Path) -> None:
    behaviour = Behaviour()
    ended: list[bool] = []

    def slow() -> str:
        behaviour.delay_s = 1.0
        return ""

    behaviour.end = slow
    with mail_server(tmp_path, behaviour) as (port, _), postbox(tmp_path, port, 0.5) as box:
        outcome = box.post(b"Subject: x\r\n\r\n.x\r\n", "c@d.example", lambda: ended.append(True))
    assert (outcome.status, outcome.reply, ended) == (DeliveryStatus.UNKNOWN, "", [True])


def test_a_line_that_starts_with_a_dot_arrives_as_it_was(tmp_path: Path) -> None:
    with mail_server(tmp_path) as (port, received), postbox(tmp_path, port, 5) as box:
        assert box.post(b"Subject: x\r\n\r\n.\r\n..x\r\n", "c@d.example", lambda: None).status is DeliveryStatus.SENT
    ((_, _, content),) = received.mails
    assert content.endswith(b"\r\n\r\n.\r\n..x\r\n")


def test_without_a_password_or_settings_it_is_told_where_they_go(city: MailCity) -> None:
    result = city.send(*WORKS, password="")
    assert result.exit_code == 2
    assert "VERTELKAART_MAIL_PASSWORD" in result.stderr
    path = city.root / "site_config/city.yml"
    path.write_text(
        "".join(line for line in path.read_text("utf-8").splitlines(True) if "mail:" not in line[:5]), "utf-8"
    )
    assert "it is not known which server takes the mails" in city.send(*WORKS).stderr


@pytest.mark.parametrize("host", ["https://mail.example", "mail.example:25", "a b", "-\\n", ""])
def test_a_host_that_is_none_is_refused(city: MailCity, host: str) -> None:
    path = city.root / "site_config/city.yml"
    path.write_text(path.read_text("utf-8").replace("host: localhost", f'host: "{host}"'), "utf-8")
    assert city.run("check").exit_code == 1


def test_an_authority_outside_the_project_is_refused(city: MailCity) -> None:
    city.write_mail(587, authority_file="../elders.crt")
    result = city.run("check")
    assert result.exit_code == 1
    assert "mail.authority_file: expected a plain path inside the project" in result.stderr


class MemoryKeyring(KeyringBackend):
    """A keyring for one test."""

    priority = -1.0  # never chosen by itself
    kept: dict[tuple[str, str], str]

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[(service, username)] = password


def test_the_keyring_is_asked_when_the_environment_has_no_password() -> None:
    mail = Mail.model_validate({"host": "mail.example", "sender": "a@b.example", "username": "kaart"})
    before = keyring.get_keyring()
    backend = MemoryKeyring()  # type: ignore[no-untyped-call]  # as the package has it
    backend.kept = {("vertelkaart", "kaart@mail.example"): "uit de sleutelbos"}
    keyring.set_keyring(backend)
    try:
        assert find_mail_password(mail, {}) == "uit de sleutelbos"
        assert find_mail_password(mail, {"VERTELKAART_MAIL_PASSWORD": "x"}) == "x"
        backend.kept = {}
        with pytest.raises(UsageError):
            find_mail_password(mail, {})
        keyring.set_keyring(importlib.import_module("keyring.backends.fail").Keyring())
        with pytest.raises(UsageError):
            find_mail_password(mail, {})
    finally:
        keyring.set_keyring(before)
    assert find_mail_password(mail.model_copy(update={"username": None}), {}) == ""
