from __future__ import annotations

import io
import subprocess
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest
from pypdf import PdfReader, PdfWriter

from builder.languages import describe_fault, load_language
from builder.signals.sealing.keys import make_password
from builder.signals.sealing.padding import STEP_BYTES
from builder.signals.sealing.parcels import find_addressees
from builder.signals.sealing.password_seals import PasswordSeal, is_strong, lock_pdf, lock_sheet
from tests.signals.corpora import TODAY, build_service

PASSWORD = "k7mn-p2qr-x4yz"
SEAL = PasswordSeal(password=PASSWORD)
FILE = ".keys/a.password"
NEEDLE = "ZNEEDLEZ"


def faults_with(root: Path, content: bytes | None, mode: int = 0o600, name: str = FILE) -> list[tuple[str, str]]:
    (root / ".keys").mkdir(exist_ok=True)
    if content is not None:
        (root / name).write_bytes(content)
        (root / name).chmod(mode)
    service = build_service("a", seal="password", recipients=[{"name": "Diensthoofd", "password_file": name}])
    _, faults = find_addressees(service, root, TODAY, "nl")
    for fault in faults:
        for code in ("nl", "en"):
            assert PASSWORD not in describe_fault(fault, load_language(code, "errors"))
    return [(fault.code, fault.path) for fault in faults]


@pytest.mark.parametrize("content", [PASSWORD, f"{PASSWORD}\n", f"{PASSWORD}\r\n", "twee woorden en nog een"])
def test_a_password_of_a_file_for_its_owner_seals(tmp_path: Path, content: str) -> None:
    assert faults_with(tmp_path, content.encode()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"kort-123456",
        b"aaaaaaaaaaaaaaaa",
        b"ababababababab",
        b"a1b2c3d4e5f6" * 9,
        "wachtwoordé12".encode(),
        b"een regel en\nnog een",
        b" spatie vooraan12",
        b"tab\tin het midden",
        b"a1b2c3d4e5" * 2000,
    ],
)
def test_a_weak_or_odd_password_is_refused(tmp_path: Path, content: bytes) -> None:
    assert faults_with(tmp_path, content) == [("password-weak", FILE)]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o602])
def test_a_password_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    assert faults_with(tmp_path, PASSWORD.encode(), mode) == [("password-file-open", FILE)]


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.password", "password-file-outside"), (".keys/../../a", "key-file-outside"), (FILE, "digest-no-password")],
)
def test_a_password_elsewhere_or_nowhere_is_refused(tmp_path: Path, name: str, code: str) -> None:
    assert faults_with(tmp_path, None, name=name) == [(code, "site_config/services.yml")]


def test_a_service_that_wants_no_form_with_a_password_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".keys").mkdir()
    make_password(tmp_path, FILE)
    service = build_service("a", seal="password", formats=["html"], recipients=[{"name": "x", "password_file": FILE}])
    _, faults = find_addressees(service, tmp_path, TODAY, "nl")
    assert [(fault.code, fault.key) for fault in faults] == [("password-formats", "services.a.formats")]


def test_a_drawn_password_is_strong_private_and_stays(tmp_path: Path) -> None:
    (tmp_path / ".keys").mkdir()
    drawn = set()
    for number in range(20):
        assert make_password(tmp_path, f".keys/{number}.password")
        path = tmp_path / f".keys/{number}.password"
        assert path.stat().st_mode & 0o077 == 0
        drawn.add(path.read_text().strip())
    assert len(drawn) == 20
    assert all(is_strong(password) for password in drawn)
    assert not make_password(tmp_path, ".keys/0.password")


def build_pdf(pages: int) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    writer.add_metadata({"/Title": NEEDLE})
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_locked_pdf_is_aes_256_and_opens_with_other_programs(tmp_path: Path) -> None:
    locked = lock_pdf(build_pdf(2), SEAL)
    assert NEEDLE.encode() not in locked
    assert len(locked) % STEP_BYTES == 0
    path = tmp_path / "a.pdf"
    path.write_bytes(locked)
    command = ["qpdf", "--check", f"--password={PASSWORD}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "R = 6\n" in done.stdout and "stream encryption method: AESv3" in done.stdout
    assert "string encryption method: AESv3" in done.stdout
    pages = ["pdftoppm", "-r", "20", "-png", str(path), str(tmp_path / "page")]
    assert subprocess.run(pages, capture_output=True, check=False).returncode != 0
    subprocess.run([*pages[:1], "-upw", PASSWORD, *pages[1:]], capture_output=True, check=True)
    assert len(list(tmp_path.glob("page*.png"))) == 2
    reader = PdfReader(io.BytesIO(locked))
    assert not reader.decrypt("een ander woord 12")
    assert reader.decrypt(PASSWORD)
    assert reader.metadata is not None and reader.metadata.title == NEEDLE


def build_sheet(rows: int) -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    for _ in range(rows):
        book.active.append([NEEDLE])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_locked_sheet_opens_with_the_password_only(tmp_path: Path) -> None:
    locked = lock_sheet(build_sheet(3), SEAL)
    assert locked[:4] == b"\xd0\xcf\x11\xe0" and b"PK\x03\x04" not in locked
    office = msoffcrypto.OfficeFile(io.BytesIO(locked))
    office.load_key(password=PASSWORD, verify_password=True)
    opened = io.BytesIO()
    office.decrypt(opened, verify_integrity=True)
    assert len(opened.getvalue()) % STEP_BYTES == 0
    sheet = openpyxl.load_workbook(opened).active
    assert sheet is not None and sheet["A3"].value == NEEDLE
    with pytest.raises(msoffcrypto.exceptions.InvalidKeyError):
        msoffcrypto.OfficeFile(io.BytesIO(locked)).load_key(password="een ander woord 12", verify_password=True)
    assert b"AES" in locked and b'keyBits="256"' in locked and b'hashAlgorithm="SHA512"' in locked


def test_sheets_of_about_one_size_are_of_one_size() -> None:
    assert len({len(lock_sheet(build_sheet(rows), SEAL)) for rows in (1, 2, 5)}) == 1


def test_neither_password_nor_seal_is_shown() -> None:
    assert PASSWORD not in repr(SEAL)
    assert SEAL.fingerprint == ""
