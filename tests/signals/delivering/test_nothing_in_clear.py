"""Making and mailing digests under strace: nothing that a program writes is private and in clear."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.signals.delivering.mail_city import PERIOD, MailCity
from tests.signals.delivering.mail_servers import PASSWORD, mail_server
from tests.whole.running import PROJECT

MARKER = "MARKERWORD"
"""Stands in each private field of the tiny city."""
WRITES = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendfile,copy_file_range,splice,mmap"
OPENED = re.compile(r'openat\([^,]*, "((?:\\x[0-9a-f]{2})*)", [^)]*O_CREAT')
HEX = re.compile(r'"((?:\\x[0-9a-f]{2})+)"')
SHARED_MAP = re.compile(r"PROT_WRITE[^,]*, MAP_SHARED(?!\|MAP_ANONYMOUS)[^,]*, \d+</")
CLEAR_STARTS = (b"PK\x03\x04", b"%PDF-1.", b"<!doctype html", b"<!DOCTYPE html")
"""What a form of a digest starts with when it is not closed; a closed PDF is of version 2."""


pytestmark = pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")


def trace(city: MailCity, log: Path, *words: str) -> str:
    """The calls of a Python program that write or open, with every byte in hexadecimal digits."""
    environment = {**os.environ, "PYTHONPATH": str(PROJECT), "VERTELKAART_LANGUAGE": "en"}
    environment |= {"VERTELKAART_MAIL_PASSWORD": PASSWORD, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [
        "strace",
        "-f",
        "-y",
        "-xx",
        "-qq",
        "--seccomp-bpf",
        "-s",
        "10000000",
        "-o",
        str(log),
        "-e",
        f"trace={WRITES},openat",
    ]
    command += [sys.executable, *words]
    done = subprocess.run(command, cwd=city.root, env=environment, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
    return log.read_text("ascii")


def written(log: str) -> list[bytes]:
    """The bytes of each call that writes."""
    lines = [line for line in log.splitlines() if "openat(" not in line and "mmap(" not in line]
    return [bytes.fromhex(text.replace("\\x", "")) for line in lines for text in HEX.findall(line)]


def check(city: MailCity, log: str) -> None:
    parts = written(log)
    whole = b"".join(parts)
    assert len(whole) > 10_000
    for form in (MARKER.encode(), MARKER.encode("utf-16-le"), PASSWORD.encode(), b"AGE-SECRET-KEY"):
        assert form not in whole
    assert [part[:8] for part in parts if part.startswith(CLEAR_STARTS)] == []
    assert not SHARED_MAP.search(log)
    opened = {bytes.fromhex(text.replace("\\x", "")).decode() for text in OPENED.findall(log)}
    outside = {
        name for name in opened if Path(name).is_absolute() and not name.startswith((str(city.root), "/dev/", "/proc/"))
    }
    assert outside == set()


@pytest.mark.parametrize(
    "written_bytes", [b"een MARKERWORD hier", "MARKERWORD".encode("utf-16-le"), b"PK\x03\x04 en meer", b"%PDF-1.7"]
)
def test_the_search_finds_what_is_in_clear(city: MailCity, tmp_path: Path, written_bytes: bytes) -> None:
    program = f"open('out', 'wb').write({written_bytes!r}); open('more', 'wb').write(bytes(20000))"
    log = trace(city, tmp_path / "calls.log", "-c", program)
    with pytest.raises(AssertionError):
        check(city, log)
    check(city, trace(city, tmp_path / "calls.log", "-c", "open('more', 'wb').write(bytes(20000))"))


def test_making_and_mailing_write_nothing_in_clear(city: MailCity, tmp_path: Path) -> None:
    check(city, trace(city, tmp_path / "calls.log", "-m", "builder.cli", "digest", *PERIOD))
    with mail_server(tmp_path) as (port, received):
        city.write_mail(port)
        check(city, trace(city, tmp_path / "calls.log", "-m", "builder.cli", "digest", "send", *PERIOD))
    assert len(received.mails) == 5
