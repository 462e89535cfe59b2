from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyrage import x25519

from builder.signals.sealing.age_seals import AgeSeal, close_with_age
from builder.signals.sealing.padding import STEP_BYTES, pack
from builder.signals.sealing.parcels import Addressees, find_addressees
from tests.signals.corpora import TODAY, build_service

SECRET = str(x25519.Identity.generate())
PUBLIC = str(x25519.Identity.generate().to_public())
OTHER = str(x25519.Identity.generate().to_public())
SSH = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN a@b"


def seal_with(root: Path, *recipients: dict[str, Any]) -> tuple[Addressees, list[tuple[str, str, int, str]]]:
    service = build_service("a", recipients=[{"name": "Diensthoofd", **keys} for keys in recipients])
    addressees, faults = find_addressees(service, root, TODAY, "nl")
    return addressees, [(fault.code, fault.path, fault.line, fault.key) for fault in faults]


def keys_of(addressees: Addressees) -> list[str]:
    return [each.seal.key for each in addressees.active if isinstance(each.seal, AgeSeal)]


def write_key(root: Path, text: str) -> dict[str, str]:
    (root / ".keys").mkdir(exist_ok=True)
    (root / ".keys/a.agepub").write_text(text, "utf-8")
    return {"key_file": ".keys/a.agepub"}


def test_a_key_of_the_settings_or_of_a_file_seals(tmp_path: Path) -> None:
    from_file = write_key(tmp_path, f"# sleutel\n\n{PUBLIC}\n")
    addressees, faults = seal_with(tmp_path, from_file, {"key": OTHER})
    assert (keys_of(addressees), faults) == ([PUBLIC, OTHER], [])


def test_an_expired_key_is_not_used_and_the_others_are(tmp_path: Path) -> None:
    old, new = {"key": PUBLIC, "until": "2026-02-28"}, {"key": OTHER, "until": "2026-03-01"}
    addressees, faults = seal_with(tmp_path, old, new)
    assert (keys_of(addressees), addressees.expired, faults) == ([OTHER], 1, [])


def test_a_recipient_whose_first_day_lies_ahead_gets_nothing_yet(tmp_path: Path) -> None:
    later, now = {"key": PUBLIC, "since": "2026-03-02"}, {"key": OTHER, "since": "2026-03-01"}
    addressees, faults = seal_with(tmp_path, later, now)
    assert (keys_of(addressees), faults) == ([OTHER], [])
    assert seal_with(tmp_path, later)[1] == [("digest-nobody", SERVICES, 1, "services.a.recipients")]


SERVICES = "site_config/services.yml"


@pytest.mark.parametrize(
    ("recipients", "fault"),
    [
        ([], ("digest-no-key", SERVICES, 1, "services.a.recipients")),
        ([{}], ("digest-no-key", SERVICES, 1, "services.a.recipients.0")),
        ([{"key_file": ".keys/none.agepub"}], ("digest-no-key", SERVICES, 1, "services.a.recipients.0")),
        ([{"key": PUBLIC}, {}], ("digest-no-key", SERVICES, 1, "services.a.recipients.1")),
        (
            [{"key": PUBLIC, "until": "2026-02-28"}],
            ("digest-key-expired", SERVICES, 1, "services.a.recipients"),
        ),
        ([{"key": SECRET}], ("private-key", SERVICES, 1, "services.a.recipients.0.key")),
        ([{"key": SECRET.lower()}], ("private-key", SERVICES, 1, "services.a.recipients.0.key")),
        ([{"key": SSH}], ("not-a-recipient-key", SERVICES, 1, "services.a.recipients.0.key")),
        ([{"key": PUBLIC[:-1]}], ("not-a-recipient-key", SERVICES, 1, "services.a.recipients.0.key")),
        ([{"key_file": "../a.agepub"}], ("key-file-outside", SERVICES, 1, "services.a.recipients.0.key_file")),
        ([{"key_file": "/etc/hosts"}], ("key-file-outside", SERVICES, 1, "services.a.recipients.0.key_file")),
    ],
)
def test_a_service_without_a_good_key_is_refused(
    tmp_path: Path, recipients: list[dict[str, str]], fault: tuple[str, str, int, str]
) -> None:
    assert seal_with(tmp_path, *recipients)[1] == [fault]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (f"# geheim\n{SECRET}\n", "private-key", 2),
        (f"{PUBLIC}\n# {SECRET}\n", "private-key", 2),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n", "private-key", 1),
        (f"{SSH}\n", "not-a-recipient-key", 1),
        (f"{PUBLIC}\n{OTHER}\n", "not-a-recipient-key", 2),
        ("# niets\n", "not-a-recipient-key", 1),
        ("é\n", "not-a-recipient-key", 1),
    ],
    ids=["private", "private in a comment", "private ssh", "ssh", "two", "none", "not ascii"],
)
def test_a_key_file_with_anything_else_is_refused(tmp_path: Path, text: str, code: str, line: int) -> None:
    assert seal_with(tmp_path, write_key(tmp_path, text))[1] == [(code, ".keys/a.agepub", line, "")]


def test_no_fault_holds_a_key(tmp_path: Path) -> None:
    service = build_service("a", recipients=[{"name": "x", "key": SECRET}, {"name": "x", "key": SSH}])
    _, faults = find_addressees(service, tmp_path, TODAY, "nl")
    assert SECRET not in repr(faults) and SSH not in repr(faults) and SECRET not in repr(service)


@settings(max_examples=50, deadline=None)
@given(page=st.binary(max_size=9000), sheet=st.binary(max_size=9000))
def test_what_is_sealed_opens_whole_with_the_private_key_only(page: bytes, sheet: bytes) -> None:
    identity = x25519.Identity.generate()
    payload = pack({"digest.html": page, "digest.xlsx": sheet})
    sealed = close_with_age(payload, [AgeSeal(key=str(identity.to_public())), AgeSeal(key=OTHER)])
    assert len(payload) % STEP_BYTES == 0
    opened = pyrage.decrypt(sealed, [identity])
    assert opened == payload
    with zipfile.ZipFile(io.BytesIO(opened)) as archive:
        assert archive.testzip() is None
        assert archive.read("digest.html") == page
        assert archive.read("digest.xlsx") == sheet
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [x25519.Identity.generate()])


def test_nothing_is_sealed_for_nobody() -> None:
    with pytest.raises(ValueError, match="nobody"):
        close_with_age(b"a", [])
