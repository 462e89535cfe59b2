"""`digest send` against a real mail server that does what it should."""

from __future__ import annotations

import email
import hashlib
import io
import json
import re
import stat
import subprocess
import zipfile
from email import policy
from email.message import EmailMessage
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest

from builder.signals.sealing.padding import STEP_BYTES
from tests.signals.delivering.mail_city import CLERK, DEPUTY, FOLDER, FRENCH, HEAD, OLD, PERIOD, MailCity, services
from tests.signals.delivering.mail_servers import HANG_UP, PASSWORD, USER, Behaviour, Received, mail_server
from tests.signals.sealing.certificates import private_pem, rsa_key

NEEDLE = "MARKERWORD"
SIGNAL = "2019-tafel/brug"


def messages(received: Received) -> dict[str, EmailMessage]:
    found = {}
    for _, (to,), content in received.mails:
        message = email.message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        found[to] = message
    return found


def attached(message: EmailMessage) -> dict[str, bytes]:
    return {part.get_filename() or "": part.get_payload(decode=True) for part in message.iter_attachments()}  # type: ignore[misc]  # bytes, as it is decoded


def opened_with_age(city: MailCity, sealed: bytes) -> zipfile.ZipFile:
    command = ["age", "-d", "-i", ".keys/werken.agekey"]
    done = subprocess.run(command, cwd=city.root, input=sealed, capture_output=True, check=True)
    return zipfile.ZipFile(io.BytesIO(done.stdout))


def good_signature(city: MailCity, content: bytes, signature: bytes, folder: Path) -> bool:
    (folder / "a.sig").write_bytes(signature)
    command = ["ssh-keygen", "-Y", "verify", "-f", ".keys/coordinator.signers", "-I", "coordinator"]
    command += ["-n", "vertelkaart-digest", "-s", str(folder / "a.sig")]
    done = subprocess.run(command, cwd=city.root, input=content, capture_output=True, check=False)
    return done.returncode == 0 and done.stdout.startswith(b"Good ")


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_each_recipient_gets_one_mail_that_opens_with_programs_of_others(
    city: MailCity, tmp_path: Path, security: str
) -> None:
    with mail_server(tmp_path, security=security) as (port, received):
        city.write_mail(port, security=security)
        result = city.send()
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[-1] == "sent: 5 / 5"
    found = messages(received)
    assert set(found) == {HEAD, DEPUTY, FRENCH, CLERK, OLD}
    assert len(received.mails) == 5
    for to in (HEAD, FRENCH):
        name = "werken.nl.zip.age" if to == HEAD else "werken.fr.zip.age"
        files = attached(found[to])
        assert list(files) == [name, f"{name}.sig"]
        assert good_signature(city, files[name], files[f"{name}.sig"], tmp_path)
        with opened_with_age(city, files[name]) as archive:
            page = archive.read("digest.html").decode()
        assert NEEDLE in page and f'lang="{"nl" if to == HEAD else "fr"}"' in page
    check_smime(city, received, tmp_path)
    files = attached(found[OLD])
    assert list(files)[-2:] == ["balie.1.xlsx", "balie.1.xlsx.sig"]
    office = msoffcrypto.OfficeFile(io.BytesIO(files["balie.1.xlsx"]))
    office.load_key(password=(city.root / ".keys/balie.password").read_text().strip())
    sheet = io.BytesIO()
    office.decrypt(sheet)
    assert NEEDLE in str(list(openpyxl.load_workbook(sheet).worksheets[0].values)) + str(
        [list(each.values) for each in openpyxl.load_workbook(sheet).worksheets]
    )
    assert all(is_closed for command, is_closed in received.commands if command in ("AUTH", "MAIL"))
    assert received.logins == [(USER.encode(), PASSWORD.encode())]


