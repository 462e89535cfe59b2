"""The tiny city with services of each seal, whose digests go by mail."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from builder.cli import main
from builder.signals.register.delivered import DeliveredDigest, read_deliveries
from tests.signals.delivering.mail_servers import PASSWORD, USER, authority
from tests.signals.sealing.certificates import certificate, pem, rsa_key

PERIOD = ("--since", "2019-01-01", "--until", "2019-04-30")
FOLDER = "build/digest/2019-01-01_2019-04-30"
HEAD, DEPUTY, FRENCH = "hoofd@werken.example", "tweede@werken.example", "chef@travaux.example"
CLERK, OLD = "balie@samenleven.example", "oud@samenleven.example"


def services() -> list[dict[str, Any]]:
    """Public works: two with age in Dutch, one in French. Living together: one with S/MIME. The desk: a password."""
    works = [
        {"name": "Diensthoofd", "key_file": ".keys/werken.agepub", "email": HEAD},
        {"name": "Adjunct", "key_file": ".keys/werken.agepub", "email": DEPUTY},
        {"name": "Chef", "key_file": ".keys/werken.agepub", "email": FRENCH, "language": "fr"},
    ]
    together = [{"name": "Coördinator", "certificate_file": ".keys/samen.crt", "email": CLERK}]
    desk = [{"name": "Balie", "password_file": ".keys/balie.password", "email": OLD, "language": "en"}]
    themes, by_mail = ["onderweg", "ontmoeting"], {"handover": "mail"}
    return [
        {"id": "werken", "name": {"nl": "Werken"}, "themes": themes, "recipients": works, **by_mail},
        {"id": "samen", "name": {"nl": "Samen"}, "themes": themes, "seal": "smime", "recipients": together, **by_mail},
        {"id": "balie", "name": {"nl": "Balie"}, "themes": themes, "seal": "password", "recipients": desk, **by_mail},
        {"id": "archief", "name": {"nl": "Archief"}, "themes": themes, "recipients": [works[0]]},
    ]


@dataclass(frozen=True)
class MailCity:
    """A project in which commands run, in English."""

    root: Path

    def prepare(self, listed: list[dict[str, Any]] | None = None) -> None:
        """Services, keys and digests, as a coordinator makes them."""
        self.write_services(listed or services())
        self.write_mail(1)
        (self.root / "stories/2019-tafel/follow_up.yml").unlink()  # it names services of the tiny city
        (self.root / ".keys").mkdir(mode=0o700)
        (self.root / ".keys/samen.crt").write_bytes(pem(certificate(rsa_key(), last=date(2099, 1, 1))))
        (self.root / ".keys/authority.crt").write_bytes(pem(authority()))
        keys = self.run("keys", "make")
        assert keys.exit_code == 0, keys.stderr
        made = self.run("digest", *PERIOD)
        assert made.exit_code == 0, made.stderr

    def write_services(self, listed: list[dict[str, Any]]) -> None:
        path = self.root / "site_config/services.yml"
        path.write_text(json.dumps({"services": listed}, indent=1, ensure_ascii=False), "utf-8")  # JSON is YAML

    def write_mail(self, port: int, **changes: str) -> None:
        """The settings of the mail server."""
        settings = {"host": "localhost", "port": str(port), "sender": "kaart@kleinstad.example", "username": USER}
        settings |= {"authority_file": ".keys/authority.crt", **changes}
        path = self.root / "site_config/city.yml"
        lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("mail:")]
        inner = ", ".join(f"{key}: {value}" for key, value in settings.items() if value)
        path.write_text("\n".join([*lines, f"mail: {{{inner}}}", ""]), "utf-8")

    def run(self, *words: str, password: str = PASSWORD) -> Result:
        """A command; it ends with an exit code and never with a traceback or the password."""
        environment = {"VERTELKAART_LANGUAGE": "en", "VERTELKAART_MAIL_PASSWORD": password}
        with within(self.root):
            result = CliRunner().invoke(main, words, env=environment)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
        for said in (result.stdout, result.stderr):
            assert "Traceback" not in said and "ZMAIL" not in said and "MARKERWORD" not in said
        return result

    def send(self, *words: str, **options: str) -> Result:
        return self.run("digest", "send", *PERIOD, *words, **options)

    @property
    def log(self) -> list[tuple[str, str | None, str]]:
        """What the list of deliveries says of mails: service, recipient and status."""
        return [(each.service, each.recipient, each.status.value) for each in self.mailed]

    @property
    def mailed(self) -> list[DeliveredDigest]:
        return [each for each in read_deliveries(self.root) if each.recipient is not None]


@contextmanager
def within(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
