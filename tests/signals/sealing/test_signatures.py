from __future__ import annotations

import string
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from builder.errors import ContentError
from builder.signals.sealing.keys import (
    SIGNERS,
    SIGNING_KEY,
    SIGNING_PUBLIC,
    make_signing_key,
    read_signing_key,
    read_verifying_key,
)
from builder.signals.sealing.signatures import is_signed, sign

CONTENT = b"age-encryption.org/v1\n" + bytes(range(256)) * 20


@pytest.fixture
def root(tmp_path: Path) -> Path:
    assert make_signing_key(tmp_path)
    (tmp_path / "a.age").write_bytes(CONTENT)
    (tmp_path / "a.age.sig").write_bytes(sign(CONTENT, read_signing_key(tmp_path)))
    return tmp_path


def verify(root: Path, *, content: bytes = CONTENT, namespace: str = "vertelkaart-digest") -> tuple[int, str]:
    command = ["ssh-keygen", "-Y", "verify", "-f", SIGNERS, "-I", "coordinator", "-n", namespace, "-s", "a.age.sig"]
    done = subprocess.run(command, cwd=root, input=content, capture_output=True, check=False)
    return done.returncode, done.stdout.decode()


def test_ssh_keygen_says_good_of_ours_and_we_of_its(root: Path) -> None:
    status, said = verify(root)
    assert status == 0
    assert said.startswith('Good "vertelkaart-digest" signature for coordinator with ED25519 key ')
    ours = (root / "a.age.sig").read_bytes()
    (root / "a.age.sig").unlink()
    command = ["ssh-keygen", "-Y", "sign", "-f", SIGNING_KEY, "-n", "vertelkaart-digest", "a.age"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert (root / "a.age.sig").read_bytes() == ours
    assert is_signed(CONTENT, ours, read_verifying_key(root))


def test_a_change_is_noticed_by_both(root: Path) -> None:
    changed = CONTENT[:-1] + b"x"
    assert verify(root, content=changed)[0] != 0
    assert not is_signed(changed, sign(CONTENT, read_signing_key(root)), read_verifying_key(root))


def test_the_last_letter_of_a_signature_has_one_writing(root: Path) -> None:
    """Some of its bits say nothing; a signature has no second form all the same."""
    signature, key = (root / "a.age.sig").read_bytes(), read_verifying_key(root)
    last = max(place for place, sign in enumerate(signature[: signature.rindex(b"\n-----")]) if sign not in b"\n=")
    letters = (string.ascii_letters + string.digits + "+/").encode()
    taken = [letter for letter in letters if is_signed(CONTENT, with_letter(signature, last, letter), key)]
    assert taken == [signature[last]]


def with_letter(signature: bytes, place: int, letter: int) -> bytes:
    """The signature with another letter."""
    return signature[:place] + bytes([letter]) + signature[place + 1 :]


def test_every_changed_letter_of_a_signature_is_noticed(root: Path) -> None:
    signature, key = (root / "a.age.sig").read_bytes(), read_verifying_key(root)
    lines = signature.split(b"\n")
    start, end = len(lines[0]) + 1, len(signature) - len(lines[-2]) - 1
    for place in range(start, end):
        if signature[place : place + 1] not in b"\n=":
            other = b"A" if signature[place : place + 1] != b"A" else b"B"
            assert not is_signed(CONTENT, signature[:place] + other + signature[place + 1 :], key), place


@pytest.mark.parametrize(
    "signature",
    [b"", b"\xff", b"-----BEGIN SSH SIGNATURE-----\n-----END SSH SIGNATURE-----\n", b"U1NIU0lH", b"A" * 10_000],
)
def test_what_is_no_signature_is_none(root: Path, signature: bytes) -> None:
    assert not is_signed(CONTENT, signature, read_verifying_key(root))


def test_a_signature_of_somebody_else_or_for_something_else_is_none(root: Path) -> None:
    key = read_verifying_key(root)
    assert not is_signed(CONTENT, sign(CONTENT, Ed25519PrivateKey.generate()), key)
    (root / "a.age.sig").unlink()
    command = ["ssh-keygen", "-Y", "sign", "-f", SIGNING_KEY, "-n", "file", "a.age"]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    assert verify(root, namespace="file")[0] != 0
    assert not is_signed(CONTENT, (root / "a.age.sig").read_bytes(), key)


def test_the_pair_is_made_once_and_for_its_owner_only(root: Path) -> None:
    before = {name: (root / name).read_bytes() for name in (SIGNING_KEY, SIGNING_PUBLIC, SIGNERS)}
    assert not make_signing_key(root)
    assert {name: (root / name).read_bytes() for name in before} == before
    assert all((root / name).stat().st_mode & 0o077 == 0 for name in before)


def test_a_pair_that_was_cut_off_gets_its_public_half(root: Path) -> None:
    before = (root / SIGNING_PUBLIC).read_bytes()
    (root / SIGNING_PUBLIC).unlink()
    (root / SIGNERS).unlink()
    assert not make_signing_key(root)
    assert (root / SIGNING_PUBLIC).read_bytes() == before
    assert (root / SIGNERS).exists()


def test_a_private_half_that_lies_elsewhere_is_not_made_anew(root: Path) -> None:
    (root / SIGNING_KEY).unlink()
    assert not make_signing_key(root)
    assert not (root / SIGNING_KEY).exists()
    with pytest.raises(ContentError) as error:
        read_signing_key(root)
    assert [(fault.code, fault.path) for fault in error.value.faults] == [("no-signing-key", SIGNING_KEY)]


OPENSSH = PrivateFormat.OpenSSH
BROKEN = {
    "words": b"niets",
    "rsa": rsa.generate_private_key(65537, 2048).private_bytes(Encoding.PEM, OPENSSH, NoEncryption()),
}


@pytest.mark.parametrize("name", BROKEN)
def test_another_kind_of_key_is_refused(root: Path, name: str) -> None:
    (root / SIGNING_KEY).write_bytes(BROKEN[name])
    with pytest.raises(ContentError) as error:
        read_signing_key(root)
    assert [(fault.code, fault.path) for fault in error.value.faults] == [("signing-key-broken", SIGNING_KEY)]


def test_a_key_behind_a_password_is_refused(root: Path) -> None:
    command = ["ssh-keygen", "-q", "-p", "-P", "", "-N", "geheim", "-f", SIGNING_KEY]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    with pytest.raises(ContentError) as error:
        read_signing_key(root)
    assert [fault.code for fault in error.value.faults] == ["signing-key-broken"]