def check_smime(city: MailCity, received: Received, folder: Path) -> None:
    """openssl opens the mail as it came, and what is in it is signed, too."""
    (content,) = [content for _, (to,), content in received.mails if to == CLERK]
    (folder / "key.pem").write_bytes(private_pem(rsa_key()))
    (folder / "mail.eml").write_bytes(content)
    command = ["openssl", "cms", "-decrypt", "-in", str(folder / "mail.eml"), "-inkey", str(folder / "key.pem")]
    done = subprocess.run(command, capture_output=True, check=True)
    inner = email.message_from_bytes(done.stdout, policy=policy.default)
    assert isinstance(inner, EmailMessage)
    files = attached(inner)
    name = "samen.zip"
    assert list(files) == [name, f"{name}.sig"]
    assert good_signature(city, files[name], files[f"{name}.sig"], folder)
    with zipfile.ZipFile(io.BytesIO(files[name])) as archive:
        assert NEEDLE in archive.read("digest.html").decode()
    body = inner.get_body()
    assert body is not None and body.get_content().startswith("Dag,\r\n")


def test_what_a_computer_on_the_way_reads_tells_nothing(city: MailCity, tmp_path: Path) -> None:
    with mail_server(tmp_path) as (port, received):
        city.write_mail(port)
        city.send()
    subjects = {
        HEAD: "Vertelkaart: bundel 2019-01 – 2019-04",
        FRENCH: "Vertelkaart: recueil 2019-01 – 2019-04",
        CLERK: "Vertelkaart: bundel 2019-01 – 2019-04",
        OLD: "Vertelkaart: digest 2019-01 – 2019-04",
    }
    for to, message in messages(received).items():
        assert message["subject"] == subjects.get(to, subjects[HEAD])
        assert (message["to"], message["from"]) == (to, "Team Kleinstad <kaart@kleinstad.example>")
        assert set(message.keys()) <= {
            *("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"),
            *("Content-Transfer-Encoding", "Content-Disposition", "X-Peer", "X-MailFrom", "X-RcptTo"),
        }
        assert re.fullmatch(r"<[0-9a-f]{32}@kleinstad\.example>", message["message-id"])
        body = message.get_body()
        text = body.get_content() if body is not None and to != CLERK else ""
        seen = "\n".join([*(f"{key}: {value}" for key, value in message.items()), text, *attached(message)])
        for word in (NEEDLE, "brug", "licht", "onderweg", SIGNAL, "Diensthoofd", "2019-tafel"):
            assert word not in seen, word
        assert to == CLERK or "ssh-keygen -Y verify" in text
    whole = b"".join(content for _, _, content in received.mails)
    assert NEEDLE.encode() not in whole
    assert [command for command, _ in received.commands if command.startswith("EHLO")] == ["EHLO [127.0.0.1]"] * 2


def is_a_step_apart(one: int, other: int) -> bool:
    """Whether two mails are as long as each other, or differ by one step of padding as base64 writes it in lines."""
    step = STEP_BYTES * 4 / 3 * 78 / 76
    return one == other or abs(abs(one - other) - step) < 4


def test_a_mail_is_as_long_as_another_of_its_kind(city: MailCity, tmp_path: Path) -> None:
    with mail_server(tmp_path) as (port, received):
        city.write_mail(port)
        city.send()
        path = city.root / "stories/2019-tafel/brug.md"
        path.write_text(path.read_text("utf-8").replace("durft niemand er nog door", "niemand"), "utf-8")
        assert city.run("digest", *PERIOD).exit_code == 0
        city.send("--again")
    assert len(received.mails) == 10
    sizes = [{to: len(content) for _, (to,), content in received.mails[start : start + 5]} for start in (0, 5)]
    assert is_a_step_apart(sizes[0][CLERK], sizes[1][CLERK])
    assert is_a_step_apart(sizes[0][OLD], sizes[1][OLD])
    # age adds a line of random length to its head
    assert abs(sizes[0][HEAD] - sizes[1][HEAD]) < 400


def test_what_went_is_listed_with_its_hash_and_does_not_go_twice(city: MailCity, tmp_path: Path) -> None:
    with mail_server(tmp_path) as (port, received):
        city.write_mail(port)
        city.send("--service", "werken")
        assert stat.S_IMODE((city.root / ".delivered.jsonl").stat().st_mode) == 0o600
        content = (city.root / FOLDER / "werken.nl.zip.age").read_bytes()
        lines = [json.loads(line) for line in (city.root / ".delivered.jsonl").read_text().splitlines()]
        line = [each for each in lines if each["recipient"] == "Diensthoofd"][-1]
        assert line["sha256"] == hashlib.sha256(content).hexdigest()
        assert {**line, "at": "", "sha256": ""} == {
            "at": "",
            "service": "werken",
            "since": "2019-01-01",
            "until": "2019-04-30",
            "recipient": "Diensthoofd",
            "how": "mail",
            "file": "werken.nl.zip.age",
            "sha256": "",
            "signals": ["2019-tafel/brug#licht"],
            "status": "sent",
        }
        assert NEEDLE not in (city.root / ".delivered.jsonl").read_text()
        once = len(received.mails)
        assert once == 3
        second = city.send()
        assert second.exit_code == 0
        assert second.stdout.splitlines()[-1] == "sent: 2 / 2"
        third = city.send()
        assert third.stdout.splitlines()[-1] == "There is nothing to send."
        assert len(received.mails) == 5
        again = city.send("--again", "--service", "samen")
        assert again.stdout.splitlines()[-1] == "sent: 1 / 1"
        assert len(received.mails) == 6
        assert city.run("digest", *PERIOD).exit_code == 0
        made_anew = city.send()
        assert made_anew.stdout.count("went before; the digest was made anew since, --again sends that one") == 5
        assert len(received.mails) == 6


def test_a_dry_run_shows_what_would_go_and_needs_no_server(city: MailCity) -> None:
    before = (city.root / ".delivered.jsonl").read_bytes()
    result = city.send("--dry-run", password="")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Period: 2019-01 – 2019-04"
    assert re.fullmatch(
        r"  werken: Diensthoofd <hoofd@werken\.example>  werken\.nl\.zip\.age \+ \.sig  \(\d+ kB\)", lines[1]
    )
    assert lines[6:7] == ["by hand, not by mail: archief"]
    assert re.fullmatch(r"mails that would go: 5  \(\d+ kB\)", lines[7])
    assert lines[8] == "Nothing was sent."
    assert (city.root / ".delivered.jsonl").read_bytes() == before


def test_check_tells_which_forms_a_password_cannot_close(city: MailCity) -> None:
    assert "balie: a password closes only a PDF and a sheet; left out: html\n" in city.run("check").stdout


def test_a_digest_with_a_story_that_was_withdrawn_since_does_not_go(city: MailCity, tmp_path: Path) -> None:
    path = city.root / "stories/2019-tafel/brug.md"
    path.write_text(path.read_text("utf-8").replace("status: published", "status: withdrawn"), "utf-8")
    with mail_server(tmp_path) as (port, received):
        city.write_mail(port)
        result = city.send()
    assert result.exit_code == 2
    assert result.stderr.startswith("1 signals in these digests may not go any more")
    assert received.mails == []


def test_a_changed_or_foreign_parcel_does_not_go_and_is_named(city: MailCity) -> None:
    path = city.root / FOLDER / "werken.nl.zip.age"
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    result = city.send("--dry-run")
    assert result.exit_code == 1
    assert f"{FOLDER}/werken.nl.zip.age:1:1: THE FILE IS NOT AS IT WAS SIGNED" in result.stderr
    path.write_bytes((city.root / FOLDER / "werken.fr.zip.age").read_bytes())
    signature = (city.root / FOLDER / "werken.fr.zip.age.sig").read_bytes()
    path.with_name("werken.nl.zip.age.sig").write_bytes(signature)
    assert "THE FILE IS NOT AS IT WAS SIGNED" in city.send("--dry-run").stderr
    path.unlink()
    assert "the file or its signature is not there" in city.send("--dry-run").stderr


def test_a_changed_list_of_parcels_is_noticed(city: MailCity) -> None:
    path = city.root / FOLDER / "parcels.json"
    path.write_text(path.read_text().replace('"balie"', '"samen"'))
    result = city.send("--dry-run")
    assert result.exit_code == 1
    assert f"{FOLDER}/parcels.json:1:1: THE FILE IS NOT AS IT WAS SIGNED" in result.stderr


def test_whoever_came_or_changed_their_key_since_is_told_to_make_it_again(city: MailCity) -> None:
    listed = services()
    listed[0]["recipients"] = [*listed[0]["recipients"], {**listed[0]["recipients"][0], "name": "Nieuw"}]
    city.write_services(listed)
    result = city.send("--dry-run")
    assert result.exit_code == 1
    assert "services.werken.recipients.3: the digest of this period was not closed for this recipient" in result.stderr
    listed[0]["recipients"][3]["until"] = "2019-01-01"
    city.write_services(listed)
    assert city.send("--dry-run").exit_code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--service", "niemand"), 2, "a name of a service has lower-case letters"),
        (("--since", "2020-01-01", "--until", "2020-12-31"), 2, "there are no sealed digests of this period"),
        (("--since", "2020-01-01", "--until", "2019-12-31"), 2, "--since is after --until"),
    ],
)
def test_what_cannot_be_sent_is_said(city: MailCity, words: tuple[str, ...], code: int, said: str) -> None:
    result = city.run("digest", "send", *PERIOD, *words)
    assert result.exit_code == code
    assert result.stderr.startswith(said)


def test_an_unsealed_digest_is_never_mailed(city: MailCity) -> None:
    assert city.run("digest", *PERIOD, "--unsealed").exit_code == 0
    assert city.send().stderr.startswith("there are no sealed digests of this period")


@pytest.mark.parametrize(
    "address", ["a@b.example, evil@c.example", "a@b.example\\nBcc: evil@c.example", "a b@c.example"]
)
def test_an_address_that_is_more_than_one_is_refused_where_it_stands(city: MailCity, address: str) -> None:
    path = city.root / "site_config/services.yml"
    path.write_text(path.read_text("utf-8").replace(HEAD, address), "utf-8")
    result = city.send("--dry-run")
    assert result.exit_code == 1
    assert "expected one e-mail address" in result.stderr
    assert "evil" not in result.stderr


def test_recipients_without_an_address_or_with_one_name_are_refused(city: MailCity) -> None:
    listed = services()
    del listed[0]["recipients"][0]["email"]
    listed[0]["recipients"][2]["name"] = "Adjunct"
    city.write_services(listed)
    result = city.send("--dry-run")
    assert result.exit_code == 1
    assert "with handover: mail each recipient needs an address" in result.stderr
    assert "another recipient of this service has the same name" in result.stderr


def test_a_killed_run_sends_nothing_twice(city: MailCity, tmp_path: Path) -> None:
    ends = iter(["", HANG_UP])
    with mail_server(tmp_path, Behaviour(end=lambda: next(ends, ""))) as (port, received):
        city.write_mail(port)
        first = city.send()
        assert first.exit_code == 1
        assert "NOT CERTAIN: the server hung up before it answered" in first.stdout
        assert first.stdout.splitlines()[-1] == "sent: 4 / 5"
        second = city.send()
        assert second.exit_code == 0
        assert "ask whether it came, else send it with --again" in second.stdout
        assert len(received.mails) == 5
    assert city.log[-1][2] == "sent"
    assert ("werken", "Adjunct", "unknown") in city.log


@pytest.mark.parametrize("changes", [{"themes": []}, {"until": "2020-01-01"}])
def test_what_a_service_may_not_have_any_more_is_not_sent(city: MailCity, changes: dict[str, object]) -> None:
    listed = services()
    listed[0] |= changes
    city.write_services(listed)
    result = city.send("--dry-run")
    assert result.exit_code == 2, result.stderr
    assert "1 signals in these digests may not go any more" in result.stderr
